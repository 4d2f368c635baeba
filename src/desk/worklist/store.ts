// SPDX-License-Identifier: Apache-2.0
/** Whose cases are whose: over what other parts of the desk keep. */
import { sql } from 'kysely';
import type { CaseIds } from '../../assistance/index.ts';
import { casesAssignedTo } from '../case-desk/store.ts';
import { casesWithTasksOf } from '../tasks/store.ts';

/** Cases given to one of these officers, and those in which one of them has an open task. */
export function ownCases(officers: readonly string[]): CaseIds {
  return sql`${casesAssignedTo(officers)} union all ${casesWithTasksOf(officers)}`;
}
