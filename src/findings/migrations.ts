// SPDX-License-Identifier: Apache-2.0
/** The room's migrations, in the order in which they are applied. */
import type { RoomMigrations } from '../kernel/index.ts';
import { alertMigrations } from './alerts/store.ts';
import { attributionMigrations } from './attributions/store.ts';
import { canvasMigrations } from './canvases/store.ts';
import { entityMigrations } from './entities/store.ts';
import { holdingMigrations } from './joint-alerts/store.ts';
import { leadMigrations } from './leads/store.ts';
import { liveMigrations } from './live/store.ts';
import { listMigrations } from './lists/store.ts';
import { screeningMigrations } from './screenings/store.ts';
import { studioMigrations } from './studio/store.ts';
import { studyMigrations } from './shapes/store.ts';
import { traceMigrations } from './traces/store.ts';

export const findingsMigrations: RoomMigrations = {
  ...listMigrations,
  ...leadMigrations,
  ...screeningMigrations,
  ...entityMigrations,
  ...alertMigrations,
  ...traceMigrations,
  ...studyMigrations,
  ...liveMigrations,
  ...canvasMigrations,
  ...attributionMigrations,
  ...studioMigrations,
  ...holdingMigrations,
};
