// SPDX-License-Identifier: Apache-2.0
/**
 * Whether what an officer said about a pair still speaks.
 *
 * A judgement is about two subjects as they were. It counts until either of them changes: the listed subject in a later version of its list
 * (a version that leaves it as it is changes nothing), or the record in a later version. A rejected pair is quiet until a day that the
 * officer named; then it comes back to be looked at again.
 */
import type { Instant } from '../../kernel/index.ts';
import type { JudgementRecord, LeadNews } from './store.ts';

export interface PairNow {
  readonly listedDigest: string;
  /** Of the record; 0 where something was asked. */
  readonly subjectVersion: number;
}

type Judged = Pick<JudgementRecord, 'listed_digest' | 'subject_version' | 'until'>;

/** Why a judgement no longer counts; null while it does. */
export function judgementNews(judgement: Judged, pair: PairNow, now: Instant): LeadNews | null {
  if (judgement.listed_digest !== pair.listedDigest) return 'list-changed';
  if (judgement.subject_version !== pair.subjectVersion) return 'subject-changed';
  return judgement.until !== null && judgement.until < now ? 'judgement-ended' : null;
}

/** Days a rejected hit stays quiet where the officer names no day: each is looked at once a year. */
export const quietDaysDefault = 365;
/** And at most: three years, after which papers and people have changed. */
export const quietDaysMax = 1096;
