// SPDX-License-Identifier: Apache-2.0
/**
 * Transactions of a goAML report (UNODC's schema for financial intelligence units): who paid whom, from account to account.
 *
 * An account is its number behind the institution's SWIFT or own code. A side without an account (cash, a person at a counter) is the outside
 * world: names of persons are never parties here. The amount is the local one, in the report's local currency; a transaction's number counts
 * once.
 */
import { isCurrency, minorDigitsOf, type Result } from '../../kernel/index.ts';
import type { MovementsIntake } from '../build-movements.ts';
import { exactUnitsMax, wideUnitsOf } from '../exact-units.ts';
import { ingestNotes, type IngestNotes, type IngestReport } from '../ingest-report.ts';
import { allOf, childrenOf, readXmlElements, textOf, type XmlElement } from '../xml-elements.ts';
import { movementTimeMs } from './movement-time.ts';

export function readGoaml(
  text: string,
  builder: MovementsIntake,
  options: { readonly source: string; readonly rowsBefore: number },
): Result<IngestReport> {
  const found = readXmlElements(text, new Set(['currency_code_local', 'transaction']), options.source);
  if (!found.ok) return found;
  const notes = ingestNotes();
  let currency = '';
  let place = options.rowsBefore;
  for (const element of found.value) {
    if (element.name === 'currency_code_local') {
      currency = element.text.trim();
      continue;
    }
    place += 1;
    notes.row();
    addTransaction({ transaction: element, currency, builder, notes, place });
  }
  return { ok: true, value: notes.report(options.source) };
}

interface Adding {
  readonly transaction: XmlElement;
  readonly currency: string;
  readonly builder: MovementsIntake;
  readonly notes: IngestNotes;
  readonly place: number;
}

function addTransaction({ transaction, currency, builder, notes, place }: Adding): void {
  const leave = (kind: string, sentence: string): void => notes.fault({ kind, isLeftOut: true, sentence, place: `transaction ${place}` });
  const timeMs = movementTimeMs(textOf(transaction, 'date_transaction').replace(/^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})$/, '$1Z'), 'iso');
  if (timeMs === null) return leave('bad-time', 'The date of the transaction is none.');
  if (!isCurrency(currency)) return leave('unknown-asset', 'The report names no local currency of ISO 4217.');
  const decimals = minorDigitsOf(currency);
  const units = wideUnitsOf(textOf(transaction, 'amount_local'), decimals);
  if (units === null) return leave('bad-amount', 'The local amount is no decimal of the currency.');
  if (units < 0n) return leave('negative-amount', 'The amount is negative.');
  const [from, to] = [accountOf(transaction, 'from'), accountOf(transaction, 'to')];
  if (from === null && to === null) return leave('no-party', 'Neither side has an account.');
  const number = textOf(transaction, 'transactionnumber');
  builder.add({
    timeMs,
    kind: from === null ? 'cash-in' : to === null ? 'cash-out' : 'transfer',
    from: from === null ? 0 : builder.parties.numberOf(from),
    to: to === null ? 0 : builder.parties.numberOf(to),
    asset: builder.asset({ symbol: currency, ledger: 'bank', decimals }),
    amount: units > BigInt(exactUnitsMax) ? units : Number(units),
    transaction: number === '' ? 0 : builder.transactions.numberOf(number),
    sourceRow: place,
    ...(number === '' ? {} : { line: '0' }),
  });
  notes.keep();
}

/** `t_from_my_client` or `t_from`, and the account inside. */
function accountOf(transaction: XmlElement, side: 'from' | 'to'): string | null {
  const party = [...childrenOf(transaction, `t_${side}_my_client`), ...childrenOf(transaction, `t_${side}`)][0];
  const account = party === undefined ? undefined : allOf(party, `${side}_account`)[0];
  const number = account === undefined ? '' : textOf(account, 'account');
  if (account === undefined || number === '') return null;
  const bank = [textOf(account, 'swift'), textOf(account, 'institution_code')].find((text) => text !== '') ?? '';
  return bank === '' ? number : `${bank}/${number}`;
}
