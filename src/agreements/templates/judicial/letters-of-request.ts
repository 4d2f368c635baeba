// SPDX-License-Identifier: Apache-2.0
/**
 * Standing terms on letters of request: what holds between two authorities that no instrument binds, when one asks the other for evidence
 * by the courtesy of nations or on assurance of reciprocity.
 *
 * They are no instrument. They create no duty to help and none to answer by a day; each letter is taken or left under the law of
 * whoever gets it. What they do settle is what would else be unsaid: what a letter must hold, that what is given is used in the
 * named proceedings alone, and which grounds are given where a letter is not taken up. Whatever instrument comes to bind the two goes
 * before them.
 */
import { contactPointsClause, correctionAndRecall, languagesClause, officersWhoAct, passingOn } from '../common-clauses.ts';
import { type AgreementTemplate, clause, ownDesign, powersOf, read, remembered } from '../template.ts';

const uses = ['criminal-investigation', 'criminal-prosecution', 'civil-enforcement', 'admin-enforcement'] as const;
/** Everything but what no agreement accepts: nobody is bound, so nobody is held to a shorter list. */
const grounds = ['R01', 'R02', 'R03', 'R04', 'R05', 'R06', 'R07', 'R08', 'R09', 'R10', 'R11', 'R12'] as const;
const treaties = read('a model treaty on mutual legal assistance: content of a request, exhibits on loan, procedure wished');
const convention = (part: string) => remembered(`United Nations Convention against Corruption, article 46${part}`, 'the exact words');

export const lettersOfRequest: AgreementTemplate = {
  key: 'letters-of-request',
  title: 'Standing Terms on Letters of Request',
  summary:
    'For two authorities without an instrument: evidence by letter, by courtesy or on reciprocity; no duty and no time limits, but speciality and reasons.',
  instruments: ['courtesy of nations', 'United Nations Convention against Corruption, article 46, as a model'],
  legalNature: 'non-binding',
  preamble: 'Where no instrument binds two states, their authorities may still help each other, because each may need the other.',
  partyKinds: [
    'prosecutor',
    'judicial-authority',
    'central-authority',
    'law-enforcement',
    'securities-regulator',
    'market-authority',
    'financial-intelligence-unit',
  ],
  partiesMax: 2,
  options: ['throughCourt'],
  clauses: [
    clause(
      '1',
      'Nature of these terms',
      `These terms are no treaty and no agreement on assistance. Neither party owes the other that a letter is carried out. Each letter rests on the
       courtesy of nations, or on the assurance that the party that asks would do the same. An instrument that binds both goes before them.`,
      [ownDesign],
      [{ kind: 'legal-nature', nature: 'non-binding', givesRightsToOthers: false }],
    ),
    clause(
      '2',
      'What may be asked',
      `A letter asks for information from files, records of transactions, statements and compelled testimony, records of telephone and internet,
       for search and seizure, and that data be preserved until a letter for them follows; each as far as the law of the party asked provides for
       it without an instrument.`,
      [treaties, convention('(3)')],
      (given) => [
        {
          kind: 'assistance',
          kinds: [
            'information-from-files',
            'transaction-records',
            'statement',
            'compelled-attendance',
            'telephone-records',
            'internet-records',
            'search-and-seizure',
            'preserve-data',
          ],
        },
        ...powersOf(given, [
          'records',
          'statements',
          'compel-attendance',
          'telephone-records',
          'internet-records',
          'search-and-seizure',
          'preserve-data',
        ]),
      ],
    ),
    clause(
      '3',
      'Content of a letter',
      `A letter states its subject, the facts, the offence and its provisions, what is sought and why it helps, who is likely to hold it, and the
       formalities that the court at home needs. It says on what it rests and through which authorities it goes, and promises to use what is given
       in the named proceedings alone.`,
      [treaties, convention('(15)')],
      [
        {
          kind: 'request-content',
          fields: ['subject', 'facts', 'why-useful', 'offence', 'legal-provisions', 'likely-holder', 'formalities'],
        },
        { kind: 'request-content', fields: ['questions'], for: ['statement', 'compelled-attendance'] },
        { kind: 'channels', channels: ['comity', 'secure-electronic', 'post', 'liaison-office'], isOralWhenUrgent: false },
      ],
    ),
    clause(
      '4',
      'Time',
      `Nothing is owed by a day but a word that the letter has come, within 10 working days. Whoever takes a letter up says when it may be carried out,
       and says so again where that changes. A letter is urgent where evidence would be lost.`,
      [ownDesign, convention('(24)')],
      [
        { kind: 'deadline', step: 'acknowledge', class: 'normal', amount: 10, unit: 'working-day' },
        { kind: 'deadline', step: 'acknowledge', class: 'urgent', amount: 2, unit: 'working-day' },
        { kind: 'urgency', grounds: ['loss-of-evidence'], test: 'Evidence is about to be lost, moved or altered.' },
      ],
    ),
    clause(
      '5',
      'Where a letter is not taken up',
      `Because nobody is bound, a letter may be left for any of these: domestic law, national security or public order, an investigation or proceedings
       of one's own, a final judgment, a letter that lacks something, conduct that is no offence there, privilege, fundamental rights, a matter outside
       of these terms, information that would not be protected, an act committed elsewhere. The reason is given, and both talk before. A letter that lacks
       something may be completed; one that would harm an investigation may be carried out later. That an institution owes secrecy to its clients is no
       reason, nor that a matter is also fiscal.`,
      [convention('(8), (21), (23) and (26)')],
      [
        { kind: 'refusal-grounds', allowed: [...grounds], forbidden: ['X1', 'X2', 'X3', 'X4'] },
        { kind: 'refusal-step', step: 'consult', grounds: [...grounds], days: null },
        { kind: 'refusal-step', step: 'cure', grounds: ['R06'], days: null },
        { kind: 'refusal-step', step: 'postpone', grounds: ['R03'], days: null },
        { kind: 'dual-criminality', rule: 'always', kinds: [], listedOffences: [], penaltyYearsMin: null },
      ],
    ),
    clause(
      '6',
      'Carrying a letter out',
      `The law of the party asked governs. Formalities that the letter names are observed where they are not contrary to it.`,
      [treaties],
      [
        {
          kind: 'execution',
          kinds: ['statement', 'compelled-attendance', 'search-and-seizure'],
          modes: ['requested-alone', 'requesting-attends'],
          followsFormalities: true,
        },
      ],
    ),
    clause(
      '7',
      'Speciality',
      `What is given is used as evidence in the proceedings that the letter names, and in no others. Any other use needs leave before. It stays with the
       authority that asked and the court of those proceedings.`,
      [convention('(19)')],
      [
        { kind: 'purposes', purposes: [...uses] },
        {
          kind: 'use-conditions',
          limits: {
            purposes: [...uses],
            handling: 'amber+strict',
            onward: 'consent',
            evidentialUse: 'allowed',
            mayNotifySubject: false,
            note: 'Only in the proceedings that the letter names.',
          },
          retentionDays: null,
        },
        { kind: 'use-mode', change: 'purpose-within', mode: 'prior-consent' },
        { kind: 'use-mode', change: 'purpose-outside', mode: 'prior-consent' },
        { kind: 'use-mode', change: 'other-recipient', mode: 'prior-consent' },
      ],
    ),
    passingOn('8', 10, [ownDesign]),
    clause(
      '9',
      'Confidentiality',
      `A letter, what it says and what answers it are confidential, also after these terms have ended. It is made known as far as carrying it out needs.`,
      [convention('(20)')],
      [
        { kind: 'confidentiality', survivesTermination: true },
        { kind: 'revealing-request', mode: 'after-consulting' },
      ],
    ),
    clause(
      '10',
      'Costs',
      `Each bears its own. Where carrying a letter out would be costly, both talk before.`,
      [convention('(28)')],
      [{ kind: 'costs', rule: 'consult-when-substantial', threshold: null }],
    ),
    correctionAndRecall('11', 10),
    officersWhoAct('12'),
    contactPointsClause('13'),
    languagesClause('14'),
    clause(
      '15',
      'End',
      `Either ends these terms by 30 days of notice. What was given before stays under them.`,
      [ownDesign],
      [{ kind: 'withdrawal', noticeDays: 30 }],
    ),
  ],
};
