// SPDX-License-Identifier: Apache-2.0
/**
 * What changes in verdicts: the acts of the past, judged once more as if the proposed version had been in force.
 *
 * Each act between parties of the text that went out or came in during the last year is judged twice on the facts of that day: under
 * the agreement that governed it, and under the proposed one. What comes out differently is listed with the sentence that says why.
 * Dates are left out of it: both versions are taken as in force that day. What parties declared since is left out as well.
 */
import {
  type Act,
  type AgreementDocument,
  agreementsInForce,
  agreementByDigest,
  decideUnder,
  knownAgreement,
  refOf,
} from '../agreements/index.ts';
import type { RecordedAct } from '../exchange/index.ts';
import { addMs, type Database, type Instant } from '../kernel/index.ts';
import type { NegotiationDeps } from './negotiation-deps.ts';
import { negotiationLimits, type ReplayWire } from './wire.ts';

const yearMs = 365 * 86_400_000;
const always = '1970-01-01T00:00:00.000Z';

export async function replayActs(db: Database, deps: NegotiationDeps, proposed: AgreementDocument, now: Instant): Promise<ReplayWire> {
  const since = addMs(now, -yearMs);
  const acts = await deps.recordedActs(db, since, negotiationLimits.replayedActsMax);
  const index = await agreementsInForce(db);
  const parties = new Map(
    proposed.parties.map(({ authorityId, name, jurisdiction }) => [authorityId, { authorityId, name, jurisdiction }]),
  );
  const under = timeless(proposed);
  const present = new Map<string, ReturnType<typeof timeless>>();
  const changed: ReplayWire['changed'] = [];
  let judged = 0;
  for (const recorded of acts) {
    const [from, to] = [parties.get(recorded.act.from), parties.get(recorded.act.to)];
    const governing = agreementByDigest(index, recorded.agreement.digest);
    if (from === undefined || to === undefined || governing === null) continue;
    judged += 1;
    const then = present.get(governing.digest) ?? timeless(governing.document);
    present.set(governing.digest, then);
    const was = verdictOn(recorded, then);
    const would = verdictOn(recorded, under);
    if (was.outcome === would.outcome) continue;
    const [reason] = would.reasons;
    changed.push({
      dispatch: recorded.dispatch,
      at: recorded.at,
      act: recorded.act.kind,
      from,
      to,
      was: was.outcome,
      would: would.outcome,
      sentence: reason?.sentence ?? '',
      clause: reason?.clause?.clause ?? null,
    });
  }
  return { since, judged, isWhole: acts.length < negotiationLimits.replayedActsMax, same: judged - changed.length, changed };
}

/** The same text, as if it were in force on every day. */
function timeless(document: AgreementDocument) {
  return knownAgreement({ ...document, inForceFrom: always, inForceUntil: null });
}

function verdictOn({ act, facts, at }: RecordedAct, agreement: ReturnType<typeof timeless>) {
  const renamed: Act = 'agreement' in act ? { ...act, agreement: refOf(agreement) } : act;
  return decideUnder(renamed, agreement, facts, at).verdict;
}
