// SPDX-License-Identifier: Apache-2.0
/**
 * What a peer review looks at: criteria, each with the questions that the reviewed authority answers and on which the panel states a finding.
 *
 * Source: Regulation (EU) 2024/1620, article 48, for what a peer review of financial intelligence units covers (resources, governance, practice
 * of exchange, follow-up); IOSCO on the monitoring of memoranda. The questions are our own.
 */
import type { ReviewCriterion } from '../wire.ts';

export interface ReviewQuestion {
  readonly id: string;
  readonly text: string;
}

export const reviewQuestions: Readonly<Record<ReviewCriterion, readonly ReviewQuestion[]>> = {
  powers: [
    { id: 'powers-gaps', text: 'Which kinds of assistance under this agreement can you not give by your law, or not without a court?' },
    { id: 'powers-changes', text: 'Which changes of your law since the last review widened or narrowed what you can give?' },
  ],
  timeliness: [
    { id: 'timeliness-organisation', text: 'How do you make sure that requests are acknowledged and answered in time?' },
    { id: 'timeliness-late', text: 'Why were requests answered late, and what did you do about it?' },
  ],
  quality: [
    { id: 'quality-check', text: 'Who checks before it is sent that an answer covers what was asked?' },
    { id: 'quality-own-requests', text: 'How do you make sure that your own requests hold what the agreement asks for?' },
  ],
  refusals: [
    { id: 'refusals-decided', text: 'Who decides on a refusal, and how is the other side consulted before?' },
    { id: 'refusals-contested', text: 'Which refusals were contested, and what came of it?' },
  ],
  confidentiality: [
    { id: 'confidentiality-access', text: 'Who can see what others have given you, and how is access recorded and looked through?' },
    { id: 'confidentiality-breaches', text: 'Which breaches were there, and whom did you tell?' },
  ],
  'use-and-feedback': [
    { id: 'use-limits', text: 'How do you make sure that information is used only for what it was given for?' },
    { id: 'use-feedback', text: 'How and how often do you tell others what their answers were good for?' },
  ],
  resources: [
    { id: 'resources-staff', text: 'How many officers work on cooperation, with which training and languages?' },
    { id: 'resources-means', text: 'Which technical means do you lack?' },
  ],
  independence: [
    { id: 'independence-decisions', text: 'Can anybody outside your authority prevent or order assistance in a case?' },
    { id: 'independence-conflicts', text: 'How are conflicts of interest declared and handled?' },
  ],
};

/** The questions of these criteria, in their order. */
export function questionsOf(criteria: readonly ReviewCriterion[]): readonly ReviewQuestion[] {
  return criteria.flatMap((criterion) => reviewQuestions[criterion]);
}
