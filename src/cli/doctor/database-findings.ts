// SPDX-License-Identifier: Apache-2.0
/** What lies in an authority's database: whether it answers, its clock, peers, and dispatches that wait. */
import { sql } from 'kysely';
import { listPeerRecords } from '../../exchange/index.ts';
import { type Database, instantFromMs, msBetween } from '../../kernel/index.ts';
import { type Configuration, openAuthorityDatabase, systemClock } from '../../server/index.ts';
import { type Finding, good, wrong } from './surroundings.ts';

/** Deadlines and codes of authenticators bear some seconds; more makes receipts of two servers hard to compare. */
const clockMsMax = 2000;

export async function lookAtDatabase(configuration: Configuration, isRunning: boolean): Promise<Finding[]> {
  if (isRunning && configuration.databaseUrl === null) {
    const sentence =
      'in use by the running server, which says that it is well. Stop it to have clock, peers and outbox looked at, or see the workplace.';
    return [good('database', sentence)];
  }
  const opened = await openAuthorityDatabase(configuration, () => undefined);
  if (!opened.ok) return [wrong('database', opened.issues)];
  const { database, description, close } = opened.value;
  try {
    return [good('database', `${description} answers and is up to date`), await lookAtClock(database), ...(await lookAtPeers(database))];
  } finally {
    await close();
  }
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
  return records.map(({ invitation, state, waiting }): Finding => {
    const about = `peer ${invitation.name}`;
    const sentence = `${state}, ${waiting} dispatches wait`;
    return state === 'live' && waiting === 0 ? good(about, sentence) : { state: 'warning', about, sentence };
  });
}
