// SPDX-License-Identifier: Apache-2.0
/**
 * Signed calls: which server makes a call and which one answers, proved by its transport key over the call's exact bytes.
 *
 * This is a profile of HTTP message signatures (RFC 9421) with nothing left open. Both sides write the same text, so a reader
 * does not interpret a signature's parameters: it takes the four values out of their places and compares the rest letter by letter.
 *
 *     content-type: application/vnd.comity.envelope
 *     content-length: 5321
 *     content-digest: sha-256=:...:
 *     signature-input: comity=("@method" "@target-uri" "content-type" "content-length" "content-digest");created=1795789800;
 *                      expires=1795789860;nonce="...";keyid="key_...";tag="comity"                       (one line)
 *     signature: comity=:...:
 *
 * An answer covers its status, its own content and, of the call (`;req`), method, address, content digest and signature: it
 * answers this call and no other. Every member is always there, also where there is no body; none may stand twice.
 *
 * A call is refused, in this order: a member is absent or stands twice, or is not written as here (400); it is stale, or signed
 * for longer than a minute (401); its key is not a transport key that counts, or not of the authority at the other end of the
 * connection (401); the signature does not hold (401); it was seen before (401, seen-nonces.ts); and when its body has come:
 * the body is not the one that was signed (400). What is signed here lives for a minute: what must last is signed by the
 * dispatch key.
 *
 * Source: RFC 9421 and RFC 9530. A library was not taken: the ones tried let a signature be absent or cover next to nothing.
 */
import { digestOf, fromBase64, fromHex, isKeyId, type KeyId, toBase64 } from '../../seals/index.ts';

/** How long a signed call counts: longer than any network delays it, shorter than it is worth to an eavesdropper. */
export const callSecondsMax = 60;
/** How far the clocks of two servers may differ. */
export const clockSkewSecondsMax = 60;
export const nonceBytes = 18;

const callMembers = '("@method" "@target-uri" "content-type" "content-length" "content-digest")';
const answerMembers =
  '("@status" "content-type" "content-length" "content-digest" "@method";req "@target-uri";req "content-digest";req "signature";req;key="comity")';

/** The headers that carry a signature, in lower case. */
export const signedHeaders = ['content-type', 'content-length', 'content-digest', 'signature-input', 'signature'] as const;
export type SignedHeaders = Readonly<Record<(typeof signedHeaders)[number], string>>;

export interface CallToSign {
  readonly method: string;
  /** The whole address, as the recipient sees it. */
  readonly targetUri: string;
  readonly mediaType: string;
  readonly body: Uint8Array;
}
export interface AnswerToSign {
  readonly status: number;
  readonly mediaType: string;
  readonly body: Uint8Array;
  /** The call that it answers, and its headers as they arrived. */
  readonly call: { readonly method: string; readonly targetUri: string; readonly headers: SignedHeaders };
}

export interface Signing {
  readonly keyId: KeyId;
  readonly sign: (bytes: Uint8Array) => Uint8Array;
  /** Seconds since 1970, by the machine's clock. */
  readonly nowSeconds: number;
  /** Eighteen fresh random bytes. */
  readonly nonce: Uint8Array;
}

/** What a good signature says. */
export interface Signed {
  readonly keyId: KeyId;
  readonly nonce: string;
  readonly created: number;
  readonly expires: number;
}

export type CallFault = 'absent' | 'doubled' | 'malformed' | 'other-body' | 'stale' | 'unknown-key' | 'signature-invalid';
export type CheckedCall =
  ({ readonly kind: 'signed'; readonly headers: SignedHeaders } & Signed) | { readonly kind: 'refused'; readonly fault: CallFault };

/** 400 for what is no signed call at all, 401 for one whose signature does not count. */
export function statusOfFault(fault: CallFault): 400 | 401 {
  return fault === 'stale' || fault === 'unknown-key' || fault === 'signature-invalid' ? 401 : 400;
}

export function signCall(call: CallToSign, by: Signing): SignedHeaders {
  return signWith(callMembers, call, by, (headers) => linesOfCall(call, headers));
}

export function signAnswer(answer: AnswerToSign, by: Signing): SignedHeaders {
  return signWith(answerMembers, answer, by, (headers) => linesOfAnswer(answer, headers));
}

export interface Checking {
  readonly nowSeconds: number;
  /** The public key of a transport key that counts for the authority at the other end; null for every other id. */
  readonly publicKeyOf: (keyId: KeyId) => Uint8Array | null;
  readonly verify: (publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array) => boolean;
}

/**
 * Checks all but the body, before a byte of it is read: `isBodyOf` is to be asked when it is there, and nonces are for the
 * caller to look up. `rawHeaders` are names and values in turn, as they arrived.
 */
export function checkCall(call: Pick<CallToSign, 'method' | 'targetUri'>, rawHeaders: readonly string[], by: Checking): CheckedCall {
  return check(callMembers, rawHeaders, by, (headers) => linesOfCall(call, headers));
}

/** Checks a whole answer, its body included. */
export function checkAnswer(
  answer: Pick<AnswerToSign, 'status' | 'body' | 'call'>,
  rawHeaders: readonly string[],
  by: Checking,
): CheckedCall {
  const checked = check(answerMembers, rawHeaders, by, (headers) => linesOfAnswer(answer, headers));
  return checked.kind === 'refused' || isBodyOf(checked.headers, answer.body) ? checked : refused('other-body');
}

/** Whether these are the bytes whose length and digest were signed. */
export function isBodyOf(headers: SignedHeaders, body: Uint8Array): boolean {
  return headers['content-length'] === String(body.length) && headers['content-digest'] === contentDigestOf(body);
}

/** The text that is signed: a line for each member, and the parameters last (RFC 9421, section 2.5). */
export function signatureBase(members: readonly (readonly [identifier: string, value: string])[], parameters: string): Uint8Array {
  const lines = [...members, ['"@signature-params"', parameters] as const].map(([identifier, value]) => `${identifier}: ${value}`);
  return new TextEncoder().encode(lines.join('\n'));
}

export function contentDigestOf(body: Uint8Array): string {
  return `sha-256=:${toBase64(fromHex(digestOf(body).slice('sha256:'.length)) ?? new Uint8Array())}:`;
}

/** The headers of a signed message, or why they are none. */
export function readSignedHeaders(rawHeaders: readonly string[]): SignedHeaders | 'absent' | 'doubled' {
  const found = new Map<string, string>();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase();
    if (!signedHeaders.some((known) => known === name)) continue;
    if (found.has(name)) return 'doubled';
    found.set(name, rawHeaders[at + 1] ?? '');
  }
  if (signedHeaders.some((name) => !found.has(name))) return 'absent';
  return Object.fromEntries(found) as SignedHeaders;
}

type Lines = (headers: Omit<SignedHeaders, 'signature' | 'signature-input'>) => readonly (readonly [string, string])[];

function signWith(
  members: string,
  content: { readonly mediaType: string; readonly body: Uint8Array },
  by: Signing,
  lines: Lines,
): SignedHeaders {
  const created = by.nowSeconds;
  const nonce = toBase64(by.nonce);
  const parameters = parametersOf(members, { keyId: by.keyId, nonce, created, expires: created + callSecondsMax });
  const headers = {
    'content-type': content.mediaType,
    'content-length': String(content.body.length),
    'content-digest': contentDigestOf(content.body),
  };
  const signature = by.sign(signatureBase(lines(headers), parameters));
  return { ...headers, 'signature-input': `comity=${parameters}`, signature: `comity=:${toBase64(signature)}:` };
}

function check(members: string, rawHeaders: readonly string[], by: Checking, lines: Lines): CheckedCall {
  const headers = readSignedHeaders(rawHeaders);
  if (typeof headers === 'string') return refused(headers);
  const signed = readParameters(members, headers['signature-input']);
  const signature = readSignature(headers.signature);
  if (signed === null || signature === null) return refused('malformed');
  if (isStale(signed, by.nowSeconds)) return refused('stale');
  const publicKey = by.publicKeyOf(signed.keyId);
  if (publicKey === null) return refused('unknown-key');
  const base = signatureBase(lines(headers), parametersOf(members, signed));
  return by.verify(publicKey, base, signature) ? { kind: 'signed', headers, ...signed } : refused('signature-invalid');
}

function linesOfCall({ method, targetUri }: Pick<CallToSign, 'method' | 'targetUri'>, headers: Parameters<Lines>[0]) {
  return [['"@method"', method], ['"@target-uri"', targetUri], ...contentLines(headers)] as const;
}

function linesOfAnswer({ status, call }: Pick<AnswerToSign, 'status' | 'call'>, headers: Parameters<Lines>[0]) {
  return [
    ['"@status"', String(status)],
    ...contentLines(headers),
    ['"@method";req', call.method],
    ['"@target-uri";req', call.targetUri],
    ['"content-digest";req', call.headers['content-digest']],
    // Of a header with several signatures one is named by its label; here there is one, and its value is the rest of the header.
    ['"signature";req;key="comity"', call.headers.signature.slice('comity='.length)],
  ] as const;
}

function contentLines(headers: Parameters<Lines>[0]): readonly (readonly [string, string])[] {
  return (['content-type', 'content-length', 'content-digest'] as const).map((name) => [`"${name}"`, headers[name]]);
}

function parametersOf(members: string, { created, expires, nonce, keyId }: Signed): string {
  return `${members};created=${created};expires=${expires};nonce="${nonce}";keyid="${keyId}";tag="comity"`;
}

const values = /;created=(\d{10});expires=(\d{10});nonce="([A-Za-z0-9+/]{24})";keyid="([a-z0-9_]{1,80})";tag="comity"$/;

/** The four values; null unless writing them again gives the same text. */
function readParameters(members: string, text: string): Signed | null {
  const found = values.exec(text);
  if (found === null) return null;
  const [, created = '', expires = '', nonce = '', keyId = ''] = found;
  if (!isKeyId(keyId)) return null;
  const signed = { keyId, nonce, created: Number(created), expires: Number(expires) };
  return `comity=${parametersOf(members, signed)}` === text ? signed : null;
}

function readSignature(text: string): Uint8Array | null {
  const found = /^comity=:([A-Za-z0-9+/]{86}==):$/.exec(text);
  return found === null ? null : fromBase64(found[1] ?? '');
}

function isStale({ created, expires }: Signed, now: number): boolean {
  if (expires <= created || expires - created > callSecondsMax) return true;
  return created > now + clockSkewSecondsMax || expires < now - clockSkewSecondsMax;
}

function refused(fault: CallFault): CheckedCall {
  return { kind: 'refused', fault };
}
