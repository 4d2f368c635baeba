// SPDX-License-Identifier: Apache-2.0
/** The room's migrations, in the order in which they are applied. */
import type { RoomMigrations } from '../kernel/index.ts';
import { feedMigrations } from './agenda/store.ts';
import { caseDeskMigrations } from './case-desk/store.ts';
import { noticeMigrations } from './notices/store.ts';
import { rotaMigrations } from './rota/store.ts';
import { taskMigrations } from './tasks/store.ts';
import { wallMigrations } from './walls/store.ts';

export const deskMigrations: RoomMigrations = {
  ...wallMigrations,
  ...taskMigrations,
  ...caseDeskMigrations,
  ...rotaMigrations,
  ...noticeMigrations,
  ...feedMigrations,
};
