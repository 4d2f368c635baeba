// SPDX-License-Identifier: Apache-2.0
/** What each measure says, as a sentence after the name of the authority. Sums come with their currency. */
import { minuteOf } from '../paper/index.ts';
import type { InstructionWire, MeasureWire } from './wire.ts';

export interface MeasureWords {
  /** `250000` minor units of EUR as `2,500.00 EUR`, by the digits of the currency that are given in. */
  readonly sum: (minor: string) => string;
  /** What a line of the ledger is: an account, a wallet. */
  readonly line: (lineId: string) => string;
}

export function measureSentence(measure: MeasureWire | InstructionWire, { sum, line }: MeasureWords): string {
  switch (measure.kind) {
    case 'recognised':
      return 'recognised the order.';
    case 'late':
      return `cannot keep the time to ${measure.clock} and names ${when(measure.newDueAt)}: ${measure.reasons}`;
    case 'postponed':
      return `postponed the execution (${spelt(measure.why)})${measure.until === null ? '' : ` until ${when(measure.until)}`}: ${measure.reasons}`;
    case 'impossible':
      return `found it impossible to carry out (${spelt(measure.why)}): ${measure.reasons}`;
    case 'executed': {
      const total = measure.lines.reduce((all, { valueMinor }) => all + BigInt(valueMinor), 0n);
      const until = measure.until === null ? '' : `, until ${when(measure.until)}`;
      const places = `${measure.lines.length} ${measure.lines.length === 1 ? 'place' : 'places'}`;
      return `froze ${sum(String(total))} in ${places}${until}. Notice to persons affected: ${measure.notice}.`;
    }
    case 'valued':
      return `valued ${line(measure.lineId)} at ${sum(measure.valueMinor)} (${measure.method}).`;
    case 'claimed':
      return `noted a claim of ${measure.claimant} on ${line(measure.lineId)}: ${measure.claim}`;
    case 'limit-question':
      return `asked whether the freeze may be limited to ${when(measure.proposedUntil)}: ${measure.reasons}`;
    case 'ended':
      return `ended the freeze of ${measure.lineIds.map(line).join(', ')} (${spelt(measure.why)}).`;
    case 'disposed': {
      const { issuingMinor, executingMinor } = measure;
      const states = `${sum(issuingMinor)} to the issuing and ${sum(executingMinor)} to the executing state`;
      const { victimsCompensated: count } = measure;
      const victims = count === undefined ? 'victims' : `${count} ${count === 1 ? 'victim' : 'victims'}`;
      const given = `${sum(measure.victimsMinor)} to ${victims}`;
      return measure.victimsMinor !== '0' && issuingMinor === '0' && executingMinor === '0'
        ? `gave ${measure.lineIds.map(line).join(', ')} back: ${given}.`
        : `disposed of ${measure.lineIds.map(line).join(', ')}: ${given}, ${states}.`;
    }
    case 'limit-answer': {
      const limit = measure.until === null ? '' : ` to ${when(measure.until)}`;
      return `${measure.answer === 'maintain' ? 'asked to keep the freeze' : `limited the freeze${limit}`}: ${measure.reasons}`;
    }
    case 'release':
      return `released ${measure.lineIds.map(line).join(', ')}: ${measure.reasons}`;
  }
}

const spelt = (word: string): string => word.replaceAll('-', ' ');
const when = (moment: string): string => `${minuteOf(moment)} UTC`;
