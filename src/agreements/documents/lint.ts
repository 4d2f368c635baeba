// SPDX-License-Identifier: Apache-2.0
/**
 * Lint: what makes an agreement unsafe to sign or hard to apply, found before anybody signs it.
 *
 * An error means that the document cannot be applied as it stands: a term that cites no clause would decide something the
 * parties never wrote. A warning means that text and terms may say different things, such as a clause that promises an
 * answer within ten working days where no term starts that clock. Errors refuse the document; warnings go to the drafter.
 *
 * The rules are a list. Each looks for one thing and says where it is, what is wrong and what to do.
 */
import { isId, isInstant, isJurisdiction, isTimeZone } from '../../kernel/index.ts';
import { isPartyId } from '../../seals/index.ts';
import { eachTerm, error, type LintFinding, type LintRule, repeated, warning } from './lint-finding.ts';
import { rulesOnContradictions } from './lint-contradictions.ts';
import { rulesOnPartiesNamed } from './lint-parties-named.ts';
import { rulesOnPersonalData } from './lint-personal-data.ts';
import { rulesOnPrecedence } from './lint-precedence.ts';
import { clausePromises } from './lint-promises.ts';
import { sourcesAreHonest } from './lint-sources.ts';
import { rulesOnTraining } from '../training/lint-training.ts';
import { isNeverAccepted } from '../terms/ground-words.ts';
import type { AgreementWire, TermWire } from '../wire.ts';
import { assistanceWords, capabilityNeeded } from '../verdicts/words.ts';

/** Everything found, errors first, else in the order of the rules. */
export function lintAgreement(document: AgreementWire): readonly LintFinding[] {
  const found = rules.flatMap((rule) => rule(document));
  return [...found.filter((finding) => finding.severity === 'error'), ...found.filter((finding) => finding.severity === 'warning')];
}

const rules: readonly LintRule[] = [
  identifier,
  dates,
  partiesDiffer,
  partiesKnown,
  calendars,
  clauseNumbers,
  termsCiteClauses,
  permitsSomething,
  dispatchKindsKnown,
  purposesAllowed,
  useWithinPurposes,
  grounds,
  deadlinesOnce,
  deadlinesMakeSense,
  capabilitiesDeclared,
  careTaken,
  clausePromises,
  sourcesAreHonest,
  ...rulesOnPartiesNamed,
  ...rulesOnContradictions,
  ...rulesOnPersonalData,
  ...rulesOnPrecedence,
  ...rulesOnTraining,
];

/** An agreement that only joins two servers promises nothing about information, so rules about information do not apply. */
function givesAssistance(document: AgreementWire): boolean {
  return document.terms.some((term) => term.kind === 'assistance');
}

function identifier(document: AgreementWire): readonly LintFinding[] {
  if (isId('agr', document.id)) return [];
  return [error('id', 'It is not the identifier of an agreement.', 'Give "agr_" and 26 characters; every version keeps the same.')];
}

function dates(document: AgreementWire): readonly LintFinding[] {
  const { inForceFrom, inForceUntil } = document;
  const remedy = 'Write it as 2026-11-20T00:00:00.000Z.';
  const found: LintFinding[] = [];
  if (!isInstant(inForceFrom)) found.push(error('inForceFrom', 'It is not a moment in UTC.', remedy));
  if (inForceUntil !== null && !isInstant(inForceUntil)) found.push(error('inForceUntil', 'It is not a moment in UTC.', remedy));
  if (found.length === 0 && inForceUntil !== null && inForceUntil <= inForceFrom) {
    found.push(error('inForceUntil', 'The agreement ends before it begins.', 'Set an end after the beginning, or null.'));
  }
  return found;
}

function partiesDiffer(document: AgreementWire): readonly LintFinding[] {
  const seen = new Set<string>();
  return document.parties.flatMap(({ authorityId }, index) => {
    const isSecond = seen.has(authorityId);
    seen.add(authorityId);
    return isSecond ? [error(`parties[${index}].authorityId`, 'This authority is a party twice.', 'Name each party once.')] : [];
  });
}

function partiesKnown(document: AgreementWire): readonly LintFinding[] {
  return document.parties.flatMap(({ authorityId, jurisdiction }, index) => [
    ...(isPartyId(authorityId)
      ? []
      : [error(`parties[${index}].authorityId`, 'It is not the identity of an authority.', "Copy it from that authority's invitation.")]),
    ...(isJurisdiction(jurisdiction)
      ? []
      : [error(`parties[${index}].jurisdiction`, 'It is not a jurisdiction.', 'Give the two letters of ISO 3166-1.')]),
  ]);
}

function calendars(document: AgreementWire): readonly LintFinding[] {
  return document.parties.flatMap(({ calendar }, index) => {
    const path = `parties[${index}].calendar`;
    const found: LintFinding[] = [];
    if (!isTimeZone(calendar.timeZone))
      found.push(error(`${path}.timeZone`, 'It is not a time zone.', 'Give an IANA name, e.g. Europe/Riga.'));
    if (new Set(calendar.weekend).size > 5)
      found.push(error(`${path}.weekend`, 'No working day is left in a week.', 'List the days not worked only.'));
    for (const [position, holiday] of calendar.holidays.entries()) {
      if (!isDate(holiday)) found.push(error(`${path}.holidays[${position}]`, `${holiday} is not a day.`, 'Write it as 2026-12-25.'));
    }
    return found;
  });
}

function isDate(text: string): boolean {
  const ms = Date.parse(`${text}T00:00:00.000Z`);
  return !Number.isNaN(ms) && isInstant(`${text}T00:00:00.000Z`);
}

function clauseNumbers(document: AgreementWire): readonly LintFinding[] {
  const seen = new Set<string>();
  return document.clauses.flatMap(({ number }, index) => {
    const isSecond = seen.has(number);
    seen.add(number);
    return isSecond ? [error(`clauses[${index}].number`, `There are two clauses ${number}.`, 'Number every clause differently.')] : [];
  });
}

function termsCiteClauses(document: AgreementWire): readonly LintFinding[] {
  const numbers = new Set(document.clauses.map((clause) => clause.number));
  return document.terms.flatMap((term, index) =>
    numbers.has(term.clause)
      ? []
      : [
          error(
            `terms[${index}].clause`,
            `The term cites clause "${term.clause}", which does not exist.`,
            'Cite the clause whose text says it.',
          ),
        ],
  );
}

function permitsSomething(document: AgreementWire): readonly LintFinding[] {
  if (givesAssistance(document)) {
    const hasPurposes = document.terms.some((term) => term.kind === 'purposes');
    return hasPurposes
      ? []
      : [error('terms', 'Assistance is allowed for no purpose, so nothing could be asked.', 'Add a term with the purposes.')];
  }
  if (document.terms.some((term) => term.kind === 'dispatch-kinds' || term.kind === 'joint-work')) return [];
  return [error('terms', 'No term permits anything.', 'Add a term with the kinds of assistance that the text provides for.')];
}

const knownDispatchKinds = ['peering', 'keys', 'receipt', 'negotiation'];

function dispatchKindsKnown(document: AgreementWire): readonly LintFinding[] {
  return eachTerm(document, 'dispatch-kinds', (term, path) =>
    term.kinds
      .filter((kind) => !knownDispatchKinds.includes(kind))
      .map((kind) =>
        error(`${path}.kinds`, `"${kind}" is no kind of dispatch that a term can allow.`, `Choose among ${knownDispatchKinds.join(', ')}.`),
      ),
  );
}

function purposesAllowed(document: AgreementWire): readonly LintFinding[] {
  const lists = [
    ...eachTerm(document, 'purposes', (term, path) => [{ path: `${path}.purposes`, purposes: term.purposes }]),
    ...eachTerm(document, 'use-conditions', (term, path) => [{ path: `${path}.limits.purposes`, purposes: term.limits.purposes }]),
  ];
  return lists.flatMap(({ path, purposes }) => [
    ...(purposes.includes('commercial') ? [error(path, 'Commercial use is never a purpose.', 'Remove it.')] : []),
    ...(purposes.includes('immigration')
      ? [warning(path, 'Immigration control is rarely meant.', 'Remove it unless the text names it.')]
      : []),
    ...(purposes.includes('tax') ? [warning(path, 'Tax is off unless the parties want it.', 'Remove it unless the text names it.')] : []),
  ]);
}

function useWithinPurposes(document: AgreementWire): readonly LintFinding[] {
  const allowed = document.terms.flatMap((term) => (term.kind === 'purposes' ? term.purposes : []));
  return eachTerm(document, 'use-conditions', (term, path) =>
    term.limits.purposes
      .filter((purpose) => !allowed.includes(purpose))
      .map((purpose) =>
        warning(
          `${path}.limits.purposes`,
          `Data may be used for ${purpose}, for which nobody can ask.`,
          'Add it to the purposes or remove it here.',
        ),
      ),
  );
}

function grounds(document: AgreementWire): readonly LintFinding[] {
  const forbidden = document.terms.flatMap((term) => (term.kind === 'refusal-grounds' ? term.forbidden : []));
  return eachTerm(document, 'refusal-grounds', (term, path) =>
    term.allowed.flatMap((ground) => [
      ...(isNeverAccepted(ground) ? [error(`${path}.allowed`, `${ground} is a ground that no agreement accepts.`, 'Remove it.')] : []),
      ...(forbidden.includes(ground) ? [error(`${path}.allowed`, `${ground} is both allowed and forbidden.`, 'Decide which.')] : []),
    ]),
  );
}

/** One clock for each step, class and kind of assistance; a clock of one kind goes before that of all kinds. */
function deadlinesOnce(document: AgreementWire): readonly LintFinding[] {
  const twice = repeated(document, 'deadline', (term) => (term.for ?? ['all']).map((kind) => `${term.class} ${term.step} ${kind}`));
  return twice.map(({ path, key }) => {
    const [requestClass = '', step = '', kind = ''] = key.split(' ');
    const whose = kind === 'all' ? '' : ` for ${kind}`;
    return error(path, `There are two deadlines for the step "${step}" of ${requestClass} requests${whose}.`, 'Keep one.');
  });
}

/** Steps that are no steps of a request, and the term that provides for each. */
const onwardSteps = [
  ['answer-consent', 'onward'],
  ['answer-recall', 'recall'],
] as const;

function deadlinesMakeSense(document: AgreementWire): readonly LintFinding[] {
  const hasUrgency = document.terms.some((term) => term.kind === 'urgency');
  return eachTerm(document, 'deadline', (term, path) => [
    ...(term.class === 'urgent' && !hasUrgency
      ? [warning(path, 'A deadline runs for urgent requests, but no term says what is urgent.', 'Add a term with the grounds of urgency.')]
      : []),
    ...(onwardSteps.some(([step, kind]) => step === term.step && !document.terms.some((other) => other.kind === kind))
      ? [warning(path, `A deadline runs for "${term.step}", but no term provides for that step.`, 'Add the term, or remove the deadline.')]
      : []),
    ...(term.class === 'urgent' && onwardSteps.some(([step]) => step === term.step)
      ? [warning(path, `Only the normal deadline of "${term.step}" ever runs.`, 'Make it a normal one.')]
      : []),
    ...(term.class === 'normal' && term.step === 'contest-urgency'
      ? [warning(path, 'A normal request has no urgency to contest.', 'Make it urgent.')]
      : []),
  ]);
}

function capabilitiesDeclared(document: AgreementWire): readonly LintFinding[] {
  return eachTerm(document, 'assistance', (term, path) =>
    term.kinds
      .filter((kind) => !document.parties.some((party) => party.capabilities.includes(capabilityNeeded[kind])))
      .map((kind) =>
        warning(
          `${path}.kinds`,
          `No party declares that it can provide ${assistanceWords[kind]}.`,
          `Let a party declare "${capabilityNeeded[kind]}".`,
        ),
      ),
  );
}

function careTaken(document: AgreementWire): readonly LintFinding[] {
  if (!givesAssistance(document)) return [];
  const has = (kind: TermWire['kind']) => document.terms.some((term) => term.kind === kind);
  const fields = document.terms.flatMap((term) => (term.kind === 'request-content' ? term.fields : []));
  const expected: readonly (readonly [boolean, string, string])[] = [
    [has('refusal-grounds'), 'No request could ever be refused.', 'Add a term with the grounds of refusal.'],
    [
      has('use-conditions'),
      'No term limits the use of what is given.',
      'Add a term with the conditions of use; until then the careful default applies.',
    ],
    [has('confidentiality'), 'No term keeps what is exchanged confidential.', 'Add a term on confidentiality.'],
    [has('withdrawal'), 'No term says what becomes of requests under way at the end.', 'Add a term on withdrawal.'],
    [
      fields.includes('facts') || fields.includes('why-useful'),
      'A request need state neither the facts nor why it helps.',
      'Ask for at least one of them in the content of requests.',
    ],
  ];
  return expected.flatMap(([isThere, problem, remedy]) => (isThere ? [] : [warning('terms', problem, remedy)]));
}
