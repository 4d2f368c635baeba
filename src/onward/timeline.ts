// SPDX-License-Identifier: Apache-2.0
/** What happened in a matter, in sentences; and in one line what a step that waits for approval would say. */
import { readConsent } from '../agreements/index.ts';
import { purposeWords } from '../conditions/index.ts';
import type { Suites } from '../seals/index.ts';
import { readRecall, readRecallAnswer, type StepBody } from './bodies.ts';
import type { EventFacts } from './store.ts';
import type { OnwardStep } from './wire.ts';

const stepWords: Readonly<Record<OnwardStep, readonly [noun: string, verb: string]>> = {
  'consent-request': ['the question of consent', 'asked whether it may be passed on'],
  'consent-answer': ['the answer', 'answered whether it may be passed on'],
  disclosure: ['the disclosure', 'gave it unasked'],
  recall: ['the recall', 'recalled it'],
  'recall-answer': ['the answer to the recall', 'answered the recall'],
  'new-use': ['the notice of a new use', 'told of a new use'],
  'new-use-answer': ['the answer to the new use', 'answered the new use'],
  'breach-notice': ['the notice of a breach', 'told of a breach of personal data'],
};

export function sentenceOf(facts: EventFacts, names: ReadonlyMap<string, string>): string {
  const who = names.get(facts.authority) ?? facts.authority;
  const peer = facts.peer === null ? '' : (names.get(facts.peer) ?? facts.peer);
  const [noun, verb] = stepWords[facts.step];
  const under = facts.clause === null ? '' : ` under clause ${facts.clause.clause}`;
  switch (facts.kind) {
    case 'prepared':
      return `${who} prepared ${noun}.`;
    case 'approved':
      return `${who} approved ${noun}.`;
    case 'returned':
      return `${who} returned ${noun} to its preparer: ${facts.detail ?? ''}`;
    case 'sent':
      return `${who} ${verb}${under}; it goes to ${peer}.`;
    case 'carried':
      return `The server of ${who} carried ${noun} on to ${peer}${under}.`;
    case 'received':
      return `${noun[0]?.toUpperCase() ?? ''}${noun.slice(1)} came from ${who}${facts.detail === null ? '' : ` (${facts.detail})`}.`;
    case 'delivered':
      return `${peer} received ${noun}.`;
    case 'rejected':
      return `${peer} did not admit ${noun} (${facts.detail ?? 'no reason given'}).`;
    case 'not-delivered':
      return `${noun[0]?.toUpperCase() ?? ''}${noun.slice(1)} could not be delivered to ${peer} until it expired.`;
    case 'executed':
      return `${who} carried the recall out.`;
    case 'noted':
      return `${who} took note of ${noun}.`;
    case 'presumed':
      return `${who} uses it otherwise than it was given for${under}, which presumes the consent of ${peer}.`;
  }
}

export function summaryOf(step: StepBody, suites: Suites): string {
  switch (step.kind) {
    case 'consent-request':
      return `May it go to ${step.body.recipientName} for ${purposeWords[step.body.purpose]}? ${step.body.reason}`;
    case 'consent-answer': {
      const read = readConsent(step.body.consent, suites);
      if (!read.ok) return '';
      const { answer, until, ground, reasons } = read.value.consent;
      const end = until === null ? '' : `, until ${until}`;
      return answer === 'granted' ? `granted${end}. ${reasons}`.trim() : `denied (${ground ?? ''}). ${reasons}`.trim();
    }
    case 'disclosure':
      return `${step.body.records.length} ${step.body.records.length === 1 ? 'record' : 'records'} for ${purposeWords[step.body.purpose]}. ${step.body.reason}`;
    case 'recall': {
      const read = readRecall(step.body.recall, suites);
      if (!read.ok) return '';
      const { change, reason, withheld = [] } = read.value;
      const without = withheld.length === 0 ? '' : ` (without ${withheld.length} ${withheld.length === 1 ? 'field' : 'fields'} withheld)`;
      return `${change}${without}: ${reason}`;
    }
    case 'new-use':
      return `${step.body.isEvidence ? 'As evidence for' : 'For'} ${purposeWords[step.body.purpose]}: ${step.body.reason}`;
    case 'new-use-answer':
      return `${step.body.answer}${step.body.until === null ? '' : `, until ${step.body.until}`}. ${step.body.reasons}`.trim();
    case 'breach-notice':
      return `${step.body.what} ${step.body.measures}`;
    case 'recall-answer': {
      const read = step.body.answer === null ? null : readRecallAnswer(step.body.answer, suites);
      return read?.ok === true
        ? `${read.value.outcome}${read.value.ground === null ? '' : ` (${read.value.ground})`}. ${read.value.reasons}`.trim()
        : step.body.outcome;
    }
  }
}
