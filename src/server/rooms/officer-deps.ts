// SPDX-License-Identifier: Apache-2.0
/** What room officers is given of the others: what enrols, and how its events enter the log. */
import { appendAudit } from '../../audit/index.ts';
import { type PasskeyDeps, relyingPartyOf } from '../../officers/index.ts';
import { enrolmentType } from '../../seals/index.ts';
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
    audit: async (tx, entry) => void (await appendAudit(tx, entry, random)),
  };
}
