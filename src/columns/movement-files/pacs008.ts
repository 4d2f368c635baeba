// SPDX-License-Identifier: Apache-2.0
/**
 * Payments as ISO 20022 writes them between banks: pacs.008, customer credit transfers, of any version.
 *
 * A movement goes from the debtor's account to the creditor's, with the interbank settlement amount, at the moment it was accepted or,
 * without one, on the settlement date. An account is its IBAN, or its other identification with the bank's BIC before it, since only
 * the two together name one account. Charges are fees of the debtor's account where the instruction names them.
 */
import { isCurrency, minorDigitsOf, type Result } from '../../kernel/index.ts';
import type { MovementsIntake } from '../build-movements.ts';
import { exactUnitsMax, wideUnitsOf } from '../exact-units.ts';
import { type IngestNotes, ingestNotes, type IngestReport } from '../ingest-report.ts';
import { childrenOf, readXmlElements, textOf, type XmlElement } from '../xml-elements.ts';
import { movementTimeMs } from './movement-time.ts';

export interface PaymentsOptions {
  readonly source: string;
  readonly rowsBefore: number;
}

export function readPacs008(text: string, builder: MovementsIntake, options: PaymentsOptions): Result<IngestReport> {
  const found = readXmlElements(text, new Set(['FIToFICstmrCdtTrf']), options.source);
  if (!found.ok) return found;
  const notes = ingestNotes();
  let place = options.rowsBefore;
  for (const document of found.value) {
    const header = childrenOf(document, 'GrpHdr')[0];
    for (const payment of childrenOf(document, 'CdtTrfTxInf')) {
      place += 1;
      notes.row();
      addPayment({ payment, header: header ?? payment, builder, notes, place });
    }
  }
  return { ok: true, value: notes.report(options.source) };
}

interface Adding {
  readonly payment: XmlElement;
  readonly header: XmlElement;
  readonly builder: MovementsIntake;
  readonly notes: IngestNotes;
  readonly place: number;
}

function addPayment({ payment, header, builder, notes, place }: Adding): void {
  const leave = (kind: string, sentence: string): void => notes.fault({ kind, isLeftOut: true, sentence, place: `payment ${place}` });
  const timeMs = [textOf(payment, 'AccptncDtTm'), textOf(payment, 'IntrBkSttlmDt'), textOf(header, 'IntrBkSttlmDt')]
    .map((text) => movementTimeMs(text, 'iso'))
    .find((ms) => ms !== null);
  if (timeMs === undefined) return leave('bad-time', 'Neither the payment nor its group has a moment or a settlement date.');
  const settled = moneyOf(childrenOf(payment, 'IntrBkSttlmAmt')[0]);
  if (settled === null) return leave('bad-amount', 'The settlement amount is no amount of a currency of ISO 4217.');
  const from = accountOf(payment, 'Dbtr');
  const to = accountOf(payment, 'Cdtr');
  if (from === null && to === null) return leave('no-party', 'Neither account is named.');
  const ids = childrenOf(payment, 'PmtId')[0] ?? payment;
  const reference = [textOf(ids, 'UETR'), textOf(ids, 'TxId'), textOf(ids, 'EndToEndId')].find((id) => id !== '') ?? '';
  const payer = from === null ? 0 : builder.parties.numberOf(from);
  const payee = to === null ? 0 : builder.parties.numberOf(to);
  const transaction = reference === '' ? 0 : builder.transactions.numberOf(reference);
  const common = { timeMs, transaction, sourceRow: place };
  if (payer === payee)
    notes.fault({ kind: 'self-loop', isLeftOut: false, sentence: 'A party moves value to itself.', place: `payment ${place}` });
  const kind = payer === 0 ? 'cash-in' : payee === 0 ? 'cash-out' : 'transfer';
  const asset = builder.asset({ symbol: settled.currency, ledger: 'bank', decimals: settled.decimals });
  // The reference of a payment is given once, so a payment that comes twice counts once.
  builder.add({ ...common, kind, from: payer, to: payee, asset, amount: settled.units, ...(transaction === 0 ? {} : { line: '0' }) });
  for (const [index, charge] of childrenOf(payment, 'ChrgsInf').entries()) {
    const fee = moneyOf(childrenOf(charge, 'Amt')[0]);
    if (fee === null || payer === 0 || fee.units <= 0) continue;
    const feeAsset = builder.asset({ symbol: fee.currency, ledger: 'bank', decimals: fee.decimals });
    builder.add({ ...common, kind: 'fee', from: payer, to: 0, asset: feeAsset, amount: fee.units, line: String(index + 1) });
  }
  notes.keep();
}

function moneyOf(element: XmlElement | undefined): { currency: string; decimals: number; units: number | bigint } | null {
  const currency = element?.attributes['Ccy'] ?? '';
  if (!isCurrency(currency)) return null;
  const decimals = minorDigitsOf(currency);
  const units = wideUnitsOf(element?.text.trim() ?? '', decimals);
  if (units === null || units < 0n) return null;
  return { currency, decimals, units: units > BigInt(exactUnitsMax) ? units : Number(units) };
}

/** `Dbtr` or `Cdtr`: the account, with the bank's BIC before an identification that is no IBAN. */
function accountOf(payment: XmlElement, side: 'Dbtr' | 'Cdtr'): string | null {
  const account = childrenOf(payment, `${side}Acct`)[0];
  const id = account === undefined ? undefined : childrenOf(account, 'Id')[0];
  const iban = id === undefined ? '' : textOf(id, 'IBAN');
  if (iban !== '') return iban;
  const other = id === undefined ? undefined : childrenOf(id, 'Othr')[0];
  const number = other === undefined ? '' : textOf(other, 'Id');
  const bank = childrenOf(payment, `${side}Agt`)[0];
  const institution = bank === undefined ? undefined : childrenOf(bank, 'FinInstnId')[0];
  const bic = institution === undefined ? '' : [textOf(institution, 'BICFI'), textOf(institution, 'BIC')].find((text) => text !== '');
  return number === '' ? null : bic === undefined || bic === '' ? number : `${bic}/${number}`;
}
