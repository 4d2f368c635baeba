// SPDX-License-Identifier: Apache-2.0
/** What room officers is given of the others: what enrols, how its events enter the log, and how peers hear of an emergency. */
import { type AssistanceDeps, reviewOfStep } from '../../assistance/index.ts';
import { noteAudit } from '../../audit/index.ts';
import { type ExchangePorts, tellEmergency } from '../../exchange/index.ts';
import { isHidden } from '../../desk/index.ts';
import type { Database, Transaction } from '../../kernel/index.ts';
import { type NegotiationDeps, reviewOfSigning } from '../../negotiation/index.ts';
import { type EmergencyDeps, type PasskeyDeps, relyingPartyOf, type ReviewDeps, reviewOfAct } from '../../officers/index.ts';
import { type OnwardDeps, reviewOfMatterStep } from '../../onward/index.ts';
import { enrolmentType } from '../../seals/index.ts';
import { announce } from '../pool/announce.ts';
import { signWith } from './own-keys.ts';
import type { WiringInput } from './wiring-input.ts';

export function passkeyDeps({ files, database: db, publicUrl, random }: WiringInput): PasskeyDeps {
  const { profile, keyState, houseRules } = files;
  return {
    db,
    authority: keyState.authorityId,
    relyingParty: relyingPartyOf(publicUrl, profile.name),
    houseRules,
    signEnrolment: (payload) => signWith(files.keys.dispatch, enrolmentType, payload),
    audit: (tx, entry) => noteAudit(tx, entry, random),
  };
}

/** What approvals are given: who carries an act out, and how peers hear of an emergency. */
export function emergencyDeps(
  { random }: WiringInput,
  ports: ExchangePorts<Transaction>,
  given: { readonly passkeys: PasskeyDeps; readonly carryOut: EmergencyDeps['carryOut'] },
): EmergencyDeps {
  const tellPeers: EmergencyDeps['tellPeers'] = (tx, notice, now) => tellEmergency(ports, tx, { ...notice }, now);
  return { ...given.passkeys, announce, random, carryOut: given.carryOut, tellPeers };
}

/** What waits for approval, to the letter, from every room that has such; behind the walls of cases. */
export function reviewDeps(
  { random }: WiringInput,
  db: Database,
  rooms: { readonly assistance: AssistanceDeps; readonly onward: OnwardDeps; readonly negotiation: NegotiationDeps },
): ReviewDeps {
  const audit: ReviewDeps['audit'] = (tx, entry) => noteAudit(tx, entry, random);
  const ofRooms = [reviewOfStep(rooms.assistance), reviewOfMatterStep(rooms.onward), reviewOfSigning(rooms.negotiation)];
  return { db, audit, announce, reviewSources: [reviewOfAct, ...ofRooms], isHidden };
}
