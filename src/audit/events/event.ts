// SPDX-License-Identifier: Apache-2.0
/** What the catalogue says of one audit event: the sentence an auditor reads, and the details it may carry. */
import type { AuditFieldName } from '../fields.ts';

export interface AuditEvent {
  readonly sentence: string;
  readonly fields: readonly AuditFieldName[];
}
