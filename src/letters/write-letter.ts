// SPDX-License-Identifier: Apache-2.0
/**
 * Writing a letter: where a step of ours would go into the outbox, it becomes a signed dispatch that is printed.
 *
 * It takes the permit that the outbox would take and is signed and logged in the same way, so that what we did can be proved alike. What
 * there cannot be is the other side's signed receipt: the officer who sends the pack says when and how (send-letter.ts).
 *
 *     approved -> permit -> signed dispatch + PDF pack + signature over the pack    `to-send`
 *     an officer posts it and says so -> the room whose step it is hears of it      `sent`; clocks start
 */
import { type Permit, permitDetails } from '../agreements/index.ts';
import { type DispatchContent, queueDispatch } from '../exchange/index.ts';
import { canonicalJson, type Instant, type JsonValue, newId, type Transaction } from '../kernel/index.ts';
import { writePaper } from '../paper/index.ts';
import { type Digest, digestOf } from '../seals/index.ts';
import { aboutRecord } from './attested/consent-paper.ts';
import type { LetterDeps } from './letter-deps.ts';
import { letterPaper } from './letter-paper.ts';
import { counterparts, insertOutgoing, nextPlace } from './store.ts';

export type WritingDeps = Pick<LetterDeps, 'ports' | 'own' | 'sign'> & Pick<LetterDeps['assistance'], 'agreementIndex' | 'announce'>;

/** The type of the document that signs a pack: its digest and size, and the dispatch it was made from. */
export const packType = 'application/vnd.comity.letter-pack+json';

/** Throws on a permit for anybody who is not known by letter: the caller's own logic is broken then. */
export async function writeLetter(
  deps: WritingDeps,
  tx: Transaction,
  permit: Permit,
  content: DispatchContent,
): Promise<{ readonly digest: Digest }> {
  const { act, agreement, clause, mintedAt } = permitDetails(permit);
  const [counterpart] = await counterparts(tx, [act.to]);
  if (counterpart === undefined) throw new Error('a letter goes to an authority that is known by letter');
  const known = (await deps.agreementIndex(tx, mintedAt)).byDigest.get(agreement.digest)?.known;
  const id = newId('ltr', mintedAt, deps.ports.random);
  const store: LetterDeps['ports']['store'] = {
    ...deps.ports.store,
    isPeer: async () => true,
    nextInChannel: async (_tx, channel) => {
      const { seq, prev } = await nextPlace(tx, channel);
      return { epoch: 0, seq, prev: prev as Digest | null, seen: null };
    },
    insertOutgoing: async (_tx, row) => {
      const body = JSON.parse(canonicalJson(content.body)) as JsonValue;
      const pack = await writePaper(
        letterPaper({
          id,
          kind: content.kind,
          caseRef: content.caseRef,
          body,
          about: await aboutRecord(tx, content.kind, body),
          conditions: content.conditions.map((condition) => JSON.parse(JSON.stringify(condition)) as null),
          own: deps.own,
          to: counterpart.entry,
          agreement: { title: known?.document.title ?? agreement.id, version: agreement.version, digest: agreement.digest, clause },
          dispatch: row.digest,
          writtenAt: mintedAt,
        }),
      );
      await insertOutgoing(tx, {
        id,
        counterpart: counterpart.id,
        case_ref: row.caseRef,
        kind: row.kind,
        state: 'to-send',
        dispatch: row.digest,
        channel: row.channel,
        seq: row.seq,
        signed_bytes: Buffer.from(row.signedBytes),
        body_document: Buffer.from(row.bodyDocument),
        written_at: mintedAt,
        pack: Buffer.from(pack),
        pack_signature: Buffer.from(deps.sign(packType, packPayload(pack, row.digest, mintedAt))),
        sent: null,
        reason: null,
      });
    },
  };
  const { digest } = await queueDispatch({ ...deps.ports, store }, tx, permit, content);
  await deps.announce(tx, 'letters');
  return { digest };
}

function packPayload(pack: Uint8Array, dispatch: string, at: Instant): Uint8Array {
  return new TextEncoder().encode(canonicalJson({ v: 1, dispatch, digest: digestOf(pack), size: pack.length, at }));
}
