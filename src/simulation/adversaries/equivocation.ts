// SPDX-License-Identifier: Apache-2.0
/**
 * An authority that says two things: after its request was admitted it signs another for the same place of the same case, and
 * brings that too. Nothing else about it is false; its server goes on as before.
 *
 *     place 0.1   request, admitted   <- one authority, one place, two signatures ->   another request, brought later
 */
import { isId } from '../../kernel/index.ts';
import type { Digest } from '../../seals/index.ts';
import type { Federation } from '../authorities/federation.ts';
import { keysOf, type Server } from '../authorities/server-state.ts';
import type { Dice } from '../ground/dice.ts';
import type { Sent } from '../promises/ledger.ts';
import { readSignedDocument } from '../promises/read-travelling.ts';
import { bringForged, forgeRequest } from './forge.ts';

/** Nothing happens where nobody has been admitted yet; a second liar in one run would hide what the first one did. */
export function equivocate(federation: Federation, dice: Dice): void {
  const { ledger } = federation.watch;
  if (ledger.dishonest.size > 0) return;
  const admitted = [...ledger.sent.values()].filter((sent) => sent.kind === 'assistance.request' && isAdmittedThere(sent));
  if (admitted.length === 0) return;
  const first = dice.pick(admitted);
  ledger.dishonest.add(first.from);
  federation.story.tell(first.from.member.name, `says something else at the place of ${federation.story.nameOf('dispatch', first.digest)}`);
  void bringTwin(federation, first);
}

async function bringTwin(federation: Federation, first: Sent): Promise<void> {
  const { from: author, to, epoch, seq } = first;
  const payload = readSignedDocument(author.store.state().outbox.get(first.digest)?.row.signedBytes ?? new Uint8Array())?.payload;
  const { caseRef, prev } = (payload ?? {}) as { readonly caseRef?: string; readonly prev?: Digest | null };
  if (!isId('req', caseRef)) return;
  const key = keysOf(author).keys.dispatch;
  const twin = await forgeRequest(federation, { author, to, key, caseId: caseRef, place: { epoch, seq, prev: prev ?? null } });
  if (twin === null) return;
  federation.watch.forged({ digest: twin.digest, author, to, keyId: key.keyId, twinOf: first.digest });
  await bringForged(federation, twin, author, to);
}

function isAdmittedThere({ digest, to, from, end }: Sent): boolean {
  const row = to.store.state().inbox.get(digest);
  const isHere = row !== undefined && ['delivered', 'opened'].includes(row.state);
  return isHere && end?.state === 'delivered' && isLive(to, from);
}

function isLive(at: Server, peer: Server): boolean {
  return at.isUp && at.store.state().peers.get(peer.member.authorityId)?.state === 'live';
}
