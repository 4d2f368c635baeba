// SPDX-License-Identifier: Apache-2.0
/** The room's migrations, in the order in which they are applied. */
import type { RoomMigrations } from '../kernel/index.ts';
import { firmMigrations } from './firms/store.ts';
import { queueMigrations } from './queue/store.ts';
import { submissionMigrations } from './submissions/store.ts';

export const reportingMigrations: RoomMigrations = { ...firmMigrations, ...submissionMigrations, ...queueMigrations };
