// SPDX-License-Identifier: Apache-2.0
/**
 * May this datum of a third authority go to this recipient for this purpose? Asked by who passes it on, by who gets it, and by
 * the court, each from the datum as it travels, with the same answer.
 *
 *     origin            it says how it came to the one who gives it, from its originator on, without a circle
 *     attested          only where its originator is known by letter: who had it from it says so, for this datum and its conditions
 *     consent, if any   signed by the originator; for this datum, holder, recipient, purpose and moment; its condition carried
 *     conditions        every one set by others than the giver permits passing it on, with that consent or by itself
 *
 * It fails closed: what cannot be read or checked is no leave. A condition that the giver adds binds the recipient, not the
 * giver's own act. What a holder on the way set to "with consent" is answered by the originator's consent; a holder that
 * wishes otherwise forbids passing on.
 *
 * What an authority attests from a letter (attestation.ts) is judged alike, with the attesting authority in the place of the signer: it
 * must be the first holder. Whether its word is taken at all is for the agreement with the recipient (verdicts/judge-giving.ts).
 *
 * Without a consent (the originator listed the recipient) the recipient has the giver's word for the conditions: they are
 * signed by the giver alone then.
 */
import { checkUse, type Condition, parseCondition, type PassOnConsent, type Purpose, type UseVerdict } from '../../conditions/index.ts';
import { canonicalJson, type Instant } from '../../kernel/index.ts';
import { isLetterId, type Suites } from '../../seals/index.ts';
import type { PassedOnWire } from '../wire.ts';
import { readAttestedRecord } from './attestation.ts';
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
  const unattested = lackOfLetter(datum, passedOn, conditions, suites);
  if (unattested !== null) return refused(unattested);
  const others = conditions.filter((condition) => condition.originator !== from);
  const question = { manner: 'pass-on', purpose, by: from, recipient: to, now: at } as const;
  if (passedOn.consent === null) return checkUse(others, question);
  const read = readConsent(passedOn.consent, suites);
  if (!read.ok) return refused(`The consent cannot be believed: ${read.issues[0]?.problem ?? ''}`);
  const { attestation } = read.value;
  if (attestation !== null && attestation.by !== passedOn.chain[0]?.to) return refused(otherAttester);
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

const otherAttester = 'It is attested by another authority than the one that had the letter.';

/** What its originator did not sign is attested by who had it from it, as it goes now; null where that holds, or its originator has keys. */
function lackOfLetter(datum: PassedOnDatum, passedOn: PassedOnWire, conditions: readonly Condition[], suites: Suites): string | null {
  const { attested, origin, chain } = passedOn;
  if (!isLetterId(datum.originator))
    return attested === undefined ? null : 'It is said to be attested from a letter, and its originator has a server and signs itself.';
  if (attested === undefined) return 'Its originator is known by letter, and nobody attests what its letter says.';
  const read = readAttestedRecord(attested, suites);
  if (!read.ok) return `What is attested of it cannot be believed: ${read.issues[0]?.problem ?? ''}`;
  const { record } = read.value;
  if (record.originator !== datum.originator || record.attestation.by !== chain[0]?.to) return otherAttester;
  if (record.datum.recordId !== origin.recordId || record.datum.digest !== datumDigest(attested.salt, datum.body))
    return 'What is attested is another datum.';
  const carried = new Set(conditions.map((condition) => canonicalJson(condition)));
  return record.conditions.every((condition) => carried.has(canonicalJson(condition)))
    ? null
    : 'A condition that its originator set in its letter was left out.';
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
