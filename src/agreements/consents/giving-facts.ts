// SPDX-License-Identifier: Apache-2.0
/**
 * What a dispatch that gives data says of them to the agreement: how many, whether each carries at least the agreement's
 * conditions, how many come from a third authority, whether each of those may go on, and how many of them are
 * attested from a letter, because their originator has no server and signs nothing.
 *
 * Computed from the dispatch alone, so the sender, the recipient and the court get the same facts. A condition on a datum
 * of the giver's own was set by the giver; on one of a third authority, by somebody on the way it came (judge-pass-on.ts).
 */
import type { KnownAgreement } from '../documents/agreement-document.ts';
import { isLetterId, type Suites } from '../../seals/index.ts';
import type { GivingAct } from '../verdicts/judge-giving.ts';
import { everyDatumConditioned } from '../verdicts/reply-limits.ts';
import { judgePassOn, type PassedOnDatum, type PassingOn } from './judge-pass-on.ts';

export interface Given {
  readonly records: readonly PassedOnDatum[];
  /** Conditions on the text that goes with them; null where there is no text. */
  readonly textConditions: readonly unknown[] | null;
}

export function givingFacts(agreement: KnownAgreement, given: Given, passing: PassingOn, suites: Suites): GivingAct {
  const { records, textConditions } = given;
  const own = records.filter((record) => record.originator === passing.from);
  const others = records.filter((record) => record.originator !== passing.from);
  const text = textConditions === null ? [] : [{ conditions: textConditions }];
  const ofGiver = [...own, ...text].flatMap(({ conditions }) => conditions);
  const isOwnWord = ofGiver.every((condition) => (condition as { originator?: unknown }).originator === passing.from);
  const attestedCount = others.filter((record) => isLetterId(record.originator)).length;
  return {
    dataCount: records.length,
    everyDatumConditioned: isOwnWord && everyDatumConditioned(agreement, [...records, ...text], passing.at),
    passedOnCount: others.length,
    everyPassOnAllowed: others.every((record) => judgePassOn(record, passing, suites).outcome === 'permitted'),
    ...(attestedCount === 0 ? {} : { attestedCount }),
  };
}
