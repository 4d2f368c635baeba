// SPDX-License-Identifier: Apache-2.0
/**
 * An officer contests what is said of an address, or that two addresses are one owner's.
 *
 *     open        contested, with a reason; it counts at once: what is contested is shown, and nothing rests on it
 *     upheld      somebody else agrees: it stays set aside
 *     rejected    somebody else does not: the claim counts again
 *     withdrawn   whoever thinks otherwise later says why, and the claim counts again
 *
 * The second opinion comes from an officer who neither contested nor said what is contested. Nothing is removed: a claim that was wrong is
 * known as such to whoever meets it next, and who was wrong about that can be read too.
 */
import { noteAudit } from '../../audit/index.ts';
import { newId, type Transaction } from '../../kernel/index.ts';
import { absent, type By, change, done, type FindingsDeps, issue, type Outcome } from '../findings-deps.ts';
import { attributionsById, type ContestRow, findAttribution, insertContest, lockContest, updateContest } from './store.ts';
import type { ContestOrderWire, ContestState, OpinionOrderWire } from './wire.ts';

export function stateOf({ outcome, withdrawn_at: withdrawn }: Pick<ContestRow, 'outcome' | 'withdrawn_at'>): ContestState {
  return withdrawn === null ? (outcome ?? 'open') : 'withdrawn';
}

/** While it stands, what it contests does not count. */
function isStanding(row: Pick<ContestRow, 'outcome' | 'withdrawn_at'>): boolean {
  const state = stateOf(row);
  return state === 'open' || state === 'upheld';
}

/** `saidBy`: who said what is contested; null where reasons in the movements say it, or a pack. */
export function mayDo(row: ContestRow, saidBy: string | null, officer: string): ('opinion' | 'withdrawal')[] {
  return [
    ...(stateOf(row) === 'open' && officer !== row.contested_by && officer !== saidBy ? ['opinion' as const] : []),
    ...(isStanding(row) ? ['withdrawal' as const] : []),
  ];
}

export async function contest(deps: FindingsDeps, { about, reason }: ContestOrderWire, by: By): Promise<Outcome<ContestRow>> {
  const id = newId('cst', by.now, deps.random);
  return change(deps, async (tx): Promise<Outcome<ContestRow>> => {
    if (about.kind === 'attribution' && (await findAttribution(tx, about.attribution)) === null) return absent;
    if (about.kind === 'pair' && about.one === about.other) return issue('about.other', 'Both are the same address.', 'Name two.');
    const [one, other] = about.kind === 'pair' ? [about.one, about.other].toSorted() : [null, null];
    const row: ContestRow = {
      id,
      attribution: about.kind === 'attribution' ? about.attribution : null,
      one: one ?? null,
      other: other ?? null,
      reason,
      contested_by: by.officer,
      contested_at: by.now,
      outcome: null,
      opinion_by: null,
      opinion_at: null,
      opinion_reason: null,
      withdrawn_by: null,
      withdrawn_at: null,
      withdrawn_reason: null,
    };
    if (!(await insertContest(tx, row))) return issue('about', 'It is contested already.', 'Read what was said; add your opinion to it.');
    await noteContest(tx, deps, 'attribution.contested', row, by);
    return done(row);
  });
}

export async function giveOpinion(
  deps: FindingsDeps,
  id: string,
  { outcome, reason }: OpinionOrderWire,
  by: By,
): Promise<Outcome<ContestRow>> {
  return onContest(deps, id, by, async (tx, row, next) => {
    if (!next.includes('opinion')) {
      const problem = stateOf(row) === 'open' ? 'You contested it, or said what is contested.' : `It is ${stateOf(row)} already.`;
      return issue('contest', problem, 'The second opinion comes from somebody else, once.');
    }
    const told = { ...row, outcome, opinion_by: by.officer, opinion_at: by.now, opinion_reason: reason };
    await updateContest(tx, id, told);
    await noteContest(tx, deps, 'contest.answered', told, by);
    return done(told);
  });
}

export async function withdrawContest(deps: FindingsDeps, id: string, reason: string, by: By): Promise<Outcome<ContestRow>> {
  return onContest(deps, id, by, async (tx, row, next) => {
    if (!next.includes('withdrawal')) return issue('contest', `It is ${stateOf(row)} already.`, 'Contest it anew, if you must.');
    const told = { ...row, withdrawn_by: by.officer, withdrawn_at: by.now, withdrawn_reason: reason };
    await updateContest(tx, id, told);
    await noteContest(tx, deps, 'contest.withdrawn', told, by);
    return done(told);
  });
}

async function onContest(
  deps: FindingsDeps,
  id: string,
  { officer }: By,
  work: (tx: Transaction, row: ContestRow, next: ReturnType<typeof mayDo>) => Promise<Outcome<ContestRow>>,
): Promise<Outcome<ContestRow>> {
  return change(deps, async (tx) => {
    const row = await lockContest(tx, id);
    if (row === null) return absent;
    const [said] = row.attribution === null ? [] : await attributionsById(tx, [row.attribution]);
    return work(tx, row, mayDo(row, said?.file === null ? said.said_by : null, officer));
  });
}

type ContestEvent = 'attribution.contested' | 'contest.answered' | 'contest.withdrawn';

async function noteContest(tx: Transaction, deps: FindingsDeps, event: ContestEvent, row: ContestRow, { officer, now }: By): Promise<void> {
  const kind = row.attribution === null ? 'pair' : 'attribution';
  const details = { contest: row.id, attribution: row.attribution, kind, outcome: stateOf(row) };
  await noteAudit(tx, { event, actor: officer, at: now, details }, deps.random);
  await deps.announce(tx, 'findings');
}
