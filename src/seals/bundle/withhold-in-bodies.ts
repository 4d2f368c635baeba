// SPDX-License-Identifier: Apache-2.0
/**
 * Withholding in a bundle: from places that somebody chose, each with a reason, to the bodies that are left and the statements that
 * say so. The exporter does this before signing the certificate, a later holder with the file in hand; both by this function.
 *
 *     { dispatch: 3, pointer: '/records/0/body/name', manner: 'withheld', reason: 'Not needed for the charge.' }
 *
 * Dispatches are numbered as their files are, from 1. A statement about a hidden member names the object it was in and no more.
 */
import { failWith, type Issue, ok, type Result } from '../../kernel/index.ts';
import type { Digest } from '../digest.ts';
import { type BodyPart, writeBodyPart } from '../trees/body-document.ts';
import { type Manner, partAt, withheldParts, withholdParts } from '../trees/withhold-parts.ts';
import type { WithheldStatement } from './certificate.ts';

export interface Withholding {
  readonly dispatch: number;
  readonly pointer: string;
  readonly manner: Manner;
  readonly reason: string;
}

export interface WithheldBodies {
  /** The body document of each dispatch that shows less now. */
  readonly bodies: ReadonlyMap<Digest, Uint8Array>;
  readonly statements: readonly WithheldStatement[];
}

/**
 * Every choice that cannot be carried out is an issue at `withhold[n]`; then nothing is withheld. `together` names places that go with
 * another, where they are shown: what stands there would give away what is withheld here.
 */
export function withholdInBodies(
  dispatches: readonly { readonly digest: Digest; readonly body: BodyPart }[],
  chosen: readonly Withholding[],
  together: (pointer: string) => readonly string[],
): Result<WithheldBodies> {
  const choices = withTogether(dispatches, chosen, together);
  const issues = choices.flatMap((choice, index) => issuesOf(choice, choices.slice(0, index), dispatches, `withhold[${index}]`));
  const bodies = new Map<Digest, Uint8Array>();
  const statements: WithheldStatement[] = [];
  for (const [index, { digest, body }] of dispatches.entries()) {
    const own = choices.filter((choice) => choice.dispatch === index + 1);
    if (own.length === 0) continue;
    const less = withholdParts(body, own);
    if (!less.ok) {
      issues.push(...less.issues.map((issue) => ({ ...issue, path: `withhold: ${index + 1}${issue.path}` })));
      continue;
    }
    bodies.set(digest, writeBodyPart(less.value));
    statements.push(...statementsOf(digest, own));
  }
  return issues.length > 0 ? failWith(issues) : ok({ bodies, statements });
}

/** What a body does not show, place by place; the hidden members of one object are one place with their count. */
export function withheldPlaces(body: BodyPart): readonly Pick<WithheldStatement, 'pointer' | 'manner' | 'count'>[] {
  const places = new Map<string, Pick<WithheldStatement, 'pointer' | 'manner' | 'count'>>();
  for (const { pointer, manner } of withheldParts(body)) {
    const key = `${manner} ${pointer}`;
    places.set(key, { pointer, manner, count: (places.get(key)?.count ?? 0) + 1 });
  }
  return [...places.values()];
}

function withTogether(
  dispatches: readonly { readonly body: BodyPart }[],
  chosen: readonly Withholding[],
  together: (pointer: string) => readonly string[],
): readonly Withholding[] {
  const choices = [...chosen];
  for (const { dispatch, pointer, reason } of chosen) {
    const body = dispatches[dispatch - 1]?.body;
    for (const place of body === undefined ? [] : together(pointer)) {
      const isGone = choices.some((one) => one.dispatch === dispatch && (one.pointer === place || place.startsWith(`${one.pointer}/`)));
      const found = body === undefined ? 'absent' : partAt(body, place);
      if (!isGone && typeof found !== 'string') choices.push({ dispatch, pointer: place, manner: 'withheld', reason });
    }
  }
  return choices;
}

function issuesOf(
  choice: Withholding,
  before: readonly Withholding[],
  dispatches: readonly { readonly body: BodyPart }[],
  path: string,
): Issue[] {
  const issues: Issue[] = [];
  const body = dispatches[choice.dispatch - 1]?.body;
  if (body === undefined) {
    issues.push({ path: `${path}.dispatch`, problem: `There are ${dispatches.length} dispatches.`, remedy: 'Use the number of its file.' });
  } else if (choice.manner === 'withheld' && isWithheld(body, choice.pointer)) {
    // A second reason for one place would make the bundle invalid.
    issues.push({ path: `${path}.pointer`, problem: 'This place is withheld already.', remedy: 'Leave it out; its reason stands.' });
  }
  if (before.some((one) => one.dispatch === choice.dispatch && one.pointer === choice.pointer)) {
    issues.push({ path: `${path}.pointer`, problem: 'This place is chosen twice.', remedy: 'Choose it once.' });
  }
  if (choice.reason.trim() === '') {
    issues.push({ path: `${path}.reason`, problem: 'No reason is given.', remedy: 'Say why it is withheld; the reader is told.' });
  }
  return issues;
}

function isWithheld(body: BodyPart, place: string): boolean {
  return withheldParts(body).some(({ pointer, manner }) => pointer === place && manner === 'withheld');
}

/** One statement for each place; those about hidden members of one object with one reason are counted together. */
function statementsOf(dispatch: Digest, choices: readonly Withholding[]): WithheldStatement[] {
  const statements = new Map<string, WithheldStatement>();
  for (const { pointer, manner, reason } of choices) {
    const told = manner === 'hidden' ? pointer.slice(0, pointer.lastIndexOf('/')) : pointer;
    const key = JSON.stringify([told, manner, reason]);
    statements.set(key, { dispatch, pointer: told, manner, count: (statements.get(key)?.count ?? 0) + 1, reason });
  }
  return [...statements.values()];
}
