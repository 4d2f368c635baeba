// SPDX-License-Identifier: Apache-2.0
/**
 * `peering.keys`: what a server does with the key events that a peer pushes, and how the peer's signature under them is judged.
 *
 * Such a dispatch is often signed by a key that only its own content makes known. The events in it prove themselves by the roots;
 * so they are looked at first (`stateFromInside`), and the signature is checked against the state after them. Nothing is kept
 * before the whole dispatch has passed every other examination.
 */
import { extendKeyState, fromBase64, isDigest, type KeyState } from '../../seals/index.ts';
import type { OpenDispatch } from '../dispatch.ts';
import type { Admission, AdmittedDispatch, DispatchHandler, ExchangePorts, Peer } from '../ports.ts';
import { takeKeyEvents } from './take-key-events.ts';
import { keysBodySchema, type KeysBodyWire } from './wire.ts';

/** The peer's key state after the events in this payload; the known one where it brings none that fit. */
export function stateFromInside<Tx>(ports: Pick<ExchangePorts<Tx>, 'suite' | 'sealSuite'>, peer: Peer, payload: OpenDispatch): KeyState {
  const known = peer.keyState;
  const read = payload.kind === 'peering.keys' ? readKeysBody(payload.body) : null;
  if (read === null || read.from > known.size) return known;
  const tail = read.events.slice(known.size - read.from);
  const next = tail.length === 0 ? null : extendKeyState(known, tail, ports);
  return next?.ok === true ? next.value : known;
}

export type KeysBody = Omit<KeysBodyWire, 'events'> & { readonly events: readonly Uint8Array[] };

/** Key events as a dispatch brings them; null in a body of another form. */
export function readKeysBody(body: unknown): KeysBody | null {
  const parsed = keysBodySchema.safeParse(body);
  if (!parsed.success) return null;
  const events = parsed.data.events.map(fromBase64).filter((event) => event !== null);
  const isWhole = events.length === parsed.data.events.length && parsed.data.stands.every(({ digest }) => isDigest(digest));
  return isWhole ? { ...parsed.data, events } : null;
}

export function keysHandler<Tx>(ports: ExchangePorts<Tx>): DispatchHandler<Tx> {
  return {
    kind: 'peering.keys',
    admit: (tx, dispatch) => admitKeys(ports, tx, dispatch),
    outcome: async () => undefined,
  };
}

async function admitKeys<Tx>(ports: ExchangePorts<Tx>, tx: Tx, { payload, receivedAt: at }: AdmittedDispatch): Promise<Admission> {
  const body = readKeysBody(payload.body);
  if (body === null) return rejected('malformed', 'It does not hold key events as wire/peering-keys.md says.');
  const peer = payload.from as Peer['authorityId'];
  if (body.events.length > 0) {
    const taken = await takeKeyEvents(ports, tx, { peer, from: body.from, events: body.events, at });
    if (taken.outcome === 'gap') return { ...rejected('keys-stale', 'Events before these are not here yet.'), isRetryable: true };
    if (taken.outcome === 'refused') return rejected('malformed', 'These key events do not hold after those that are known here.');
    // The dispatch that brings the proof of a fork is kept like any other: it is evidence itself.
    if (taken.outcome === 'frozen') return { outcome: 'admitted' };
  }
  if (body.stands.length > 0) {
    const count = await ports.store.keys.affirm(tx, peer, body.stands, at);
    await ports.appendAudit(tx, { event: 'peer.dispatches-affirmed', actor: peer, at, details: { peer, count } });
  }
  return { outcome: 'admitted' };
}

function rejected(code: 'malformed' | 'keys-stale', reason: string): Extract<Admission, { outcome: 'rejected' }> {
  return { outcome: 'rejected', code, reason, isRetryable: false };
}
