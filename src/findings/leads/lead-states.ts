// SPDX-License-Identifier: Apache-2.0
/**
 * The life of a lead as a table: from which state, by which event, to which state, and who may.
 *
 *     new -> in-triage -> confirmed -> requested -> closed        the way of a lead that holds
 *            in-triage -> dismissed | unsure                      and of one that does not, or not yet
 *     dismissed, closed -> new                                    by the server, when what was judged has changed
 *
 * A lead is never evidence: `requested` says that a lawful request was drafted from it, and only its answer is. Held equal to
 * docs/reference/lead-states.md by a test.
 */
import type { LeadEvent, LeadState } from '../wire.ts';

export interface LeadTransition {
  readonly from: LeadState;
  readonly event: Exclude<LeadEvent, 'raise'>;
  readonly to: LeadState;
  /** Roles of which the officer needs one; empty for events of the server. */
  readonly roles: readonly string[];
}

export const triagers = ['preparer', 'records-keeper'] as const;
const drafters = ['preparer'] as const;
const server: readonly string[] = [];

const rows = (
  event: LeadTransition['event'],
  roles: readonly string[],
  moves: readonly (readonly [from: LeadState, to: LeadState])[],
): readonly LeadTransition[] => moves.map(([from, to]) => ({ from, event, to, roles }));

export const leadTransitions: readonly LeadTransition[] = [
  ...rows('take', triagers, [
    ['new', 'in-triage'],
    ['unsure', 'in-triage'],
  ]),
  ...rows('assign', triagers, [
    ['new', 'in-triage'],
    ['in-triage', 'in-triage'],
    ['unsure', 'unsure'],
    ['confirmed', 'confirmed'],
  ]),
  ...rows('release', triagers, [['in-triage', 'new']]),
  ...rows('confirm', triagers, [
    ['new', 'confirmed'],
    ['in-triage', 'confirmed'],
    ['unsure', 'confirmed'],
  ]),
  ...rows('doubt', triagers, [
    ['new', 'unsure'],
    ['in-triage', 'unsure'],
    ['confirmed', 'unsure'],
  ]),
  ...rows('dismiss', triagers, [
    ['new', 'dismissed'],
    ['in-triage', 'dismissed'],
    ['unsure', 'dismissed'],
    ['confirmed', 'dismissed'],
  ]),
  ...rows('draft', drafters, [['confirmed', 'requested']]),
  ...rows('close', triagers, [
    ['confirmed', 'closed'],
    ['requested', 'closed'],
  ]),
  ...rows('reopen', triagers, [
    ['dismissed', 'in-triage'],
    ['closed', 'in-triage'],
  ]),
  ...rows('renew', server, [
    ['dismissed', 'new'],
    ['closed', 'new'],
  ]),
  ...rows('no-longer-alike', server, [
    ['new', 'closed'],
    ['in-triage', 'closed'],
    ['unsure', 'closed'],
  ]),
  ...rows('listing-ended', server, [
    ['new', 'closed'],
    ['in-triage', 'closed'],
    ['unsure', 'closed'],
  ]),
];

/** The transition, or null when the event is not allowed in this state. */
export function leadTransition(from: LeadState, event: LeadTransition['event']): LeadTransition | null {
  return leadTransitions.find((row) => row.from === from && row.event === event) ?? null;
}

/** What an officer with these roles may do next, in the order of the table. */
export function nextLeadEvents(state: LeadState, roles: readonly string[]): readonly LeadTransition['event'][] {
  return leadTransitions.filter((row) => row.from === state && row.roles.some((role) => roles.includes(role))).map((row) => row.event);
}

/** Leads that wait for somebody, those that an officer has put aside, and the rest. */
export const openStates: readonly LeadState[] = ['new', 'in-triage', 'unsure', 'confirmed'];
export const putAsideStates: readonly LeadState[] = ['dismissed', 'closed'];

/** docs/reference/lead-states.md, made from the table. */
export function leadStatesReference(): string {
  const lines = leadTransitions.map(
    ({ from, event, to, roles }) => `| ${from} | ${event} | ${to} | ${roles.length === 0 ? 'server' : roles.join(', ')} |`,
  );
  return `# States of a lead

For officers and developers. Made from \`src/findings/leads/lead-states.ts\` by its test; an event that is not in the table is refused.

| from | event | to | who |
|---|---|---|---|
${lines.join('\n')}
`;
}
