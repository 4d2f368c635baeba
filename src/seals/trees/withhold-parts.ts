// SPDX-License-Identifier: Apache-2.0
/**
 * Withholding: from a body document to one that shows less, under the same root.
 *
 * Places are JSON pointers (RFC 6901): `/records/0/body/name` is a place, `` the whole body. A place that is withheld keeps its
 * name in sight; one that is hidden keeps nothing but its count, and can only be a member of an object: the elements of an array
 * are known by their number anyway. What is withheld already stays so, and nothing can be brought back.
 *
 *     withholdParts(whole, [{ pointer: '/records/1', manner: 'withheld' }])   one record goes, the others keep their signature
 *
 * `withheldParts` says what a document does not show, in the order of the document: the list that a reader is told.
 */
import { fail, ok, type Result } from '../../kernel/index.ts';
import type { BodyMember, BodyPart } from './body-document.ts';
import { partDigest } from './body-document.ts';
import { elementSeed, isLeaf, isList, memberDigest, membersOf, memberSeed, nameSalt } from './body-tree.ts';

export type Manner = 'withheld' | 'hidden';

export interface WithheldPart {
  /** Of a hidden member: the pointer of its object. */
  readonly pointer: string;
  readonly manner: Manner;
}

/** Throws nothing: a place that is not there, or cannot be hidden, is an issue under its pointer. */
export function withholdParts(whole: BodyPart, places: readonly WithheldPart[]): Result<BodyPart> {
  let part = whole;
  // The deepest first: a place inside one that goes as a whole is still found.
  for (const { pointer, manner } of places.toSorted((left, right) => right.pointer.length - left.pointer.length)) {
    const steps = stepsOf(pointer);
    if (steps === null) return fail(pointer, 'It is not a JSON pointer.', 'Write it as /member/0/member.');
    const next = withoutPart(part, steps, manner);
    if (next === null) return fail(pointer, 'There is no such place in what this body shows, or it cannot be hidden.', remedy);
    part = next;
  }
  return ok(part);
}

const remedy = 'See the list of places; only a member of an object can be hidden with its name.';

/** What the document withholds, in its order. */
export function withheldParts(part: BodyPart, pointer = ''): WithheldPart[] {
  switch (part.kind) {
    case 'open':
      return [];
    case 'withheld':
      return [{ pointer, manner: 'withheld' }];
    case 'elements':
      return part.elements.flatMap((element, index) => withheldParts(element, `${pointer}/${index}`));
    case 'members':
      return part.members.flatMap((member): WithheldPart[] =>
        member.kind === 'hidden' ? [{ pointer, manner: 'hidden' }] : withheldParts(member.part, `${pointer}/${escaped(member.name)}`),
      );
  }
}

/**
 * The part at a pointer; `absent` when the body has no such place, `withheld` when it is not shown or not told apart from a
 * place that is hidden.
 */
export function partAt(part: BodyPart, pointer: string): BodyPart | 'absent' | 'withheld' {
  const steps = stepsOf(pointer);
  let at: BodyPart = part;
  for (const step of steps ?? []) {
    const below: BodyPart | 'hidden' | null = at.kind === 'withheld' ? 'hidden' : childOf(at, step);
    if (below === 'hidden') return 'withheld';
    if (below === null) return 'absent';
    at = below;
  }
  if (steps === null) return 'absent';
  return at.kind === 'withheld' ? 'withheld' : at;
}

/** The part of one member or element with its own seed, so that it can be shown without the rest. */
function childOf(part: BodyPart, step: string): BodyPart | 'hidden' | null {
  const opened = oneLevelOf(part);
  if (opened.kind === 'elements') return isIndex(step) ? (opened.elements[Number(step)] ?? null) : null;
  if (opened.kind !== 'members') return null;
  const found = opened.members.find((member) => member.kind === 'named' && member.name === step);
  if (found?.kind === 'named') return found.part;
  return opened.members.some((member) => member.kind === 'hidden') ? 'hidden' : null;
}

function withoutPart(part: BodyPart, steps: readonly string[], manner: Manner): BodyPart | null {
  const [step, ...rest] = steps;
  if (step === undefined) return manner === 'withheld' ? { kind: 'withheld', digest: partDigest(part) } : null;
  const opened = oneLevelOf(part);
  if (opened.kind === 'elements') {
    const index = isIndex(step) ? Number(step) : -1;
    const element = opened.elements[index];
    const changed = element === undefined ? null : withoutPart(element, rest, manner);
    return changed === null ? null : { kind: 'elements', elements: opened.elements.with(index, changed) };
  }
  if (opened.kind !== 'members') return null;
  const index = opened.members.findIndex((member) => member.kind === 'named' && member.name === step);
  const member = opened.members[index];
  if (member?.kind !== 'named') return null;
  const changed = rest.length === 0 && manner === 'hidden' ? hiddenOf(member) : withoutIn(member, rest, manner);
  return changed === null ? null : { kind: 'members', members: opened.members.with(index, changed) };
}

function hiddenOf({ name, salt, part }: Extract<BodyMember, { kind: 'named' }>): BodyMember {
  return { kind: 'hidden', digest: memberDigest(name, salt, partDigest(part)) };
}

function withoutIn(member: Extract<BodyMember, { kind: 'named' }>, rest: readonly string[], manner: Manner): BodyMember | null {
  const part = withoutPart(member.part, rest, manner);
  return part === null ? null : { ...member, part };
}

/** An open part written as its members or elements, each open under its own seed; other parts as they are. */
function oneLevelOf(part: BodyPart): BodyPart {
  if (part.kind !== 'open' || isLeaf(part.value)) return part;
  const { value, seed } = part;
  if (isList(value)) {
    return {
      kind: 'elements',
      elements: value.map((element, index) => ({ kind: 'open', value: element, seed: elementSeed(seed, index) })),
    };
  }
  const members = membersOf(value).map(([name, member]): BodyMember => {
    const own = memberSeed(seed, name);
    return { kind: 'named', name, salt: nameSalt(own), part: { kind: 'open', value: member, seed: own } };
  });
  return { kind: 'members', members };
}

/** The steps of a pointer; null when it is none. */
function stepsOf(pointer: string): string[] | null {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return null;
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function isIndex(step: string): boolean {
  return /^(?:0|[1-9]\d{0,8})$/.test(step);
}
