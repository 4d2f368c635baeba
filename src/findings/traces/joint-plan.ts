// SPDX-License-Identifier: Apache-2.0
/**
 * From a freeze plan to the draft of a joint operation: every authority that can reach something freezes it at one instant, since an order
 * that comes alone warns the rest. The instant is when the slowest of them is ready.
 *
 * It is a draft: an officer opens it in the form of plans, and nothing is sent before. A plan by which one authority acts before the others,
 * where the value flies fast, is left to them; the summary says what an hour costs at each.
 */
import type { FreezePlanWire } from '../../flows/wire.ts';
import type { PlanWire } from '../../joint-operations/index.ts';
import { addMs, type Instant, limits, msOf } from '../../kernel/index.ts';
import type { Purpose } from '../../conditions/index.ts';

export interface JointPlanOrder {
  readonly plan: FreezePlanWire;
  readonly title: string;
  readonly purpose: Purpose;
  readonly self: string;
  /** As the freeze plan names them. */
  readonly authorities: readonly { readonly id: string; readonly name: string }[];
  readonly now: Instant;
}

const minuteMs = 60_000;
/** The least time in which a plan is read, agreed to and decided. */
const minutesMin = 120;
/** The decision reaches everybody before the instant. */
const decideMinutes = 15;
const freezeMinutes = 60;
/** Accounts that stand in a plan by name; an order names all of its own. */
const subjectsMax = 20;

/** Null where no second authority can reach anything. */
export function jointPlanOf({ plan, title, purpose, self, authorities, now }: JointPlanOrder): PlanWire | null {
  const inReach = plan.orders.first.filter(({ authority }) => authority !== null);
  const holdingsOf = new Map(plan.authorities.map(({ name, holdings }) => [name, holdings]));
  const acting = authorities.filter(({ name }) => (holdingsOf.get(name) ?? 0) > 0);
  const participants = [...new Set([self, ...acting.map(({ id }) => id)])];
  const [subject, ...subjects] = inReach.slice(0, subjectsMax).map(({ party }) => ({ kind: 'account' as const, value: party }));
  if (participants.length < 2 || subject === undefined) return null;
  const ready = Math.max(minutesMin, plan.readyTogetherMinutes + decideMinutes);
  const instant = addMs(now, ready * minuteMs - (msOf(now) % minuteMs));
  const ends = addMs(instant, freezeMinutes * minuteMs);
  return {
    title: title.slice(0, limits.nameCharactersMax),
    form: 'joint-action',
    purpose,
    summary: summaryOf(plan),
    conduct: 'The traced value is taken to come from the acts under investigation; the authority that opens the plan says which.',
    subjects: [subject, ...subjects],
    participants: participants.map((authorityId) => ({ authorityId, isNeeded: authorityId === self })),
    lead: self,
    criteria: [{ criterion: 'began-first', authority: self, because: 'The trace began with it.' }],
    leadReason: '',
    decideBy: addMs(instant, -decideMinutes * minuteMs),
    instant,
    windowMinutes: freezeMinutes,
    steps: acting.map(({ id, name }, place) => {
      const own = inReach.filter(({ authority }) => authority === name).map(({ party }) => party);
      return {
        id: `freeze-${place + 1}`,
        owner: id,
        // All of them are counted; the plan shows the largest.
        title: [`Freeze ${holdingsOf.get(name) ?? 0} accounts`, ...(own.length === 0 ? [] : [own.join(', ')])]
          .join(': ')
          .slice(0, limits.nameCharactersMax),
        measure: 'freeze' as const,
        preconditions: ['The orders lie ready, and whoever keeps the accounts can be reached at the instant'],
        isAtInstant: true,
        startsAt: instant,
        endsAt: ends,
      };
    }),
    press: { embargoUntil: ends, speaker: self, lines: '' },
    disclosures: [],
  };
}

function summaryOf({ totals, asset, authorities, alertAt, method, digest }: FreezePlanWire): string {
  return [
    `Of ${totals.held} ${asset} held at ${alertAt}, ${totals.withinReach} are within reach and ${totals.expected} can be expected to be found.`,
    ...authorities.map(
      ({ name, held, fliesPerHour, latencyMinutes }) =>
        `${name}: ${held} held, ${fliesPerHour} leave in an hour; an order takes effect in ${latencyMinutes} minutes.`,
    ),
    `Traced by ${method}; freeze plan ${digest}.`,
  ].join('\n');
}
