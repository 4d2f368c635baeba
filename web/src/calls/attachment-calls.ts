// SPDX-License-Identifier: Apache-2.0
/** Calls of files that travel with a case: uploaded in ranges, downloaded for a purpose. */
import { z } from 'zod';
import { type AttachmentStandingWire, attachmentStandingSchema } from '../../../src/assistance/wire.ts';
import type { Purpose } from '../../../src/conditions/wire.ts';
import { callServer, fetchFile } from './call-server.ts';

const attachments = '/api/assistance/attachments';
const at = (id: string): string => `${attachments}/${encodeURIComponent(id)}`;

/** What the server takes at a time. */
const rangeBytes = 1_048_576;
/** Between two looks while the server computes the digests. */
const lookEveryMs = 500;
/** How often a range is sent again when the network fails, and how long is waited in between. */
const triesMax = 5;
const tryAgainMs = 2000;

/** Uploads a file and waits until it is checked; `onMoved` hears where it stands. Goes on where it stood after a failure. */
export async function uploadFile(
  file: File,
  onMoved: (standing: AttachmentStandingWire) => void,
  signal: AbortSignal,
): Promise<AttachmentStandingWire> {
  const mediaType = /^[a-z0-9.+-]+\/[a-z0-9.+-]+$/.test(file.type) ? file.type : 'application/octet-stream';
  const about = { name: file.name, mediaType, size: file.size };
  let stands = await callServer('POST', attachments, attachmentStandingSchema, { json: about });
  onMoved(stands);
  let tries = 0;
  while (stands.state === 'arriving' && !signal.aborted) {
    const bytes = file.slice(stands.place, stands.place + rangeBytes);
    try {
      stands = await callServer('PUT', `${at(stands.id)}/ranges/${stands.place}`, attachmentStandingSchema, { bytes });
      tries = 0;
    } catch (error) {
      tries += 1;
      if (tries > triesMax) throw error;
      await new Promise((resolve) => setTimeout(resolve, tryAgainMs));
    }
    onMoved(stands);
  }
  while (stands.state === 'checking' && !signal.aborted) {
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    stands = await callServer('GET', at(stands.id), attachmentStandingSchema);
    onMoved(stands);
  }
  return stands;
}

export const attachmentCalls = {
  remove: (id: string) => callServer('DELETE', at(id), z.strictObject({})),
  download: (id: string, purpose: Purpose) => fetchFile(`${at(id)}/file`, { purpose }),
} as const;
