// SPDX-License-Identifier: Apache-2.0
/**
 * May this datum of a third authority go to this recipient for this purpose? Asked by who passes it on, by who gets it, and by
 * the court, each from the datum as it travels, with the same answer.
 *
 *     origin            it says how it came to the one who gives it, from its originator on, without a circle
 *     consent, if any   signed by the originator; for this datum, holder, recipient, purpose and moment; its condition carried
 *     conditions        every one set by others than the giver permits passing it on, with that consent or by itself
 *
 * It fails closed: what cannot be read or checked is no leave. A condition that the giver adds binds the recipient, not the
 * giver's own act. What a holder on the way set to "with consent" is answered by the originator's consent; a holder that
 * wishes otherwise forbids passing on.
 *
 * Without a consent (the originator listed the recipient) the recipient has the giver's word for the conditions: they are
 * signed by the giver alone then.
 */
import { checkUse, type Condition, parseCondition, type PassOnConsent, type Purpose, type UseVerdict } from '../../conditions/index.ts';
import { canonicalJson, type Instant } from '../../kernel/index.ts';
import type { Suites } from '../../seals/index.ts';
import type { PassedOnWire } from '../wire.ts';
import { type Consent, datumDigest, readConsent } from './consent-document.ts';

export interface PassedOnDatum {
  readonly originator: string;
  readonly body: unknown;
  readonly conditions: readonly unknown[];
  readonly passedOn?: PassedOnWire | undefined;
}

export interface PassingOn {
  readonly from: string;
  readonly to: string;
  readonly purpose: Purpose;
  readonly at: Instant;
}

export function judgePassOn(datum: PassedOnDatum, passing: PassingOn, suites: Suites): UseVerdict {
  const { passedOn } = datum;
  const { from, to, purpose, at } = passing;
  if (passedOn === undefined) return refused('It does not say how it came from its originator to the authority that gives it.');
  if (!leadsTo(passedOn.chain, datum.originator, from)) {
    return refused('The way it came does not lead from its originator to the authority that gives it.');
  }
  if (to === datum.originator || passedOn.chain.some((hop) => hop.to === to)) {
    return refused('The recipient is its originator or has it already.');
  }
  const conditions = datum.conditions.flatMap((value) => {
    const read = parseCondition(value, 'condition');
    return read.ok ? [read.value] : [];
  });
  if (conditions.length < datum.conditions.length || !conditions.some((condition) => condition.originator === datum.originator)) {
    return refused('It carries no condition of its originator that can be read, so nobody can say whether it may be passed on.');
  }
  const onTheWay = [datum.originator, ...passedOn.chain.map((hop) => hop.to)];
  if (conditions.some((condition) => !onTheWay.includes(condition.originator))) {
    return refused('It carries a condition of an authority through which it did not come.');
  }
  const others = conditions.filter((condition) => condition.originator !== from);
  const question = { manner: 'pass-on', purpose, by: from, recipient: to, now: at } as const;
  if (passedOn.consent === null) return checkUse(others, question);
  const read = readConsent(passedOn.consent, suites);
  if (!read.ok) return refused(`The consent cannot be believed: ${read.issues[0]?.problem ?? ''}`);
  const lack = lackOfConsent(read.value.consent, { datum, passing, conditions, salt: passedOn.consent.salt });
  if (lack !== null) return refused(lack, read.value.consent.clause);
  return checkUse(others, { ...question, consent: coverageOf(read.value.consent) });
}

/** What a consent covers, as the conditions ask it. */
export function coverageOf({ recipient, purpose, until }: Consent): PassOnConsent {
  return { recipient, purpose, until };
}

function leadsTo(chain: PassedOnWire['chain'], originator: string, from: string): boolean {
  const visited = [originator, ...chain.map((hop) => hop.to)];
  const isUnbroken = chain.every((hop, index) => hop.from === visited[index]);
  return isUnbroken && visited.at(-1) === from && new Set(visited).size === visited.length;
}

interface Held {
  readonly datum: PassedOnDatum;
  readonly passing: PassingOn;
  readonly conditions: readonly Condition[];
  readonly salt: string;
}

function lackOfConsent(consent: Consent, held: Held): string | null {
  const { datum, passing, conditions, salt } = held;
  const { recordId, digest } = consent.datum;
  const origin = datum.passedOn?.origin;
  if (consent.answer === 'denied') return 'Its originator has denied the consent.';
  if (consent.originator !== datum.originator) return 'The consent is by another authority than its originator.';
  if (consent.holder !== passing.from) return 'The consent was given to another holder.';
  if (consent.at > passing.at) return 'The consent was given later than it was passed on.';
  if (recordId !== origin?.recordId || digest !== datumDigest(salt, datum.body)) {
    return 'The consent is for another datum.';
  }
  const wanted = canonicalJson(consent.condition);
  if (!conditions.some((condition) => canonicalJson(condition) === wanted)) return 'The condition of the consent was left out.';
  return null;
}

function refused(sentence: string, clause: string | null = null): UseVerdict {
  const reason = { kind: 'onward-consent', sentence, conditionId: null, clause, agreement: null } as const;
  return { outcome: 'refused', reasons: [reason], effective: null };
}
