// SPDX-License-Identifier: Apache-2.0
/** The particulars of a request in English words, in the order of the form: for paper and for the command line. */
import {
  type inspectionChoices,
  inspectionTexts,
  type instrumentSchemes,
  type ParticularsWire,
  type personIdentifiers,
  type statementChoices,
  statementTexts,
} from './wire.ts';

export interface ParticularsGroup {
  readonly title: string;
  readonly rows: readonly (readonly [term: string, words: string])[];
}
type Row = readonly [term: string, words: string | undefined];
type Named<Choices extends Readonly<Record<string, readonly string[]>>> = {
  readonly [Name in keyof Choices]: readonly [term: string, words: Readonly<Record<Choices[Name][number], string>>];
};

const statementChoiceWords: Named<typeof statementChoices> = {
  form: [
    'Form',
    { oath: 'Under oath', affirmation: 'By affirmation', 'in-writing': 'In writing', 'without-either': 'Without oath or affirmation' },
  ],
  manner: ['Voluntary or compelled', { voluntary: 'Voluntary', compelled: 'Compelled' }],
  capacity: ['Capacity of the person', { witness: 'Witness', suspect: 'Suspect', 'not-known': 'Not known yet' }],
  attendance: [
    'Attendance of our staff',
    { nobody: 'Nobody of ours attends', present: 'Ours are present', 'puts-questions': 'Ours are present and put questions' },
  ],
  recording: ['Recording', { minutes: 'Minutes', transcript: 'Transcript', audio: 'Sound recording', video: 'Video recording' }],
  criminalUse: ['Use in criminal proceedings', { excluded: 'Excluded', possible: 'Possible', intended: 'Intended' }],
};
const statementTextWords: Readonly<Record<(typeof statementTexts)[number], string>> = {
  need: 'Need and purpose of the statement',
  rights: 'Rights of the person, against self-incrimination among them',
  legalAssistance: 'Legal assistance of the person',
  admissibility: 'What makes it admissible',
  certification: 'Certification',
  transmission: 'Form and time of transmission',
  language: 'Language and interpretation',
  dates: 'Dates, travel and meeting before',
};
const inspectionChoiceWords: Named<typeof inspectionChoices> = {
  kind: ['Kind', { inspection: 'On-site inspection', investigation: 'Investigation' }],
  carriedOutBy: [
    'Carried out by',
    {
      requested: 'The requested authority',
      'requested-with-ours': 'The requested authority, ours taking part',
      ours: 'The requesting authority',
      experts: 'Auditors or experts that are appointed',
      shared: 'Both, sharing the tasks',
    },
  ],
  premises: ['Premises', { business: 'Business premises', private: 'Private premises', both: 'Business and private premises' }],
  notice: ['Notice to the firm', { announced: 'Announced', unannounced: 'Unannounced' }],
};
const inspectionTextWords: Readonly<Record<(typeof inspectionTexts)[number], string>> = {
  proposal: 'Proposal',
  rationale: 'Rationale',
  benefits: 'What the requested authority gains by joining',
  copies: 'What is looked for, and the form of copies',
  privilege: 'Legal privilege',
};
const identifierWords: Readonly<Record<(typeof personIdentifiers)[number], string>> = {
  lei: 'LEI',
  registration: 'registration number',
  national: 'national number',
  passport: 'passport',
  client: 'client number',
  iban: 'IBAN',
  account: 'account',
  card: 'card',
  wallet: 'wallet',
};
const instrumentWords: Readonly<Record<(typeof instrumentSchemes)[number], string>> = {
  isin: 'ISIN',
  dti: 'DTI',
  'token-contract': 'Contract of the token',
  transaction: 'Transaction',
  other: 'Product',
};

/** Who carries an inspection out, as an acknowledgement says it. */
export function carriedOutWords(by: (typeof inspectionChoices.carriedOutBy)[number]): string {
  return inspectionChoiceWords.carriedOutBy[1][by];
}

/** Groups without a row are left out. */
export function particularsWords(particulars: ParticularsWire): readonly ParticularsGroup[] {
  const { contact, competence, information, replyBy, replyByWhy, period, persons, instruments, statement, inspection } = particulars;
  return [
    group('What is sought', [
      ['Provisions that give competence', competence],
      ['Information sought', information],
      ['Answer wanted by', replyBy],
      ['Why by then', replyByWhy],
      ['First day', period?.from],
      ['Last day', period?.to],
      ['Why so long a period', period?.whyLong],
      ...(instruments ?? []).map(({ scheme, value, name }): Row => [
        instrumentWords[scheme],
        name === undefined ? value : `${value}, ${name}`,
      ]),
    ]),
    group(
      'Persons',
      (persons ?? []).map((person): Row => [person.kind === 'natural' ? 'Person' : 'Legal person', personWords(person)]),
    ),
    group('How the statement is taken', [
      ...chosen(statement, statementChoiceWords),
      ...statementTexts.map((name): Row => [statementTextWords[name], statement?.[name]]),
    ]),
    group('How it is inspected', [
      ...chosen(inspection, inspectionChoiceWords),
      ...inspectionTexts.map((name): Row => [inspectionTextWords[name], inspection?.[name]]),
    ]),
    group('Contact', [
      ['Name', contact?.name],
      ['Unit', contact?.unit],
      ['Telephone', contact?.telephone],
      ['E-mail', contact?.email],
      ['Address', contact?.address],
    ]),
  ].filter(({ rows }) => rows.length > 0);
}

function group(title: string, rows: readonly Row[]): ParticularsGroup {
  return { title, rows: rows.flatMap(([term, words]) => (words === undefined || words === '' ? [] : [[term, words] as const])) };
}

function personWords(person: NonNullable<ParticularsWire['persons']>[number]): string {
  const { name, role, bornOn, bornAt, country, address, identifiers = [] } = person;
  const birth = bornOn === undefined && bornAt === undefined ? undefined : ['born', bornOn, bornAt].filter(Boolean).join(' ');
  const known = identifiers.map(({ scheme, value }) => `${identifierWords[scheme]} ${value}`);
  return [name, role, birth, country, address, ...known].filter((part) => part !== undefined && part !== '').join('; ');
}

function chosen<Choices extends Readonly<Record<string, readonly string[]>>>(
  given: { readonly [Name in keyof Choices]?: string | undefined } | undefined,
  words: Named<Choices>,
): Row[] {
  return Object.entries(words).map(([name, [term, known]]): Row => {
    const value = given?.[name];
    return [term, value === undefined ? undefined : (known as Readonly<Record<string, string>>)[value]];
  });
}
