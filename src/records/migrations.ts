// SPDX-License-Identifier: Apache-2.0
/** The room's migrations, in the order in which they are applied. */
import type { RoomMigrations } from '../kernel/index.ts';
import { firmDataMigrations } from './firm-data/store.ts';
import { minimisationMigrations } from './giving/minimisations/store.ts';
import { importRunMigrations } from './import-runs/store.ts';
import { attestedMigrations } from './attested/store.ts';
import { holderMigrations } from './holders/store.ts';
import { knowingMigrations } from './knowing/store.ts';
import { leaveMigrations } from './leaves/store.ts';
import { firmReportMigrations } from './reports/store.ts';
import { searchMigrations } from './searches/filing/store.ts';
import { firstRecordMigration } from './store.ts';
import { venueMigrations } from './venues/store.ts';

export const recordMigrations: RoomMigrations = {
  ...firstRecordMigration,
  ...holderMigrations,
  ...leaveMigrations,
  ...knowingMigrations,
  ...firmReportMigrations,
  ...firmDataMigrations,
  ...importRunMigrations,
  ...searchMigrations,
  ...minimisationMigrations,
  ...attestedMigrations,
  ...venueMigrations,
};
