// SPDX-License-Identifier: Apache-2.0
/**
 * Clauses that promise something no term carries.
 *
 * The text binds people and the terms run the machine; where a clause speaks of a period, a ground of refusal or secrecy and
 * no term cites it, an officer would wait for a clock that never starts. Headings and fixed turns of phrase are looked for,
 * in English, so a promise in other words is missed and a mention may be taken for a promise: these are warnings.
 */
import type { LintFinding } from './lint-finding.ts';
import type { AgreementWire, TermWire } from '../wire.ts';

interface ClausePromise {
  /** What the clause speaks of, after "It speaks of". */
  readonly matter: string;
  readonly heading: RegExp;
  readonly kinds: readonly TermWire['kind'][];
}

const promises: readonly ClausePromise[] = [
  { matter: 'refusing', heading: /\b(refus|denial|deny|declin)/i, kinds: ['refusal-grounds'] },
  { matter: 'urgency', heading: /\burgen/i, kinds: ['urgency', 'deadline'] },
  { matter: 'periods', heading: /\b(time limits?|deadlines?|periods?|timing)\b/i, kinds: ['deadline'] },
  {
    matter: 'use',
    heading: /\b(permissible use|permitted use|use of information|conditions of use)\b/i,
    kinds: ['purposes', 'use-conditions'],
  },
  { matter: 'confidentiality', heading: /\b(confidential|secrecy)/i, kinds: ['confidentiality', 'use-conditions'] },
  { matter: 'approval', heading: /\b(approval|four eyes|authorisation of requests)\b/i, kinds: ['approvals'] },
  { matter: 'unsolicited information', heading: /\b(unsolicited|own initiative|spontaneous)/i, kinds: ['unsolicited'] },
  { matter: 'passing on', heading: /\b(passing on|onward)\b/i, kinds: ['onward', 'use-conditions'] },
  { matter: 'recall', heading: /\brecall/i, kinds: ['recall'] },
  { matter: 'withdrawal', heading: /\b(withdraw|terminat)/i, kinds: ['withdrawal'] },
  { matter: 'the content of requests', heading: /\b(content of (a )?requests?|form and content)\b/i, kinds: ['request-content'] },
];

export function clausePromises(document: AgreementWire): readonly LintFinding[] {
  // A document that only joins servers has text about its own end and nothing else to carry.
  if (!document.terms.some((term) => term.kind === 'assistance')) return [];
  return document.clauses.flatMap((clause, index) => {
    const citing = document.terms.filter((term) => term.clause === clause.number || term.clause.startsWith(`${clause.number}.`));
    const path = `clauses[${index}]`;
    return [...unkept(clause.heading, citing, path), ...unkeptPeriods(clause.text, citing, path)];
  });
}

function unkept(heading: string, citing: readonly TermWire[], path: string): readonly LintFinding[] {
  return promises
    .filter((promise) => promise.heading.test(heading) && !citing.some((term) => promise.kinds.includes(term.kind)))
    .map(({ matter, kinds }) => ({
      severity: 'warning',
      path,
      problem: `It speaks of ${matter}, but no term of the kind ${kinds.map((kind) => `"${kind}"`).join(' or ')} cites it.`,
      remedy: 'Add the term, or change the heading if nothing is promised.',
    }));
}

const periodShape = /\bwithin (?:at most )?(\d{1,4}) (working day|business day|day|hour)s?\b/gi;

/** "within 10 working days" in a text wants a term with that number; notice of withdrawal and retention are counted too. */
function unkeptPeriods(text: string, citing: readonly TermWire[], path: string): readonly LintFinding[] {
  return [...text.matchAll(periodShape)].flatMap(([phrase, digits = '', word = '']) => {
    const amount = Number(digits);
    const unit = word.toLowerCase().replace('business', 'working').replace(' ', '-');
    const isCarried = citing.some(
      (term) =>
        (term.kind === 'deadline' && term.amount === amount && term.unit === unit) ||
        (term.kind === 'withdrawal' && term.noticeDays === amount && unit === 'day') ||
        (term.kind === 'use-conditions' && term.retentionDays === amount && unit === 'day'),
    );
    if (isCarried) return [];
    const problem = `It promises something "${phrase.toLowerCase()}", but no term that cites it starts that clock.`;
    return [
      { severity: 'warning' as const, path, problem, remedy: 'Add a deadline term with the same number, or mend the one that differs.' },
    ];
  });
}
