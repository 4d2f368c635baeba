// SPDX-License-Identifier: Apache-2.0
/**
 * A file of reports of any length into a running server: uploaded in ranges, then taken in by the server, which is watched from here.
 *
 * Everything stands at the server. Whoever gives the same command again, after this program, the network or the server was killed, goes on:
 * the run of the same file (by its digest), format and manner is found and taken up where it stands.
 */
import { open } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { attachmentStandingSchema } from '../../assistance/wire.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';
import type { Digest } from '../../seals/index.ts';
import { importRunSchema, type ImportManner, type ImportRunWire, type RunFormat } from '../../records/wire.ts';
import type { ServerSession } from '../server-session.ts';
import { readInPieces } from './read-in-pieces.ts';

const runs = '/api/records/import-runs';
const uploads = '/api/assistance/attachments';
/** What the server takes at a time. */
const rangeBytes = 1_048_576;
/** Between two looks at how far the server is. */
const lookEveryMs = 500;

export interface LongFile {
  readonly file: string;
  readonly format: RunFormat;
  readonly manner: ImportManner;
  readonly skipBad: boolean;
}

/** Hears how far it is: what is done now, and of how many bytes how many are through. */
export type Progress = (doing: 'reading' | 'sending' | 'importing', done: number, size: number, run: ImportRunWire | null) => void;

/** The file as it is before anybody signs in: its digest names the run. */
export async function digestOfLongFile(
  file: string,
  onProgress: Progress,
  size: number,
): Promise<Result<{ digest: Digest; size: number }>> {
  let done = 0;
  return readInPieces(file, (piece) => {
    done += piece.length;
    onProgress('reading', done, size, null);
    return ok(null);
  });
}

export async function importLongFile(
  session: ServerSession,
  given: LongFile & { readonly digest: Digest; readonly size: number },
  onProgress: Progress,
): Promise<Result<ImportRunWire>> {
  const begun = await beginOrGoOn(session, given);
  if (!begun.ok) return begun;
  const sent = await sendFile(session, begun.value.file, given, onProgress);
  return sent.ok ? watch(session, begun.value.id, onProgress) : sent;
}

async function beginOrGoOn(session: ServerSession, given: Parameters<typeof importLongFile>[1]): Promise<Result<ImportRunWire>> {
  const { digest, format, manner, skipBad, size } = given;
  const listed = await session.get(runs);
  if (!listed.ok) return listed;
  const same = z
    .array(importRunSchema)
    .parse(listed.value)
    .find(
      (run) => run.digest === digest && run.format === format && run.manner === manner && run.skipBad === skipBad && run.endedAt === null,
    );
  if (same !== undefined) return same.mayResume ? asRun(await session.send('POST', `${runs}/${same.id}/resume`)) : ok(same);
  const name = path.basename(given.file);
  const upload = await session.send('POST', uploads, { name, mediaType: 'application/octet-stream', size });
  if (!upload.ok) return upload;
  const { id: file } = attachmentStandingSchema.parse(upload.value);
  return asRun(await session.send('POST', runs, { file, format, manner, skipBad, digest }));
}

function asRun(answer: Result<unknown>): Result<ImportRunWire> {
  return answer.ok ? ok(importRunSchema.parse(answer.value)) : answer;
}

/** Sends what the server lacks. An upload that is no more belongs to a run that has read it: there is nothing to send. */
async function sendFile(
  session: ServerSession,
  id: string,
  { file, size }: LongFile & { size: number },
  onProgress: Progress,
): Promise<Result<null>> {
  const asked = await session.get(`${uploads}/${id}`);
  if (!asked.ok) return ok(null);
  let standing = attachmentStandingSchema.parse(asked.value);
  const handle = await open(file, 'r');
  try {
    while (standing.state === 'arriving') {
      const { bytesRead, buffer } = await handle.read(new Uint8Array(rangeBytes), 0, rangeBytes, standing.place);
      if (bytesRead === 0) return fail(file, 'It has become shorter while it was sent.', 'Give the command again.');
      const answer = await session.putBytes(`${uploads}/${id}/ranges/${standing.place}`, buffer.subarray(0, bytesRead));
      if (!answer.ok) return answer;
      standing = attachmentStandingSchema.parse(answer.value);
      onProgress('sending', standing.place, size, null);
    }
    return ok(null);
  } finally {
    await handle.close();
  }
}

async function watch(session: ServerSession, id: string, onProgress: Progress): Promise<Result<ImportRunWire>> {
  for (;;) {
    const run = asRun(await session.get(`${runs}/${id}`));
    if (!run.ok) return run;
    const { position, size, endedAt, state } = run.value;
    onProgress('importing', position, size, run.value);
    if (endedAt !== null || state === 'stopped') return run;
    await wait(lookEveryMs);
  }
}
