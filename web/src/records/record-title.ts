// SPDX-License-Identifier: Apache-2.0
/** The name under which a record is spoken of: the suspected party of a report, the firm of a registration or record,
 * the reference of a travel-rule message. */
import type { RecordBodyWire } from '../../../src/records/wire.ts';

export function titleOfRecord(body: RecordBodyWire): string {
  if (body.kind === 'travel-rule-message') return body.reference;
  if (body.kind !== 'suspicious-report') return body.firm;
  const suspected = body.parties.find((party) => party.role === 'suspected') ?? body.parties[0];
  return suspected?.name ?? body.reference;
}
