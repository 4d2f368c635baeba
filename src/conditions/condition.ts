// SPDX-License-Identifier: Apache-2.0
/**
 * A condition: limits with their origin, that is who set them, under which agreement and clause, and for which part.
 *
 * Conditions come from other authorities, so they are read, never trusted: what does not have the agreed shape, or names a
 * moment that is none, is a list of issues and not a condition.
 */
import { fail, failWith, type IdOf, type Instant, isId, isInstant, type Issue, ok, type Result } from '../kernel/index.ts';
import type { ConditionLimits } from './condition-limits.ts';
import { conditionLimitsSchema, conditionSchema, type ConditionWire } from './wire.ts';

/** As it travels, with its identifier and its end checked. It may be sent as it is. */
export type Condition = Omit<ConditionWire, 'id' | 'usableUntil'> & { id: IdOf<'cnd'>; usableUntil: Instant | null };

/** The condition, or what is wrong with it; `path` says where it stands in the document that holds it. */
export function parseCondition(value: unknown, path: string): Result<Condition> {
  const parsed = conditionSchema.safeParse(value);
  if (!parsed.success) return failWith(issuesOf(parsed.error.issues, path));
  const { id, usableUntil } = parsed.data;
  if (!isId('cnd', id)) return fail(`${path}.id`, 'It is not the identifier of a condition.', 'Give "cnd_" and 26 characters.');
  if (usableUntil !== null && !isInstant(usableUntil)) return notAMoment(`${path}.usableUntil`);
  return ok({ ...parsed.data, id, usableUntil });
}

/** The part an officer fills in, without its origin. */
export function parseConditionLimits(value: unknown, path: string): Result<ConditionLimits> {
  const parsed = conditionLimitsSchema.safeParse(value);
  if (!parsed.success) return failWith(issuesOf(parsed.error.issues, path));
  const { usableUntil } = parsed.data;
  if (usableUntil !== null && !isInstant(usableUntil)) return notAMoment(`${path}.usableUntil`);
  return ok({ ...parsed.data, usableUntil });
}

function notAMoment(path: string): ReturnType<typeof fail> {
  return fail(path, 'It is not a moment in UTC.', 'Write it as 2026-11-20T15:30:00.000Z, or null for no end of its own.');
}

function issuesOf(found: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[], path: string): readonly Issue[] {
  return found.map((issue) => ({
    path: [path, ...issue.path.map(String)].join('.'),
    problem: `${issue.message}.`,
    remedy: 'Write the condition as the page wire/agreement.md says.',
  }));
}
