// SPDX-License-Identifier: Apache-2.0
/** What room onward is given of the others. */
import { permitDetails } from '../../agreements/index.ts';
import type { AssistanceDeps } from '../../assistance/index.ts';
import { holdsOnRecords } from '../../evidence/index.ts';
import { type ExchangePorts, findPeerRecord, queueDispatch, wasGivenUp, withholdFromBody } from '../../exchange/index.ts';
import type { Transaction } from '../../kernel/index.ts';
import { namesByLetter, withholdFromLetter, writeLetter } from '../../letters/index.ts';
import { officerNames } from '../../officers/index.ts';
import type { OnwardDeps } from '../../onward/index.ts';
import { isLetterId, realSuites } from '../../seals/index.ts';
import { announce } from '../pool/announce.ts';
import { dispatchContent } from './dispatch-content.ts';
import { writingDeps } from './letters-room.ts';
import type { WiringInput } from './wiring-input.ts';

/** Documents are signed with the key that counts at that moment, and carry the history that says so. */
export function onwardDeps(input: WiringInput, ports: ExchangePorts<Transaction>, assistance: AssistanceDeps): OnwardDeps {
  const { files, database, random, clock } = input;
  const { self, agreementIndex, authorityNames, approvals, knowsReports } = assistance;
  return {
    database,
    self,
    signer: () => ({ key: files.keys.dispatch, history: files.history }),
    agreementIndex,
    queue: (tx, permit, content) => {
      const isByLetter = isLetterId(permitDetails(permit).act.to);
      const whole = dispatchContent(content);
      return isByLetter ? writeLetter(writingDeps(input, ports), tx, permit, whole) : queueDispatch(ports, tx, permit, whole);
    },
    isPeer: async (db, authorityId) => (await findPeerRecord(db, authorityId)) !== null,
    isByLetter: async (db, authorityId) => isLetterId(authorityId) && (await namesByLetter(db, [authorityId])).has(authorityId),
    withhold: async (tx, dispatch, placesIn) => {
      await withholdFromBody(tx, dispatch, placesIn);
      await withholdFromLetter(tx, dispatch, placesIn);
    },
    wasGivenUp,
    setAside: assistance.setAside,
    heldBy: (tx, recordIds) => holdsOnRecords(tx, recordIds, clock()),
    authorityNames,
    officerNames,
    knowsReports,
    approvals,
    announce,
    random,
    suites: realSuites,
  };
}
