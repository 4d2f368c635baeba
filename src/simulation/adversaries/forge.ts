// SPDX-License-Identifier: Apache-2.0
/**
 * Forging: a request under an authority's signature that its server never queued. Two make one: an authority that tells two
 * people two things at one place of a case (equivocation.ts), and a thief who holds its key (key-thief.ts).
 *
 * It is made by the real queueing, on a copy of the server's disk that is thrown away: so it is well formed, judged and
 * approved like any other, and nothing but the promise it breaks can give it away. It travels as any letter does.
 */
import { type MemoryState, memoryStore, queueDispatch, sealEnvelope } from '../../exchange/index.ts';
import type { IdOf } from '../../kernel/index.ts';
import type { Digest, HeldKey } from '../../seals/index.ts';
import type { Federation } from '../authorities/federation.ts';
import { bringTo } from '../authorities/network.ts';
import { portsOf } from '../authorities/server-ports.ts';
import { keysOf, type Server } from '../authorities/server-state.ts';
import { contentOf, requestOf } from '../desk/desk-work.ts';

/** A place in a channel, with the dispatch before it. */
interface Place {
  readonly epoch: number;
  readonly seq: number;
  readonly prev: Digest | null;
}

type Outgoing = NonNullable<ReturnType<MemoryState['outbox']['get']>>['row'];

/** Null where the agreement does not permit what was made up. */
export async function forgeRequest(
  federation: Federation,
  by: {
    readonly author: Server;
    readonly to: Server;
    readonly key: HeldKey;
    readonly caseId: IdOf<'req'> | null;
    readonly place: Place | null;
  },
): Promise<Outgoing | null> {
  const { author, to, key, caseId, place } = by;
  const dice = federation.dice('forger');
  const ports = portsOf(federation, { server: author, name: 'forger', incarnation: author.incarnation });
  const copy = memoryStore(author.store.state());
  const forging = {
    ...ports,
    random: dice.bytes,
    self: { ...ports.self, dispatchKey: key },
    appendUnasked: async () => undefined,
    store:
      place === null
        ? copy
        : {
            ...copy,
            nextInChannel: async (...asked: Parameters<typeof copy.nextInChannel>) => ({
              ...(await copy.nextInChannel(...asked)),
              ...place,
            }),
          },
  };
  const { permit, content } = contentOf(author, forging, requestOf(federation, author, forging, dice, to, caseId), 168);
  if (permit === null) return null;
  const { digest } = await copy.transaction((tx) => queueDispatch(forging, tx, permit, content));
  return copy.state().outbox.get(digest)?.row ?? null;
}

/** Brings it to its recipient, whoever does. */
export async function bringForged(federation: Federation, row: Outgoing, author: Server, to: Server): Promise<void> {
  const { sealSuite, random, clock } = portsOf(federation, { server: author, name: 'forger', incarnation: author.incarnation });
  const letter = { dispatch: row.signedBytes, body: row.bodyDocument, from: author.member.authorityId, class: row.class };
  const bytes = await sealEnvelope({ ...letter, to: keysOf(to).state, now: clock(), sealSuite, random });
  bringTo(federation, to, { kind: 'envelope', bytes }, () => undefined);
}
