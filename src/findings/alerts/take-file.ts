// SPDX-License-Identifier: Apache-2.0
/** A file of market events is taken in, once: the same bytes read in the same way are the same file. */
import { noteAudit } from '../../audit/index.ts';
import type { Purpose } from '../../conditions/index.ts';
import { newId } from '../../kernel/index.ts';
import { digestOf } from '../../seals/index.ts';
import { type By, change, done, type FindingsDeps, issue, type Outcome } from '../findings-deps.ts';
import { findSameFile, insertMarketFile, type MarketFileRow } from './store.ts';
import type { MarketFileWire } from './wire.ts';

export interface GivenMarketFile {
  readonly fileName: string;
  readonly purpose: Purpose;
  readonly mapping: string;
  readonly symbol: string;
  readonly bytes: Uint8Array;
}

export function takeMarketFile(
  deps: FindingsDeps,
  given: GivenMarketFile,
  by: By,
): Promise<Outcome<{ readonly file: MarketFileRow; readonly isNew: boolean }>> {
  return change(deps, async (tx): Promise<Outcome<{ readonly file: MarketFileRow; readonly isNew: boolean }>> => {
    const { fileName, purpose, mapping, symbol, bytes } = given;
    const format = deps.markets.formatOf(fileName);
    if (!format.ok) return { kind: 'issues', issues: format.issues };
    if (bytes.length === 0) return issue('file', 'It is empty.', 'Give the file of market events.');
    const content = { digest: digestOf(bytes), mapping, symbol };
    const known = await findSameFile(tx, content);
    if (known !== null) return done({ file: known, isNew: false });
    const id = newId('mkf', by.now, deps.random);
    const file: MarketFileRow = { id, ...content, name: fileName, size: bytes.length, purpose, taken_by: by.officer, taken_at: by.now };
    if (!(await insertMarketFile(tx, file, bytes))) {
      const other = await findSameFile(tx, content);
      return other === null ? issue('file', 'It came in at the same moment.', 'Send it once more.') : done({ file: other, isNew: false });
    }
    await deps.announce(tx, 'findings');
    const details = { marketFile: id, digest: content.digest, size: bytes.length, format: format.value, purpose };
    await noteAudit(tx, { event: 'market-file.taken', actor: by.officer, at: by.now, details }, deps.random);
    return done({ file, isNew: true });
  });
}

export function marketFileWire(row: MarketFileRow, names: ReadonlyMap<string, string>): MarketFileWire {
  const { taken_by: takenBy, taken_at: takenAt, ...rest } = row;
  return { ...rest, takenBy: names.get(takenBy) ?? takenBy, takenAt };
}
