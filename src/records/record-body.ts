// SPDX-License-Identifier: Apache-2.0
/**
 * The one judge of a record's body: shape first (the schemas of wire.ts), then what its kind demands.
 *
 * Whether it comes from a file or from another authority, a body passes here before it is stored. Issues name the place as a
 * JSON pointer (`/parties/0/birthDate`); who reads a file turns that into a line and a column.
 */
import { failWith, type Instant, type Issue, ok, type Result } from '../kernel/index.ts';
import type { z } from 'zod';
import { complianceRecordFaults } from './compliance/check-compliance-record.ts';
import type { Faults } from './field-checks.ts';
import { registrationFaults } from './registrations/check-registration.ts';
import { suspiciousReportFaults } from './suspicious-reports/check-suspicious-report.ts';
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
  }
}

/** What the schema found, in our words; the path is a JSON pointer. */
export function shapeIssue(issue: z.core.$ZodIssue): Issue {
  const path = issue.path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  const at = path === '' ? '/' : path;
  switch (issue.code) {
    case 'invalid_value':
      return {
        path: at,
        problem: 'It is not one of the words that may stand here.',
        remedy: `Give one of: ${issue.values.map(String).join(', ')}.`,
      };
    case 'too_big':
      return {
        path: at,
        problem: `It is too long: at most ${String(issue.maximum)} ${partsOf(issue.origin)}.`,
        remedy: 'Shorten it, or split the record.',
      };
    case 'too_small':
      return {
        path: at,
        problem: `It is missing or too short: at least ${String(issue.minimum)} ${partsOf(issue.origin)}.`,
        remedy: 'Fill it in.',
      };
    case 'unrecognized_keys':
      return { path: at, problem: `It has members that nobody knows: ${issue.keys.join(', ').slice(0, 200)}.`, remedy: 'Leave them out.' };
    case 'invalid_union':
      return {
        path: at,
        problem: 'It is not a record of a known kind.',
        remedy: 'Give the member "kind": suspicious-report, registration or compliance-record.',
      };
    default:
      return {
        path: at,
        problem: `It does not have the agreed shape: ${issue.message}.`,
        remedy: 'Compare it with the page wire/record.md.',
      };
  }
}

function partsOf(origin: string): string {
  return origin === 'array' ? 'entries' : 'characters';
}
