// SPDX-License-Identifier: Apache-2.0
/** The dispatches whose verdicts can be given again: all that were sent, and all that were admitted, in the order of our log. */
import { sql } from 'kysely';
import type { Database } from '../../kernel/index.ts';

interface Row {
  readonly digest: string;
  readonly side: 'sent' | 'received';
  readonly kind: string;
  readonly log_index: string;
  readonly signed_bytes: Buffer;
}

export interface StoredDispatch {
  readonly digest: string;
  readonly side: 'sent' | 'received';
  readonly kind: string;
  readonly logIndex: number;
  readonly signedBytes: Uint8Array;
}

/** The next ones after this place in the log. */
export async function dispatchesWithVerdict(db: Database, afterIndex: number, rowsMax: number): Promise<readonly StoredDispatch[]> {
  const { rows } = await sql<Row>`
    select * from (
      select digest, 'sent' as side, kind, log_index, signed_bytes from exchange_outbox
      union all
      select digest, 'received' as side, kind, log_index, signed_bytes from exchange_inbox where state = 'admitted'
    ) as every_dispatch
    where log_index > ${afterIndex} order by log_index, digest limit ${rowsMax}`.execute(db);
  return rows.map((row) => ({
    digest: row.digest,
    side: row.side,
    kind: row.kind,
    logIndex: Number(row.log_index),
    signedBytes: new Uint8Array(row.signed_bytes),
  }));
}
