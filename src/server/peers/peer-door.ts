// SPDX-License-Identifier: Apache-2.0
/**
 * The door for peers: what stands before every call that another server makes, whichever room answers it.
 *
 *     TLS         the key of the connection is a transport key of an authority whose invitation is here; else it is cut
 *     signature   the call is signed by a transport key of the same authority, for this address, a minute ago at most, once
 *     quota       it has not too many calls under way already; else 429
 *     size        the body is within the call's limit; else 413
 *     body        it is the one that was signed; else 400
 *     the room    looks whether it knows the digest, unseals, verifies, judges
 *
 * So what costs little comes first, and a stranger costs a handshake. Each answer to a signed call is signed and bound to it.
 * Whose key it is, is looked up for each call: a key that its owner has revoked is refused on a connection that stands.
 *
 * What it does not do: it admits nothing. A thief of a transport key gets as far as the room, and there the dispatch is not signed.
 */
import type { TLSSocket } from 'node:tls';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  callClock,
  checkCall,
  type CallFault,
  isBodyOf,
  nonceBytes,
  type Peer,
  type SeenNonces,
  seenNonces,
  signAnswer,
  type SignedHeaders,
  statusOfFault,
} from '../../exchange/index.ts';
import type { Issue, RandomBytes } from '../../kernel/index.ts';
import { activeKeys, type HeldKey, transportKeyOfCertificate, transportSuite } from '../../seals/index.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the door: the authority that signed the call. */
    peerCall?: { readonly authorityId: string; readonly targetUri: string; readonly headers: SignedHeaders };
  }
}

export interface PeerDoorDeps {
  /** Host and port under which peers reach us, as they write them. */
  readonly ownHost: string;
  readonly transportKey: () => HeldKey | null;
  /** The peer one of whose active transport keys this is. */
  readonly peerOfKey: (publicKey: Uint8Array) => Promise<Peer | null>;
  readonly random: RandomBytes;
}

/** Calls of one authority at one time: more than its delivery makes side by side; one that makes more waits. */
const callsUnderWayMax = 64;

export function guardPeerCalls(app: FastifyInstance, deps: PeerDoorDeps): void {
  const nonces = seenNonces(callClock());
  const underWay = new Map<string, number>();
  app.addHook('onRequest', async (request, reply) => {
    const ended = await admitCall(deps, nonces, request);
    if (ended === 'cut') {
      reply.hijack();
      request.raw.socket.destroy();
      return reply;
    }
    if (ended !== null) return refuse(reply, ended);
    const { authorityId } = request.peerCall ?? { authorityId: '' };
    const count = underWay.get(authorityId) ?? 0;
    if (count >= callsUnderWayMax) return refuse(reply, tooMany);
    underWay.set(authorityId, count + 1);
    // However the call ends, also where the connection breaks.
    reply.raw.once('close', () => underWay.set(authorityId, (underWay.get(authorityId) ?? 1) - 1));
    return undefined;
  });
  app.addHook('preValidation', async (request, reply) => {
    const { peerCall } = request;
    const body = request.body instanceof Buffer ? request.body : (request.exactBody ?? new Uint8Array());
    return peerCall === undefined || !isBodyOf(peerCall.headers, body) ? refuse(reply, refusalOf('other-body')) : undefined;
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const key = deps.transportKey();
    if (request.peerCall === undefined || key === null) return payload;
    return signReply(request, reply, { payload, key, random: deps.random });
  });
}

type Refusal = { readonly status: 400 | 401 | 429; readonly issue: Issue };

/** Null when the call is a peer's; `cut` when the one at the other end is nobody here. */
async function admitCall(deps: PeerDoorDeps, nonces: SeenNonces, request: FastifyRequest): Promise<Refusal | 'cut' | null> {
  const peer = await peerAtOtherEnd(deps, request);
  if (peer === null) return 'cut';
  if (request.headers['content-encoding'] !== undefined || request.headers['transfer-encoding'] !== undefined)
    return refusalOf('malformed');
  if (request.headers.host !== deps.ownHost) return refusalOf('signature-invalid');
  const targetUri = `https://${deps.ownHost}${request.raw.url ?? ''}`;
  const checked = checkCall({ method: request.method, targetUri }, request.raw.rawHeaders, {
    nowSeconds: callClock(),
    publicKeyOf: (keyId) => activeKeys(peer.keyState, 'transport').find((key) => key.keyId === keyId)?.publicKey ?? null,
    verify: (publicKey, bytes, signature) => transportSuite.verify(publicKey, bytes, signature),
  });
  if (checked.kind === 'refused') return refusalOf(checked.fault);
  const verdict = nonces.take(peer.authorityId, checked, callClock());
  if (verdict === 'replayed') return refusalOf('stale');
  request.peerCall = { authorityId: peer.authorityId, targetUri, headers: checked.headers };
  return verdict === 'too-many' ? tooMany : null;
}

function peerAtOtherEnd(deps: PeerDoorDeps, request: FastifyRequest): Promise<Peer | null> {
  const raw = (request.raw.socket as TLSSocket).getPeerX509Certificate()?.raw;
  const key = raw === undefined ? null : transportKeyOfCertificate(raw);
  return key === null ? Promise.resolve(null) : deps.peerOfKey(key);
}

function signReply(
  request: FastifyRequest,
  reply: FastifyReply,
  given: { readonly payload: unknown; readonly key: HeldKey; readonly random: RandomBytes },
): Buffer {
  const { payload, key, random } = given;
  const body = Buffer.isBuffer(payload) ? payload : Buffer.from(typeof payload === 'string' ? payload : '');
  const { targetUri = '', headers } = request.peerCall ?? {};
  if (headers === undefined) throw new Error('only an answer to a signed call is signed');
  const mediaType = String(reply.getHeader('content-type') ?? 'application/octet-stream');
  const answer = { status: reply.statusCode, mediaType, body, call: { method: request.method, targetUri, headers } };
  const signed = signAnswer(answer, {
    keyId: key.keyId,
    sign: (bytes) => transportSuite.sign(key.privateKey, bytes),
    nowSeconds: callClock(),
    nonce: random(nonceBytes),
  });
  for (const [name, value] of Object.entries(signed)) void reply.header(name, value);
  return body;
}

function refuse(reply: FastifyReply, { status, issue }: Refusal): FastifyReply {
  if (status === 429) void reply.header('retry-after', '1');
  return reply.code(status).send({ issues: [issue] });
}

function refusalOf(fault: CallFault): Refusal {
  return { status: statusOfFault(fault), issue: { path: 'signature', problem: problems[fault], remedy } };
}

const problems: Readonly<Record<CallFault, string>> = {
  absent: 'The call is not signed.',
  doubled: 'A signed header stands twice.',
  malformed: 'The signature is not written as it must be.',
  'other-body': 'The body is not the one that was signed.',
  stale: 'The signature is too old, too long or was seen before. Compare the clocks of both servers.',
  'unknown-key': 'The key of the signature is not a transport key of the authority at the other end.',
  'signature-invalid': 'The signature does not hold for this call.',
};
const remedy = 'Sign each call as docs/reference/transport.md says.';
const tooMany: Refusal = {
  status: 429,
  issue: { path: 'calls', problem: 'Too many calls of this authority are under way.', remedy: 'Wait for their answers.' },
};
