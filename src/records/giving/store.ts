// SPDX-License-Identifier: Apache-2.0
/**
 * Records read out to be given to another authority: our own, and what others gave us where its originator lets it go on.
 *
 *     own        as it is now; the giver sets the conditions
 *     received   as it came, with every condition it carries, the way it came, and the consent for this recipient and purpose
 *
 * What may not go is answered with the reasons, clause by clause, and never read out: no consent, an ended one, one for another
 * recipient or purpose, a condition that forbids it, a recall that is open, a body that was destroyed. The same is asked again
 * when it is sent, by the act of the dispatch, and once more by whoever gets it.
 *
 * Every giving is written down twice: among the uses of the record, and as a holder, by whom a recall finds it.
 */
import { noteAudit } from '../../audit/index.ts';
import { type AgreementRef, judgePassOn, type PassedOnWire, readConsent } from '../../agreements/index.ts';
import { checkUse, type Condition, parseCondition, type Purpose, type UseVerdict } from '../../conditions/index.ts';
import type { ConditionLimitsWire } from '../../conditions/wire.ts';
import { type Database, type Instant, newId, type RandomBytes, type Transaction } from '../../kernel/index.ts';
import type { Suites } from '../../seals/index.ts';
import { attestedOf } from '../attested/store.ts';
import { consentsFor, insertHoldings, type KeptConsent } from '../holders/store.ts';
import { noteReportMatter } from '../knowing/store.ts';
import { readRecall, type RecordTables } from '../store.ts';
import { caseIdOf, noteUses } from '../uses/store.ts';
import type { DisclosedRecordWire, RecordBodyWire, RecordKind } from '../wire.ts';
import { settlePrepared } from './minimisations/store.ts';
import type { WithheldFieldWire } from './wire.ts';

export interface GivingQuestion {
  readonly to: string;
  readonly purpose: Purpose;
  readonly now: Instant;
}

/** What a dispatch carries of it, but for the conditions that the giver adds. */
export interface GivableRecord {
  readonly kind: 'givable';
  readonly id: string;
  readonly recordKind: RecordKind;
  readonly originator: string;
  readonly body: RecordBodyWire;
  readonly provenance: DisclosedRecordWire['provenance'];
  /** Of others; the giver adds its own. Empty for an own record. */
  readonly conditions: readonly Condition[];
  readonly passedOn?: PassedOnWire;
  /** Fields that are not in the body, with the reason of whoever left them out. */
  readonly withheld?: readonly WithheldFieldWire[];
  readonly verdict: UseVerdict | null;
}
export interface WithheldRecord {
  readonly kind: 'withheld';
  readonly id: string;
  readonly recordKind: RecordKind;
  readonly originator: string;
  readonly verdict: UseVerdict;
}

interface GivingContext {
  readonly self: string;
  readonly suites: Suites;
}

/** Each record in the given order, once; unknown identifiers are left out. */
export async function recordsToGive(
  db: Database,
  ids: readonly string[],
  question: GivingQuestion,
  context: GivingContext,
): Promise<(GivableRecord | WithheldRecord)[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .withTables<RecordTables>()
    .selectFrom('records')
    .innerJoin('record_versions', (join) =>
      join.onRef('record_versions.record_id', '=', 'records.id').onRef('record_versions.version', '=', 'records.version'),
    )
    .select([
      'records.id',
      'records.kind',
      'records.originator',
      'records.is_received',
      'records.origin_record',
      'records.chain',
      'records.recall',
    ])
    .select(['record_versions.body', 'record_versions.provenance', 'record_versions.conditions', 'record_versions.withheld'])
    .select('record_versions.erased_at')
    .where('records.id', 'in', ids)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  const found: (GivableRecord | WithheldRecord)[] = [];
  for (const id of new Set(ids)) {
    const row = byId.get(id);
    if (row !== undefined) found.push(row.is_received ? await receivedRecord(db, row, question, context) : ownRecord(row));
  }
  return found;
}

/**
 * To whom a record of a third authority may go for this purpose by a consent of its originator that holds now, with what it carries then.
 * None for our own, and none for whom it may go without a consent only.
 */
export async function consentedRecipients(
  db: Database,
  id: string,
  { purpose, now }: Omit<GivingQuestion, 'to'>,
  context: GivingContext,
): Promise<{ readonly recipient: string; readonly limits: ConditionLimitsWire }[]> {
  const own = (await consentsFor(db, id)).filter((consent) => consent.holder === context.self);
  const granted = own.filter((consent) => consent.answer === 'granted' && consent.purpose === purpose).map(({ recipient }) => recipient);
  const found: { recipient: string; limits: ConditionLimitsWire }[] = [];
  for (const to of new Set(granted)) {
    const [record] = await recordsToGive(db, [id], { to, purpose, now }, context);
    const limits = record?.kind === 'givable' ? (record.verdict?.effective ?? null) : null;
    if (limits !== null)
      found.push({ recipient: to, limits: { ...limits, purposes: [...limits.purposes], recipients: [...limits.recipients] } });
  }
  return found;
}

interface StoredRecord {
  readonly id: string;
  readonly kind: RecordKind;
  readonly originator: string;
  readonly origin_record: string;
  readonly chain: string;
  readonly recall: string | null;
  readonly body: string;
  readonly provenance: string;
  readonly conditions: string;
  readonly withheld: string;
  readonly erased_at: string | null;
}

function ownRecord(row: StoredRecord): GivableRecord {
  const { id, kind, originator } = row;
  return { kind: 'givable', id, recordKind: kind, originator, ...contentOf(row), conditions: [], verdict: null };
}

async function receivedRecord(
  db: Database,
  row: StoredRecord,
  question: GivingQuestion,
  { self, suites }: GivingContext,
): Promise<GivableRecord | WithheldRecord> {
  const { id, kind, originator } = row;
  const withheld = (verdict: UseVerdict): WithheldRecord => ({ kind: 'withheld', id, recordKind: kind, originator, verdict });
  if (row.erased_at !== null) return withheld(refusedGiving('It was destroyed here after its originator withdrew it.'));
  if (readRecall(row.recall) !== null) return withheld(refusedGiving('Its originator has recalled it, so it is not passed on.'));
  const attested = (await attestedOf(db, [id])).get(id)?.carried;
  const consent = bestConsent(await consentsFor(db, id), self, question);
  const conditions = conditionsWith(JSON.parse(row.conditions) as Condition[], consent, suites);
  const passedOn: PassedOnWire = {
    origin: { recordId: row.origin_record },
    chain: chainTo(self, row.chain),
    consent: consent?.carried ?? null,
    ...(attested === undefined ? {} : { attested }),
  };
  const content = contentOf(row);
  const passing = { from: self, to: question.to, purpose: question.purpose, at: question.now };
  const verdict = judgePassOn({ originator, body: content.body, conditions, passedOn }, passing, suites);
  if (verdict.outcome !== 'permitted') return withheld(verdict);
  return { kind: 'givable', id, recordKind: kind, originator, ...content, conditions, passedOn, verdict };
}

function contentOf(row: StoredRecord): Pick<GivableRecord, 'body' | 'provenance' | 'withheld'> {
  const withheld = JSON.parse(row.withheld) as WithheldFieldWire[];
  const body = JSON.parse(row.body) as RecordBodyWire;
  const provenance = JSON.parse(row.provenance) as DisclosedRecordWire['provenance'];
  return withheld.length === 0 ? { body, provenance } : { body, provenance, withheld };
}

/** The hops by which a record came to us. */
export function chainTo(self: string, stored: string): PassedOnWire['chain'] {
  const hops = JSON.parse(stored) as PassedOnWire['chain'];
  return hops.map((hop, index) => (index === hops.length - 1 ? { ...hop, to: self } : hop));
}

/** The newest grant for this recipient and purpose, else for this recipient, else any: its lack is what the officer reads. */
function bestConsent(consents: readonly KeptConsent[], self: string, { to, purpose }: GivingQuestion): KeptConsent | null {
  const own = consents.filter((consent) => consent.holder === self);
  const granted = own.filter((consent) => consent.answer === 'granted');
  const exact = granted.find((consent) => consent.recipient === to && consent.purpose === purpose);
  return (
    exact ?? granted.find((consent) => consent.recipient === to) ?? own.find((consent) => consent.recipient === to) ?? granted[0] ?? null
  );
}

function conditionsWith(stored: readonly Condition[], consent: KeptConsent | null, suites: Suites): readonly Condition[] {
  if (consent === null) return stored;
  const read = readConsent(consent.carried, suites);
  const added = read.ok ? (read.value.consent.condition as Condition | null) : null;
  return added === null || stored.some((condition) => condition.id === added.id) ? stored : [...stored, added];
}

function refusedGiving(sentence: string): UseVerdict {
  const reason = { kind: 'condition-ended', sentence, conditionId: null, clause: null, agreement: null } as const;
  return { outcome: 'refused', reasons: [reason], effective: null };
}

/**
 * What a consent for this recipient and purpose would change: permitted when nothing else stands against passing it on. Null when
 * there is no such record, or it is our own.
 */
export async function couldBeConsented(
  db: Database,
  id: string,
  question: GivingQuestion,
  { self }: GivingContext,
): Promise<UseVerdict | null> {
  const row = await db
    .withTables<RecordTables>()
    .selectFrom('records')
    .innerJoin('record_versions', (join) =>
      join.onRef('record_versions.record_id', '=', 'records.id').onRef('record_versions.version', '=', 'records.version'),
    )
    .select([
      'records.is_received',
      'records.originator',
      'records.chain',
      'records.recall',
      'record_versions.conditions',
      'record_versions.erased_at',
    ])
    .where('records.id', '=', id)
    .executeTakeFirst();
  if (row === undefined || !row.is_received) return null;
  if (row.erased_at !== null || row.recall !== null) return refusedGiving('Its originator has recalled it, so it is not passed on.');
  const { to, purpose, now } = question;
  if (to === self || to === row.originator || chainTo(self, row.chain).some((hop) => hop.to === to)) {
    return refusedGiving('The recipient is its originator or has it already.');
  }
  const conditions = (JSON.parse(row.conditions) as unknown[]).flatMap((value) => {
    const read = parseCondition(value, 'condition');
    return read.ok ? [read.value] : [];
  });
  if (conditions.length === 0)
    return refusedGiving('It carries no condition that can be read, so nobody can say whether it may be passed on.');
  return checkUse(conditions, {
    manner: 'pass-on',
    purpose,
    by: self,
    recipient: to,
    now,
    consent: { recipient: to, purpose, until: null },
  });
}

/** As it goes out: with every condition that it carries, and ours beside them. */
export function asDisclosed(record: GivableRecord, ours: Condition): DisclosedRecordWire {
  const { id, originator, body, provenance, conditions, passedOn, withheld = [] } = record;
  return {
    id,
    originator,
    body,
    provenance: [...provenance],
    conditions: [...conditions, ours] as DisclosedRecordWire['conditions'],
    ...(passedOn === undefined ? {} : { passedOn }),
    ...(withheld.length === 0 ? {} : { withheld: [...withheld] }),
  };
}

export interface Giving {
  /** Exactly what the dispatch carries. */
  readonly records: readonly DisclosedRecordWire[];
  readonly recipient: string;
  /** By the name its officers know. */
  readonly recipientName: string;
  readonly purpose: Purpose;
  readonly officer: string;
  /** The case or disclosure. */
  readonly matter: string;
  readonly agreement: AgreementRef;
  readonly clause: string | null;
  readonly dispatchDigest: string;
}

/** Writes the giving among the uses of each record and among its holders. Call it when the dispatch is queued. */
export async function noteGiving(
  tx: Transaction,
  giving: Giving,
  context: { readonly now: Instant; readonly random: RandomBytes; readonly suites: Suites },
): Promise<void> {
  const { records, recipient, purpose, officer, matter, agreement, clause, dispatchDigest } = giving;
  if (records.length === 0) return;
  const { now, random } = context;
  const ids = records.map((record) => record.id);
  const rows = await tx.withTables<RecordTables>().selectFrom('records').select(['id', 'version']).where('id', 'in', ids).execute();
  const versions = new Map(rows.map((row) => [row.id, row.version]));
  const holdings = records.map((record) => ({
    recordId: record.id,
    version: versions.get(record.id) ?? 1,
    recipient,
    dispatchDigest,
    matter,
    agreement,
    clause,
    purpose,
    conditions: record.conditions,
    consentDigest: consentDigestOf(record, context.suites),
    withheld: record.withheld ?? [],
    givenAt: now,
  }));
  await insertHoldings(tx, holdings);
  await settlePrepared(tx, matter, ids);
  await noteReportMatter(tx, matter, ids);
  const uses = holdings.map((holding, index) => ({
    id: newId('use', now, random),
    recordId: holding.recordId,
    version: holding.version,
    officer,
    purpose,
    manner: 'pass-on' as const,
    caseRef: matter,
    note: '',
    verdict: givingVerdict(giving, records[index]?.passedOn !== undefined),
  }));
  await noteUses(tx, uses, now);
  for (const [index, holding] of holdings.entries()) {
    if (records[index]?.passedOn === undefined) continue;
    const details = {
      record: holding.recordId,
      peer: recipient,
      dispatch: dispatchDigest,
      consent: holding.consentDigest,
      caseRef: caseIdOf(matter),
      purpose,
      clause,
    };
    await noteAudit(tx, { event: 'record.passed-on', actor: officer, at: now, details }, random);
  }
}

function consentDigestOf(record: DisclosedRecordWire, suites: Suites): string | null {
  const carried = record.passedOn?.consent ?? null;
  const read = carried === null ? null : readConsent(carried, suites);
  return read?.ok === true ? read.value.digest : null;
}

function givingVerdict({ recipientName, clause }: Giving, isPassedOn: boolean) {
  const what = isPassedOn ? 'Passed on' : 'Disclosed';
  const reason = { kind: 'own-data' as const, sentence: `${what} to ${recipientName}.`, conditionId: null, clause, agreement: null };
  return { outcome: 'permitted' as const, reasons: [reason] };
}
