// SPDX-License-Identifier: Apache-2.0
/** What this room is given by the server: room assistance, in whose cases orders travel, and with it the database and the names. */
import type { AssistanceDeps } from '../assistance/index.ts';

export interface GatheringDeps {
  readonly assistance: AssistanceDeps;
}
