// SPDX-License-Identifier: Apache-2.0
/**
 * Reading DER (X.690), strictly and no more of it than a signature needs: definite lengths in their shortest form, one-byte tags.
 *
 * What a signature covers must have one reading only, so every laxity that BER allows is an error here: an indefinite length, a length
 * in a longer form, an element that ends behind its parent. Errors are thrown as `DerProblem` and turned into an issue where the
 * reading began.
 */
export interface DerElement {
  readonly tag: number;
  /** The whole element, as it stands in the file. */
  readonly bytes: Uint8Array;
  readonly content: Uint8Array;
}

export class DerProblem extends Error {}

export const derTags = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  sequence: 0x30,
  set: 0x31,
  /** [0] and [3], constructed. */
  context0: 0xa0,
  context1: 0xa1,
  context2: 0xa2,
  context3: 0xa3,
} as const;

/** Deeper than any certificate or signature goes. */
const elementsMax = 2000;

/** Exactly one element; `rest` says what may follow it. */
export function readDer(bytes: Uint8Array, what: string): DerElement {
  const element = elementAt(bytes, 0, what);
  if (element.bytes.length !== bytes.length) throw new DerProblem(`Bytes follow ${what}.`);
  return element;
}

/** The first element and what follows it. */
export function readFirstDer(bytes: Uint8Array, what: string): { readonly first: DerElement; readonly rest: Uint8Array } {
  const first = elementAt(bytes, 0, what);
  return { first, rest: bytes.subarray(first.bytes.length) };
}

/** The elements inside of a constructed one. */
export function childrenOf(element: DerElement, what: string): readonly DerElement[] {
  if ((element.tag & 0x20) === 0) throw new DerProblem(`It has no parts where ${what} should.`);
  const children: DerElement[] = [];
  for (let at = 0; at < element.content.length;) {
    if (children.length >= elementsMax) throw new DerProblem(`There are too many parts in ${what}.`);
    const child = elementAt(element.content, at, what);
    children.push(child);
    at += child.bytes.length;
  }
  return children;
}

/** The child at this place, with this tag. */
export function childAt(children: readonly DerElement[], place: number, tag: number, what: string): DerElement {
  const child = children[place];
  if (child === undefined || child.tag !== tag) throw new DerProblem(`${what} is missing or is something else.`);
  return child;
}

function elementAt(bytes: Uint8Array, at: number, what: string): DerElement {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined) throw new DerProblem(`It ends within ${what}.`);
  if ((tag & 0x1f) === 0x1f) throw new DerProblem(`There is a tag of several bytes in ${what}.`);
  let length = first;
  let head = 2;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4) throw new DerProblem(`A length in ${what} is not definite; it is BER, not DER.`);
    length = 0;
    for (const byte of bytes.subarray(at + 2, at + 2 + count)) length = length * 256 + byte;
    head += count;
    if (length < 0x80 || length < 256 ** (count - 1)) throw new DerProblem(`A length in ${what} is longer than it must be.`);
  }
  const end = at + head + length;
  if (end > bytes.length) throw new DerProblem(`It ends within ${what}.`);
  return { tag, bytes: bytes.subarray(at, end), content: bytes.subarray(at + head, end) };
}

/** As it is written with dots. */
export function identifierOf(element: DerElement): string {
  const [first = 0, ...others] = arcsOf(element);
  return [first < 80 ? Math.floor(first / 40) : 2, first < 80 ? first % 40 : first - 80, ...others].join('.');
}

function arcsOf(element: DerElement): readonly number[] {
  if (element.tag !== derTags.objectIdentifier) throw new DerProblem('An object identifier is missing or is something else.');
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of element.content) {
    arc = arc * 128 + (byte & 0x7f);
    if (!Number.isSafeInteger(arc)) throw new DerProblem('An object identifier is too large.');
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0;
    }
  }
  return arcs;
}

export function isSameDer(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, place) => byte === right[place]);
}
