// SPDX-License-Identifier: Apache-2.0
/**
 * Condition limits and how several combine: always to the strictest.
 *
 * Each field is ordered from open to closed, and `meet` takes the closed end of every field on its own:
 *
 *     purposes           the intersection; it may come out empty, and then no use is left
 *     handling           the narrowest audience
 *     onward             for each authority apart: named by all, freely; otherwise with consent; never if one says never
 *     evidentialUse      allowed < with-permission < forbidden
 *     mayNotifySubject   only if all allow it
 *     usableUntil        the earliest end
 *     note               every note, since any of them may hold a limit that only a person can apply; it may be added to
 *
 * `listed` without anybody on the list means the same as `consent`, and a list beside another mode means nothing; `meet`
 * writes both in one way, so that equal limits have equal bytes.
 */
import type { Instant } from '../kernel/index.ts';
import { type ConditionLimitsWire, evidentialUses, handlingLevels, onwardModes, purposes } from './wire.ts';

export type ConditionLimits = Omit<ConditionLimitsWire, 'usableUntil'> & { usableUntil: Instant | null };

/** Stands on a line of its own between the notes of different originators. */
const noteDivider = '* * *';

/**
 * The limits that respect all of the given ones: at least as strict as each of them, and no stricter than needed.
 * Throws on an empty list: that nobody limits a datum is for the caller to say, not a limit to compute.
 */
export function meet(limits: readonly ConditionLimits[]): ConditionLimits {
  const [first, ...rest] = limits;
  // Not by node:assert: the sentences of this room are read in the browser too.
  if (first === undefined) throw new Error('the meet of no limits is not a limit');
  return rest.reduce(meetOfTwo, inOneSpelling(first));
}

/** Whether every use that `strict` permits is permitted by `loose` as well. */
export function isAtLeastAsStrict(strict: ConditionLimits, loose: ConditionLimits): boolean {
  return loosenings(strict, loose).length === 0;
}

/** The fields in which `limits` is looser than `floor`; empty when it is at least as strict. */
export function loosenings(limits: ConditionLimits, floor: ConditionLimits): readonly (keyof ConditionLimits)[] {
  const own = inOneSpelling(limits);
  const together = meetOfTwo(own, inOneSpelling(floor));
  return (Object.keys(own) as (keyof ConditionLimits)[]).filter((field) => JSON.stringify(own[field]) !== JSON.stringify(together[field]));
}

/** Whether two limits limit the same, whatever the order in which their lists are written. */
export function sameLimits(left: ConditionLimits, right: ConditionLimits): boolean {
  return isAtLeastAsStrict(left, right) && isAtLeastAsStrict(right, left);
}

function meetOfTwo(left: ConditionLimits, right: ConditionLimits): ConditionLimits {
  return inOneSpelling({
    purposes: left.purposes.filter((purpose) => right.purposes.includes(purpose)),
    handling: later(handlingLevels, left.handling, right.handling),
    onward: later(onwardModes, left.onward, right.onward),
    recipients: left.recipients.filter((recipient) => right.recipients.includes(recipient)),
    evidentialUse: later(evidentialUses, left.evidentialUse, right.evidentialUse),
    mayNotifySubject: left.mayNotifySubject && right.mayNotifySubject,
    usableUntil: earlier(left.usableUntil, right.usableUntil),
    note: [left.note, right.note].join(`\n${noteDivider}\n`),
  });
}

function inOneSpelling(limits: ConditionLimits): ConditionLimits {
  const recipients = limits.onward === 'listed' ? [...new Set(limits.recipients)].toSorted() : [];
  return {
    purposes: purposes.filter((purpose) => limits.purposes.includes(purpose)),
    handling: limits.handling,
    onward: limits.onward === 'listed' && recipients.length === 0 ? 'consent' : limits.onward,
    recipients,
    evidentialUse: limits.evidentialUse,
    mayNotifySubject: limits.mayNotifySubject,
    usableUntil: limits.usableUntil,
    note: notesIn(limits.note).join(`\n${noteDivider}\n`),
  };
}

/** A note that stands word for word inside another is kept by keeping the other. */
function notesIn(note: string): readonly string[] {
  const notes = [...new Set(note.split(/^\* \* \*$/m).map((part) => part.trim()))].filter((part) => part !== '');
  return notes.filter((part) => !notes.some((other) => other !== part && other.includes(part))).toSorted();
}

/** Whichever stands later in the list, which runs from open to closed. An unknown word counts as closed. */
function later<Word extends string>(order: readonly Word[], left: Word, right: Word): Word {
  const rank = (word: Word): number => (order.includes(word) ? order.indexOf(word) : order.length);
  return rank(left) >= rank(right) ? left : right;
}

function earlier(left: Instant | null, right: Instant | null): Instant | null {
  if (left === null || right === null) return left ?? right;
  return left < right ? left : right;
}
