// SPDX-License-Identifier: Apache-2.0
/**
 * A travel-rule message against every rule: what is met, what is missing and where, what does not apply.
 *
 * All three bodies of rules are judged for every message; which of them binds a provider is said by where it has its seat, and an officer
 * knows that. What a message lacked is judged anew each time, since a rule may change and the message does not.
 */
import type { Instant } from '../../../kernel/index.ts';
import { travelRegimes, type JudgedTravelRuleWire, type TravelRegime, type TravelRuleMessageWire } from '../wire.ts';
import { euRules } from './eu-rules.ts';
import { fatfRules } from './fatf-rules.ts';
import { ivms101Rules } from './ivms101-rules.ts';

const travelRules = [...fatfRules, ...euRules, ...ivms101Rules];

/** Gaps told of one rule; a message with more has one cause. */
const gapsMax = 50;

export function judgeMessage(message: TravelRuleMessageWire, now: Instant): readonly JudgedTravelRuleWire[] {
  return travelRules.map(({ rule, regime, source, demand, applies, gaps }) => {
    const found = applies(message) ? gaps(message, now).slice(0, gapsMax) : null;
    const outcome = found === null ? 'does-not-apply' : found.length > 0 ? 'missing' : 'met';
    return { rule, regime, source, demand, outcome, gaps: [...(found ?? [])] };
  });
}

/** Of each body of rules: whether the message lacks something of it. */
export function lacks(judged: readonly JudgedTravelRuleWire[]): Readonly<Record<TravelRegime, boolean>> {
  const missing = new Set(judged.filter(({ outcome }) => outcome === 'missing').map(({ regime }) => regime));
  const [fatf, eu, ivms101] = travelRegimes.map((regime) => missing.has(regime));
  return { fatf: fatf === true, eu: eu === true, ivms101: ivms101 === true };
}
