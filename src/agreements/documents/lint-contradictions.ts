// SPDX-License-Identifier: Apache-2.0
/**
 * Terms that contradict each other, or that cannot be carried out because another is missing.
 *
 * What a machine would have to choose between is an error: it must not choose for the parties.
 */
import { assistanceWords } from '../verdicts/words.ts';
import { markingCodes } from '../terms/vocabulary.ts';
import { termTitles } from '../terms/term-titles.ts';
import type { AgreementWire, TermKind } from '../wire.ts';
import { eachTerm, error, type LintFinding, type LintRule, repeated, termsOf, warning } from './lint-finding.ts';

export const rulesOnContradictions: readonly LintRule[] = [
  saidOnce,
  legalNatureAgrees,
  dualCriminalityAgrees,
  useChangesOnce,
  useModesCanBeCarriedOut,
  refusalStepsFit,
  marksOfTheirScheme,
  handlingAgrees,
  retentionAgrees,
  languagesKnown,
  kindsAreCovered,
  reportSecrecy,
  mediationLeads,
  votingDecides,
  bodiesSafe,
  tailAfterNotice,
];

/** Kinds that speak of the whole agreement: two of them would be two answers to one question. */
const onceOnly: readonly TermKind[] = [
  'legal-nature',
  'languages',
  'costs',
  'channels',
  'revealing-request',
  'legal-demand',
  'self-regulatory-bodies',
  'report-secrecy',
  'joint-alerts',
  'confidentiality',
  'on-behalf',
  'voting',
  'review',
  'publication',
  'signing',
  'amendment',
  'accession',
  'reservations',
  'withdrawal',
  'mediation',
  'training',
];

function saidOnce(document: AgreementWire): readonly LintFinding[] {
  return onceOnly.flatMap((kind) =>
    repeated(document, kind, () => ['one']).map(({ path }) =>
      error(path, `There are two terms "${termTitles[kind]}" for the whole agreement.`, 'Keep one.'),
    ),
  );
}

function legalNatureAgrees(document: AgreementWire): readonly LintFinding[] {
  return eachTerm(document, 'legal-nature', ({ nature }, path) =>
    nature === document.legalNature
      ? []
      : [error(`${path}.nature`, `The term says ${nature}, the document says ${document.legalNature}.`, 'Decide which.')],
  );
}

function dualCriminalityAgrees(document: AgreementWire): readonly LintFinding[] {
  const grounds = termsOf(document, 'refusal-grounds');
  const isAllowed = grounds.some(({ allowed }) => allowed.includes('R07'));
  const isForbidden = grounds.some(({ forbidden }) => forbidden.includes('R07'));
  return eachTerm(document, 'dual-criminality', (term, path) => {
    const found: LintFinding[] = [];
    if (term.rule === 'never-asked' && term.kinds.length === 0 && isAllowed)
      found.push(error(`${path}.rule`, 'Dual criminality is never asked, yet its lack (R07) is a ground of refusal.', 'Decide which.'));
    if (term.rule !== 'never-asked' && isForbidden)
      found.push(error(`${path}.rule`, 'Dual criminality counts, yet refusing for its lack (R07) is forbidden.', 'Decide which.'));
    if (term.rule === 'unless-listed' && term.listedOffences.length === 0)
      found.push(error(`${path}.listedOffences`, 'Listed offences are excepted, but none is listed.', 'List them.'));
    if (term.rule !== 'unless-listed' && term.listedOffences.length > 0)
      found.push(
        error(`${path}.listedOffences`, 'Offences are listed, but the rule makes no exception for them.', 'Use the rule "unless-listed".'),
      );
    return found;
  });
}

function useChangesOnce(document: AgreementWire): readonly LintFinding[] {
  return repeated(document, 'use-mode', ({ change }) => [change]).map(({ path }) =>
    error(`${path}.change`, 'Another term says already what this change needs.', 'Keep one.'),
  );
}

function useModesCanBeCarriedOut(document: AgreementWire): readonly LintFinding[] {
  const hasWindow = termsOf(document, 'deadline').some(({ step }) => step === 'object-to-new-use');
  const hasOnward = termsOf(document, 'onward').length > 0;
  const modes = termsOf(document, 'use-mode');
  const found = eachTerm(document, 'use-mode', ({ change, mode }, path) => {
    if (mode === 'notify-and-object' && !hasWindow)
      return [error(`${path}.mode`, 'Nobody knows until when one may object.', 'Add a deadline for "object-to-new-use".')];
    if (mode === 'prior-consent' && change !== 'evidence' && !hasOnward)
      return [warning(`${path}.mode`, 'Consent is needed, but no term lets anybody ask for it.', 'Add a term "onward".')];
    if (mode === 'presumed-consent' && (change === 'purpose-outside' || change === 'evidence'))
      return [
        warning(
          `${path}.mode`,
          'Consent is presumed where the texts of the field ask for it beforehand.',
          'Ask for prior consent, or for notice.',
        ),
      ];
    return [];
  });
  const isPresumed = modes.some(({ change, mode }) => change === 'recipient-named-in-request' && mode === 'presumed-consent');
  const asksForeseenUse = termsOf(document, 'request-content').some(({ fields }) => fields.includes('foreseen-use'));
  return isPresumed && !asksForeseenUse
    ? [
        ...found,
        warning(
          'terms',
          'Consent is presumed for authorities named in the request, but requests need not name any.',
          'Ask for "foreseen-use".',
        ),
      ]
    : found;
}

/** A rebuttal answers with facts what rests on facts: other proceedings, the conduct, the place of the acts, how information is protected. */
const groundsOfStep = {
  consult: null,
  rebut: ['R04', 'R05', 'R07', 'R11', 'R12'],
  cure: ['R06'],
  postpone: ['R03', 'R04'],
} as const;

/** What is postponed may be no ground of refusal at all. */
function refusalStepsFit(document: AgreementWire): readonly LintFinding[] {
  const allowed = new Set(termsOf(document, 'refusal-grounds').flatMap((term) => term.allowed));
  return eachTerm(document, 'refusal-step', ({ step, grounds }, path) => {
    const fitting: readonly string[] | null = groundsOfStep[step];
    return grounds.flatMap((ground) => {
      if (step !== 'postpone' && !allowed.has(ground))
        return [error(`${path}.grounds`, `No request is refused on ${ground}, so nothing comes before it.`, 'Remove it.')];
      if (fitting !== null && !fitting.includes(ground))
        return [warning(`${path}.grounds`, `The step "${step}" does not suit ${ground}.`, `It suits ${fitting.join(' and ')}.`)];
      return [];
    });
  });
}

function marksOfTheirScheme(document: AgreementWire): readonly LintFinding[] {
  const twice = repeated(document, 'marking', ({ scheme }) => [scheme]).map(({ path }) =>
    error(`${path}.scheme`, 'Another term speaks of this scheme already.', 'Keep one.'),
  );
  const unknown = eachTerm(document, 'marking', ({ scheme, least }, path) => {
    const known = markingCodes[scheme];
    return least === null || known.includes(least)
      ? []
      : [error(`${path}.least`, `"${least}" is no mark of this scheme.`, `Use one of ${known.join(', ')}, or null.`)];
  });
  return [...twice, ...unknown];
}

/** The audience stands in the conditions of use; a mark of the Traffic Light Protocol says the same in another word. */
function handlingAgrees(document: AgreementWire): readonly LintFinding[] {
  const handlings = termsOf(document, 'use-conditions').map(({ limits }) => limits.handling.toUpperCase());
  return eachTerm(document, 'marking', ({ scheme, least }, path) =>
    scheme === 'tlp' && least !== null && handlings.some((handling) => handling !== least)
      ? [error(`${path}.least`, `The mark is ${least}, the conditions of use say ${handlings.join(', ')}.`, 'Make them the same.')]
      : [],
  );
}

function retentionAgrees(document: AgreementWire): readonly LintFinding[] {
  const twice = repeated(document, 'retention', ({ of }) => [of]).map(({ path }) =>
    error(`${path}.of`, 'Another term says already how long this is kept.', 'Keep one.'),
  );
  const usable = termsOf(document, 'use-conditions').flatMap(({ retentionDays }) => (retentionDays === null ? [] : [retentionDays]));
  const differing = eachTerm(document, 'retention', ({ of, days }, path) => {
    if (of !== 'information') return [];
    if (usable.length === 0)
      return [
        warning(
          `${path}.days`,
          'The conditions of use set no end, so data do not carry this one.',
          'Give "use-conditions" the same retentionDays.',
        ),
      ];
    return usable.some((other) => other !== days)
      ? [error(`${path}.days`, `It is kept for ${days} days, but may be used for ${usable.join(', ')}.`, 'Make them the same.')]
      : [];
  });
  return [...twice, ...differing];
}

function languagesKnown(document: AgreementWire): readonly LintFinding[] {
  return eachTerm(document, 'languages', ({ languages }, path) =>
    languages.flatMap((language, index) =>
      isLanguage(language)
        ? []
        : [error(`${path}.languages[${index}]`, `"${language}" is not a language.`, 'Write its BCP 47 tag, such as en.')],
    ),
  );
}

function isLanguage(tag: string): boolean {
  try {
    const [canonical] = Intl.getCanonicalLocales(tag);
    return canonical !== undefined && new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(canonical) !== undefined;
  } catch (thrown) {
    if (thrown instanceof RangeError) return false;
    throw thrown;
  }
}

/** A term that is for some kinds of assistance only, which the agreement does not cover, is never applied. */
function kindsAreCovered(document: AgreementWire): readonly LintFinding[] {
  const covered = new Set(termsOf(document, 'assistance').flatMap(({ kinds }) => kinds));
  return document.terms.flatMap((term, index) => {
    const about =
      term.kind === 'execution' || term.kind === 'dual-criminality' || term.kind === 'precedence'
        ? term.kinds
        : 'for' in term
          ? term.for
          : [];
    const missing = (about ?? []).filter((kind) => !covered.has(kind));
    return missing.map((kind) =>
      error(`terms[${index}]`, `It is about ${assistanceWords[kind]}, which the agreement does not cover.`, 'Cover it, or remove it here.'),
    );
  });
}

function reportSecrecy(document: AgreementWire): readonly LintFinding[] {
  const isCovered = termsOf(document, 'assistance').some(({ kinds }) => kinds.includes('suspicious-reports'));
  const reach = termsOf(document, 'report-secrecy').flatMap(({ mayReach }) => mayReach);
  if (!isCovered || reach.length === 0) return [];
  return document.parties.flatMap((party, index) =>
    reach.includes(party.kind)
      ? []
      : [
          warning(
            `parties[${index}].kind`,
            `Reports may be asked for, but that one exists may not be made known to ${party.name}.`,
            'Let reports reach its kind of authority, if that is meant.',
          ),
        ],
  );
}

function mediationLeads(document: AgreementWire): readonly LintFinding[] {
  return eachTerm(document, 'mediation', ({ route, isBinding }, path) =>
    isBinding && !route.some(({ step }) => step === 'mediator' || step === 'panel')
      ? [error(`${path}.isBinding`, 'The outcome binds, but nobody outside the dispute gives one.', 'Name a mediator or a panel.')]
      : [],
  );
}

function votingDecides(document: AgreementWire): readonly LintFinding[] {
  const found = eachTerm(document, 'voting', ({ rule }, path) =>
    rule === 'none' ? [error(`${path}.rule`, 'A vote that needs nobody decides nothing.', 'Name the majority.')] : [],
  );
  const asksVote = termsOf(document, 'accession').some(({ steps }) => steps.includes('vote'));
  return asksVote && termsOf(document, 'voting').length === 0
    ? [...found, warning('terms', 'An application is put to the vote, but no term says how a vote is counted.', 'Add a term "voting".')]
    : found;
}

function bodiesSafe(document: AgreementWire): readonly LintFinding[] {
  return eachTerm(document, 'self-regulatory-bodies', ({ mayReceive, safeguards }, path) =>
    mayReceive && !safeguards.includes('kept-confidential')
      ? [warning(`${path}.safeguards`, 'A body may receive information without keeping it confidential.', 'Ask for "kept-confidential".')]
      : [],
  );
}

function tailAfterNotice(document: AgreementWire): readonly LintFinding[] {
  const replyDays = termsOf(document, 'deadline').flatMap(({ step, unit, amount }) =>
    step === 'reply' && unit !== 'hour' ? [amount] : [],
  );
  return eachTerm(document, 'withdrawal', ({ tailDays }, path) =>
    tailDays !== undefined && replyDays.some((days) => days > tailDays)
      ? [warning(`${path}.tailDays`, 'Requests under way end before their time to reply has passed.', 'Make the tail at least as long.')]
      : [],
  );
}
