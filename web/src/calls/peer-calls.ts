// SPDX-License-Identifier: Apache-2.0
/** Calls of peers: the authorities whose servers this one exchanges dispatches with. */
import { queryOptions } from '@tanstack/react-query';
import { keyChangeSchema, ownKeysSchema, peerKeysSchema, peerRowSchema } from '../../../src/exchange/wire.ts';
import { anyAnswer, rowsOf } from './list-answer.ts';
import { callServer, fetchFile } from './call-server.ts';

export const peersQuery = queryOptions({
  queryKey: ['peers', 'list'],
  queryFn: () => callServer('GET', '/api/peers', rowsOf(peerRowSchema)),
});

export const peerKeysQuery = (id: string) =>
  queryOptions({ queryKey: ['peers', 'keys', id], queryFn: () => callServer('GET', `${peerAt(id)}/keys`, peerKeysSchema) });

export const ownKeysQuery = queryOptions({ queryKey: ['peers', 'own-keys'], queryFn: () => callServer('GET', '/api/keys', ownKeysSchema) });

export const peerCalls = {
  layKeyChange: (file: Blob) => callServer('POST', '/api/keys/changes', keyChangeSchema, { bytes: file }),
  invitation: () => fetchFile('/api/peers/invitation'),
  add: (invitation: unknown) => callServer('POST', '/api/peers', anyAnswer, { json: invitation }),
  confirm: (id: string, fingerprint: string) => callServer('POST', `${peerAt(id)}/confirmation`, peerRowSchema, { json: { fingerprint } }),
  affirm: (id: string) => callServer('POST', `${peerAt(id)}/affirmation`, anyAnswer),
  evidence: (id: string, digest: string) => fetchFile(`${peerAt(id)}/evidence/${encodeURIComponent(digest)}`),
  suspend: (id: string) => callServer('POST', `${peerAt(id)}/suspension`, anyAnswer),
} as const;

function peerAt(id: string): string {
  return `/api/peers/${encodeURIComponent(id)}`;
}
