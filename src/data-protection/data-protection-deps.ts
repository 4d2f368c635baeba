// SPDX-License-Identifier: Apache-2.0
/** What this room is given by the server: room assistance with database and names, and what it asks of other rooms. */
import type { AssistanceDeps, CaseIds } from '../assistance/index.ts';
import type { Database, Instant, Issue, Transaction, WorkingCalendar } from '../kernel/index.ts';
import type { Notices } from './breach.ts';
import type { NoticeWire, StoredBreach } from './wire.ts';

/** What the register knows of it, and what an officer adds. */
export interface NoticeToSend {
  readonly breach: string;
  readonly opening: StoredBreach['opening'];
  readonly said: NoticeWire;
  readonly officer: string;
  readonly now: Instant;
}
export type NoticeSent =
  { readonly kind: 'done'; readonly matter: string } | { readonly kind: 'issues'; readonly issues: readonly Issue[] };

/** What reading the registers takes. */
export interface ReadingDeps {
  readonly assistance: AssistanceDeps;
  readonly workingCalendar: (db: Database) => Promise<WorkingCalendar>;
  /** Cases that this officer may not see: behind a wall, from outside; with a report of which they may not know; from which they are recused. */
  readonly hiddenCases: (db: Database, officer: string) => Promise<CaseIds>;
  /** Which of these are such for this officer. */
  readonly hiddenAmong: (db: Database, officer: string, caseIds: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Within how many hours this authority's agreements let it tell another of a breach; null where none says. */
  readonly noticeHours: (db: Database, authority: string, now: Instant) => Promise<number | null>;
  /** How notices that went by dispatch stand (room onward). */
  readonly noticesAmong: (db: Database, matters: readonly string[]) => Promise<Notices>;
}

export interface DataProtectionDeps extends ReadingDeps {
  /** Sends an authority the notice of a breach by dispatch, under an agreement with it (room onward). */
  readonly sendNotice: (tx: Transaction, notice: NoticeToSend) => Promise<NoticeSent>;
}
