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
  { matter: 'confidentiality', heading: /\b(confidential|secrecy)/i, kinds: ['confidentiality', 'use-conditions', 'report-secrecy'] },
  { matter: 'approval', heading: /\b(approval|four eyes|authorisation of requests)\b/i, kinds: ['approvals'] },
  { matter: 'unsolicited information', heading: /\b(unsolicited|own initiative|spontaneous)/i, kinds: ['unsolicited'] },
  { matter: 'passing on', heading: /\b(passing on|onward)\b/i, kinds: ['onward', 'use-conditions'] },
  { matter: 'recall', heading: /\brecall/i, kinds: ['recall'] },
  { matter: 'withdrawal', heading: /\b(withdraw|terminat)/i, kinds: ['withdrawal'] },
  { matter: 'the nature of the agreement', heading: /\b(legal nature|nature of this)\b/i, kinds: ['legal-nature'] },
  { matter: 'languages', heading: /\blanguages?\b/i, kinds: ['languages'] },
  { matter: 'costs', heading: /\bcosts?\b/i, kinds: ['costs'] },
  { matter: 'personal data', heading: /\b(personal data|data protection)\b/i, kinds: ['personal-data', 'retention'] },
  { matter: 'retention', heading: /\bretention\b/i, kinds: ['retention', 'use-conditions'] },
  { matter: 'legally enforceable demands', heading: /\b(legal demands?|enforceable demands?)\b/i, kinds: ['legal-demand'] },
  { matter: 'self-regulatory bodies', heading: /\bself-regulatory\b/i, kinds: ['self-regulatory-bodies'] },
  { matter: 'consultation', heading: /\bconsultations?\b/i, kinds: ['consultation', 'refusal-step'] },
  { matter: 'feedback', heading: /\bfeedback\b/i, kinds: ['feedback'] },
  { matter: 'disputes', heading: /\b(mediation|disputes?|disagreements?)\b/i, kinds: ['mediation'] },
  { matter: 'contact points', heading: /\bcontact points?\b/i, kinds: ['contact-points', 'channels'] },
  { matter: 'joining', heading: /\b(accession|joining)\b/i, kinds: ['accession'] },
  { matter: 'amendment', heading: /\bamendments?\b/i, kinds: ['amendment'] },
  { matter: 'suspension', heading: /\bsuspension of\b/i, kinds: ['suspension'] },
  { matter: 'dual criminality', heading: /\bdual criminality\b/i, kinds: ['dual-criminality', 'refusal-grounds'] },
  { matter: 'marking', heading: /\b(markings?|handling codes?)\b/i, kinds: ['marking', 'use-conditions', 'personal-data'] },
  { matter: 'other agreements', heading: /\b(precedence|relation to other)\b/i, kinds: ['precedence', 'legal-nature'] },
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

/** "within 10 working days" in a text wants a term with that number. */
function unkeptPeriods(text: string, citing: readonly TermWire[], path: string): readonly LintFinding[] {
  return [...text.matchAll(periodShape)].flatMap(([phrase, digits = '', word = '']) => {
    const amount = Number(digits);
    const unit = word.toLowerCase().replace('business', 'working').replace(' ', '-');
    const isCarried = citing.some((term) => periodsOf(term).some((own) => own.amount === amount && own.unit === unit));
    if (isCarried) return [];
    const problem = `It promises something "${phrase.toLowerCase()}", but no term that cites it starts that clock.`;
    return [{ severity: 'warning' as const, path, problem, remedy: 'Add a term with the same period, or mend the one that differs.' }];
  });
}

/** Every period that a term carries; in days where its member is named so. */
function periodsOf(term: TermWire): readonly { readonly amount: number; readonly unit: string }[] {
  const inDays = (...amounts: readonly (number | null | undefined)[]) =>
    amounts.flatMap((amount) => (amount === null || amount === undefined ? [] : [{ amount, unit: 'day' }]));
  switch (term.kind) {
    case 'deadline':
    case 'notification':
      return [{ amount: term.amount, unit: term.unit }];
    case 'withdrawal':
      return inDays(term.noticeDays, term.tailDays);
    case 'use-conditions':
      return inDays(term.retentionDays);
    case 'refusal-step':
      return term.days === null ? [] : [{ amount: term.days, unit: term.unit ?? 'day' }];
    case 'retention':
    case 'feedback':
      return inDays(term.days);
    case 'suspension':
      return inDays(term.noticeDays);
    case 'mediation':
      return inDays(...term.route.map(({ days }) => days));
    case 'personal-data':
      return term.breachNoticeHours === null ? [] : [{ amount: term.breachNoticeHours, unit: 'hour' }];
    default:
      return [];
  }
}
