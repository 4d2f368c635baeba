// SPDX-License-Identifier: Apache-2.0
/**
 * The work on imports of long files: one at a time in each server process.
 *
 * It shares the thread with the calls of officers, so it lets go of it after every piece of the file.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type ImportWork, type RecordCallDeps, reportsTopic, tendImportRun } from '../../records/index.ts';
import type { BlobRoom } from '../blob-work.ts';
import type { Log } from '../log.ts';
import { type Lane, startLane } from '../engines/work-lane.ts';
import { roomMaker } from '../machine/make-room.ts';
import type { WiringInput } from './wiring-input.ts';

const batchReports = 200;

export function importWork({ database, random, clock }: WiringInput, room: BlobRoom | null, records: RecordCallDeps): ImportWork | null {
  if (room === null) return null;
  const { self, jurisdiction, reportsTaken, announce } = records;
  const makeRoom = roomMaker();
  return {
    db: database,
    files: room.blobs.files,
    context: { self, jurisdiction, ...(reportsTaken === undefined ? {} : { reportsTaken }) },
    random,
    clock,
    batchReports,
    pause: async () => {
      makeRoom();
      await nextTurn();
    },
    ended: () => database.transaction().execute((tx) => announce(tx, reportsTopic)),
  };
}

export function startImportWork(work: ImportWork, log: Log): Lane {
  return startLane('the import of a long file', (isOver) => tendImportRun({ ...work, isOver }), log);
}
