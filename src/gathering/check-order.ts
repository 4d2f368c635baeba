// SPDX-License-Identifier: Apache-2.0
/**
 * What must hold of an order beyond its shape, before it is sent and when it arrives: what commonly gets one sent back.
 *
 * Source: Directive 2014/41/EU, articles 2, 5 and 6; the handbooks on common deficiencies (no facts, no law, unclear what is asked, not
 * from a central authority).
 */
import type { Issue } from '../kernel/index.ts';
import { gatheredAssistance, type GatheringKind, type GatheringOrderWire, gatheringKinds, gatheringOrderSchema } from './wire.ts';

const hearings: readonly string[] = ['statement', 'compelled-attendance'];

/** Whether something that came as `order` is one of this room, whatever else is wrong with it. */
export function isGatheringOrder(value: unknown): boolean {
  const kind = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : null;
  return gatheringKinds.some((one) => one === kind);
}

export function readGatheringOrder(value: unknown): { readonly order: GatheringOrderWire | null; readonly issues: readonly Issue[] } {
  const parsed = gatheringOrderSchema.safeParse(value);
  if (parsed.success) return { order: parsed.data, issues: [] };
  const issues = parsed.error.issues.map(({ path, message }) => ({
    path: ['order', ...path].join('.'),
    problem: `${message}.`,
    remedy: 'Correct this field of the order.',
  }));
  return { order: null, issues };
}

export function checkGatheringOrder(order: GatheringOrderWire, assistance: string): Issue[] {
  const issues: Issue[] = [];
  const wrong = (path: string, problem: string, remedy: string): number => issues.push({ path: `order.${path}`, problem, remedy });
  if (!fits(order.kind, assistance)) {
    const remedy = order.kind === 'preservation' ? 'Ask for preservation.' : 'Ask for evidence of a kind that is taken or given.';
    wrong('kind', 'The order is of another kind than what is asked.', remedy);
  }
  if (order.capacity === 'other-authority' && order.validatedBy.trim() === '') {
    wrong('validatedBy', 'An order of another authority is validated by a judge, a court or a prosecutor.', 'Write who validated it.');
  }
  if (order.confidential.isAsked && order.confidential.reason.trim() === '') {
    wrong('confidential.reason', 'That it is kept secret needs a reason.', 'Write the reason.');
  }
  const ids = order.sought.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) wrong('sought', 'Two things sought have one identifier.', 'Give each its own.');
  for (const [index, one] of order.sought.entries()) {
    if (one.from !== null && one.to !== null && one.from > one.to) {
      wrong(`sought.${index}.to`, 'The period ends before it begins.', 'Write a later day.');
    }
    if (hearings.includes(assistance) && one.questions.trim() === '') {
      wrong(`sought.${index}.questions`, 'Who is heard is to be asked something.', 'Write the questions.');
    }
  }
  return [...issues, ...issuesOfKind(order)];
}

function fits(kind: GatheringKind, assistance: string): boolean {
  if (kind === 'preservation') return assistance === 'preserve-data';
  return gatheredAssistance.some((one) => one === assistance);
}

function issuesOfKind(order: GatheringOrderWire): Issue[] {
  const issues: Issue[] = [];
  const wrong = (path: string, problem: string, remedy: string): number => issues.push({ path: `order.${path}`, problem, remedy });
  if (order.kind === 'preservation') return issues;
  const ids = order.formalities.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) wrong('formalities', 'Two formalities have one identifier.', 'Give each its own.');
  if (order.kind === 'investigation' && !order.isAvailableAtHome) {
    const remedy = 'Confirm it, or ask for a measure that could be ordered at home.';
    wrong('isAvailableAtHome', 'An order is for what could be ordered at home under the same conditions.', remedy);
  }
  if (order.kind === 'letter-of-request' && order.basis === 'reciprocity' && order.assurance.trim() === '') {
    wrong('assurance', 'Reciprocity is assured in words.', 'Write what would be done here for the same request.');
  }
  if (order.kind === 'letter-of-request' && !order.keepsSpeciality) {
    const remedy = 'Confirm that it is used for these proceedings alone.';
    wrong('keepsSpeciality', 'A letter says that what is given is used for nothing else without leave.', remedy);
  }
  return issues;
}
