// SPDX-License-Identifier: Apache-2.0
/** The migrations of the room, in order. */
import type { RoomMigrations } from '../kernel/index.ts';
import { handOverMigrations } from './hand-over/store.ts';
import { itemMigrations } from './store.ts';

export const evidenceMigrations: RoomMigrations = { ...itemMigrations, ...handOverMigrations };
