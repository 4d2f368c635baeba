// SPDX-License-Identifier: Apache-2.0
/**
 * The investigation order, after Directive 2014/41/EU: one judicial order for any measure that finds evidence, decided within
 * thirty days and carried out within ninety, with the formalities that make the evidence admissible where it is needed.
 */
import {
  contactPointsClause,
  correctionAndRecall,
  languagesClause,
  officersWhoAct,
  passingOn,
  signingAndAmendment,
  listedOffences,
} from '../common-clauses.ts';
import { type AgreementTemplate, clause, ownDesign, powersOf, read, remembered } from '../template.ts';

const directive = (part: string) => read(`Directive 2014/41/EU, ${part}`);
const fromMemory = (part: string, toVerify: string) => remembered(`Directive 2014/41/EU, ${part}`, toVerify);
const uses = ['criminal-investigation', 'criminal-prosecution'] as const;
const grounds = ['R01', 'R02', 'R05', 'R07', 'R08', 'R09', 'R12'] as const;

export const investigationOrder: AgreementTemplate = {
  key: 'investigation-order',
  title: 'Arrangement on Orders of Investigation',
  summary:
    'For judicial authorities: evidence by order, decided within 30 days and obtained within 90, with the formalities of the issuing state.',
  instruments: ['Directive 2014/41/EU'],
  legalNature: 'binding',
  preamble:
    'Evidence lies where the act, the data or the witness is. The authorities obtain it for each other as they would at home, and so that it holds ' +
    'in the court that needs it.',
  partyKinds: ['prosecutor', 'judicial-authority', 'central-authority', 'law-enforcement'],
  partiesMax: 60,
  options: ['throughCourt'],
  clauses: [
    clause(
      '1',
      'Terms used',
      `The *issuing* authority makes or validates an order and asks; the *executing* authority recognises it and has the measure taken.`,
      [fromMemory('article 2', 'the definitions')],
    ),
    clause(
      '2',
      'Nature of this arrangement',
      `An order is recognised and carried out by law, as if a domestic authority had made it.`,
      [fromMemory('articles 1 and 9', 'the exact words of the duty to recognise')],
      [{ kind: 'legal-nature', nature: 'binding', givesRightsToOthers: true }],
    ),
    clause(
      '3',
      'Matters covered',
      `It covers proceedings in criminal matters, and those in which a decision may be brought before a court of criminal jurisdiction.`,
      [fromMemory('article 4', 'which proceedings it covers')],
      [{ kind: 'material-scope', matters: ['criminal-offences'] }],
    ),
    clause(
      '4',
      'Assistance',
      `The executing authority takes statements and hears witnesses, compelled to appear where its law provides for it; obtains information on
       accounts and transactions, and on subscribers and traffic of telephone and internet; searches and seizes; and gives what lies in its files.
       It has data preserved as they are until an order for their production follows. It may take another measure than the one named where that
       reaches the same end less intrusively, or where the one named does not exist.`,
      [
        directive('articles 10 and 26 to 28, by their titles'),
        fromMemory('article 10', 'when another measure is taken, and for which measures never'),
      ],
      (given) => [
        {
          kind: 'assistance',
          kinds: [
            'information-from-files',
            'statement',
            'compelled-attendance',
            'transaction-records',
            'telephone-records',
            'internet-records',
            'search-and-seizure',
            'preserve-data',
          ],
        },
        ...powersOf(given, [
          'compel-attendance',
          'records',
          'telephone-records',
          'internet-records',
          'search-and-seizure',
          'preserve-data',
        ]),
      ],
    ),
    clause(
      '5',
      'Content of an order',
      `An order states who issues it and in what capacity; its object and reasons; the persons; the facts, the offence and its provisions; the
       measure and the evidence sought; the formalities; its confidentiality; and earlier orders. For statements it states the questions; for
       records the period.`,
      [
        read('the text by which one state carries the directive out, on the content of an order'),
        fromMemory('annex A', 'the sections of the form'),
      ],
      [
        {
          kind: 'request-content',
          fields: [
            'subject',
            'facts',
            'why-useful',
            'offence',
            'legal-provisions',
            'likely-holder',
            'formalities',
            'precautions',
            'earlier-request',
          ],
        },
        { kind: 'request-content', fields: ['questions'], for: ['statement', 'compelled-attendance'] },
        { kind: 'request-content', fields: ['period'], for: ['transaction-records', 'telephone-records', 'internet-records'] },
      ],
    ),
    clause(
      '6',
      'Channels',
      `Orders go by a means that leaves a written record and lets the receiver verify where they come from.`,
      [fromMemory('article 7', 'the means named, and the decentralised system of the Union')],
      [{ kind: 'channels', channels: ['comity', 'secure-electronic', 'post'], isOralWhenUrgent: false }],
    ),
    clause(
      '7',
      'Time limits',
      `An order is acknowledged within 7 days of receipt. Its recognition is decided within 30 days of receipt, and where that is not possible at
       the latest 30 days later, with reasons. The measure is taken within 90 days of the decision, or the authorities agree on another time. They
       act with the same celerity as at home.`,
      [directive('article 12'), fromMemory('article 16 and annex B', 'the week for the acknowledgement')],
      [
        { kind: 'deadline', step: 'acknowledge', class: 'normal', amount: 7, unit: 'day' },
        { kind: 'deadline', step: 'decide', class: 'normal', amount: 30, unit: 'day' },
        { kind: 'deadline', step: 'execute', class: 'normal', amount: 90, unit: 'day' },
      ],
    ),
    clause(
      '8',
      'Urgent orders',
      `Where evidence is about to be lost, a provisional measure may be asked for; it is decided within 24 hours of receipt wherever practicable.
       A shorter time or a date that the order names is kept as far as possible. What is preserved is kept for sixty days at most, and once for
       thirty more; from the day on which an order for its production is told of, until that is answered.`,
      [
        directive('article 12'),
        fromMemory('article 32', 'the 24 hours for provisional measures'),
        remembered('Regulation (EU) 2023/1543', 'the days of a preservation'),
      ],
      [
        { kind: 'urgency', grounds: ['loss-of-evidence', 'flight-of-assets'], test: 'Evidence is about to be lost, moved or altered.' },
        { kind: 'deadline', step: 'provisional-measure', class: 'urgent', amount: 24, unit: 'hour' },
      ],
    ),
    clause(
      '9',
      'Refusal',
      `Recognition may be refused only where an immunity, a privilege or the freedom of the press stands against it; where it would harm essential
       national security, endanger a source or use what is classified; where the measure would not be authorised in a similar domestic case or is
       restricted to offences or penalties that are not met; where it would be contrary to ne bis in idem; where the act was committed outside the
       issuing state and inside the executing state and is no offence there; where there are substantial grounds to believe that it would be
       incompatible with fundamental rights; or where an offence that is not listed is none there. The authorities consult before.`,
      [read('Directive 2014/41/EU, article 11, as commented in the project FACILEX')],
      [
        { kind: 'refusal-grounds', allowed: [...grounds], forbidden: [] },
        { kind: 'refusal-step', step: 'consult', grounds: [...grounds], days: null },
      ],
    ),
    clause(
      '10',
      'Dual criminality',
      `It is not examined for the listed offences that the issuing state punishes with at least three years at most.`,
      [read('Directive 2014/41/EU, article 11(1)(g)'), fromMemory('annex D', 'the exact wording of the thirty-two kinds of offence')],
      [{ kind: 'dual-criminality', rule: 'unless-listed', kinds: [], listedOffences: [...listedOffences], penaltyYearsMin: 3 }],
    ),
    clause(
      '11',
      'Postponement',
      `Recognition or execution may be put off where it would harm an ongoing criminal investigation or prosecution, or while the objects or data are
       used in other proceedings.`,
      [fromMemory('article 15', 'the grounds of postponement')],
      [{ kind: 'refusal-step', step: 'postpone', grounds: ['R03'], days: null }],
    ),
    clause(
      '12',
      'Carrying out an order',
      `Formalities and procedures that the order names are followed, unless they are contrary to fundamental principles of the executing state.
       Officers of the issuing state may attend and put questions where that is asked for and agreed.`,
      [fromMemory('article 9', 'who may attend, and what limits the formalities')],
      [
        {
          kind: 'execution',
          kinds: ['statement', 'compelled-attendance', 'search-and-seizure'],
          modes: ['requested-alone', 'requesting-attends', 'requesting-asks'],
          followsFormalities: true,
        },
      ],
    ),
    clause(
      '13',
      'Permitted use',
      `Evidence is used in the proceedings for which it was obtained. For any other use the executing authority is asked before.`,
      [fromMemory('articles 13 and 19', 'the rules on transfer of evidence, confidentiality and other uses')],
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
            note: '',
          },
          retentionDays: null,
        },
        { kind: 'use-mode', change: 'purpose-outside', mode: 'prior-consent' },
        { kind: 'use-mode', change: 'other-recipient', mode: 'prior-consent' },
      ],
    ),
    passingOn('14', 10, [ownDesign]),
    clause(
      '15',
      'Confidentiality',
      `The executing authority keeps the facts and the substance of an order secret, except as far as carrying it out needs. Where it cannot, it says
       so at once.`,
      [fromMemory('article 19', 'the exact duty of confidentiality')],
      [
        { kind: 'confidentiality', survivesTermination: true },
        { kind: 'revealing-request', mode: 'after-consulting' },
      ],
    ),
    clause(
      '16',
      'Costs',
      `The executing state bears the costs on its territory. Where they would be exceptionally high, the authorities consult.`,
      [fromMemory('article 21', 'what happens when they do not agree')],
      [{ kind: 'costs', rule: 'consult-when-substantial', threshold: null }],
    ),
    correctionAndRecall('17', 10),
    officersWhoAct('18'),
    contactPointsClause('19'),
    languagesClause('20'),
    signingAndAmendment('21'),
    clause(
      '22',
      'End of this arrangement',
      `A party may leave this arrangement by notice of 90 days; what the law asks of it remains. Orders received before are carried on.`,
      [ownDesign],
      [{ kind: 'withdrawal', noticeDays: 90 }],
    ),
  ],
};
