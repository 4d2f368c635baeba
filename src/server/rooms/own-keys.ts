// SPDX-License-Identifier: Apache-2.0
/** What this authority's own key history says of itself: its invitation, its log's keys, and what it signs with. */
import type { CheckpointKeys } from '../../audit/index.ts';
import { makeInvitation } from '../../exchange/index.ts';
import { type HeldKey, realSuites, signDocument, writeSigned } from '../../seals/index.ts';
import type { AuthorityFiles } from '../data-folder-files.ts';
import type { WiringInput } from './wiring-input.ts';

export function invitationOf({ files, endpoint }: WiringInput): ReturnType<typeof makeInvitation> {
  const { authorityId, endpoint: announced } = files.keyState;
  return makeInvitation({ ...files.profile, authorityId, endpoint: announced ?? endpoint }, files.history);
}

/** By which heads of the log are signed now, and by which they were; the origin is the log's name in them. */
export function checkpointKeys({ keys, keyState }: AuthorityFiles): Omit<CheckpointKeys, 'now'> {
  const formerPublicKeys = keyState.keys.filter((key) => key.purpose === 'log' && key.keyId !== keys.log.keyId).map((key) => key.publicKey);
  return { logKey: keys.log, origin: `${keyState.authorityId}/acts`, formerPublicKeys };
}

export function signWith(key: HeldKey, payloadType: string, payload: Uint8Array): Uint8Array {
  return writeSigned(signDocument({ payloadType, payload, suite: realSuites.suite, keyPair: key, keyId: key.keyId }));
}
