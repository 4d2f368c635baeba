// SPDX-License-Identifier: Apache-2.0
/** Which agreement counts here and now: the one decision that is made where all rooms meet, written down on its own. */
import { agreementByDigest, agreementsInForce, decideUnder, isInForceFor, type PartyIdentity } from '../agreements/index.ts';
import { instrumentWith, type Judge } from '../exchange/index.ts';
import type { Transaction } from '../kernel/index.ts';

/**
 * Judges an act by our own copy of the agreement it names: one that all parties have signed, or the peering instrument with
 * the other authority. The verdict is that of the moment the act names (`at`); but an agreement that is not in force at our
 * own present moment judges nothing, whatever moment was named.
 */
export function judgeWith(identity: PartyIdentity): Judge<Transaction> {
  return async (tx, { act, agreement: { digest }, facts, at, now }) => {
    const other = act.from === identity.authorityId ? act.to : act.from;
    // The instrument permits acts between peers alone, so it is made only for those.
    const instrument = act.kind === 'peer' ? await instrumentWith(tx, identity, other) : null;
    const agreement = instrument?.digest === digest ? instrument : agreementByDigest(await agreementsInForce(tx), digest);
    if (agreement === null) return null;
    return at !== now && !isInForceFor(act, agreement, now) ? null : decideUnder(act, agreement, facts, at);
  };
}
