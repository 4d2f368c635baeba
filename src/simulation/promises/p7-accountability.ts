// SPDX-License-Identifier: Apache-2.0
/**
 * P7, accountability: two dispatches for one place, or two heads of one log, are proof against their author; and nobody else
 * is ever held to have contradicted itself.
 *
 * Who takes in a second dispatch at a place it holds has not noticed. Who has noticed keeps both documents, so that a third
 * party can read, without believing anybody, that one authority signed both for one place; and has ended the exchange. A
 * server signs one root for each size of its log: another one means that a log was rolled back or is shown in two forms.
 */
import type { MemoryState } from '../../exchange/index.ts';
import type { Digest } from '../../seals/index.ts';
import type { Server } from '../authorities/server-state.ts';
import { bookOf, type Forged } from './ledger.ts';
import { isProofOfFork } from './p7-key-histories.ts';
import { isSignedBy, readSignedDocument } from './read-travelling.ts';
import type { Watching } from './watching.ts';

/** Each head that leaves a server, in a receipt. */
export function headIsOne({ ledger, fail }: Watching, by: Server, log: { readonly size: number; readonly root: string }): void {
  const { heads } = bookOf(ledger, by);
  const known = heads.get(log.size);
  if (known !== undefined && known !== log.root) fail('P7', `${by.member.name} has signed two roots of its log for the size ${log.size}.`);
  heads.set(log.size, log.root);
}

/** What a server answers to the second dispatch at a place. */
export function twinIsNoticed(
  watching: Watching,
  by: Server,
  { digest, author, twinOf }: Forged,
  said: { state: string; code: string | null },
): void {
  const { fail, dispatchName } = watching;
  if (twinOf === null) return;
  const state = by.store.state();
  const isHeld = ['delivered', 'opened'].includes(state.inbox.get(twinOf)?.state ?? '');
  if (!isHeld) return;
  if (said.state !== 'rejected')
    return fail('P7', `${by.member.name} took ${dispatchName(digest)}, although it holds ${dispatchName(twinOf)} at its place.`);
  if (said.code !== 'equivocation') return;
  const standing = state.peers.get(author.member.authorityId)?.state;
  if (standing !== 'frozen')
    fail('P7', `${by.member.name} noticed that ${author.member.name} contradicted itself, and goes on with it (${standing ?? 'no peer'}).`);
}

/** Of a peer that is frozen: that it lied, and that this can be proved from what is kept. */
export function freezingIsProved(watching: Watching, by: Server, peer: Server, state: MemoryState): void {
  const { ledger, fail, cast } = watching;
  const [name, accused] = [by.member.name, peer.member.name];
  if (!ledger.dishonest.has(peer)) return fail('P7', `${name} holds that ${accused} contradicted itself, and it did not.`);
  const evidence = [...state.keys.evidence.values()].find((kept) => kept.kind === 'key-fork' && kept.peer === peer.member.authorityId);
  if (evidence !== undefined && isProofOfFork(evidence.bytes, peer, cast)) return undefined;
  const alarm = state.alarms.find((raised) => raised.kind === 'equivocation' && raised.peer === peer.member.authorityId);
  const documents = [alarm?.about, alarm?.other].map((digest) => state.inbox.get(digest as Digest)?.signedBytes ?? null);
  const readings = documents.map((bytes) => (bytes === null ? null : readSignedDocument(bytes)));
  const [one, other] = readings.map((reading) => (reading === null ? null : placeIn(reading.payload)));
  const areSigned = readings.every(
    (reading) =>
      reading !== null && Object.values(peer.member.stages).some(({ state: keys }) => isSignedBy(reading, keys, cast.suites.suite)),
  );
  const isProof = areSigned && one !== null && one === other && readings[0]?.digest !== readings[1]?.digest;
  return isProof ? undefined : fail('P7', `${name} has frozen ${accused}, and does not hold what proves it.`);
}

function placeIn(payload: unknown): string {
  const { from, channel, epoch, seq } = payload as Readonly<Record<string, unknown>>;
  return JSON.stringify([from, channel, epoch, seq]);
}
