// SPDX-License-Identifier: Apache-2.0
/** The author of a dispatch, with its keys as they are known now; and whether what is known is too old for this dispatch. */
import type { Instant } from '../../kernel/index.ts';
import type { SignedDocument } from '../../seals/index.ts';
import { type OpenDispatch, signatureStanding } from '../dispatch.ts';
import type { DispatchClass, ExchangePorts, Peer } from '../ports.ts';
import { askForUnknownKey, isKeyViewStale, refreshPeerKeys } from './key-views.ts';
import { type KeysBody, readKeysBody, stateFromInside } from './keys-handler.ts';

export interface Author {
  readonly author: Peer;
  /** Whose hand signed the dispatch, by these keys. */
  readonly standing: ReturnType<typeof signatureStanding>;
}

/**
 * The peer with its keys as fresh as they have to be for this dispatch. Whoever brings key events is judged by the state after
 * them; an unknown key, or a view past its limit, is a reason to ask the peer first.
 */
export async function authorOf<Tx>(
  ports: ExchangePorts<Tx>,
  peer: Peer,
  document: SignedDocument,
  given: { readonly payload: OpenDispatch | 'body-differs' | null; readonly class: 'normal' | 'urgent' },
): Promise<Author> {
  const { payload } = given;
  const known = payload === null || payload === 'body-differs' ? peer : authorFromInside(ports, peer, payload);
  const standing = signatureStanding(document, known.keyState, ports.suite);
  if (standing === 'none') await askForUnknownKey(ports, peer, broughtBy(payload));
  else if (peer.state === 'live' && !isAboutPeering(payload) && isKeyViewStale(peer, given.class, ports.clock()))
    await refreshPeerKeys(ports, peer.authorityId);
  else return { author: known, standing };
  const author = (await ports.store.peerNow(peer.authorityId)) ?? peer;
  return { author, standing: signatureStanding(document, author.keyState, ports.suite) };
}

function broughtBy(payload: OpenDispatch | 'body-differs' | null): KeysBody | null {
  if (payload === null || payload === 'body-differs' || payload.kind !== 'peering.keys') return null;
  return readKeysBody(payload.body);
}

/** The peer with its keys after the events that this dispatch of it brings: it may be signed by a key that only they make known. */
export function authorFromInside<Tx>(ports: Pick<ExchangePorts<Tx>, 'suite' | 'sealSuite'>, peer: Peer, payload: OpenDispatch): Peer {
  return { ...peer, keyState: stateFromInside(ports, peer, payload) };
}

/** What concerns the peering itself is how a view becomes fresh, and cannot wait for that. */
function isAboutPeering(payload: OpenDispatch | 'body-differs' | null): boolean {
  return payload !== null && payload !== 'body-differs' && payload.act.kind === 'peer';
}

/** Whether the view of the author's keys is past its limit for this dispatch. */
export function isStaleFor(author: Peer, payload: OpenDispatch | null, requestClass: DispatchClass, now: Instant): boolean {
  return !isAboutPeering(payload) && isKeyViewStale(author, requestClass, now);
}
