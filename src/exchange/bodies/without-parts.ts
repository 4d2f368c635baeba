// SPDX-License-Identifier: Apache-2.0
/** A body document without the parts that are to be destroyed, under the root that was signed. */
import type { JsonValue } from '../../kernel/index.ts';
import { type BodyPart, type Digest, readBody, readSigned, withholdParts, writeBodyPart } from '../../seals/index.ts';
import { readPayload } from '../dispatch.ts';

/** `placesIn` is given the body as far as it is still there. Null where nothing is to be taken out, or the two do not belong together. */
export function bodyWithoutParts(
  { signedBytes, bodyDocument }: { readonly signedBytes: Uint8Array; readonly bodyDocument: Uint8Array },
  placesIn: (body: JsonValue) => readonly string[],
): Uint8Array | null {
  const signed = readSigned(signedBytes, 'dispatch');
  const payload = signed.ok ? readPayload(signed.value) : null;
  return payload?.ok === true ? bodyWithout(bodyDocument, payload.value.bodyRoot as Digest, placesIn) : null;
}

/** The same of a body whose root is known. */
export function bodyWithout(bodyDocument: Uint8Array, root: Digest, placesIn: (body: JsonValue) => readonly string[]): Uint8Array | null {
  const part = readBody(bodyDocument, root);
  if (!part.ok) return null;
  const places = placesIn(shown(part.value)).map((pointer) => ({ pointer, manner: 'withheld' }) as const);
  const less = withholdParts(part.value, places);
  return places.length === 0 || !less.ok ? null : writeBodyPart(less.value);
}

/** The body as far as it is open; null stands where something was taken out before. */
function shown(part: BodyPart): JsonValue {
  switch (part.kind) {
    case 'open':
      return part.value;
    case 'withheld':
      return null;
    case 'elements':
      return part.elements.map(shown);
    case 'members':
      return Object.fromEntries(
        part.members.flatMap((member) => (member.kind === 'hidden' ? [] : [[member.name, shown(member.part)] as const])),
      );
  }
}
