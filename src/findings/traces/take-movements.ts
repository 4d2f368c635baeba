// SPDX-License-Identifier: Apache-2.0
/** A file of movements is taken in, once, and looked through at the door: what cannot be read is not kept. */
import { noteAudit } from '../../audit/index.ts';
import { type Purpose, purposeWords } from '../../conditions/index.ts';
import { newId } from '../../kernel/index.ts';
import { digestOf } from '../../seals/index.ts';
import { absent, type By, change, done, type FindingsDeps, issue, type Outcome } from '../findings-deps.ts';
import type { FlowSource } from './flow-engine.ts';
import { bytesOfMovementFile, insertMovementFile, movementFilesById, type MovementFileRow, sameMovementFile } from './store.ts';
import type { MovementFileWire } from './wire.ts';

export interface GivenMovements {
  readonly fileName: string;
  readonly purpose: Purpose;
  readonly layout: string;
  readonly bytes: Uint8Array;
}

interface Taken {
  readonly file: MovementFileRow;
  readonly isNew: boolean;
}

export async function takeMovements(deps: FindingsDeps, given: GivenMovements, by: By): Promise<Outcome<Taken>> {
  const { fileName: name, purpose, layout, bytes } = given;
  const format = deps.flows.layoutOf(name, layout);
  if (!format.ok) return { kind: 'issues', issues: format.issues };
  if (bytes.length === 0) return issue('file', 'It is empty.', 'Give the file of movements.');
  const digest = digestOf(bytes);
  const known = await sameMovementFile(deps.database, { digest, layout, purpose });
  if (known !== null) return done({ file: known, isNew: false });
  const id = newId('mvf', by.now, deps.random);
  const looked = await deps.flows.look({ id, files: [{ name, layout }], bytes: async () => [bytes] });
  if (!looked.ok) return { kind: 'issues', issues: looked.issues };
  const row = { id, digest, name, layout, size: bytes.length, purpose, facts: looked.value, taken_by: by.officer, taken_at: by.now };
  return change(deps, async (tx): Promise<Outcome<Taken>> => {
    if (!(await insertMovementFile(tx, row, bytes))) {
      const other = await sameMovementFile(tx, row);
      return other === null ? issue('file', 'It came in at the same moment.', 'Send it once more.') : done({ file: other, isNew: false });
    }
    await deps.announce(tx, 'findings');
    const details = { movementFile: id, digest, size: bytes.length, format: layout, count: looked.value.movements, purpose };
    await noteAudit(tx, { event: 'movements.taken', actor: by.officer, at: by.now, details }, deps.random);
    return done({ file: row, isNew: true });
  });
}

/** Bytes of all files of one computation: they are in memory at once, with the table that is read from them. */
const bytesTogetherMax = 256 * 1_048_576;

/** Files for one computation: all are here, were taken in for its purpose, and are not too much together. */
export async function filesOfOrder(
  { database }: Pick<FindingsDeps, 'database'>,
  order: { readonly files: readonly string[]; readonly purpose: Purpose },
): Promise<Outcome<readonly MovementFileRow[]>> {
  const files = await movementFilesById(database, order.files);
  if (files.length !== new Set(order.files).size) return absent;
  const other = files.find(({ purpose }) => purpose !== order.purpose);
  if (other !== undefined) {
    const problem = `The file ${other.name} was taken for ${purposeWords[other.purpose]}, not for ${purposeWords[order.purpose]}.`;
    return issue('purpose', problem, 'Choose that purpose, or take the file in for this one.');
  }
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size <= bytesTogetherMax) return done(files);
  return issue('files', `Together they have ${size} bytes; ${bytesTogetherMax} are the most.`, 'Choose fewer files at once.');
}

export function sourceOfFiles({ database }: Pick<FindingsDeps, 'database'>, files: readonly MovementFileRow[]): FlowSource {
  return {
    id: files.map(({ id }) => id).join('+'),
    files: files.map(({ name, layout }) => ({ name, layout })),
    bytes: async () => {
      const all: Uint8Array[] = [];
      for (const { id } of files) all.push(await bytesOfMovementFile(database, id));
      return all;
    },
  };
}

export function movementFileWire(row: MovementFileRow, names: ReadonlyMap<string, string>): MovementFileWire {
  const { id, name, layout, digest, size, purpose, facts, taken_by: by, taken_at: takenAt } = row;
  const { assets, noticed, ...counts } = facts;
  const shown = {
    ...counts,
    assets: assets.map((asset) => ({ ...asset })),
    noticed: noticed.map((one) => ({ ...one, first: [...one.first] })),
  };
  return { id, name, layout, digest, size, purpose, takenBy: names.get(by) ?? by, takenAt, facts: shown };
}
