// SPDX-License-Identifier: Apache-2.0
/** The records in what was read in a letter, as they stand in the body that is confirmed. */
import type { DisclosedRecordWire } from '../../records/wire.ts';
import type { Transcribed } from '../store.ts';

/** None where its step brings none. */
export function recordsIn({ body }: Pick<Transcribed, 'body'>): readonly DisclosedRecordWire[] {
  const { records } = body as { readonly records?: readonly DisclosedRecordWire[] };
  return records ?? [];
}

/** That a suspicious report exists is known to few: nobody else sees a letter that brings one. */
export function bringsReport(made: Pick<Transcribed, 'body'> | null): boolean {
  return made !== null && recordsIn(made).some(({ body }) => body.kind === 'suspicious-report');
}
