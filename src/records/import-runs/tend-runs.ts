// SPDX-License-Identifier: Apache-2.0
/**
 * Taking up import runs: the oldest one whose file is whole here, or whose server has ended, one at a time.
 *
 * A run that nobody works on has no lease, or one that is over: so what a killed server was at goes on at the next look of any other.
 */
import { type BlobFiles, countOfBlob, findAttachment, openBlob, removeAttachment } from '../../exchange/index.ts';
import { addMs, newId } from '../../kernel/index.ts';
import { carryOutRun, type CarryingOut, leaseMs, type RunFile } from './carry-out-run.ts';
import { claimRun, endRun, findRun, type ImportRun, moveRun, openRuns } from './store.ts';

export interface ImportWork extends CarryingOut {
  readonly files: BlobFiles;
  /** Tells the screens that a run has ended. */
  readonly ended: () => Promise<void>;
}

/** Works on one run until it ends; false where none is to be had. What breaks off is stopped, so that an officer sees it, and thrown. */
export async function tendImportRun(work: ImportWork): Promise<boolean> {
  for (const run of await openRuns(work.db, work.clock())) {
    if (work.isOver?.() === true) return false;
    if (run.state === 'stopping') await moveRun(work.db, run.id, ['stopping'], 'stopped');
    else if (await takeUp(work, run)) return true;
  }
  return false;
}

async function takeUp(work: ImportWork, { id, file }: ImportRun): Promise<boolean> {
  const { db, clock, random } = work;
  const row = await findAttachment(db, file);
  if (row !== null && row.state !== 'here' && row.state !== 'broken') return false;
  const now = clock();
  const run = await claimRun(db, id, { token: newId('lse', now, random), now, until: addMs(now, leaseMs) });
  if (run === null) return false;
  try {
    await workOn(work, run, row);
  } catch (error) {
    const standing = (await findRun(db, id))?.standing ?? run.standing;
    await endRun(db, run, { state: 'stopped', standing, problem: brokeOff, endedAt: null });
    throw error;
  } finally {
    await work.ended();
  }
  return true;
}

type FileRow = Awaited<ReturnType<typeof findAttachment>>;

async function workOn(work: ImportWork, run: ImportRun, row: FileRow): Promise<void> {
  if (row === null || row.state !== 'here' || row.digest === null || row.sealedDigest === null) {
    await endRun(work.db, run, { state: 'refused', standing: run.standing, problem: gone, endedAt: work.clock() });
    return;
  }
  const file: RunFile = { digest: row.digest, parts: () => openBlob(work.files, row) };
  const state = await carryOutRun(work, run, file);
  if (state === 'done' || state === 'refused') await removeFile(work, run.file, row.sealedDigest);
}

const gone = 'Its file is not here any more: what is not taken up within a week is removed. Upload it again.';
const brokeOff = 'The work broke off; the log of the server says why.';

/** What became records is not kept a second time. */
async function removeFile({ db, files }: ImportWork, id: string, sealedDigest: Parameters<BlobFiles['isKept']>[0]): Promise<void> {
  await removeAttachment(db, id);
  if ((await countOfBlob(db, sealedDigest)) === 0) await files.remove({ digest: sealedDigest });
}
