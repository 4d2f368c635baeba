// SPDX-License-Identifier: Apache-2.0
/**
 * The envelope: a dispatch sealed for one recipient.
 *
 *     4 bytes   length of the header, big endian
 *     header    canonical JSON: v, to, from, sealKey, class; authenticated, not secret
 *     2 bytes   length of the encapsulated key, big endian
 *     enc       the encapsulated key (X-Wing: 1120 bytes)
 *     rest      the ciphertext of the padded letter: 4 bytes length of the signed dispatch, the dispatch, its body document
 *
 * The header is the sealing's associated data, and both identities, the key and the suite stand in its `info`: an envelope
 * that is readdressed, or sealed for another key, does not open. Padding to powers of two says little about the length.
 */
import { z } from 'zod';
import {
  canonicalJson,
  fail,
  failWith,
  type Instant,
  limits,
  ok,
  parseStrictJson,
  type RandomBytes,
  type Result,
} from '../kernel/index.ts';
import {
  type AuthorityId,
  isAuthorityId,
  isKeyId,
  type KeyId,
  type KeyState,
  padToBucket,
  sealKeyAt,
  type SealSuite,
  unpad,
} from '../seals/index.ts';

const headerBytesMax = 1024;
const label = 'comity envelope v1';

const headerSchema = z.strictObject({
  v: z.literal(1),
  to: z.string().refine(isAuthorityId),
  from: z.string().refine(isAuthorityId),
  sealKey: z.string().refine(isKeyId),
  class: z.enum(['normal', 'urgent']),
});
export type EnvelopeHeader = Omit<z.infer<typeof headerSchema>, 'to' | 'from' | 'sealKey'> & {
  to: AuthorityId;
  from: AuthorityId;
  sealKey: KeyId;
};

export interface OpenedForm {
  readonly header: EnvelopeHeader;
  readonly headerBytes: Uint8Array;
  readonly enc: Uint8Array;
  readonly ciphertext: Uint8Array;
}

export async function sealEnvelope(given: {
  readonly dispatch: Uint8Array;
  readonly body: Uint8Array;
  readonly from: AuthorityId;
  readonly to: KeyState;
  readonly class: 'normal' | 'urgent';
  /** Which of the recipient's keys is for this time. */
  readonly now: Instant;
  readonly sealSuite: SealSuite;
  readonly random: RandomBytes;
}): Promise<Uint8Array> {
  const key = sealKeyAt(given.to, given.now);
  const header: EnvelopeHeader = { v: 1, to: given.to.authorityId, from: given.from, sealKey: key.keyId, class: given.class };
  const headerBytes = new TextEncoder().encode(canonicalJson(header));
  const { enc, ciphertext } = await given.sealSuite.seal({
    publicKey: key.publicKey,
    info: infoOf(header, given.sealSuite),
    aad: headerBytes,
    plaintext: padToBucket(letterOf(given)),
    random: given.random,
  });
  const encAt = 4 + headerBytes.length + 2;
  const envelope = new Uint8Array(encAt + enc.length + ciphertext.length);
  const view = new DataView(envelope.buffer);
  view.setUint32(0, headerBytes.length);
  envelope.set(headerBytes, 4);
  view.setUint16(4 + headerBytes.length, enc.length);
  envelope.set(enc, encAt);
  envelope.set(ciphertext, encAt + enc.length);
  return envelope;
}

/** Takes the envelope apart without opening it: cheap, and enough to refuse strangers. */
export function readEnvelopeForm(bytes: Uint8Array): Result<OpenedForm> {
  if (bytes.length > limits.envelopeBytesMax) return fail('envelope', `It is longer than ${limits.envelopeBytesMax} bytes.`, remedy);
  if (bytes.length < 4) return fail('envelope', 'It is too short.', remedy);
  const headerLength = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
  if (headerLength > headerBytesMax || 4 + headerLength > bytes.length) return fail('envelope.header', 'Its length does not fit.', remedy);
  const headerBytes = bytes.subarray(4, 4 + headerLength);
  const json = parseStrictJson(headerBytes, 'envelope.header', { bytesMax: headerBytesMax, depthMax: 2 });
  if (!json.ok) return json;
  const parsed = headerSchema.safeParse(json.value);
  if (!parsed.success)
    return failWith(
      parsed.error.issues.map((issue) => ({ path: `envelope.header.${issue.path.join('.')}`, problem: `${issue.message}.`, remedy })),
    );
  const header = parsed.data as EnvelopeHeader;
  if (canonicalJson(header) !== new TextDecoder().decode(headerBytes))
    return fail('envelope.header', 'It is not written in canonical JSON.', remedy);
  const rest = bytes.subarray(4 + headerLength);
  const encBytes = rest.length < 2 ? 0 : new DataView(rest.buffer, rest.byteOffset, 2).getUint16(0);
  if (encBytes === 0 || rest.length <= 2 + encBytes) return fail('envelope', 'It holds no ciphertext.', remedy);
  return ok({ header, headerBytes, enc: rest.subarray(2, 2 + encBytes), ciphertext: rest.subarray(2 + encBytes) });
}

/** What lies inside an envelope: the exact bytes that were signed, and what opens the body they name. */
export interface Letter {
  readonly dispatch: Uint8Array;
  readonly body: Uint8Array;
}

/** The letter inside, or null when it was not sealed for this key, was changed on the way, or is no letter. */
export async function openEnvelope(form: OpenedForm, privateKey: Uint8Array, sealSuite: SealSuite): Promise<Letter | null> {
  const { header, headerBytes, enc, ciphertext } = form;
  const padded = await sealSuite.open({ privateKey, info: infoOf(header, sealSuite), aad: headerBytes, enc, ciphertext });
  const content = padded === null ? null : unpad(padded);
  if (content === null || content.length < 4) return null;
  const dispatchEnd = 4 + new DataView(content.buffer, content.byteOffset, 4).getUint32(0);
  if (dispatchEnd > content.length) return null;
  return { dispatch: content.slice(4, dispatchEnd), body: content.slice(dispatchEnd) };
}

function letterOf({ dispatch, body }: Letter): Uint8Array {
  const letter = new Uint8Array(4 + dispatch.length + body.length);
  new DataView(letter.buffer).setUint32(0, dispatch.length);
  letter.set(dispatch, 4);
  letter.set(body, 4 + dispatch.length);
  return letter;
}

function infoOf(header: EnvelopeHeader, sealSuite: SealSuite): Uint8Array {
  return new TextEncoder().encode([label, sealSuite.name, header.from, header.to, header.sealKey].join('\n'));
}

const remedy = 'Send the envelope as wire/envelope.md says.';
