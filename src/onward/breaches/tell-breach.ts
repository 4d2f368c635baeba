// SPDX-License-Identifier: Apache-2.0
/**
 * Whoever gave us data is told that their protection was breached here.
 *
 *     a breach of our register (room data-protection), records of XB among those affected
 *     beginNotice     an agreement between the two that has a clause on it, or else any; its hours from the discovery on
 *                     in time, or late with the reasons: sent; the entry in the register names the notice
 *     delivered       told, at the moment of XB's own receipt; the clock in the register is met
 *
 * No approval is asked for: a notice only protects, and it is urgent. It goes under a suspended or ended agreement too. It gives nothing of a record but the
 * identifier under which its originator keeps it.
 */
import {
  agreementsBetween,
  breachNoticeDueAt,
  decideUnder,
  type KnownAgreement,
  noFacts,
  refOf,
  tellBreachAct,
} from '../../agreements/index.ts';
import { noteAudit } from '../../audit/index.ts';
import { type Database, type Instant, type Issue, newId, type Transaction } from '../../kernel/index.ts';
import { heldRecords } from '../../records/index.ts';
import { concludeStep, moveMatter } from '../conclude-step.ts';
import { noMatterFacts } from '../disclose.ts';
import { absent, changeMatter, issue, type OnwardDeps, type Outcome } from '../onward-deps.ts';
import { noteEvent, prepareStep } from '../send-step.ts';
import { insertMatter, lockMatter, type MatterRecord, mattersAmong, updateMatter } from '../store.ts';
import type { MatterState } from '../wire.ts';
import type { BreachNoticeBody } from './wire.ts';

export interface BreachNotice {
  /** In our register. */
  readonly breach: string;
  readonly originator: string;
  /** Ours, of received records. */
  readonly recordIds: readonly string[];
  readonly said: Omit<BreachNoticeBody, 'matter' | 'recordIds'>;
  readonly officer: string;
  readonly now: Instant;
}
export type NoticeBegun =
  { readonly kind: 'done'; readonly matter: string } | { readonly kind: 'issues'; readonly issues: readonly Issue[] };

export async function beginNotice(tx: Transaction, deps: OnwardDeps, given: BreachNotice): Promise<NoticeBegun> {
  const { originator, officer, now } = given;
  const matter = newId('bnt', now, deps.random);
  const affected = (await heldRecords(tx, given.recordIds)).filter((record) => record.originator === originator);
  const ours = affected.map(({ id }) => id);
  const theirs = affected.map(({ originRecord }) => originRecord);
  const body: BreachNoticeBody = { ...given.said, matter, recordIds: theirs };
  const agreement = await governing(tx, deps, { originator, body, now });
  if (agreement === null) return { kind: 'issues', issues: [noWay] };
  const dueAt = breachNoticeDueAt(agreement, body.discoveredAt as Instant);
  const row: MatterRecord = {
    id: matter,
    kind: 'breach',
    part: 'notifying',
    state: 'awaiting-approval',
    peer: originator,
    record_ids: ours,
    facts: {
      ...noMatterFacts,
      reason: body.what,
      agreement: refOf(agreement),
      breach: { said: body, breach: given.breach, toldAt: null, dueAt },
    },
    due_at: null,
    updated_at: now,
  };
  await insertMatter(tx, row);
  const details = { matter, kind: 'breach', side: 'notifying', peer: originator };
  await noteAudit(tx, { event: 'matter.opened', actor: officer, at: now, details }, deps.random);
  const content = { kind: 'breach-notice', body } as const;
  const draft = { content, recipients: [{ to: originator, agreement }], purpose: null, preparedBy: officer, now };
  const sent = await prepareStep(tx, deps, row, draft);
  if (sent.kind === 'issues') return sent;
  if (sent.kind === 'sent') await concludeStep(tx, deps, row, content, { sent: sent.to, officer, now });
  await deps.announce(tx, 'onward');
  return { kind: 'done', matter };
}

/**
 * One in force before one that has ended, one with a clause on it before one without, the more specific first; and one that permits
 * the notice as it stands before one that asks why it is late.
 */
async function governing(
  tx: Transaction,
  deps: OnwardDeps,
  { originator, body, now }: { readonly originator: string; readonly body: BreachNoticeBody; readonly now: Instant },
): Promise<KnownAgreement | null> {
  if (!(await deps.isPeer(tx, originator))) return null;
  const between = agreementsBetween(await deps.agreementIndex(tx, now), deps.self, originator, now);
  const rank = (agreement: KnownAgreement): number => {
    const act = tellBreachAct(agreement, { ...body, from: deps.self, to: originator, at: now });
    const { outcome } = decideUnder(act, agreement, noFacts, now).verdict;
    if (outcome === 'refused') return 8;
    const { inForceUntil } = agreement.document;
    const hasEnded = inForceUntil !== null && inForceUntil <= now;
    return (hasEnded ? 4 : 0) + (breachNoticeDueAt(agreement, now) === null ? 2 : 0) + (outcome === 'permitted' ? 0 : 1);
  };
  return between.toSorted((left, right) => rank(left) - rank(right))[0] ?? null;
}

const noWay: Issue = {
  path: 'originator',
  problem: 'No agreement leads from here to a server of this authority.',
  remedy: 'Tell it by the means that you have, and enter that it was told.',
};

/** What became of a notice: told at the moment of the other side's receipt, or owed again. */
export async function noteBreachTold(
  tx: Transaction,
  deps: OnwardDeps,
  row: MatterRecord,
  { state, at }: { readonly state: 'delivered' | 'rejected' | 'not-delivered'; readonly at: Instant },
): Promise<void> {
  const { breach } = row.facts;
  if (breach === null || breach === undefined || row.state !== 'sent') return;
  if (state !== 'delivered') return moveMatter(tx, deps, row, state, at);
  await updateMatter(tx, row.id, { facts: { ...row.facts, breach: { ...breach, toldAt: at } }, updated_at: at });
  await moveMatter(tx, deps, row, 'told', at);
}

/** Of each of these notices: how it stands, and when it reached whoever gave the data. */
export async function noticesAmong(
  db: Database,
  matters: readonly string[],
): Promise<ReadonlyMap<string, { readonly state: MatterState; readonly toldAt: Instant | null }>> {
  const rows = await mattersAmong(db, matters);
  return new Map(rows.map(({ id, state, facts }) => [id, { state, toldAt: facts.breach?.toldAt ?? null }]));
}

/** An officer of whoever gave the data has read it. */
export function takeNote(
  deps: OnwardDeps,
  { matter, officer, now }: { readonly matter: string; readonly officer: string; readonly now: Instant },
): Promise<Outcome> {
  return changeMatter(deps, async (tx) => {
    const row = await lockMatter(tx, matter);
    if (row === null || row.part !== 'notified') return absent;
    if (row.state !== 'received') return issue('matter', 'Note was taken of it before.', 'Load it again.');
    const said = { authority: deps.self, peer: row.peer, officer, dispatch: null, clause: null, detail: null };
    await noteEvent(tx, deps, row.id, now, { kind: 'noted', step: 'breach-notice', ...said });
    await moveMatter(tx, deps, row, 'noted', now);
    return { kind: 'done', matter };
  });
}
