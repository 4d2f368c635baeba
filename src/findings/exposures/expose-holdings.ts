// SPDX-License-Identifier: Apache-2.0
/**
 * Exposure to listed addresses, computed when it is asked for: the same question over the same files and list versions gives the same digest.
 *
 * Nothing is kept but the log entry: lists change daily, and a share that was kept would be quoted when it no longer holds.
 */
import { noteAudit } from '../../audit/index.ts';
import { type By, change, done, type FindingsDeps, issue, type Outcome } from '../findings-deps.ts';
import { findList, walletsOnList } from '../lists/store.ts';
import { filesOfOrder, sourceOfFiles } from '../traces/take-movements.ts';
import type { Exposed, ExposureGroups } from '../traces/flow-engine.ts';
import type { ExposureOrderWire } from './wire.ts';

/** The group of those that the officer names, after those of lists. */
const namedGroup = 'Named by the officer';

export async function exposeHoldings(deps: FindingsDeps, order: ExposureOrderWire, by: By): Promise<Outcome<Exposed>> {
  const chosen = await filesOfOrder(deps, order);
  if (chosen.kind !== 'done') return chosen;
  const groups = await groupsOf(deps, order);
  if (groups.kind !== 'done') return groups;
  const { services, hopsMax } = order;
  const exposed = await deps.flows.expose(sourceOfFiles(deps, chosen.value), { groups: groups.value, services, hopsMax });
  if (!exposed.ok) return { kind: 'issues', issues: exposed.issues };
  return change(deps, async (tx) => {
    const { digest, parties } = exposed.value.exposure;
    const details = { digest, count: parties.count, purpose: order.purpose };
    await noteAudit(tx, { event: 'exposure.computed', actor: by.officer, at: by.now, details }, deps.random);
    return done(exposed.value);
  });
}

async function groupsOf({ database: db }: FindingsDeps, { lists, addresses }: ExposureOrderWire): Promise<Outcome<ExposureGroups>> {
  const groups: { name: string; parties: readonly string[] }[] = [];
  for (const name of new Set(lists)) {
    const list = await findList(db, name);
    if (list === null) return issue('lists', `There is no list "${name}".`, 'Choose of the lists that were imported.');
    groups.push({ name, parties: await walletsOnList(db, name) });
  }
  if (addresses.length > 0) groups.push({ name: namedGroup, parties: addresses });
  if (groups.some(({ parties }) => parties.length > 0)) return done(groups);
  return issue('addresses', 'There is no listed address.', 'Choose a list on which wallets stand, or name addresses.');
}
