// SPDX-License-Identifier: Apache-2.0
/** What room negotiation is given of the others: who our peers are as parties, how notes leave, and the acts of the past. */
import { type AgreementDeps, agreementsInForce, agreementsOf, type Party, type PartyIdentity, readParty } from '../../agreements/index.ts';
import { recountCases } from '../../assistance/index.ts';
import { type ExchangePorts, instrumentWith, listPeerRecords, partyOf, queueDispatch, recordedActs } from '../../exchange/index.ts';
import type { Database, Instant, RandomBytes, Transaction } from '../../kernel/index.ts';
import type { NegotiationDeps } from '../../negotiation/index.ts';
import { officerNames, type PasskeyDeps } from '../../officers/index.ts';
import { realSuites } from '../../seals/index.ts';
import type { AuthorityFiles } from '../data-folder-files.ts';
import { announce } from '../pool/announce.ts';

export function negotiationDeps(
  input: { readonly files: AuthorityFiles; readonly database: Database; readonly clock: () => Instant; readonly random: RandomBytes },
  ports: ExchangePorts<Transaction>,
  others: { readonly agreements: AgreementDeps; readonly approvals: PasskeyDeps },
): NegotiationDeps {
  const { files, database, clock, random } = input;
  const { name, kind, jurisdiction, capabilities, calendar, contact } = files.profile;
  const { authorityId } = files.keyState;
  const identity: PartyIdentity = { authorityId, name, kind, jurisdiction };
  const own: Party = { ...identity, capabilities: [...capabilities], calendar: { ...calendar }, contact };
  return {
    ...others,
    database,
    own,
    signer: () => files.keys.dispatch,
    suite: realSuites.suite,
    keyStateOf: others.agreements.keyStateOf,
    peers: async (db) =>
      (await listPeerRecords(db)).flatMap(({ invitation, state }) => {
        const party = readParty(partyOf(invitation), 'invitation');
        return party.ok ? [{ party: party.value, isLive: state === 'live' }] : [];
      }),
    instrumentWith: (db, peer) => instrumentWith(db, identity, peer),
    queue: (tx, permit, content) => queueDispatch(ports, tx, permit, { ...content, conditions: [], approvals: [] }),
    agreementsOfOurs: async (db) => agreementsOf(await agreementsInForce(db), authorityId, clock()),
    recountDeadlines: async (tx, changed) => {
      const count = await recountCases(tx, { self: authorityId, ...changed });
      if (count > 0) await announce(tx, 'cases');
    },
    recordedActs,
    officerNames,
    announce,
    random,
  };
}
