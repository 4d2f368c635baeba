// SPDX-License-Identifier: Apache-2.0
/**
 * The enhanced memorandum of securities regulators (2017): the multilateral memorandum with five further powers, which each
 * signatory has or has not. They are flags of each party with the way it uses them, not lists with names.
 */
import { memorandumPrinciples, memorandumProcedure } from './multilateral-securities-memorandum.ts';
import { type AgreementTemplate, clause, clauseWhere, powersOf, read, remembered, reported } from './template.ts';

const letters = 'which powers the letters A, C, F, I and T stand for, and their exact limits; read on a page that copies the wording';

const assistance = clause(
  '4',
  'Assistance',
  `The authorities give each other the fullest assistance permissible. It includes all that the multilateral memorandum lists: files,
   registrations and compliance records; records of transactions, accounts and ownership; statements and testimony. Beyond these: **audit**
   working papers, communications and other information on the audit or review of financial statements; **compelled** physical attendance
   for testimony, with a sanction for who does not attend; the **freezing** of assets at the request of another signatory or, where that is
   not possible, advice on how they can be frozen; existing **internet** records on subscribers and traffic, not content, also through a
   prosecutor or a court, and the content of communications kept by supervised firms; existing **telephone** records in the same way.`,
  [remembered('IOSCO MMoU, paragraph 7', 'the paragraph number'), reported('IOSCO EMMoU, the powers called ACFIT', letters)],
  [
    {
      kind: 'assistance',
      kinds: [
        'information-from-files',
        'registrations',
        'compliance-records',
        'transaction-records',
        'statement',
        'audit-papers',
        'compelled-attendance',
        'freeze',
        'freeze-advice',
        'internet-records',
        'firm-communications',
        'telephone-records',
      ],
    },
  ],
);

const enhancedPowers = [
  'audit-papers',
  'compel-attendance',
  'freeze',
  'freeze-advice',
  'internet-records',
  'firm-communications',
  'telephone-records',
] as const;

const powers = clause(
  '27',
  'Powers of each signatory',
  `Each signatory declares which of the further powers it has and whether it uses them itself or through a court. It is asked for what it
   has declared. A signatory that has not all of them may sign for those it has.`,
  [
    read('IOSCO, page on the EMMoU: lists A.1 and A.2'),
    remembered('IOSCO EMMoU, list A.2', 'which powers a signatory of the list A.2 may lack'),
  ],
  (given) => powersOf(given, enhancedPowers),
);

const besides = clauseWhere(
  (given) => given.besides !== null,
  clause(
    '28',
    'Relation to other arrangements',
    `Where two signatories are also parties to the multilateral memorandum or to a bilateral one, this memorandum goes first; which one
     governed an act is recorded with it.`,
    [read('IOSCO, page on the EMMoU: it stands beside the MMoU, to which all signatories should move')],
    (given) => [{ kind: 'precedence', agreement: given.besides ?? '', relation: 'prevails-over', kinds: [] }],
  ),
);

export const enhancedSecuritiesMemorandum: AgreementTemplate = {
  key: 'enhanced-securities-memorandum',
  title: 'Enhanced Multilateral Memorandum on Consultation, Cooperation and the Exchange of Information',
  summary:
    'The multilateral memorandum with audit papers, compelled attendance, freezing, internet and telephone records, each declared by the ' +
    'signatory that has it.',
  instruments: ['IOSCO Enhanced Multilateral Memorandum of Understanding (2017)'],
  legalNature: 'non-binding',
  preamble:
    'Since the multilateral memorandum was written, misconduct has moved to accounts, networks and devices in many countries at once. The ' +
    'authorities that have the powers to follow it lend them to each other.',
  partyKinds: ['securities-regulator', 'market-authority'],
  partiesMax: 400,
  options: ['notYetAble', 'throughCourt', 'besides'],
  clauses: [...memorandumPrinciples, assistance, ...memorandumProcedure, powers, besides],
};
