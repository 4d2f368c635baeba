// SPDX-License-Identifier: Apache-2.0
/**
 * Informal first: what to do before anything formal is sent. A premature or unclear request is the commonest cause of delay, may
 * warn the person concerned, and may bring about the very domestic case that then blocks assistance.
 *
 * Each rule says when it applies and on whose word it is good practice; none of them is a condition of the request.
 */
import type { WayQuestionWire, WaysAnswerWire, WayWire } from './wire.ts';

type Advice = WaysAnswerWire['advice'][number];

interface AdviceRule extends Pick<Advice, 'kind' | 'source'> {
  readonly say: (question: WayQuestionWire, ways: readonly WayWire[]) => string | null;
}

const compulsory: readonly WayQuestionWire['assistance'][] = ['freeze', 'inspection', 'statement'];
const perishable: readonly WayQuestionWire['assistance'][] = ['internet-records', 'telephone-records', 'transaction-records'];

const rules: readonly AdviceRule[] = [
  {
    kind: 'call-first',
    source: 'FATF INR.38; asset-recovery guidelines, 9 and 10',
    say: (_question, [best]) => {
      const leg = best?.legs[0];
      if (leg === undefined) return null;
      const contact = leg.contact.trim() === '' ? leg.toName : `${leg.toName} (${leg.contact})`;
      return `Call ${contact} before sending, and show the draft: what is unclear or missing is mended in a day, not in a refusal.`;
    },
  },
  {
    kind: 'who-is-told',
    source: 'asset-recovery guidelines, 9',
    say: ({ assistance }) =>
      compulsory.includes(assistance)
        ? 'Ask whether the person concerned must be told there or may appeal, and when: a measure that comes too early is a warning.'
        : null,
  },
  {
    kind: 'preserve',
    source: 'Budapest Convention, articles 16, 29 and 35 (to verify)',
    say: ({ assistance }) =>
      perishable.includes(assistance)
        ? 'Ask at once that the records be preserved; they are kept for a limited time, and a request takes longer.'
        : null,
  },
  {
    kind: 'form-of-evidence',
    source: 'ITS (EU) 2024/2545 and 2018/292, statement-taking',
    say: ({ isForCourt }) =>
      isForCourt
        ? 'Agree the form that your court asks for: oath or affirmation, who certifies, how custody is recorded. It can seldom be repaired later.'
        : null,
  },
  {
    kind: 'violation-there',
    source: 'FATF R.37',
    say: (_question, [best]) =>
      hasDoubt(best, 'violation-there-too')
        ? 'Ask whether the conduct is a violation there whatever it is called: the conduct counts, not its name.'
        : null,
  },
  {
    kind: 'intelligence-first',
    source: 'Egmont Principles; FATF R.40',
    say: ({ isForCourt, assistance }, ways) =>
      isForCourt && assistance !== 'suspicious-reports' && ways.some(({ evidentialUse }) => evidentialUse !== 'allowed')
        ? 'What may not be evidence may still say where the evidence is: take that way for intelligence, then ask for the records it points to.'
        : null,
  },
  {
    kind: 'own-case',
    source: 'asset-recovery guidelines, 10',
    say: (_question, ways) =>
      ways.length > 0 ? 'Ask whether a case is open or about to be closed there: it may bar assistance, or be the better place.' : null,
  },
  {
    kind: 'no-way',
    source: 'IOSCO MMoU 12 (to verify); FATF R.40, paragraph 22',
    say: (_question, ways) =>
      ways.length === 0
        ? 'No agreement in force opens a way. The closed ones say which clause stands against it; ask your legal adviser to consult under it.'
        : null,
  },
];

export function adviceBefore(question: WayQuestionWire, ways: readonly WayWire[]): Advice[] {
  return rules.flatMap(({ kind, source, say }) => {
    const sentence = say(question, ways);
    return sentence === null ? [] : [{ kind, sentence, source }];
  });
}

function hasDoubt(way: WayWire | undefined, kind: string): boolean {
  return way?.doubts.some((doubt) => doubt.kind === kind) ?? false;
}
