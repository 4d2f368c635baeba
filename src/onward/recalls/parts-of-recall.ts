// SPDX-License-Identifier: Apache-2.0
/**
 * What a recall says to whom: a withdrawal the same to everyone, a correction to each holder as narrowly as what it holds.
 *
 *     XA   was given it whole, for a criminal investigation        part 1: the corrected record whole, to XA and XD
 *     XC   was given it without the owners' days of birth          part 2: the corrected record without them, to XC
 *     XD   was given it whole
 *
 * Each part is a recall of its own with its own signed document, so no holder learns that another one sees more, and whoever is told by
 * two ways gets by each way what that way gave it. Those to whom a holder passed it on get what that holder gets.
 *
 * The obvious alternative, one recall with every version of the correction in it, would show each holder the versions of the others.
 */
import type { AgreementRef } from '../../agreements/index.ts';
import { fail, type Instant, ok, type Result, type Transaction } from '../../kernel/index.ts';
import { bodyOfVersion, correctionFor, type HeldRecord, type Holding, holdingsOf, withheldOfCorrection } from '../../records/index.ts';
import type { RecordBodyWire } from '../../records/wire.ts';
import type { OnwardDeps } from '../onward-deps.ts';
import { agreementOf, type Recipient } from '../send-step.ts';
import type { MatterRecord, StepRecord } from '../store.ts';
import type { RecallDocument } from '../wire.ts';

export interface RecallPart {
  readonly recipients: readonly Recipient[];
  /** Without what is withheld; null where it is withdrawn. */
  readonly corrected: RecordBodyWire | null;
  readonly withheld: NonNullable<RecallDocument['withheld']>;
}

interface Recalled {
  readonly record: HeldRecord;
  readonly change: RecallDocument['change'];
  readonly holdings: readonly Holding[];
  readonly now: Instant;
}

/** The parts, those to whom it goes whole first; null where the newest version of the record is not here any more. */
export async function partsOfRecall(tx: Transaction, deps: OnwardDeps, given: Recalled): Promise<Result<readonly RecallPart[]> | null> {
  const { record, change, holdings, now } = given;
  const recipients = await recipientsOf(tx, deps, holdings, now);
  if (change === 'withdrawal') return ok(recipients.length === 0 ? [] : [{ recipients, corrected: null, withheld: [] }]);
  const body = await bodyOfVersion(tx, record.id, record.version);
  if (body === null) return null;
  const parts = new Map<string, RecallPart>();
  for (const recipient of recipients) {
    const withheld = withheldOfCorrection(body, await viewsOf(tx, holdings, recipient.to));
    const corrected = correctionFor(body, withheld, now);
    if (!corrected.ok) return fail('recordId', corrected.issues[0]?.problem ?? '', 'Withdraw it, and give the corrected record anew.');
    const key = withheld.map(({ path }) => path).join(' ');
    const part = parts.get(key);
    parts.set(key, { corrected: corrected.value, withheld: [...withheld], recipients: [...(part?.recipients ?? []), recipient] });
  }
  return ok([...parts.values()].toSorted((one, other) => one.withheld.length - other.withheld.length));
}

async function viewsOf(tx: Transaction, holdings: readonly Holding[], recipient: string) {
  const own = holdings.filter((holding) => holding.recipient === recipient);
  return Promise.all(
    own.map(async ({ recordId, version, purpose, withheld }) => {
      return { purpose, withheld, former: withheld.length === 0 ? null : await bodyOfVersion(tx, recordId, version) };
    }),
  );
}

/** Everyone who was given it, once, with the agreement under which that was last done. */
export async function recipientsOf(tx: Transaction, deps: OnwardDeps, holdings: readonly Holding[], now: Instant): Promise<Recipient[]> {
  const byRecipient = new Map<string, AgreementRef>(holdings.map(({ recipient, agreement }) => [recipient, agreement]));
  const recipients: Recipient[] = [];
  for (const [to, ref] of byRecipient) {
    const agreement = await agreementOf(tx, deps, ref, now);
    if (agreement !== null) recipients.push({ to, agreement });
  }
  return recipients;
}

/**
 * To whom a recall goes that waited for approval. A withdrawal goes to whoever holds the record by now, and so does a correction among
 * those who were always given it whole; one that is minimised goes to those for whom it was prepared.
 */
export async function recipientsNow(
  tx: Transaction,
  deps: OnwardDeps,
  given: { readonly row: MatterRecord; readonly step: StepRecord; readonly now: Instant },
): Promise<readonly Recipient[]> {
  const { row, step, now } = given;
  const holdings = await holdingsOf(tx, row.record_ids[0] ?? '');
  const everybody = await recipientsOf(tx, deps, holdings, now);
  const isPrepared = ({ to }: Recipient) => step.recipients.includes(to);
  // What goes once more goes to whom it was prepared for.
  if (row.state === 'told' || row.facts.recall?.withheld !== undefined) return everybody.filter(isPrepared);
  if (row.facts.recall?.change !== 'correction') return everybody;
  const minimised = new Set(holdings.filter(({ withheld }) => withheld.length > 0).map(({ recipient }) => recipient));
  return everybody.filter((recipient) => isPrepared(recipient) || !minimised.has(recipient.to));
}

/** Who was given the record more narrowly after the correction was written, and would see by it what was withheld then. */
export async function narrowedSince(tx: Transaction, row: MatterRecord, step: StepRecord): Promise<readonly string[]> {
  const { recall, writtenFor = [] } = row.facts;
  if (recall?.change !== 'correction') return [];
  const holdings = await holdingsOf(tx, row.record_ids[0] ?? '');
  const later = holdings.filter(({ withheld, dispatchDigest }) => withheld.length > 0 && !writtenFor.includes(dispatchDigest));
  return [...new Set(later.map(({ recipient }) => recipient))].filter((recipient) => step.recipients.includes(recipient));
}
