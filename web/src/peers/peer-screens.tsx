// SPDX-License-Identifier: Apache-2.0
/** The addresses of peers: the list, and one peer with its fingerprint. */
import { getRouteApi } from '@tanstack/react-router';
import { OwnKeysPage } from './own-keys-page.tsx';
import { PeerPage } from './peer-page.tsx';
import { PeersPage } from './peers-page.tsx';

const peerRoute = getRouteApi('/workplace/peers/$authorityId');

export function Peers() {
  return <PeersPage />;
}
export function OwnKeys() {
  return <OwnKeysPage />;
}
export function OnePeer() {
  const { authorityId } = peerRoute.useParams();
  return <PeerPage key={authorityId} authorityId={authorityId} />;
}
