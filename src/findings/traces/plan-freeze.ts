// SPDX-License-Identifier: Apache-2.0
/**
 * Who must act first to secure what a trace found, and when: the engine's plan over the trace's own movements and seeds, with each
 * authority's latency. It is a calculation that is made when it is asked for; the same question gives the same plan, by its digest.
 */
import type { FreezePlanWire } from '../../flows/wire.ts';
import type { PlanWire } from '../../joint-operations/index.ts';
import { absent, type By, done, type FindingsDeps, issue, type Outcome } from '../findings-deps.ts';
import { jointPlanOf } from './joint-plan.ts';
import { openRelay } from './relay-state.ts';
import { findTrace, movementFilesById } from './store.ts';
import { sourceOfFiles } from './take-movements.ts';
import type { FreezeOrderWire } from './wire.ts';

export async function planFreezeOf(
  deps: FindingsDeps,
  id: string,
  order: FreezeOrderWire,
  by: By,
): Promise<Outcome<{ readonly plan: FreezePlanWire; readonly jointPlan: PlanWire | null }>> {
  const { database: db } = deps;
  const { self } = deps.assistance;
  const trace = await findTrace(db, id);
  if (trace === null) return absent;
  if ((await openRelay(db, deps, trace.relay, by)) === null) return absent;
  const { seeds, reach, services, direction } = trace.ordered;
  if (direction === 'backward' || seeds.length === 0) {
    return issue('trace', 'It has no seeds of ours to go forward from.', 'Plan from a trace that began here and goes forward.');
  }
  const names = await deps.assistance.authorityNames(
    db,
    order.authorities.map(({ authority }) => authority),
  );
  const authorities = order.authorities.flatMap(({ authority, latencyMinutes }) => {
    const name = authority === self ? deps.ownName : (names.get(authority)?.name ?? authority);
    const known = reach.find((one) => one.authority === authority);
    return known === undefined ? [] : [{ ...known, name, latencyMinutes }];
  });
  const own = order.authorities.find(({ authority }) => authority === self);
  // Every account that no other authority supervises counts as ours, so it stands last.
  if (own !== undefined)
    authorities.push({ authority: self, prefixes: [''], parties: [], name: deps.ownName, latencyMinutes: own.latencyMinutes });
  if (authorities.length === 0)
    return issue('authorities', 'None of them supervises an account of this trace.', 'Name ours, or one that the trace knows.');
  const others = reach.filter((one) => !order.authorities.some(({ authority }) => authority === one.authority));
  const source = sourceOfFiles(deps, await movementFilesById(db, trace.files));
  const { alertAt, method } = order;
  const plan = await deps.flows.planFreeze(source, { seeds, method, alertAt, authorities, notAsked: others, services });
  if (!plan.ok) return { kind: 'issues', issues: plan.issues };
  const named = authorities.map(({ authority, name }) => ({ id: authority, name }));
  const { title, purpose } = trace.given;
  return done({ plan: plan.value, jointPlan: jointPlanOf({ plan: plan.value, title, purpose, self, authorities: named, now: by.now }) });
}
