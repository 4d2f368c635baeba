// SPDX-License-Identifier: Apache-2.0
/** What is published about the firm that a record names by its LEI, beside the record when an officer opens it. */
import type { Database, Instant } from '../../kernel/index.ts';
import type { RecordBodyWire } from '../wire.ts';
import { compareRegistration } from './compare-registration.ts';
import { firmDataOf } from './store.ts';
import type { PublishedAboutFirmWire } from './wire.ts';

/** Null where the record names no LEI, or nothing is published under it. */
export async function publishedAbout(db: Database, body: RecordBodyWire, asOf: Instant | null): Promise<PublishedAboutFirmWire | null> {
  if (body.kind === 'suspicious-report' || body.lei === null) return null;
  const data = await firmDataOf(db, body.lei, asOf);
  if (data === null) return null;
  return { data, differences: body.kind === 'registration' ? compareRegistration(body, data) : [] };
}
