// SPDX-License-Identifier: Apache-2.0
/** Items as an officer sees them: where each is, whether it may be used, its log, and what may be written next. */
import { type CaseBrief, caseBrief } from '../assistance/index.ts';
import type { Database, Instant } from '../kernel/index.ts';
import { checkEntry } from './check-entry.ts';
import { custodyMoves, notesOnItem, standingHolds, stateAfter } from './custody.ts';
import type { By, EvidenceDeps } from './evidence-deps.ts';
import { formalitiesOf } from './formalities.ts';
import { courtUseOf, teamOf, type WholeItem, wholeItem } from './keep-items.ts';
import { entriesOf, findItem, itemsOfCase } from './store.ts';
import type { EntryWire, ItemDetailWire, ItemRowWire } from './wire.ts';

/** Null where there is no such case. */
export async function itemRows(db: Database, deps: EvidenceDeps, caseId: string, now: Instant): Promise<ItemRowWire[] | null> {
  const brief = await caseBrief(db, caseId);
  if (brief === null) return null;
  const rows: ItemRowWire[] = [];
  for (const whole of await wholeItems(db, caseId)) rows.push(await rowOf(db, deps, whole, brief, now));
  return rows;
}

export async function wholeItems(db: Database, caseId: string): Promise<WholeItem[]> {
  const items = await itemsOfCase(db, caseId);
  const logs = await entriesOf(
    db,
    items.map(({ id }) => id),
  );
  return items.map((item) => wholeItem(item, logs.get(item.id) ?? []));
}

export async function rowOf(db: Database, deps: EvidenceDeps, whole: WholeItem, brief: CaseBrief, now: Instant): Promise<ItemRowWire> {
  const { item, state } = whole;
  const { id, number, form, title, digest, derived_from: derivedFrom } = item;
  const { loan, owed, custodian, place, privilege } = state;
  return {
    id,
    caseId: item.case_id,
    number,
    form,
    title,
    digest,
    state: state.state,
    custodian,
    place,
    isHeld: standingHolds(state, now).length > 0,
    privilege,
    loan: loan === null ? null : { ...loan, isOver: loan.dueAt < now },
    owed: owed === null ? null : { ...owed, isOver: owed.dueAt < now },
    derivedFrom,
    courtUse: await courtUseOf(db, deps, whole, { caseId: item.case_id, purpose: brief.purpose, now }),
  };
}

export async function itemDetail(deps: EvidenceDeps, id: string, by: By): Promise<ItemDetailWire | null> {
  const { database: db, officerNames } = deps.assistance;
  const item = await findItem(db, id);
  const brief = item === null ? null : await caseBrief(db, item.case_id);
  if (item === null || brief === null) return null;
  const whole = wholeItem(item, (await entriesOf(db, [id])).get(id) ?? []);
  const { state } = whole;
  const names = await officerNames(db, [...new Set([...state.officers, ...state.holds.map(({ placedBy }) => placedBy)])]);
  const siblings = await itemsOfCase(db, item.case_id);
  return {
    row: await rowOf(db, deps, whole, brief, by.now),
    description: item.description,
    source: item.source,
    rule: state.rule,
    formalities: formalitiesOf[state.rule].map((name) => {
      const noted = state.formalities.get(name);
      return { name, answer: noted?.answer ?? null, note: noted?.note ?? '' };
    }),
    holds: standingHolds(state, by.now).map(({ number, reason, orderedBy, until, placedBy }) => {
      return { number, reason, orderedBy, until, placedByName: names.get(placedBy) ?? placedBy };
    }),
    entries: entryWires(whole, names),
    derived: siblings.filter((one) => one.derived_from === id).map((one) => ({ id: one.id, number: one.number, title: one.title })),
    next: await nextOf(db, whole, brief, by),
  };
}

export function entryWires({ entries }: WholeItem, names: ReadonlyMap<string, string>): EntryWire[] {
  return entries.map(({ number, at, recorded_at: recordedAt, officer, content, digest, log_index: logIndex }) => {
    return { number, at, recordedAt, officer, officerName: names.get(officer) ?? officer, content, digest, logIndex };
  });
}

/** Entries that follow from a dispatch; no officer writes one. */
const byTheServer: ReadonlySet<string> = new Set(['sent-over', 'taken-there', 'lent-there', 'not-taken', 'came-back', 'answered']);

/** Kinds of entries that this officer may write, as far as state and person decide; what the entry says decides the rest. */
async function nextOf(db: Database, { item, state }: WholeItem, brief: CaseBrief, by: By): Promise<string[]> {
  if (!by.roles.some((role) => role === 'preparer' || role === 'records-keeper' || role === 'approver')) return [];
  const team = await teamOf(db, brief);
  const kinds = [...new Set([...custodyMoves.map(([, kind]) => kind), ...notesOnItem])].filter(
    (kind) => !byTheServer.has(kind) && stateAfter(state.state, kind) !== null,
  );
  const mayHandOver = state.state === 'in-custody' && (item.form === 'file' || item.form === 'exhibit') && brief.isShared;
  const tried = (said: Parameters<typeof checkEntry>[1]): boolean =>
    checkEntry({ state, digest: item.digest }, said, by.now, { ...by, team }).length === 0;
  const personal: Readonly<Record<string, () => boolean>> = {
    destroyed: () => tried({ kind: 'destroyed', method: '-', ground: '-', witness: '-' }),
    released: () => tried({ kind: 'released', to: '-', ground: '-' }),
    'privilege-marked': () => tried({ kind: 'privilege-marked', claimant: '-', reason: '-' }),
    'privilege-reviewed': () => tried({ kind: 'privilege-reviewed', outcome: 'released', reason: '-' }),
    'hold-lifted': () => state.holds.some(({ number: hold }) => tried({ kind: 'hold-lifted', hold, reason: '-' })),
    redacted: () => item.form !== 'exhibit',
    formality: () => formalitiesOf[state.rule].length > 0,
  };
  const writable: string[] = kinds.filter((kind) => personal[kind]?.() ?? true);
  return mayHandOver && by.roles.some((role) => role === 'preparer' || role === 'records-keeper') ? [...writable, 'hand-over'] : writable;
}
