// SPDX-License-Identifier: Apache-2.0
/** What this room is given by the server: room assistance with database and names, and what it asks of other rooms. */
import type { AssistanceDeps, CaseIds } from '../assistance/index.ts';
import type { Database, Instant, WorkingCalendar } from '../kernel/index.ts';

export interface DataProtectionDeps {
  readonly assistance: AssistanceDeps;
  readonly workingCalendar: (db: Database) => Promise<WorkingCalendar>;
  /** Cases that this officer may not see: behind a wall, from outside; with a report of which they may not know; from which they are recused. */
  readonly hiddenCases: (db: Database, officer: string) => Promise<CaseIds>;
  /** Which of these are such for this officer. */
  readonly hiddenAmong: (db: Database, officer: string, caseIds: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Within how many hours this authority's agreements let it tell another of a breach; null where none says. */
  readonly noticeHours: (db: Database, authority: string, now: Instant) => Promise<number | null>;
}
