// SPDX-License-Identifier: Apache-2.0
/** A room announces a topic inside its transaction; PostgreSQL hands it on at commit, to every server process of the authority. */
import { sql } from 'kysely';
import { type Database, withNextMark } from '../../kernel/index.ts';

/** The channel of PostgreSQL on which all topics are announced. */
export const topicChannel = 'comity_topics';

export async function announce(database: Database, topic: string): Promise<void> {
  await sql`${sql.raw(withNextMark)}select pg_notify(${topicChannel}, ${topic})`.execute(database);
}
