// SPDX-License-Identifier: Apache-2.0
/**
 * The dispatch: a payload signed over its exact bytes.
 *
 * The payload carries the root of its body and not the body, so that parts of a body can be withheld under the same signature;
 * the body document travels and is kept beside it, and is held against the root before a room sees a word of it.
 *
 * The author writes the payload once, in canonical JSON; from then on nobody spells it again: it is verified, kept, hashed
 * and shown to a court as the bytes that were signed. Its identity is the digest of the DSSE pre-authentication encoding.
 * Reading goes the other way round: outer form, signature, and only then the payload: strict JSON, the schema, and what no
 * schema says (`rules`). What passes can go into the log without a second look.
 */
import assert from 'node:assert/strict';
import { type Facts, noFacts, stepDigestOf } from '../agreements/index.ts';
import {
  addMs,
  canonicalJson,
  failWith,
  idPrefixes,
  type Instant,
  isId,
  isInstant,
  type Issue,
  issuesText,
  type JsonValue,
  limits,
  ok,
  parseStrictJson,
  type Result,
} from '../kernel/index.ts';
import {
  checkApprovalProof,
  dispatchType,
  type Digest,
  documentDigest,
  type HeldKey,
  isAuthorityId,
  isDigest,
  isPartyId,
  keyById,
  type KeyState,
  nonDeliveryType,
  readSigned,
  readWholeBody,
  receiptType,
  signDocument,
  signDocuments,
  type SignatureSuite,
  type SignedDocument,
  verifySigned,
  writeSigned,
} from '../seals/index.ts';
import { attachmentFault } from './blobs/attachment.ts';
import type { SignSoon } from './outbox/sign-soon.ts';
import { type DispatchWire, dispatchSchema, nonDeliverySchema, type NonDeliveryWire, type ReceiptWire, receiptSchema } from './wire.ts';

export interface SignedDispatch {
  readonly digest: Digest;
  readonly bytes: Uint8Array;
}

/** A dispatch whose body was held against its root: what the rooms get to see. */
export type OpenDispatch = DispatchWire & { readonly body: JsonValue };

/**
 * Throws on a payload that a reader would refuse: a dispatch of ours that is malformed would end as a signed rejection. With others
 * that are queued side by side where there is a way to (`signSoon`), else at once.
 */
export async function signDispatch<Tx>(
  payload: DispatchWire,
  by: { readonly suite: SignatureSuite; readonly key: HeldKey; readonly signSoon: SignSoon<Tx> | undefined; readonly tx: Tx },
): Promise<SignedDispatch> {
  const { suite, key, signSoon, tx } = by;
  const bytes = new TextEncoder().encode(canonicalJson(payload));
  const read = readPayload({ payloadType: dispatchType, payload: bytes, signatures: [] });
  assert(read.ok, read.ok ? '' : issuesText(read.issues));
  if (signSoon === undefined) return sign(dispatchType, bytes, suite, key);
  const document = { to: payload.to.join(' '), isUrgent: payload.class === 'urgent', payloadType: dispatchType, payload: bytes };
  return writtenOf(await signSoon(tx, document, { suite, keyPair: key, keyId: key.keyId }));
}

/** In one go, each provable alone; the bytes of each, in their order. */
export function signReceipts(receipts: readonly ReceiptWire[], suite: SignatureSuite, key: HeldKey): readonly Uint8Array[] {
  const documents = receipts.map((receipt) => ({ payloadType: receiptType, payload: new TextEncoder().encode(canonicalJson(receipt)) }));
  return signDocuments({ suite, keyPair: key, keyId: key.keyId }, documents).map(writeSigned);
}

/**
 * A receipt of ours as it is handed out again. Where the key that signed it was declared stolen since, nobody believes it any
 * more: what it says is signed anew by the key of now, and is the same document, since a signature is no part of that.
 */
export function affirmReceipt(
  bytes: Uint8Array,
  self: { readonly keyState: KeyState; readonly dispatchKey: HeldKey },
  suite: SignatureSuite,
): Uint8Array {
  const read = readSigned(bytes, 'receipt');
  assert(read.ok, 'a receipt of ours can be read');
  const { payload, signatures } = read.value;
  const isStolen = signatures.some(({ keyId }) => (keyById(self.keyState, keyId)?.revokedAt ?? null) !== null);
  return isStolen ? sign(receiptType, payload, suite, self.dispatchKey).bytes : bytes;
}

/** The outer form, whose signature is not verified yet. */
export function readDispatchForm(bytes: Uint8Array): Result<{ document: SignedDocument; digest: Digest }> {
  const read = readSigned(bytes, 'dispatch');
  if (!read.ok) return read;
  if (read.value.payloadType !== dispatchType) return wrongType(read.value.payloadType, dispatchType);
  return ok({ document: read.value, digest: documentDigest(read.value) });
}

/**
 * Whose hand signed it: the author's, with a key that counts; the author's key, but one that was declared stolen; or not the
 * author's. A retired key still counts: what it signed before it was retired may arrive after.
 */
export function signatureStanding(document: SignedDocument, author: KeyState, suite: SignatureSuite): 'holds' | 'revoked' | 'none' {
  const [only, ...others] = document.signatures;
  const key = only === undefined || others.length > 0 ? null : keyById(author, only.keyId);
  if (key === null || key.purpose !== 'dispatch') return 'none';
  if (!verifySigned(document, { suite, keys: () => key.publicKey }).ok) return 'none';
  return key.revokedAt === null ? 'holds' : 'revoked';
}

/** The payload of a document whose signature holds. */
export function readPayload(document: SignedDocument): Result<DispatchWire> {
  const json = parseStrictJson(document.payload, 'dispatch', { bytesMax: limits.payloadBytesMax, depthMax: limits.jsonDepthMax });
  if (!json.ok) return json;
  const parsed = dispatchSchema.safeParse(json.value);
  if (!parsed.success) return failWith(parsed.error.issues.map((found) => asIssue('dispatch', found)));
  const broken = rules.filter(([, holds]) => !holds(parsed.data));
  return broken.length === 0 ? ok(parsed.data) : failWith(broken.map(([field, , problem]) => issueAt(`dispatch.${field}`, problem)));
}

/**
 * What was signed, with its body; null when it is no dispatch. A body document is not signed itself: whoever has the signed
 * bytes could seal them again with another, so that one that differs must leave no trace.
 */
export function openPayload(document: SignedDocument, bodyDocument: Uint8Array): OpenDispatch | 'body-differs' | null {
  const payload = readPayload(document);
  if (!payload.ok) return null;
  const body = readWholeBody(bodyDocument, payload.value.bodyRoot as Digest);
  return body.ok ? { ...payload.value, body: body.value } : 'body-differs';
}

/** The longest that a dispatch may be tried: an older one is better written anew. */
export const validityMsMax = 30 * 86_400_000;

type DispatchRule = readonly [field: string, holds: (dispatch: DispatchWire) => boolean, problem: string];

const rules: readonly DispatchRule[] = [
  ['kind', ({ kind }) => /^[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*$/.test(kind), 'It is not a kind of dispatch.'],
  ['bodyRoot', ({ bodyRoot }) => isDigest(bodyRoot), 'It is no digest.'],
  ['id', ({ id }) => isId('dsp', id), 'It is not the identifier of a dispatch.'],
  ['from', ({ from }) => isPartyId(from), 'It is no identity of an authority.'],
  ['to', ({ to }) => to.every(isPartyId), 'It holds something that is no identity of an authority.'],
  ['act', ({ act, from, to }) => act.from === from && act.to === to[0], 'It is between other authorities than the dispatch.'],
  ['agreement', ({ agreement }) => isId('agr', agreement.id) && isDigest(agreement.digest), 'It names no agreement.'],
  ['verdict', ({ verdict }) => isDigest(verdict), 'It is no digest.'],
  ['caseRef', ({ caseRef }) => caseRef === null || isAnyId(caseRef), 'It is no identifier of a case.'],
  [
    'channel',
    (dispatch) => dispatch.channel === channelOf(dispatch.from, dispatch.to[0] ?? '', dispatch.caseRef),
    'It is another channel.',
  ],
  ['prev', ({ prev, seq }) => (prev === null ? seq === 1 : isDigest(prev)), 'It does not name the dispatch before.'],
  ['inReplyTo', ({ inReplyTo }) => inReplyTo.every(isDigest), 'It holds something that is no digest.'],
  ['createdAt', ({ createdAt }) => isInstant(createdAt), 'It is no moment in UTC.'],
  ['notAfter', (dispatch) => endsInTime(dispatch), 'It is no moment within thirty days of createdAt.'],
  [
    'attachments',
    ({ attachments }) => attachments.every((attachment) => attachmentFault(attachment) === null),
    'One lacks a digest or its key.',
  ],
  [
    'approvals',
    ({ approvals }) => approvals.every(({ at, subject }) => isInstant(at) && isDigest(subject)),
    'One lacks moment or subject.',
  ],
  [
    'approvals',
    ({ approvals }) => approvals.every(({ method, proof }) => (method === 'passkey') === (proof !== null)),
    'One claims a passkey and shows no proof, or the other way round.',
  ],
];

function endsInTime({ createdAt, notAfter }: DispatchWire): boolean {
  if (!isInstant(createdAt) || !isInstant(notAfter)) return false;
  return notAfter > createdAt && notAfter <= addMs(createdAt, validityMsMax);
}

function isAnyId(text: string): boolean {
  return Object.keys(idPrefixes).some((prefix) => isId(prefix as keyof typeof idPrefixes, text));
}

/**
 * The facts on which the sender's verdict rests, so that everyone decides on the same ones; fails where an approval is not
 * what it claims: each proof is checked by the author's own keys.
 */
export function factsOf(dispatch: DispatchWire, author: KeyState, suite: SignatureSuite): Result<Facts> {
  const approvals: Facts['approvals'][number][] = [];
  for (const approval of dispatch.approvals) {
    const proven = checkApprovalProof(approval, author, suite);
    if (!proven.ok) return proven;
    const { officer, subject, at } = approval;
    approvals.push({ officer, subject, at, authenticator: proven.value.authenticator });
  }
  return ok({ ...noFacts, approvals, preparedBy: dispatch.preparedBy, stepDigest: stepDigestOf(dispatch) });
}

/** The same facts of a dispatch that was judged and kept here: the proofs held then, and are not computed again. */
export function statedFacts(dispatch: DispatchWire): Facts {
  const approvals = dispatch.approvals.map(({ officer, subject, at, method }) => ({
    officer,
    subject,
    at,
    authenticator: method === 'passkey' ? officer : null,
  }));
  return { ...noFacts, approvals, preparedBy: dispatch.preparedBy, stepDigest: stepDigestOf(dispatch) };
}

/** The channel of a dispatch: one for each case and direction; what belongs to no case has one of its own. */
export function channelOf(from: string, to: string, caseRef: string | null): string {
  return `${from.slice(0, 16)}>${to.slice(0, 16)}#${caseRef ?? 'peering'}`;
}

/** A receipt, when its signature is the peer's and it says one thing; else why it is not believed. */
export function readReceipt(bytes: Uint8Array, peer: KeyState, suite: SignatureSuite): Result<ReceiptWire & { readonly at: Instant }> {
  const read = readSigned(bytes, 'receipt');
  if (!read.ok) return read;
  if (read.value.payloadType !== receiptType) return wrongType(read.value.payloadType, receiptType);
  if (signatureStanding(read.value, peer, suite) !== 'holds')
    return failWith([issueAt('receipt.signatures', 'It is not signed by the peer.')]);
  return readReceiptPayload(read.value.payload);
}

/** What a receipt says. To be called when its signature holds. */
export function readReceiptPayload(payload: Uint8Array): Result<ReceiptWire & { readonly at: Instant }> {
  const json = parseStrictJson(payload, 'receipt');
  if (!json.ok) return json;
  const parsed = receiptSchema.safeParse(json.value);
  if (!parsed.success) return failWith(parsed.error.issues.map((found) => asIssue('receipt', found)));
  const { at, openedAt, log, logIndex } = parsed.data;
  if (!isInstant(at)) return failWith([issueAt('receipt.at', 'It is no moment in UTC.')]);
  if (openedAt !== null && !isInstant(openedAt)) return failWith([issueAt('receipt.openedAt', 'It is no moment in UTC.')]);
  if (log.size <= logIndex) return failWith([issueAt('receipt.log', 'It is the head of a log without the entry of the receipt.')]);
  return saysOneThing(parsed.data)
    ? ok({ ...parsed.data, at })
    : failWith([issueAt('receipt.state', 'State, code and reason contradict each other.')]);
}

function saysOneThing({ state, code, reason, isRetryable, openedAt, need }: ReceiptWire): boolean {
  if ((state === 'opened') !== (openedAt !== null) || (need !== null && (state !== 'custody' || need.from > need.to))) return false;
  return state === 'rejected' ? code !== null && reason !== null : code === null && reason === null && !isRetryable;
}

export function signNonDelivery(payload: NonDeliveryWire, suite: SignatureSuite, key: HeldKey): SignedDispatch {
  return sign(nonDeliveryType, new TextEncoder().encode(canonicalJson(payload)), suite, key);
}

/** A statement of non-delivery, when its signature is the peer's. */
export function readNonDelivery(bytes: Uint8Array, peer: KeyState, suite: SignatureSuite): Result<NonDeliveryWire> {
  const read = readSigned(bytes, 'non-delivery');
  if (!read.ok) return read;
  if (read.value.payloadType !== nonDeliveryType) return wrongType(read.value.payloadType, nonDeliveryType);
  if (signatureStanding(read.value, peer, suite) !== 'holds')
    return failWith([issueAt('non-delivery.signatures', 'It is not signed by the peer.')]);
  return readNonDeliveryPayload(read.value.payload);
}

/** What a statement of non-delivery says. To be called when its signature holds. */
export function readNonDeliveryPayload(payload: Uint8Array): Result<NonDeliveryWire> {
  const json = parseStrictJson(payload, 'non-delivery');
  if (!json.ok) return json;
  const parsed = nonDeliverySchema.safeParse(json.value);
  if (!parsed.success) return failWith(parsed.error.issues.map((found) => asIssue('non-delivery', found)));
  const { dispatch, from, to, at, queuedAt, caseRef } = parsed.data;
  if (!isDigest(dispatch)) return failWith([issueAt('non-delivery.dispatch', 'It is no digest.')]);
  if (!isAuthorityId(from) || !isAuthorityId(to)) return failWith([issueAt('non-delivery.from', 'One of the two is no authority.')]);
  if (!isInstant(at) || !isInstant(queuedAt)) return failWith([issueAt('non-delivery.at', 'It is no moment in UTC.')]);
  if (caseRef !== null && !isAnyId(caseRef)) return failWith([issueAt('non-delivery.caseRef', 'It is no identifier of a case.')]);
  return ok(parsed.data);
}

function sign(payloadType: string, payload: Uint8Array, suite: SignatureSuite, key: HeldKey): SignedDispatch {
  return writtenOf(signDocument({ payloadType, payload, suite, keyPair: key, keyId: key.keyId }));
}

function writtenOf(document: SignedDocument): SignedDispatch {
  return { digest: documentDigest(document), bytes: writeSigned(document) };
}

function wrongType(found: string, expected: string): ReturnType<typeof failWith> {
  return failWith([
    { path: 'payloadType', problem: `It is a ${found}, not a ${expected}.`, remedy: 'Send the kind of document that is expected here.' },
  ]);
}

function asIssue(
  name: 'dispatch' | 'receipt' | 'non-delivery',
  found: { readonly path: readonly PropertyKey[]; readonly message: string },
): Issue {
  return issueAt([name, ...found.path.map(String)].join('.'), `${found.message}.`);
}

function issueAt(path: string, problem: string): Issue {
  const page = ['receipt', 'non-delivery'].find((name) => path.startsWith(name)) ?? 'dispatch';
  return { path, problem, remedy: `Write it as wire/${page}.md says.` };
}
