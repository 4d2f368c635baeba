// SPDX-License-Identifier: Apache-2.0
/**
 * What of a trace could be seized now: its own movements and seeds, the orders that stand in cases which the officer may see, and the firms
 * of registrations that may be read. Computed when it is asked for: orders are used up and end while one looks.
 */
import { noteAudit } from '../../audit/index.ts';
import type { PriceRow } from '../../flows/index.ts';
import type { StandingOrderWire } from '../../flows/wire.ts';
import { noteSubjectUses, readRegistrations } from '../../records/index.ts';
import { absent, type By, change, done, type FindingsDeps, issue, type Outcome } from '../findings-deps.ts';
import { findList, walletsOnList } from '../lists/store.ts';
import { firmsOf } from '../ramps/firms-of-records.ts';
import { openRelay } from '../traces/relay-state.ts';
import { findTrace, movementFilesById } from '../traces/store.ts';
import { sourceOfFiles } from '../traces/take-movements.ts';
import type { ClawbackAnswerWire, ClawbackOrderWire } from './wire.ts';

export async function showClawback(deps: FindingsDeps, id: string, order: ClawbackOrderWire, by: By): Promise<Outcome<ClawbackAnswerWire>> {
  const { database: db, assistance } = deps;
  const trace = await findTrace(db, id);
  if (trace === null || (await openRelay(db, deps, trace.relay, by)) === null) return absent;
  const { seeds, reach, services, direction, amountMin, ageDaysMax, hopsMax } = trace.ordered;
  if (direction === 'backward' || seeds.length === 0)
    return issue('trace', 'It has no seeds of ours to go forward from.', 'Take a trace that began here and goes forward.');
  const groups = await groupsOf(deps, order.lists);
  if (groups.kind !== 'done') return groups;
  const purpose = trace.given.purpose;
  const { registrations, withheld, isMore } = await readRegistrations(db, { purpose }, deps.records, by.now);
  const firms = firmsOf(
    registrations.map(({ body }) => body),
    order.firms,
  );
  if (!firms.ok) return { kind: 'issues', issues: firms.issues };
  const standing = await ordersSeen(deps, by);
  const found = await deps.flows.clawback(sourceOfFiles(deps, await movementFilesById(db, trace.files)), {
    seeds,
    services,
    amountMin,
    ageDaysMax,
    hopsMax,
    methods: order.methods,
    firms: firms.value,
    // Every account that no other authority supervises counts as ours, so it stands last.
    reach: [...reach, { authority: assistance.self, prefixes: [''], parties: [] }],
    orders: standing.map(({ caseId: _caseId, ...one }) => one),
    prices: order.prices.map(({ at, ...price }): PriceRow => ({ ...price, atMs: Date.parse(at) })),
    groups: groups.value,
  });
  if (!found.ok) return { kind: 'issues', issues: found.issues };
  const clawback = found.value;
  const named = new Set(clawback.firms.map(({ name }) => name));
  const shown = registrations.filter(({ body }) => named.has(body.firm));
  const reasons = [...withheld].map(([reason, count]) => ({ reason, count }));
  return change(deps, async (tx) => {
    const use = { officer: by.officer, purpose, note: 'clawback' };
    if (shown.length > 0) await noteSubjectUses(tx, shown, use, by.now, deps.random);
    const details = { trace: id, digest: clawback.digest, count: standing.length, purpose };
    await noteAudit(tx, { event: 'clawback.shown', actor: by.officer, at: by.now, details }, deps.random);
    const read = { registrations: registrations.length, withheld: reasons, isMore };
    return done({ read, cases: standing.map(({ caseId }) => caseId), clawback });
  });
}

/** Of cases behind a wall there is no word: neither the order nor what it covers. */
async function ordersSeen(deps: FindingsDeps, by: By): Promise<readonly (StandingOrderWire & { readonly caseId: string })[]> {
  const all = await deps.standingOrders();
  const hidden = await deps.hiddenCases(
    deps.database,
    by.officer,
    all.map(({ caseId }) => caseId),
  );
  return all.filter(({ caseId }) => !hidden.has(caseId));
}

type Groups = readonly { readonly name: string; readonly parties: readonly string[] }[];

async function groupsOf({ database: db }: FindingsDeps, lists: readonly string[]): Promise<Outcome<Groups>> {
  const groups: { name: string; parties: readonly string[] }[] = [];
  for (const name of new Set(lists)) {
    if ((await findList(db, name)) === null)
      return issue('lists', `There is no list "${name}".`, 'Choose of the lists that were imported.');
    groups.push({ name, parties: await walletsOnList(db, name) });
  }
  return done(groups);
}
