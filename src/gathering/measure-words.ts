// SPDX-License-Identifier: Apache-2.0
/** What each step says, as a sentence after the name of the authority. */
import { minuteOf } from '../paper/index.ts';
import type { GatheringInstructionWire, GatheringMeasureWire, GatheringOrderWire } from './wire.ts';

export const kindWords = {
  investigation: 'Investigation order',
  preservation: 'Order to preserve',
  'letter-of-request': 'Letter of request',
} as const;

export function stepSentence(step: GatheringMeasureWire | GatheringInstructionWire, order: GatheringOrderWire): string {
  const named = (id: string): string => order.sought.find((one) => one.id === id)?.description ?? id;
  switch (step.kind) {
    case 'recognised': {
      const set = step.formalities.filter(({ willObserve }) => !willObserve).length;
      const formalities = set === 0 ? '' : ` ${set} of the formalities asked for will not be observed.`;
      return `${order.kind === 'investigation' ? 'recognised the order' : 'took up the letter'}.${formalities}`;
    }
    case 'more-time':
      return `needs until ${when(step.until)} to decide: ${step.reasons}`;
    case 'other-measure':
      return `will do "${step.instead}" in the place of "${named(step.soughtId)}" (${spelt(step.why)}): ${step.reasons}`;
    case 'late':
      return `cannot keep the time and names ${when(step.newDueAt)}: ${step.reasons}`;
    case 'postponed':
      return `postponed it (${spelt(step.why)})${step.until === null ? '' : ` until ${when(step.until)}`}: ${step.reasons}`;
    case 'impossible':
      return `found it impossible (${spelt(step.why)}): ${step.reasons}`;
    case 'executed': {
      const results = step.results.map(({ soughtId, outcome, what }) => `${named(soughtId)}: ${spelt(outcome)}, ${bare(what)}`).join('; ');
      return `reported what was done. ${results}.${step.isLast ? ' Nothing more follows.' : ''}`;
    }
    case 'transfer-held':
      return `holds the evidence back for now${step.until === null ? '' : ` until ${when(step.until)}`}: ${step.reasons}`;
    case 'preserved':
      return `had it preserved until ${when(step.until)}: ${step.kept.map(({ what, heldBy }) => `${bare(what)}, at ${heldBy}`).join('; ')}.`;
    case 'ended':
      return `ended the preservation (${spelt(step.why)}).`;
    case 'view':
      return `${step.answer === 'agreed' ? 'agreed' : 'did not agree'} about the ${aboutWords[step.about]}: ${step.reasons}`;
    case 'extend':
      return `had the preservation go on until ${when(step.until)}: ${step.reasons}`;
    case 'production-issued':
      return `issued the order for production ${step.reference}: what is preserved is kept until that is answered.`;
    case 'release':
      return `released what was preserved: ${step.reasons}`;
  }
}

const aboutWords = { formalities: 'formalities', 'other-measure': 'other measure', time: 'time' } as const;
/** Without the full stop that the officer may have written: the sentence goes on. */
const bare = (words: string): string => words.replace(/\.+$/, '');
const spelt = (word: string): string => word.replaceAll('-', ' ');
const when = (moment: string): string => `${minuteOf(moment)} UTC`;
