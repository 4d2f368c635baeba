// SPDX-License-Identifier: Apache-2.0
/** What a schema found at a value, in words that say what to do about it. */
import type { z } from 'zod';
import type { Issue } from '../kernel/index.ts';
import { recordKinds } from './files/wire.ts';

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
    case 'too_small': {
      const least = issue.minimum === 1 ? '' : ` or too short: at least ${String(issue.minimum)} ${partsOf(issue.origin)}`;
      return { path: at, problem: `It is missing${least}.`, remedy: 'Fill it in.' };
    }
    case 'unrecognized_keys':
      return { path: at, problem: `It has members that nobody knows: ${issue.keys.join(', ').slice(0, 200)}.`, remedy: 'Leave them out.' };
    case 'invalid_union':
      return {
        path: at,
        problem: 'It is not a record of a known kind.',
        remedy: `Give the member "kind": ${recordKinds.join(', ')}.`,
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
