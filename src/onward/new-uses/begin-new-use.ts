// SPDX-License-Identifier: Apache-2.0
/**
 * A received record is to be used otherwise than its conditions say: for another purpose, or as evidence.
 *
 *     presumed consent     leave at once, by the clause; nobody is told                     unless its originator objected before
 *     notify and object    its originator is told; leave when the time to object is over
 *     prior consent        its originator is asked; leave when it consents
 *
 * Until there is leave, room records refuses the use and says what is awaited. Only its originator can give leave, and only for what its
 * own conditions limit: where those of another authority stand against the use too, nothing is begun.
 */
import {
  agreementByDigest,
  agreementsBetween,
  changeOfNewUse,
  judgeFurtherUse,
  type KnownAgreement,
  newUseMode,
  objectUntil,
  refOf,
} from '../../agreements/index.ts';
import { noteAudit } from '../../audit/index.ts';
import type { Purpose } from '../../conditions/index.ts';
import { type Database, type Instant, newId, type Transaction } from '../../kernel/index.ts';
import { heldRecord, type HeldRecord, type JudgedUse, judgedUse, putLeave } from '../../records/index.ts';
import { noMatterFacts } from '../disclose.ts';
import { absent, changeMatter, issue, type OnwardDeps, type Outcome } from '../onward-deps.ts';
import { moveMatter } from '../conclude-step.ts';
import { noteEvent, prepareStep } from '../send-step.ts';
import { insertMatter, type MatterRecord, newUsesOfRecord } from '../store.ts';
import type { NewUseVerdictWire } from './wire.ts';

export interface NewUse {
  readonly recordId: string;
  readonly purpose: Purpose;
  readonly isEvidence: boolean;
}

interface Judged {
  readonly verdict: NewUseVerdictWire;
  readonly record: HeldRecord;
  readonly agreement: KnownAgreement | null;
}

/** Whether it may be used so, and what its holder may do about it; null when there is no such record. */
export async function judgeNewUse(db: Database, deps: OnwardDeps, use: NewUse, now: Instant): Promise<Judged | null> {
  const record = await heldRecord(db, use.recordId);
  const manner = use.isEvidence ? ('evidence' as const) : ('read' as const);
  const judged = await judgedUse(db, use.recordId, { purpose: use.purpose, manner }, deps, now);
  if (record === null || judged === null) return null;
  const { outcome, reasons } = judged.verdict;
  const said = reasons.map(({ sentence, clause }) => ({ sentence, clause }));
  const nothing = { step: 'nothing', agreement: null, objectUntil: null } as const;
  const open = isLiftable(judged, record, use);
  if (outcome === 'permitted' || !open) return { record, agreement: null, verdict: { outcome, reasons: said, ...nothing } };
  const agreement = await agreementWithOriginator(db, deps, { record, judged }, now);
  if (agreement === null || !(await deps.isPeer(db, record.originator))) {
    const far = { sentence: 'No agreement leads from here to its originator, so nobody can be told or asked.', clause: null };
    return { record, agreement: null, verdict: { outcome: 'refused', reasons: [...said, far], ...nothing } };
  }
  const change = changeOfNewUse(agreement, use);
  const hasObjected = (await newUsesOfRecord(db, use.recordId)).some((row) => isSame(row, use) && row.state === 'objected');
  const asked = { change, holder: deps.self, originator: record.originator, recipient: null, noticeAt: null, hasConsented: false };
  const answer = judgeFurtherUse(agreement, { ...asked, hasObjected, safeguards: [], fields: [] }, now);
  const { mode } = newUseMode(agreement, change);
  const steps = { 'presumed-consent': 'presume', 'notify-and-object': 'tell', 'prior-consent': 'ask' } as const;
  const verdict: NewUseVerdictWire = {
    outcome: answer.outcome === 'refused' ? 'refused' : 'needs',
    reasons: [...said, ...answer.steps.map(({ sentence, clause }) => ({ sentence, clause: clause?.clause ?? null }))],
    step: answer.outcome === 'refused' ? 'nothing' : steps[mode],
    agreement: agreement.document.title,
    objectUntil: objectUntil(agreement, change, { noticeAt: now, originator: record.originator }),
  };
  return { record, agreement, verdict };
}

/** Whether nothing but the originator's own limit on this purpose, or on evidence, stands against it. */
function isLiftable({ verdict, conditions }: JudgedUse, record: HeldRecord, { isEvidence }: NewUse): boolean {
  const kind = isEvidence ? 'evidence-permission' : 'purpose-not-allowed';
  return verdict.reasons.every(
    (reason) =>
      reason.kind === kind && conditions.some(({ id, originator }) => id === reason.conditionId && originator === record.originator),
  );
}

function isSame(row: MatterRecord, use: NewUse): boolean {
  return row.facts.purpose === use.purpose && row.facts.newUse?.isEvidence === use.isEvidence;
}

/** The one under which it was given, where that is between the two; else the first that is. */
async function agreementWithOriginator(
  db: Database,
  deps: OnwardDeps,
  { record, judged }: { readonly record: HeldRecord; readonly judged: JudgedUse },
  now: Instant,
): Promise<KnownAgreement | null> {
  const index = await deps.agreementIndex(db, now);
  const between = agreementsBetween(index, deps.self, record.originator, now);
  const named = judged.conditions
    .filter(({ originator }) => originator === record.originator)
    .map(({ agreement }) => agreementByDigest(index, agreement.digest));
  return named.find((known) => known !== null && between.includes(known)) ?? between[0] ?? null;
}

export async function beginNewUse(
  deps: OnwardDeps,
  given: NewUse & { readonly reason: string; readonly officer: string; readonly now: Instant },
): Promise<Outcome> {
  const { recordId, purpose, isEvidence, reason, officer, now } = given;
  return changeMatter(deps, async (tx) => {
    const judged = await judgeNewUse(tx, deps, given, now);
    if (judged === null) return absent;
    const { verdict, record, agreement } = judged;
    if (verdict.outcome === 'permitted') return issue('recordId', 'It may be used so already.', 'Use it, and name the purpose.');
    if (verdict.step === 'nothing' || agreement === null) {
      const last = verdict.reasons.at(-1)?.sentence ?? 'It may not be used so.';
      return issue('recordId', last, 'Its originator may give it anew under other conditions.');
    }
    if (reason.trim() === '') return issue('reason', 'The reason is empty.', 'Say what the new use is for.');
    const change = changeOfNewUse(agreement, given);
    const { mode, clause } = newUseMode(agreement, change);
    const matter = newId('nus', now, deps.random);
    const places = { holder: deps.self, originator: record.originator, recordId: record.originRecord };
    const newUse = { ...places, isEvidence, change, mode, clause, noticeAt: null, objectUntil: null, answer: null };
    const row: MatterRecord = {
      id: matter,
      kind: 'new-use',
      part: 'using',
      state: 'awaiting-approval',
      peer: record.originator,
      record_ids: [recordId],
      facts: { ...noMatterFacts, reason, purpose, agreement: refOf(agreement), newUse },
      due_at: null,
      updated_at: now,
    };
    await insertMatter(tx, row);
    const lifts = isEvidence ? ('evidence' as const) : ('purpose' as const);
    const leave = { matter, record_id: recordId, originator: record.originator, lifts, purpose, clause: clause?.clause ?? null };
    await putLeave(tx, { ...leave, opens_at: mode === 'presumed-consent' ? now : null, ends_at: null, is_denied: false });
    const details = { matter, kind: 'new-use', side: 'using', peer: record.originator, record: recordId, purpose };
    await noteAudit(tx, { event: 'matter.opened', actor: officer, at: now, details }, deps.random);
    return mode === 'presumed-consent' ? presume(tx, deps, row, { officer, now }) : tell(tx, deps, row, { agreement, officer, now });
  });
}

/** The agreement gives the leave itself; nothing goes anywhere. */
async function presume(
  tx: Transaction,
  deps: OnwardDeps,
  row: MatterRecord,
  { officer, now }: { readonly officer: string; readonly now: Instant },
): Promise<Outcome> {
  const clause = row.facts.newUse?.clause ?? null;
  const place = { authority: deps.self, peer: row.peer, officer, dispatch: null, clause, detail: null };
  await noteEvent(tx, deps, row.id, now, { kind: 'presumed', step: 'new-use', ...place });
  await moveMatter(tx, deps, row, 'granted', now);
  return { kind: 'done', matter: row.id };
}

async function tell(
  tx: Transaction,
  deps: OnwardDeps,
  row: MatterRecord,
  given: { readonly agreement: KnownAgreement; readonly officer: string; readonly now: Instant },
): Promise<Outcome> {
  const { agreement, officer, now } = given;
  const { newUse, purpose, reason } = row.facts;
  if (newUse === null || newUse === undefined) throw new Error('a new use is kept with its facts');
  const body = { matter: row.id, recordId: newUse.recordId, purpose: purpose as Purpose, isEvidence: newUse.isEvidence, reason };
  const draft = {
    content: { kind: 'new-use', body },
    recipients: [{ to: newUse.originator, agreement }],
    purpose,
    preparedBy: officer,
    now,
  } as const;
  const sent = await prepareStep(tx, deps, row, draft);
  if (sent.kind === 'issues') return sent;
  if (sent.kind === 'sent') await moveMatter(tx, deps, row, 'sent', now);
  await deps.announce(tx, 'onward');
  return { kind: 'done', matter: row.id };
}
