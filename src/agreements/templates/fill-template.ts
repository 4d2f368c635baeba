// SPDX-License-Identifier: Apache-2.0
/**
 * Filling a template: its text and terms with parties, dates and what else the drafter says, as a whole document.
 *
 *     fillTemplate(fiuExchange, { parties: [xa, xb], inForceFrom: '2027-01-01T00:00:00.000Z' })
 *
 * The document has passed lint; a warning stays for the drafter to weigh. Equal input gives equal bytes, also the identifier,
 * so that two officers who fill the same form have the same draft. What the template's sources leave uncertain goes along with
 * the clauses.
 */
import { failWith, type Issue, ok, type Result } from '../../kernel/index.ts';
import type { AgreementDocument, Party } from '../documents/agreement-document.ts';
import { schemaIssues } from '../documents/agreement-document.ts';
import { idFromDigest } from '../documents/derived-id.ts';
import { lintAgreement } from '../documents/lint.ts';
import type { LintFinding } from '../documents/lint-finding.ts';
import { trainingMark } from '../training/lint-training.ts';
import { capabilities } from '../terms/vocabulary.ts';
import { authorityKindWords } from '../terms/words.ts';
import { agreementSchema, type AgreementWire, type FillTemplateWire } from '../wire.ts';
import type { AgreementTemplate, TemplateGiven } from './template.ts';

export interface FilledTemplate {
  readonly document: AgreementDocument;
  /** Warnings: of lint, and that a party is of another kind than the template was made for. */
  readonly findings: readonly LintFinding[];
}

export function fillTemplate(template: AgreementTemplate, input: FillTemplateWire): Result<FilledTemplate> {
  const given = givenOf(input);
  const issues = issuesWith(template, input, given);
  if (issues.length > 0) return failWith(issues);
  const document = documentOf(template, input, given);
  const parsed = agreementSchema.safeParse(document);
  if (!parsed.success) return failWith(schemaIssues(parsed.error.issues, ''));
  const found = lintAgreement(document);
  const errors = found.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return failWith(errors.map(({ path, problem, remedy }) => ({ path, problem, remedy })));
  return ok({ document, findings: [...found, ...otherKinds(template, given.parties)] });
}

/** The template among invented parties, for reading before anybody fills it. */
export function templateInGeneral(template: AgreementTemplate): AgreementDocument {
  const input: FillTemplateWire = { parties: ['First', 'Second'].map(somebody(template)), inForceFrom: '2027-01-01T00:00:00.000Z' };
  return documentOf(template, input, givenOf(input));
}

/** A party that stands for whoever will be one: it can do all that an agreement may ask. */
function somebody(template: AgreementTemplate): (word: string, index: number) => Party {
  return (word, index) => ({
    authorityId: `ca1${'ab'[index]?.repeat(51) ?? ''}a`,
    ...(index === 1 && template.partyKinds.includes('training-authority')
      ? { name: `${word} party ${trainingMark}`, kind: 'training-authority' as const }
      : { name: `${word} party`, kind: template.partyKinds[0] ?? 'securities-regulator' }),
    jurisdiction: ['XA', 'XB'][index] ?? 'XC',
    capabilities: [...capabilities],
    calendar: { timeZone: 'UTC', weekend: [0, 6], holidays: [] },
    contact: '',
  });
}

function givenOf(input: FillTemplateWire): TemplateGiven {
  return {
    parties: input.parties,
    languages: input.languages ?? ['en'],
    notYetAble: input.notYetAble ?? [],
    thirdCountry: input.thirdCountry ?? [],
    observers: input.observers ?? [],
    throughCourt: input.throughCourt ?? [],
    firms: input.firms ?? [],
    besides: input.besides ?? null,
    redressContact: input.redressContact ?? 'the data-protection officer of the authority that received the data',
  };
}

function documentOf(template: AgreementTemplate, input: FillTemplateWire, given: TemplateGiven): AgreementWire {
  const { key, legalNature, preamble } = template;
  const wanted = template.clauses.filter((clause) => clause.isWanted(given));
  const title = input.title ?? template.title;
  return {
    format: 'comity-agreement/1',
    id: idFromDigest([`template ${key}`, title, input.inForceFrom, ...given.parties.map(({ authorityId }) => authorityId).toSorted()]),
    version: 1,
    title,
    legalNature,
    preamble,
    parties: [...given.parties],
    clauses: wanted.map(({ number, heading, text, sources }) => ({ number, heading, text, sources: [...sources] })),
    terms: wanted.flatMap((clause) => clause.terms(given).map((term) => ({ ...term, clause: clause.number }))),
    inForceFrom: input.inForceFrom,
    inForceUntil: input.inForceUntil ?? null,
  };
}

function issuesWith(template: AgreementTemplate, input: FillTemplateWire, given: TemplateGiven): readonly Issue[] {
  const known = new Set(given.parties.map(({ authorityId }) => authorityId));
  const named: readonly (readonly [member: string, ids: readonly string[]])[] = [
    ['notYetAble', given.notYetAble],
    ['thirdCountry', given.thirdCountry],
    ['observers', given.observers],
    ['throughCourt', given.throughCourt.map(({ party }) => party)],
  ];
  const options = ['notYetAble', 'thirdCountry', 'observers', 'throughCourt', 'firms', 'besides', 'redressContact'] as const;
  return [
    ...(given.parties.length > template.partiesMax
      ? [
          {
            path: 'parties',
            problem: `This template is for at most ${template.partiesMax} parties; ${given.parties.length} are given.`,
            remedy: 'Choose fewer, or another template.',
          },
        ]
      : []),
    ...named.flatMap(([member, ids]) =>
      ids.flatMap((id, index) =>
        known.has(id) ? [] : [{ path: `${member}[${index}]`, problem: 'It is not among the parties.', remedy: 'Name one of the parties.' }],
      ),
    ),
    ...options
      .filter((option) => input[option] !== undefined && !template.options.includes(option))
      .map((option) => ({
        path: option,
        problem: 'This template has no use for it.',
        remedy: template.options.length === 0 ? 'Leave it out.' : `Leave it out; it takes ${template.options.join(', ')}.`,
      })),
  ];
}

function otherKinds(template: AgreementTemplate, parties: readonly Party[]): readonly LintFinding[] {
  const made = template.partyKinds.map((kind) => authorityKindWords[kind]).join(', ');
  return parties.flatMap(({ kind, name }, index) =>
    template.partyKinds.includes(kind)
      ? []
      : [
          {
            severity: 'warning' as const,
            path: `parties[${index}].kind`,
            problem: `The template is made for ${made}; ${name} is of another kind.`,
            remedy: 'Read each clause with that in mind.',
          },
        ],
  );
}
