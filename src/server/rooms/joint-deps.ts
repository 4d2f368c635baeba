// SPDX-License-Identifier: Apache-2.0
/** What room joint-operations is given of the others. */
import type { AssistanceDeps } from '../../assistance/index.ts';
import { type ExchangePorts, listPeerRecords, queueDispatch } from '../../exchange/index.ts';
import type { JointDeps } from '../../joint-operations/index.ts';
import type { Transaction } from '../../kernel/index.ts';
import { officerNames } from '../../officers/index.ts';
import { realSuites } from '../../seals/index.ts';
import { announce } from '../streams.ts';
import { keyStates } from './peer-keys.ts';
import type { WiringInput } from './wiring-input.ts';

export function jointDeps(input: WiringInput, ports: ExchangePorts<Transaction>, assistance: AssistanceDeps): JointDeps {
  const { files, database, random } = input;
  const { self, agreementIndex, authorityNames, approvals } = assistance;
  return {
    database,
    self,
    signer: () => files.keys.dispatch,
    suite: realSuites.suite,
    keyStateOf: keyStates(files),
    livePeers: async (db) => (await listPeerRecords(db)).flatMap(({ authority_id: id, state }) => (state === 'live' ? [id] : [])),
    agreementIndex,
    queue: (tx, permit, content) => queueDispatch(ports, tx, permit, { ...content, conditions: [], inReplyTo: [], approvals: [] }),
    authorityNames,
    officerNames,
    approvals,
    announce,
    random,
  };
}
