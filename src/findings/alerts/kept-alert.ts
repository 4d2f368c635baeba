// SPDX-License-Identifier: Apache-2.0
/** An alert as it was kept, with the file of events that it rests on: all that is needed to run it again. */
import type { Database } from '../../kernel/index.ts';
import type { AlertWire } from '../../surveillance/wire.ts';
import { alertByDigest, bytesOfMarketFile, findMarketFile } from './store.ts';

export interface KeptAlert {
  readonly alert: AlertWire;
  readonly file: { readonly name: string; readonly mapping: string; readonly symbol: string; readonly bytes: Uint8Array };
}

/** Null where no such alert is held. */
export async function keptAlert(db: Database, digest: string): Promise<KeptAlert | null> {
  const row = await alertByDigest(db, digest);
  const file = row === null ? null : await findMarketFile(db, row.file);
  if (row === null || file === null) return null;
  const { name, mapping, symbol } = file;
  return { alert: row.body, file: { name, mapping, symbol, bytes: await bytesOfMarketFile(db, file.id) } };
}
