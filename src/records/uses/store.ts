// SPDX-License-Identifier: Apache-2.0
/**
 * The use of a record: the only way by which a body reaches an officer.
 *
 *     purpose and manner named -> conditions asked -> use written down -> audit entry -> body, only if permitted
 *
 * The use is written down in the transaction that hands out the body, so no body is seen without a trace, and a refused try
 * leaves its trace too. Reading, exporting, printing and using as evidence differ in nothing but the word for the manner.
 *
 * Own records carry no conditions of others. They still need a purpose, and it must be one of the authority's own: an
 * authority that does not deal with taxes has no business reading its suspicious reports for them.
 */
import { noteAudit } from '../../audit/index.ts';
import {
  checkUse,
  type Condition,
  type Manner,
  type Purpose,
  purposeWords,
  type UseLeave,
  type UseVerdict,
} from '../../conditions/index.ts';
import { type Database, type Instant, isId, limits, newId, type RandomBytes, type Transaction } from '../../kernel/index.ts';
import { publishedAbout } from '../firm-data/published-about.ts';
import { leavesFor } from '../leaves/store.ts';
import {
  type AuthorityNames,
  type OfficerNames,
  readRecall,
  type RecordTables,
  reticent,
  rowColumns,
  toRows,
  versionOf,
} from '../store.ts';
import { reportPurposes, sightOf } from '../knowing/knowing.ts';
import { type SeenBeside, travelRuleView } from '../travel-rule/links/store.ts';
import { type VenueQuestion, venuesNamed } from '../venues/store.ts';
import type { FoundVenueWire } from '../venues/wire.ts';
import type { WithheldFieldWire } from '../giving/wire.ts';
import type { DisclosedRecordWire, RecordBodyWire, RecordKind, RecordUseAnswerWire, RecordUseWire } from '../wire.ts';

/** What the room is given: who we are, for what we may use our own records, and the names of people and authorities. */
export interface RecordDeps {
  readonly self: string;
  /** Absent: `defaultOwnPurposes`. */
  readonly ownPurposes?: readonly Purpose[];
  /** Whether this officer may know that there are suspicious reports (knowing/). */
  readonly knowsReports: (db: Database, officer: string) => Promise<boolean>;
  readonly officerNames: OfficerNames;
  readonly authorityNames: AuthorityNames;
}

/** Every purpose but the three that no cooperating authority has by default. */
export const defaultOwnPurposes: readonly Purpose[] = [
  'supervision',
  'compliance-check',
  'admin-enforcement',
  'civil-enforcement',
  'criminal-investigation',
  'criminal-prosecution',
  'sro-surveillance',
  'disciplinary',
  'fiu-analysis',
  'asset-tracing',
  'freeze-confiscation',
  'authorisation-fit-proper',
  'systemic-risk',
  'sanctions',
];

export interface RecordUse {
  readonly recordId: string;
  readonly purpose: Purpose;
  readonly manner: Exclude<Manner, 'search' | 'pass-on'>;
  /** The officer, by identifier. */
  readonly officer: string;
  readonly caseRef: string | null;
  /** What for, in the officer's words. */
  readonly note: string;
  /** The record as it was known at this moment; absent: as it is known now. */
  readonly asOf?: Instant;
}

/** The answer, with the body only when permitted; null when there is no such record for this officer (or none yet at `asOf`). */
export async function useRecord(
  tx: Transaction,
  use: RecordUse,
  deps: RecordDeps,
  now: Instant,
  random: RandomBytes,
): Promise<RecordUseAnswerWire | null> {
  const knowsReports = await deps.knowsReports(tx, use.officer);
  const source = await tx
    .withTables<RecordTables>()
    .selectFrom('records')
    .select(rowColumns)
    .where('id', '=', use.recordId)
    .executeTakeFirst();
  if (source === undefined || (source.kind === 'suspicious-report' && !knowsReports)) return null;
  const stored = await versionOf(tx, use.recordId, use.asOf ?? null);
  if (stored === undefined) return null;
  const conditions = JSON.parse(stored.conditions) as Condition[];
  const { manner, purpose } = use;
  const isErased = stored.erased_at !== null;
  const leaves = (await leavesFor(tx, [use.recordId], purpose)).get(use.recordId) ?? [];
  const { kind, is_received: isReceived, recall } = source;
  const verdict = judgeUse({ kind, isReceived, conditions, manner, purpose, isErased, recall, leaves }, deps, now);
  const noted: NotedUse = {
    id: newId('use', now, random),
    recordId: use.recordId,
    version: stored.version,
    officer: use.officer,
    purpose: use.purpose,
    manner: use.manner,
    caseRef: use.caseRef,
    note: use.note,
    verdict,
  };
  await noteUses(tx, [noted], now);
  await auditUse(tx, noted, now, random);
  const names = await deps.officerNames(tx, [use.officer]);
  const [row] = await toRows(tx, [source], deps);
  const wire = wireOfUse(noted, now, names.get(use.officer) ?? use.officer);
  if (verdict.outcome !== 'permitted') return { use: wire, record: null, row: row === undefined ? null : reticent(row) };
  const record: DisclosedRecordWire = {
    id: source.id,
    originator: source.originator,
    body: JSON.parse(stored.body) as DisclosedRecordWire['body'],
    provenance: JSON.parse(stored.provenance) as DisclosedRecordWire['provenance'],
    conditions,
    ...(stored.withheld === '[]' ? {} : { withheld: JSON.parse(stored.withheld) as WithheldFieldWire[] }),
  };
  const published = await publishedAbout(tx, record.body, use.asOf ?? null);
  const venues = await venuesBeside(tx, record.body, { asOf: use.asOf ?? null, now });
  const sees = seenBeside(purpose, knowsReports, deps, now);
  const travelRule = await travelRuleView(tx, { recordId: source.id, body: record.body, sees, now });
  const beside = {
    ...(published !== null && { published }),
    ...(venues.length > 0 && { venues }),
    ...(travelRule !== null && { travelRule }),
  };
  return { use: wire, record, row: row ?? null, ...beside };
}

/** What is published about the venues that a registration names. */
async function venuesBeside(tx: Transaction, body: RecordBodyWire, times: Pick<VenueQuestion, 'asOf' | 'now'>): Promise<FoundVenueWire[]> {
  if (body.kind !== 'registration') return [];
  const firm = { name: body.firm, lei: body.lei };
  return venuesNamed(
    tx,
    (body.venues ?? []).map(({ mic }) => mic),
    { firm, ...times },
  );
}

/** Own records are named beside an opened one where they may be searched for the same purpose. */
function seenBeside(purpose: Purpose, knowsReports: boolean, deps: Pick<RecordDeps, 'self' | 'ownPurposes'>, now: Instant): SeenBeside {
  const own = judgeUse({ kind: 'registration', isReceived: false, conditions: [], manner: 'search', purpose }, deps, now);
  if (own.outcome !== 'permitted') return 'nothing';
  return sightOf(knowsReports, purpose) === 'all' ? 'all' : 'no-reports';
}

export interface JudgedDatum {
  readonly isReceived: boolean;
  readonly conditions: readonly Condition[];
  readonly manner: Manner;
  readonly purpose: Purpose;
  readonly kind: RecordKind;
  /** Whether its body was destroyed. */
  readonly isErased?: boolean;
  /** As it is stored with the record. */
  readonly recall?: string | null;
  /** What its originator lets be done beside its conditions. */
  readonly leaves?: readonly UseLeave[];
}

/** What a use would be answered, and on which conditions that rests; nothing of it is kept. */
export interface JudgedUse {
  readonly verdict: UseVerdict;
  readonly conditions: readonly Condition[];
}

/** Null when there is no such record. */
export async function judgedUse(
  db: Database,
  recordId: string,
  { purpose, manner }: { readonly purpose: Purpose; readonly manner: Manner },
  deps: Pick<RecordDeps, 'self' | 'ownPurposes'>,
  now: Instant,
): Promise<JudgedUse | null> {
  const tables = db.withTables<RecordTables>();
  const source = await tables.selectFrom('records').select(['kind', 'is_received', 'recall']).where('id', '=', recordId).executeTakeFirst();
  const stored = source === undefined ? undefined : await versionOf(db, recordId, null);
  if (source === undefined || stored === undefined) return null;
  const conditions = JSON.parse(stored.conditions) as Condition[];
  const leaves = (await leavesFor(db, [recordId], purpose)).get(recordId) ?? [];
  const datum = {
    kind: source.kind,
    isReceived: source.is_received,
    conditions,
    manner,
    purpose,
    isErased: stored.erased_at !== null,
    recall: source.recall,
    leaves,
  };
  return { verdict: judgeUse(datum, deps, now), conditions };
}

/** The conditions of others, or for own records the authority's own purposes. Fails closed: received without conditions is refused. */
export function judgeUse(datum: JudgedDatum, deps: Pick<RecordDeps, 'self' | 'ownPurposes'>, now: Instant): UseVerdict {
  if (datum.isErased === true) return refused('condition-ended', 'Its originator recalled it, and it was destroyed here.');
  const recall = readRecall(datum.recall ?? null);
  if (recall?.change === 'withdrawal' && recall.state === 'open') {
    return refused('condition-ended', 'Its originator has withdrawn it; it is not used until an officer has answered the recall.');
  }
  if (datum.isReceived && datum.conditions.length === 0) {
    return refused(
      'condition-unreadable',
      'It was received from another authority, but no condition is stored with it, so no use is allowed.',
    );
  }
  if (!datum.isReceived && !(deps.ownPurposes ?? defaultOwnPurposes).includes(datum.purpose)) {
    return refused('purpose-never', `This authority does not use its own records for ${purposeWords[datum.purpose]}.`);
  }
  if (!datum.isReceived && datum.kind === 'suspicious-report' && !reportPurposes.includes(datum.purpose)) {
    return refused('purpose-never', `Suspicious reports are not used for ${purposeWords[datum.purpose]}.`);
  }
  const { manner, purpose, leaves = [] } = datum;
  return checkUse(datum.conditions, { manner, purpose, by: deps.self, recipient: null, now, leaves });
}

function refused(kind: 'condition-unreadable' | 'condition-ended' | 'purpose-never', sentence: string): UseVerdict {
  return { outcome: 'refused', reasons: [{ kind, sentence, conditionId: null, clause: null, agreement: null }], effective: null };
}

export interface NotedUse {
  readonly id: string;
  readonly recordId: string;
  readonly version: number;
  readonly officer: string;
  readonly purpose: Purpose;
  readonly manner: Manner;
  readonly caseRef: string | null;
  readonly note: string;
  readonly verdict: Pick<UseVerdict, 'outcome' | 'reasons'>;
}

export async function noteUses(tx: Transaction, uses: readonly NotedUse[], now: Instant): Promise<void> {
  if (uses.length === 0) return;
  await tx
    .withTables<RecordTables>()
    .insertInto('record_uses')
    .values(
      uses.map((use) => ({
        id: use.id,
        record_id: use.recordId,
        version: use.version,
        at: now,
        officer: use.officer,
        purpose: use.purpose,
        manner: use.manner,
        case_ref: use.caseRef,
        note: use.note,
        outcome: use.verdict.outcome,
        reasons: JSON.stringify(reasonsOf(use)),
      })),
    )
    .execute();
}

function reasonsOf(use: Pick<NotedUse, 'verdict'>): RecordUseWire['reasons'] {
  return use.verdict.reasons.map(({ sentence, clause }) => ({ sentence, clause }));
}

async function auditUse(tx: Transaction, use: NotedUse, now: Instant, random: RandomBytes): Promise<void> {
  const { outcome, reasons } = use.verdict;
  const [first] = reasons;
  const details = {
    record: use.recordId,
    use: use.id,
    manner: use.manner,
    purpose: use.purpose,
    outcome,
    caseRef: caseIdOf(use.caseRef),
    // The identifier was chosen by another authority, so it enters the log only in our own shape.
    condition: isId('cnd', first?.conditionId) ? first.conditionId : null,
    reason: first?.kind ?? null,
  };
  const event = outcome === 'permitted' ? 'record.used' : 'record.use-refused';
  await noteAudit(tx, { event, actor: use.officer, at: now, details }, random);
}

/** The log takes identifiers only; an officer may have typed anything. */
export function caseIdOf(caseRef: string | null): string | null {
  return isId('req', caseRef) ? caseRef : null;
}

function wireOfUse(use: NotedUse, at: Instant, officerName: string): RecordUseWire {
  const { id, officer, purpose, manner, caseRef, note, verdict } = use;
  return { id, at, officer, officerName, purpose, manner, caseRef, note, outcome: verdict.outcome, reasons: reasonsOf(use) };
}

/** The newest uses of the record first, refused ones included; null when there is no such record. */
export async function recordUses(db: Database, recordId: string, deps: Pick<RecordDeps, 'officerNames'>): Promise<RecordUseWire[] | null> {
  const tables = db.withTables<RecordTables>();
  const known = await tables.selectFrom('records').select('id').where('id', '=', recordId).executeTakeFirst();
  if (known === undefined) return null;
  const rows = await tables
    .selectFrom('record_uses')
    .selectAll()
    .where('record_id', '=', recordId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limits.pageRowsMax)
    .execute();
  const names = await deps.officerNames(db, [...new Set(rows.map((row) => row.officer))]);
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    officer: row.officer,
    officerName: names.get(row.officer) ?? row.officer,
    purpose: row.purpose as Purpose,
    manner: row.manner as Manner,
    caseRef: row.case_ref,
    note: row.note,
    outcome: row.outcome as RecordUseWire['outcome'],
    reasons: JSON.parse(row.reasons) as RecordUseWire['reasons'],
  }));
}
