// SPDX-License-Identifier: Apache-2.0
/**
 * The custody file: the logs of chosen items, and for every entry its proof under one signed head of this authority's log.
 *
 * With what was redacted goes the log of what it was made from: the log, not the thing, so that a court reads what was withheld and why.
 *
 * Where an item was in the hands of another authority, the log that it had there goes along, as it came: bound to ours by the digest that the
 * entry of taking it over names. So a court reads the whole way of a thing from one file.
 *
 * Only what may be used as evidence goes into it, each time asked of the source anew: a lead, or what its originator keeps from court, is
 * refused by name with the clause, and left out with its reason where all items were asked for.
 */
import { caseBrief, type NamedAuthority } from '../../assistance/index.ts';
import { appendAudit } from '../../audit/index.ts';
import { canonicalJson, type Database, type Issue, type JsonValue } from '../../kernel/index.ts';
import { digestOf, toBase64 } from '../../seals/index.ts';
import type { By, EvidenceDeps } from '../evidence-deps.ts';
import { type HandOverRecord, handOversOfCase } from '../hand-over/store.ts';
import { entryWires, wholeItems } from '../item-detail.ts';
import { courtUseOf, type WholeItem } from '../keep-items.ts';
import type { CourtUseWire, CustodyFileWire, ReportOrderWire } from '../wire.ts';

export type Made =
  | { readonly kind: 'made'; readonly caseId: string; readonly bytes: Uint8Array; readonly file: CustodyFileWire }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  | { readonly kind: 'absent' };

export async function makeCustodyFile(deps: EvidenceDeps, caseId: string, order: ReportOrderWire, by: By): Promise<Made> {
  const made = await collectFile(deps, caseId, order, by);
  if (made.kind === 'made') await noteMade(deps, made, order, by);
  return made;
}

/** Written down when something leaves: the file, or the paper that is made from it. */
export async function noteMade(deps: EvidenceDeps, made: Made & { readonly kind: 'made' }, order: ReportOrderWire, by: By): Promise<void> {
  const details = { caseRef: made.caseId, digest: digestOf(made.bytes), count: made.file.items.length, purpose: order.purpose };
  await deps.assistance.database.transaction().execute(async (tx) => {
    await appendAudit(tx, { event: 'evidence.report-made', actor: by.officer, at: by.now, details }, deps.assistance.random);
  });
}

export async function collectFile(deps: EvidenceDeps, caseId: string, order: ReportOrderWire, by: By): Promise<Made> {
  const { database: db, self, authorityNames, officerNames } = deps.assistance;
  if ((await caseBrief(db, caseId)) === null) return { kind: 'absent' };
  const { all, judged } = await judgedItems(db, deps, { caseId, purpose: order.purpose, now: by.now });
  const chosen = chooseItems(all, judged, order.items);
  if (!chosen.ok) return { kind: 'issues', issues: chosen.issues };
  if (chosen.items.length === 0) return { kind: 'issues', issues: [nothingUsable] };
  const names = await officerNames(db, [...new Set(all.flatMap(({ entries }) => entries.map(({ officer }) => officer)))]);
  const handOvers = (await handOversOfCase(db, caseId)).filter(({ direction }) => direction === 'in');
  const authorities = await authorityNames(db, [self, ...handOvers.map(({ counterpart }) => counterpart)]);
  const checkpoint = await deps.checkpoint(db, by.now);
  const proven = async (whole: WholeItem): Promise<CustodyFileWire['items'][number]> => {
    const entries: CustodyFileWire['items'][number]['entries'] = [];
    for (const entry of entryWires(whole, names)) {
      const proof = await deps.proof(db, entry.logIndex, checkpoint);
      if (proof === null) throw new Error('an entry that was written stands under a head that was signed after it');
      entries.push({ ...entry, proof });
    }
    const { id, number, form, title, description, digest, derived_from: derivedFrom, source } = whole.item;
    const courtUse = judged.get(id) ?? { outcome: 'refused', reasons: [] };
    const earlier = earlierLogs(whole, handOvers, authorities);
    const proven = { id, number, form, title, description, digest, derivedFrom, source, courtUse, entries };
    return earlier.length === 0 ? proven : { ...proven, earlier };
  };
  const [items, originals]: [CustodyFileWire['items'], CustodyFileWire['items']] = [[], []];
  for (const whole of chosen.items) items.push(await proven(whole));
  for (const whole of originalsOf(chosen.items, all)) originals.push(await proven(whole));
  const ownName = authorities.get(self)?.name ?? self;
  const file: CustodyFileWire = {
    v: 1,
    authority: self,
    authorityName: ownName,
    keyHistory: deps.keyHistory().map(toBase64),
    caseId,
    forum: order.forum,
    purpose: order.purpose,
    madeAt: by.now,
    items,
    ...(originals.length === 0 ? {} : { originals }),
    leftOut: chosen.leftOut.map(({ number, why }) => ({ number, why })),
  };
  const bytes = new TextEncoder().encode(canonicalJson(JSON.parse(JSON.stringify(file)) as JsonValue));
  return { kind: 'made', caseId, bytes, file };
}

/** The logs that came with an item: from where it was taken over, and from where it came back, in the order of its own log. */
function earlierLogs(
  { entries }: WholeItem,
  handOvers: readonly HandOverRecord[],
  names: ReadonlyMap<string, NamedAuthority>,
): NonNullable<CustodyFileWire['items'][number]['earlier']> {
  return entries.flatMap(({ content }) => {
    if (content.kind !== 'taken-over' && content.kind !== 'came-back') return [];
    const found = handOvers.find(({ dispatch }) => dispatch === content.dispatch);
    if (found === undefined) return [];
    const { head, items } = found.body;
    return [{ from: names.get(found.counterpart)?.name ?? found.counterpart, dispatch: content.dispatch, head, items }];
  });
}

/** All items of a case, and whether each may be used as evidence. */
export async function judgedItems(db: Database, deps: EvidenceDeps, asked: Parameters<typeof courtUseOf>[3]) {
  const all = await wholeItems(db, asked.caseId);
  const judged = new Map<string, CourtUseWire>();
  for (const one of all) judged.set(one.item.id, await courtUseOf(db, deps, one, asked));
  return { all, judged };
}

/** What the chosen items were made from, as far back as that goes, without those that are chosen themselves. */
export function originalsOf(chosen: readonly WholeItem[], all: readonly WholeItem[]): readonly WholeItem[] {
  const found = new Set<WholeItem>();
  for (const { item } of chosen) {
    for (let from = item.derived_from; from !== null;) {
      const before = all.find((one) => one.item.id === from);
      if (before === undefined) break;
      if (!chosen.includes(before)) found.add(before);
      from = before.item.derived_from;
    }
  }
  return [...found].toSorted((left, right) => left.item.number - right.item.number);
}

type Chosen =
  | { readonly ok: true; readonly items: readonly WholeItem[]; readonly leftOut: readonly LeftOut[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };
type LeftOut = CustodyFileWire['leftOut'][number] & { readonly one: WholeItem };

/** The items that are named, or issues; where none are named, all that may be used as evidence, and of the others why not. */
export function chooseItems(all: readonly WholeItem[], judged: ReadonlyMap<string, CourtUseWire>, named: readonly string[] | null): Chosen {
  const isAllowed = ({ item }: WholeItem): boolean => judged.get(item.id)?.outcome === 'allowed';
  const why = ({ item }: WholeItem): string =>
    judged
      .get(item.id)
      ?.reasons.map(({ sentence }) => sentence)
      .join(' ') ?? '';
  if (named === null) {
    const leftOut = all.filter((one) => !isAllowed(one)).map((one) => ({ one, number: one.item.number, why: why(one) }));
    return { ok: true, items: all.filter(isAllowed), leftOut };
  }
  const issues: Issue[] = named.flatMap((id, index) => {
    const one = all.find(({ item }) => item.id === id);
    const path = `items[${index}]`;
    if (one === undefined) return [{ path, problem: 'It is no item of this case.', remedy: 'Name items of the case.' }];
    return isAllowed(one)
      ? []
      : [{ path, problem: `It may not be used as evidence. ${why(one)}`, remedy: 'Leave it out, or mend what is lacking.' }];
  });
  return issues.length > 0 ? { ok: false, issues } : { ok: true, items: all.filter(({ item }) => named.includes(item.id)), leftOut: [] };
}

const nothingUsable: Issue = {
  path: 'case',
  problem: 'No item of the case may be used as evidence.',
  remedy: 'Look at each item for what it lacks.',
};
