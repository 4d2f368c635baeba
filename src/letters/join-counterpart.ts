// SPDX-License-Identifier: Apache-2.0
/**
 * The day it joins: an authority known by letter has a server, is a peer by the ceremony of fingerprints, and an agreement with it is in
 * force between the servers. One officer says that the two are one authority, another confirms it, and open cases move over.
 *
 * The ceremony proves whose keys they are; that this is the authority to which we wrote is known to people alone, hence two of ours.
 */
import { agreementsBetween } from '../agreements/index.ts';
import { moveCases } from '../assistance/index.ts';
import { noteAudit } from '../audit/index.ts';
import { findPeerRecord } from '../exchange/index.ts';
import { fail, type Instant, ok, type Result, type Transaction, wholeUseCase } from '../kernel/index.ts';
import { approvalFor, approvalsTopic, type AskedAct, spendAct, subjectOf, subjectTextOf } from '../officers/index.ts';
import { absent, type By, type LetterDeps, type LetterOutcome } from './letter-deps.ts';
import { changeCounterpart, type CounterpartRecord, lettersToSend, lockCounterpart } from './store.ts';

export async function prepareJoining(
  deps: LetterDeps,
  given: { readonly id: string; readonly peer: string },
  by: By,
): Promise<LetterOutcome> {
  const { id, peer } = given;
  return wholeUseCase(deps.database, async (tx): Promise<LetterOutcome> => {
    const row = await lockCounterpart(tx, id);
    if (row === null) return absent;
    const checked = await whyNot(tx, deps, row, peer, by.now);
    if (!checked.ok) return { kind: 'issues', issues: checked.issues };
    const act = askedAct(row, { peer, peerName: checked.value, preparedBy: by.officer });
    const standing = await approvalFor(tx, deps.assistance.approvals.houseRules, act, { now: by.now });
    await deps.assistance.announce(tx, approvalsTopic);
    if (standing.kind === 'waits') return { kind: 'done', id };
    const joined = await carryOutJoining(deps, tx, { joining: id, peer, preparedBy: by.officer, now: by.now });
    if (!joined.ok) return { kind: 'issues', issues: joined.issues };
    await spendAct(tx, act, by.now);
    return { kind: 'done', id };
  });
}

export async function carryOutJoining(
  deps: LetterDeps,
  tx: Transaction,
  given: { readonly joining: string; readonly peer: string; readonly preparedBy: string; readonly now: Instant },
): Promise<Result<null>> {
  const { joining: id, peer, preparedBy, now } = given;
  const row = await lockCounterpart(tx, id);
  if (row === null) return fail('counterpart', 'It is not known here.', 'Look at the list of authorities by letter.');
  const checked = await whyNot(tx, deps, row, peer, now);
  if (!checked.ok) return checked;
  await changeCounterpart(tx, id, { joined_as: peer });
  const count = await moveCases(tx, deps.assistance, { from: id, to: peer, officer: preparedBy, now });
  const details = { peer: id, party: peer, count };
  await noteAudit(tx, { event: 'letter.counterpart-joined', actor: preparedBy, at: now, details }, deps.ports.random);
  await deps.assistance.announce(tx, 'letters');
  return ok(null);
}

/** The name of the peer, where the two can be joined now. */
async function whyNot(tx: Transaction, deps: LetterDeps, row: CounterpartRecord, peer: string, now: Instant): Promise<Result<string>> {
  if (row.joined_as !== null) return fail('counterpart', 'It has joined already.', 'Nothing more is to be done.');
  const record = await findPeerRecord(tx, peer);
  if (record?.state !== 'live') return fail('peer', 'It is no live peer.', 'Exchange invitations and compare the fingerprints first.');
  if (record.invitation.jurisdiction !== row.entry.jurisdiction)
    return fail('peer', 'It is an authority of another jurisdiction.', 'Choose the peer that is this very authority.');
  const index = await deps.assistance.agreementIndex(tx, now);
  if (agreementsBetween(index, deps.assistance.self, peer, now).length === 0)
    return fail(
      'peer',
      'No agreement is in force between the two servers.',
      'Negotiate one with it first: the one on paper does not bind its server.',
    );
  const waiting = await lettersToSend(tx, row.id);
  if (waiting.length > 0)
    return fail('letters', `${waiting.length} were written and not sent.`, 'Send them, or say that they will not be sent.');
  return ok(record.invitation.name);
}

interface Joining {
  readonly peer: string;
  readonly peerName: string;
  readonly preparedBy: string;
}

function askedAct(row: CounterpartRecord, { peer, peerName, preparedBy }: Joining): AskedAct {
  const content = { joining: row.id, peer };
  const { name, jurisdiction } = row.entry;
  return {
    actClass: 'transcription',
    subject: subjectOf('transcription', content),
    preparedBy,
    caseRef: null,
    about: row.id,
    shown: { joining: `${name} (${jurisdiction})`, authority: peerName, authorityId: peer },
    covered: { text: subjectTextOf('transcription', content), opened: [] },
    content,
  };
}
