// SPDX-License-Identifier: Apache-2.0
/**
 * Body document: what travels and is kept beside a signed dispatch, so that its body can be read and held against the root.
 *
 * It is canonical JSON: `{"root": part, "v": 1}`, and a part is one of four:
 *
 *     {"open": value, "seed": hex}                 everything below this place, and the seed that opens it
 *     {"withheld": digest}                         nothing of it but its digest
 *     {"members": [...]}                           an object of which parts are withheld; each member is
 *          {"name", "part"}                             its name, and an open part
 *          {"name", "part", "salt"}                     its name, and a part that is not open
 *          {"hidden": digest}                           neither name nor value: only that there is one more
 *     {"elements": [part, ...]}                    an array of which parts are withheld, every element at its place
 *
 * An author sends the first form. Whoever holds a document can withhold more of it (withhold-parts.ts); nobody can show more than
 * it opens, and every digest in it is needed to come to the root: a changed, moved, added or dropped part does not.
 *
 * Reading checks the digest of the whole against the root that was signed before anything else looks at a value.
 */
import { canonicalJson, fail, type JsonValue, limits, ok, parseStrictJson, type Result } from '../../kernel/index.ts';
import { type Digest, isDigest } from '../digest.ts';
import { fromHex, toHex, utf8 } from '../encoding.ts';
import { membersOf as exactMembers } from '../signed-document.ts';
import { arrayDigest, bodyProblem, bodySeedBytes, digestText, memberDigest, nameSalt, nodeDigest, objectDigest } from './body-tree.ts';

export type BodyPart =
  | { readonly kind: 'open'; readonly value: JsonValue; readonly seed: Uint8Array }
  | { readonly kind: 'withheld'; readonly digest: Uint8Array }
  | { readonly kind: 'members'; readonly members: readonly BodyMember[] }
  | { readonly kind: 'elements'; readonly elements: readonly BodyPart[] };
export type BodyMember =
  | { readonly kind: 'named'; readonly name: string; readonly salt: Uint8Array; readonly part: BodyPart }
  | { readonly kind: 'hidden'; readonly digest: Uint8Array };

/** The document that opens a whole body. */
export function writeWholeBody(body: JsonValue, seed: Uint8Array): Uint8Array {
  return writeBodyPart({ kind: 'open', value: body, seed });
}

export function writeBodyPart(part: BodyPart): Uint8Array {
  return utf8(canonicalJson({ v: 1, root: jsonOf(part) }));
}

/** The digest of a part as it stands: of the root part, the root that was signed. */
export function partDigest(part: BodyPart): Uint8Array {
  switch (part.kind) {
    case 'open':
      return nodeDigest(part.value, part.seed);
    case 'withheld':
      return part.digest;
    case 'elements':
      return arrayDigest(part.elements.map(partDigest));
    case 'members':
      return objectDigest(
        part.members.map((member) =>
          member.kind === 'hidden' ? member.digest : memberDigest(member.name, member.salt, partDigest(member.part)),
        ),
      );
  }
}

/** What a body document opens, when it is the body of this root; else why not. Nothing is believed before the root is met. */
export function readBody(bytes: Uint8Array, root: Digest, name = 'body'): Result<BodyPart> {
  const json = parseStrictJson(bytes, name, { bytesMax: limits.bodyBytesMax, depthMax: depthMax });
  if (!json.ok) return json;
  const [version, rootJson] = exactMembers(json.value, ['v', 'root']) ?? [];
  if (version !== 1 || rootJson === undefined) return refused(name, 'It does not hold exactly the version 1 and a root.');
  const part = readPart(rootJson, { places: 0 });
  if (part === null) return refused(name, 'It is not a body document.');
  const problem = problemOf(part);
  if (problem !== null) return refused(name, problem);
  if (digestText(partDigest(part)) !== root) return refused(name, 'It is not the body that was signed.');
  return ok(part);
}

/** The body itself, of a document that opens all of it. */
export function readWholeBody(bytes: Uint8Array, root: Digest, name = 'body'): Result<JsonValue> {
  const read = readBody(bytes, root, name);
  if (!read.ok) return read;
  return read.value.kind === 'open' ? ok(read.value.value) : refused(name, 'Parts of it are withheld.');
}

/** A level of a body takes up to three of its document. */
const depthMax = 3 * limits.jsonDepthMax + 4;

function refused(path: string, problem: string): ReturnType<typeof fail> {
  return fail(path, problem, 'Ask for the body document again as wire/dispatch.md describes it.');
}

function problemOf(part: BodyPart): string | null {
  switch (part.kind) {
    case 'open':
      return bodyProblem(part.value);
    case 'withheld':
      return null;
    case 'elements':
      return part.elements.map(problemOf).find((problem) => problem !== null) ?? null;
    case 'members':
      return (
        part.members.map((member) => (member.kind === 'hidden' ? null : problemOf(member.part))).find((problem) => problem !== null) ?? null
      );
  }
}

function readPart(json: JsonValue | undefined, count: { places: number }): BodyPart | null {
  count.places += 1;
  if (count.places > limits.bodyPlacesMax) return null;
  const open = exactMembers(json, ['open', 'seed']);
  if (open !== null) {
    const seed = bytesOf(open[1]);
    return seed === null || open[0] === undefined ? null : { kind: 'open', value: open[0], seed };
  }
  const [withheld] = exactMembers(json, ['withheld']) ?? [];
  if (withheld !== undefined) {
    const digest = digestBytes(withheld);
    return digest === null ? null : { kind: 'withheld', digest };
  }
  const [elements] = exactMembers(json, ['elements']) ?? [];
  if (elements !== undefined) {
    if (!Array.isArray(elements) || elements.length === 0) return null;
    const parts = (elements as readonly JsonValue[]).map((element) => readPart(element, count));
    return parts.every((part) => part !== null) ? { kind: 'elements', elements: parts } : null;
  }
  const [members] = exactMembers(json, ['members']) ?? [];
  if (!Array.isArray(members) || members.length === 0) return null;
  const read = (members as readonly JsonValue[]).map((member) => readMember(member, count));
  return read.every((member) => member !== null) && namesAscend(read) ? { kind: 'members', members: read } : null;
}

function readMember(json: JsonValue, count: { places: number }): BodyMember | null {
  const [hidden] = exactMembers(json, ['hidden']) ?? [];
  if (hidden !== undefined) {
    const digest = digestBytes(hidden);
    return digest === null ? null : { kind: 'hidden', digest };
  }
  const [openName, openJson] = exactMembers(json, ['name', 'part']) ?? [];
  if (typeof openName === 'string') {
    const part = readPart(openJson, count);
    return part?.kind === 'open' ? { kind: 'named', name: openName, salt: nameSalt(part.seed), part } : null;
  }
  const [name, partJson, saltText] = exactMembers(json, ['name', 'part', 'salt']) ?? [];
  const [part, salt] = [readPart(partJson, count), bytesOf(saltText)];
  if (typeof name !== 'string' || part === null || part.kind === 'open' || salt === null) return null;
  return { kind: 'named', name, salt, part };
}

/** The names that are shown stand in the order of canonical JSON, so none stands twice. */
function namesAscend(members: readonly BodyMember[]): boolean {
  const names = members.flatMap((member) => (member.kind === 'hidden' ? [] : [member.name]));
  return names.every((name, index) => index === 0 || (names[index - 1] ?? '') < name);
}

function bytesOf(json: JsonValue | undefined): Uint8Array | null {
  const bytes = typeof json === 'string' ? fromHex(json) : null;
  return bytes?.length === bodySeedBytes ? bytes : null;
}

function digestBytes(json: JsonValue): Uint8Array | null {
  return isDigest(json) ? fromHex(json.slice('sha256:'.length)) : null;
}

function jsonOf(part: BodyPart): JsonValue {
  switch (part.kind) {
    case 'open':
      return { open: part.value, seed: toHex(part.seed) };
    case 'withheld':
      return { withheld: digestText(part.digest) };
    case 'elements':
      return { elements: part.elements.map(jsonOf) };
    case 'members':
      return { members: part.members.map(jsonOfMember) };
  }
}

function jsonOfMember(member: BodyMember): JsonValue {
  if (member.kind === 'hidden') return { hidden: digestText(member.digest) };
  const { name, part, salt } = member;
  return part.kind === 'open' ? { name, part: jsonOf(part) } : { name, part: jsonOf(part), salt: toHex(salt) };
}
