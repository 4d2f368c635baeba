// SPDX-License-Identifier: Apache-2.0
/**
 * The one judge of a record's body: shape first (the schemas of wire.ts), then what its kind demands.
 *
 * Whether it comes from a file or from another authority, a body passes here before it is stored. Issues name the place as a
 * JSON pointer (`/parties/0/birthDate`); who reads a file turns that into a line and a column.
 */
import { failWith, type Instant, ok, type Result } from '../kernel/index.ts';
import { complianceRecordFaults } from './compliance/check-compliance-record.ts';
import type { Faults } from './field-checks.ts';
import { registrationFaults } from './registrations/check-registration.ts';
import { suspiciousReportFaults } from './suspicious-reports/check-suspicious-report.ts';
import { shapeIssue } from './shape-issue.ts';
import { travelRuleMessageFaults } from './travel-rule/check-travel-rule-message.ts';
import { recordBodySchema, type RecordBodyWire } from './wire.ts';

/** The body as given, nothing mended, or every issue with it. */
export function checkRecordBody(value: unknown, now: Instant): Result<RecordBodyWire> {
  const parsed = recordBodySchema.safeParse(value);
  if (!parsed.success) return failWith(parsed.error.issues.map(shapeIssue));
  const faults = faultsOf(parsed.data, now);
  return faults.length > 0 ? failWith(faults) : ok(parsed.data);
}

function faultsOf(body: RecordBodyWire, now: Instant): Faults {
  switch (body.kind) {
    case 'suspicious-report':
      return suspiciousReportFaults(body, now);
    case 'registration':
      return registrationFaults(body, now);
    case 'compliance-record':
      return complianceRecordFaults(body, now);
    case 'travel-rule-message':
      return travelRuleMessageFaults(body, now);
  }
}
