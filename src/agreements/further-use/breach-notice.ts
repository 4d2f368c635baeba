// SPDX-License-Identifier: Apache-2.0
/**
 * A breach of the protection of received data: until when those who gave them are told of it.
 *
 * The clause on personal data counts hours from the moment at which the breach became known, through nights and holidays. Where several
 * clauses apply, the shortest time is kept: whoever is told in time under that one is told in time under all.
 */
import { addMs, type Instant } from '../../kernel/index.ts';
import type { KnownAgreement } from '../documents/agreement-document.ts';

const hourMs = 3_600_000;

/** Null where no clause sets a time. */
export function breachNoticeDueAt(agreement: KnownAgreement, knownAt: Instant): Instant | null {
  const hours = agreement.document.terms.flatMap((term) => (term.kind === 'personal-data' ? (term.breachNoticeHours ?? []) : []));
  return hours.length === 0 ? null : addMs(knownAt, Math.min(...hours) * hourMs);
}
