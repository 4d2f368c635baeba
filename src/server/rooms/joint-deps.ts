// SPDX-License-Identifier: Apache-2.0
/** What room joint-operations is given of the others. */
import { type AssistanceDeps, caseFactsBetween } from '../../assistance/index.ts';
import { unknownMatters } from '../../desk/index.ts';
import { type ExchangePorts, listPeerRecords, queueDispatch } from '../../exchange/index.ts';
import type { JointDeps } from '../../joint-operations/index.ts';
import { addMs, endOfLocalDay, type Instant, type LocalDate, type Transaction } from '../../kernel/index.ts';
import { officerNames } from '../../officers/index.ts';
import { realSuites } from '../../seals/index.ts';
import { announce } from '../pool/announce.ts';
import { keyStates } from './peer-keys.ts';
import type { WiringInput } from './wiring-input.ts';

/** As many as the statistics count. */
const casesMax = 300_000;
const dayMs = 86_400_000;

/** Cases received in these days of our time zone, without those that the officer may not know of and those that were practice. */
function countedCases({ profile }: WiringInput['files'], authorityNames: AssistanceDeps['authorityNames']): JointDeps['caseFacts'] {
  return async (db, { fromDay, toDay, officer }) => {
    const endOf = (day: string): Instant => addMs(endOfLocalDay(day as LocalDate, profile.calendar.timeZone), 1);
    const before = new Date(Date.parse(`${fromDay}T00:00:00.000Z`) - dayMs).toISOString().slice(0, 10);
    const span = { from: endOf(before), to: endOf(toDay), hidden: await unknownMatters(db, officer), limit: casesMax };
    const facts = await caseFactsBetween(db, span);
    const names = await authorityNames(db, [...new Set(facts.map(({ counterpart }) => counterpart))]);
    return facts.filter(({ counterpart }) => names.get(counterpart)?.isTraining !== true);
  };
}

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
    caseFacts: countedCases(files, authorityNames),
    approvals,
    announce,
    random,
  };
}
