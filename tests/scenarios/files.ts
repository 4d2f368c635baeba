// SPDX-License-Identifier: Apache-2.0
// Files that travel with dispatches, as an officer's browser brings them and gets them.
import { createHash } from 'node:crypto';
import { attachmentStandingSchema } from '../../src/assistance/wire.ts';
import { rangeBytes } from '../../src/exchange/index.ts';
import { eventually } from './federation.ts';
import type { Answer, OfficerAtWork } from './officer-at-work.ts';

/** So many bytes that follow from the seed. */
export const file = (length: number, seed: number): Buffer =>
  Buffer.from(Uint8Array.from({ length }, (_, at) => (at * seed + (at >> 9)) & 0xff));

export const digestOfFile = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** Uploads it range by range and waits until it is checked. */
export async function upload(officer: OfficerAtWork, name: string, bytes: Buffer): Promise<string> {
  const about = { name, mediaType: 'application/pdf', size: bytes.length };
  let stands = await officer.expect(attachmentStandingSchema, 'POST', '/api/assistance/attachments', about);
  while (stands.state === 'arriving') {
    const range = new Uint8Array(bytes.subarray(stands.place, stands.place + rangeBytes));
    stands = await officer.expect(
      attachmentStandingSchema,
      'PUT',
      `/api/assistance/attachments/${stands.id}/ranges/${stands.place}`,
      range,
    );
  }
  await eventually(`${name} is checked`, 10_000, async () => {
    stands = await officer.expect(attachmentStandingSchema, 'GET', `/api/assistance/attachments/${stands.id}`);
    return stands.state === 'here';
  });
  return stands.id;
}

export function fileOf(officer: OfficerAtWork, id: string, purpose: string): Promise<Answer> {
  return officer.call('GET', `/api/assistance/attachments/${id}/file?purpose=${purpose}`);
}
