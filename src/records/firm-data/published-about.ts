// SPDX-License-Identifier: Apache-2.0
/** What is published about the firm that a record names by its LEI, beside the record when an officer opens it. */
import type { Database, Instant } from '../../kernel/index.ts';
import { leiOfPerson } from '../travel-rule/people.ts';
import type { RecordBodyWire } from '../wire.ts';
import { compareRegistration } from './compare-registration.ts';
import { firmDataOf } from './store.ts';
import type { PublishedAboutFirmWire } from './wire.ts';

/** Null where the record names no LEI, or nothing is published under it. */
export async function publishedAbout(db: Database, body: RecordBodyWire, asOf: Instant | null): Promise<PublishedAboutFirmWire | null> {
  const lei = leiNamedBy(body);
  if (lei === null) return null;
  const data = await firmDataOf(db, lei, asOf);
  if (data === null) return null;
  return { data, differences: body.kind === 'registration' ? compareRegistration(body, data) : [] };
}

/** Of a travel-rule message: of the provider that sent it. */
function leiNamedBy(body: RecordBodyWire): string | null {
  if (body.kind === 'suspicious-report') return null;
  return body.kind === 'travel-rule-message' ? leiOfPerson(body.originatingVasp) : body.lei;
}
