// SPDX-License-Identifier: Apache-2.0
/**
 * The hold on a server that came back from a backup.
 *
 *     held      it answers who looks and asks its peers what they have seen; it changes nothing, sends nothing, admits nothing and signs
 *               no head of its log: whatever it did might contradict what it did before the loss
 *     released  the key history says `restore-epoch` with exactly the head of the backup, signed by the quorum of roots; the log is
 *               carried past everything that anybody has seen, so that no smaller head is ever signed, and work goes on
 *
 * Peers hear of the event like of any other and offer again what they had a receipt for behind that head; digests make that safe.
 */
import { appendAudit } from '../audit/index.ts';
import type { CallAnswer, CallDefinition, Database, Instant, RandomBytes } from '../kernel/index.ts';
import type { AuthorityFiles } from './data-folder-files.ts';
import { removeRestore, type RestoreFacts, writeRestore } from './restore-facts.ts';

export interface RestoreHold {
  readonly isHeld: () => boolean;
  /** Notes what peers have seen. */
  readonly note: (seenLogSize: number) => Promise<void>;
  /** Releases the hold when the key history announces the return; true when it did just now. */
  readonly release: () => Promise<boolean>;
}

export function openRestoreHold(given: {
  readonly facts: RestoreFacts | null;
  readonly folder: string;
  readonly files: AuthorityFiles;
  readonly database: Database;
  readonly clock: () => Instant;
  readonly random: RandomBytes;
}): RestoreHold {
  const { folder, files, database, clock, random } = given;
  let facts = given.facts;
  return {
    isHeld: () => facts !== null,
    async note(seenLogSize) {
      if (facts === null || seenLogSize <= facts.seenSize) return;
      facts = { ...facts, seenSize: seenLogSize };
      await writeRestore(folder, facts);
    },
    async release() {
      const held = facts;
      if (held === null) return false;
      const isAnnounced = files.keyState.restores.some(({ logSize, logRoot }) => logSize === held.logSize && logRoot === held.logRoot);
      if (!isAnnounced) return false;
      const announced = files.keyState.restores.at(-1)?.seenSize ?? 0;
      await carryLogPast(Math.max(held.seenSize, announced), { database, clock, random, authority: files.keyState.authorityId });
      await removeRestore(folder);
      facts = null;
      return true;
    },
  };
}

/** Entries in one transaction: each waits for the one before. */
const entriesAtOnce = 500;

async function carryLogPast(
  size: number,
  by: { readonly database: Database; readonly clock: () => Instant; readonly random: RandomBytes; readonly authority: string },
): Promise<void> {
  const { authority } = by;
  for (let isBehind = true; isBehind;) {
    isBehind = await by.database.transaction().execute(async (tx) => {
      for (let count = 0; count < entriesAtOnce; count++) {
        const details = { authority, index: size };
        const { index } = await appendAudit(tx, { event: 'server.restored', actor: 'server', at: by.clock(), details }, by.random);
        if (index + 1 > size) return false;
      }
      return true;
    });
  }
}

/** What may be called while the server is held: looking, signing in and out, and a peer's question about keys. */
const openWhileHeld = ['/api/session', '/exchange/v1/keys'];
/** These look like looking and sign a head of the log. */
const signing = ['/api/audit/checkpoint', '/api/audit/entries/:index/proof', '/api/assistance/cases/:id/bundle'];

/** The same calls; while the server is held, those that would change or sign anything answer with the reason instead. */
export function callsUnderHold(calls: readonly CallDefinition[], hold: RestoreHold): CallDefinition[] {
  return calls.map((call) => {
    const isHarmless = call.method === 'GET' && !signing.includes(call.path);
    if (isHarmless || openWhileHeld.some((path) => call.path === path)) return call;
    return { ...call, handle: async (request) => (hold.isHeld() ? heldAnswer : call.handle(request)) };
  });
}

const heldAnswer: CallAnswer = {
  kind: 'conflict',
  issues: [
    {
      path: 'server',
      problem: 'This server came back from a backup and does nothing before its key history says so.',
      remedy: 'An operator announces the return: ./comity keys propose restore, signed by the holders of roots.',
    },
  ],
};
