// SPDX-License-Identifier: Apache-2.0
/** What lies in an authority's database: whether it answers, its clock, peers, and dispatches that wait. */
import { statfs } from 'node:fs/promises';
import { sql } from 'kysely';
import { isKeyViewStale, listPeerRecords, peerKeyFacts, suspectCounts } from '../../exchange/index.ts';
import { type Database, instantFromMs, msBetween } from '../../kernel/index.ts';
import { type Configuration, openAuthorityDatabase, openForReading, systemClock } from '../../server/index.ts';
import { type Finding, good, wrong } from './surroundings.ts';

/** Deadlines and codes of authenticators bear some seconds; more makes receipts of two servers hard to compare. */
const clockMsMax = 2000;
/** The answer of a peer takes some seconds at most; more is a wrong clock on one of the two sides. */
const peerSkewMsMax = 60_000;

export async function lookAtDatabase(configuration: Configuration, isRunning: boolean): Promise<Finding[]> {
  const opened = isRunning ? await openForReading(configuration) : await openAuthorityDatabase(configuration, () => undefined);
  if (!opened.ok) return [wrong('database', opened.issues)];
  const { database, close } = opened.value;
  try {
    return [await lookAtSize(database, configuration), await lookAtClock(database), ...(await lookAtPeers(database))];
  } finally {
    await close();
  }
}

/** Free space on which a busy day still fits. */
const freeBytesLeast = 2 * 1024 ** 3;

async function lookAtSize(database: Database, { folder, databaseUrl }: Configuration): Promise<Finding> {
  const answer = await sql<{ size: number }>`select pg_database_size(current_database()) as size`.execute(database);
  const size = megabytes(answer.rows[0]?.size ?? 0);
  if (databaseUrl !== null) return good('database', `answers and is up to date; it takes ${size}`);
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const sentence = `answers and is up to date; it takes ${size}, and ${megabytes(free)} are free on its disk`;
  return free >= freeBytesLeast ? good('database', sentence) : { state: 'warning', about: 'database', sentence: `${sentence}. Make room.` };
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_048_576).toLocaleString('en')} MiB`;
}

async function lookAtClock(database: Database): Promise<Finding> {
  const answer = await sql<{ ms: number }>`select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as ms`.execute(database);
  const awayMs = Math.abs(msBetween(instantFromMs(answer.rows[0]?.ms ?? 0), systemClock()));
  if (awayMs <= clockMsMax) return good('clock', 'this machine and the database agree');
  return {
    state: 'wrong',
    about: 'clock',
    sentence: `This machine and the database differ by ${awayMs} ms. Let both follow one time server.`,
  };
}

async function lookAtPeers(database: Database): Promise<Finding[]> {
  const records = await listPeerRecords(database);
  if (records.length === 0) return [good('peers', 'none yet')];
  const suspects = await suspectCounts(database);
  const now = systemClock();
  return Promise.all(
    records.map(async ({ authority_id: id, invitation, state, waiting, last_heard_at: heardAt }): Promise<Finding> => {
      const { keysSeenAt, skewMs } = await peerKeyFacts(database, id);
      const isStale = keysSeenAt === null || isKeyViewStale({ keysSeenAt }, 'urgent', now);
      const suspect = suspects.get(id) ?? 0;
      const isAway = skewMs !== null && Math.abs(skewMs) > peerSkewMsMax;
      const words = [
        `${state}, last heard ${heardAt ?? 'never'}`,
        waiting > 0 ? `${waiting} dispatches wait` : '',
        isStale ? 'its keys were last seen too long ago for urgent dispatches' : '',
        isAway ? `its clock and ours differ by ${Math.round(Math.abs(skewMs) / 1000)} s` : '',
        suspect > 0 ? `${suspect} of its dispatches are suspect` : '',
      ];
      const about = `peer ${invitation.name}`;
      const sentence = words.filter((word) => word !== '').join('; ');
      if (state === 'frozen') return { state: 'wrong', about, sentence: `${sentence}. See the evidence on its page in the workplace.` };
      const isWell = state === 'live' && waiting === 0 && !isStale && !isAway && suspect === 0;
      return isWell ? good(about, sentence) : { state: 'warning', about, sentence };
    }),
  );
}
