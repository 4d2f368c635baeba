// SPDX-License-Identifier: Apache-2.0
/** What this room is given by the server. */
import type { AssistanceDeps } from '../assistance/index.ts';
import type { JointDeps } from '../joint-operations/index.ts';
import type { Database } from '../kernel/index.ts';
import type { TrainingWire } from './wire.ts';

export interface TrainingDeps {
  readonly assistance: AssistanceDeps;
  readonly joint: JointDeps;
  /** Training authorities whose invitation was taken in, and how the exchange with each stands. */
  readonly trainingPeers: (db: Database) => Promise<readonly Omit<TrainingWire['counterparts'][number], 'mayRehearse'>[]>;
}
