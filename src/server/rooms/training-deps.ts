// SPDX-License-Identifier: Apache-2.0
/** What room training is given of the others. */
import { trainingKind } from '../../agreements/index.ts';
import type { AssistanceDeps } from '../../assistance/index.ts';
import { listPeerRecords } from '../../exchange/index.ts';
import type { JointDeps } from '../../joint-operations/index.ts';
import type { TrainingDeps } from '../../training/index.ts';

export function trainingDeps(assistance: AssistanceDeps, joint: JointDeps): TrainingDeps {
  return {
    assistance,
    joint,
    trainingPeers: async (db) =>
      (await listPeerRecords(db)).flatMap(({ authority_id: authorityId, state, invitation }) =>
        invitation.kind === trainingKind ? [{ authorityId, name: invitation.name, state }] : [],
      ),
  };
}
