// SPDX-License-Identifier: Apache-2.0
/** Uploading a file that came with a letter: range by range, then waiting until the server has checked it. */
import { setTimeout as delay } from 'node:timers/promises';
import { attachmentStandingSchema } from '../../assistance/wire.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';
import type { ServerSession } from '../server-session.ts';

const uploads = '/api/assistance/attachments';
/** What the server takes at a time. */
const rangeBytes = 1_048_576;
const lookEveryMs = 100;

export interface EnclosedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** The identifier of the upload. */
export async function uploadEnclosure(session: ServerSession, { name, mediaType, bytes }: EnclosedFile): Promise<Result<string>> {
  const begun = await session.send('POST', uploads, { name, mediaType, size: bytes.length });
  if (!begun.ok) return begun;
  let standing = attachmentStandingSchema.parse(begun.value);
  while (standing.state === 'arriving') {
    const range = bytes.subarray(standing.place, standing.place + rangeBytes);
    const sent = await session.putBytes(`${uploads}/${standing.id}/ranges/${standing.place}`, range);
    if (!sent.ok) return sent;
    standing = attachmentStandingSchema.parse(sent.value);
  }
  while (standing.state === 'checking') {
    await delay(lookEveryMs);
    const seen = await session.get(`${uploads}/${standing.id}`);
    if (!seen.ok) return seen;
    standing = attachmentStandingSchema.parse(seen.value);
  }
  return standing.state === 'here' ? ok(standing.id) : fail(name, 'It did not arrive whole.', 'Give the command again.');
}
