// SPDX-License-Identifier: Apache-2.0
/**
 * The administrative arrangement on personal data between authorities of the Union and of other countries, after GDPR article
 * 46(3)(b), the EDPB's Guidelines 2/2020 and the arrangement that IOSCO and ESMA made in 2019. It stands beside a memorandum and
 * says under which safeguards names may travel with what that memorandum lets one ask for.
 */
import { contactPointsClause, correctionAndRecall, languagesClause, officersWhoAct, signingAndAmendment } from './common-clauses.ts';
import { type AgreementTemplate, approvedBySecond, clause, clauseWhere, ownDesign, read, remembered } from './template.ts';

const guidelines = (paragraphs: string) => read(`EDPB Guidelines 2/2020, ${paragraphs}`);
const fromMemory = (part: string, toVerify: string) => remembered(`EDPB Guidelines 2/2020, ${part}`, toVerify);
const arrangement = (part: string, toVerify: string) => remembered(`IOSCO and ESMA administrative arrangement (2019), ${part}`, toVerify);
const uses = ['supervision', 'compliance-check', 'admin-enforcement', 'civil-enforcement', 'criminal-prosecution'] as const;
const grounds = ['R01', 'R06', 'R10', 'R11'] as const;

export const personalDataArrangement: AgreementTemplate = {
  key: 'personal-data-arrangement',
  title: 'Administrative Arrangement on the Transfer of Personal Data',
  summary:
    'For authorities of the Union and of other countries, beside a memorandum: the safeguards, marks and rights under which personal data go to a ' +
    'country that does not protect them alike.',
  instruments: ['Regulation (EU) 2016/679, article 46(3)(b)', 'EDPB Guidelines 2/2020', 'IOSCO and ESMA administrative arrangement (2019)'],
  legalNature: 'non-binding',
  preamble:
    'Cooperation cannot do without names. The authorities wish that whoever bears them keeps, in every country, the rights that the law of the ' +
    'giving authority grants.',
  partyKinds: [
    'securities-regulator',
    'market-authority',
    'central-bank',
    'prudential-supervisor',
    'financial-intelligence-unit',
    'supranational-body',
  ],
  partiesMax: 200,
  options: ['thirdCountry', 'redressContact', 'besides'],
  clauses: [
    clause(
      '1',
      'Terms used',
      `The *transferring* authority gives personal data, the *receiving* authority gets them. *Personal data*, *processing* and *breach* mean what the
       law of the transferring authority says.`,
      [fromMemory('the definitions', 'which terms are to be defined')],
    ),
    clause(
      '2',
      'Nature of this arrangement',
      `It is an administrative arrangement and not binding in law; it needs the authorisation of the competent data-protection authority. Persons
       whose data are transferred can rely on the rights of clause 10.`,
      [read('Regulation (EU) 2016/679, article 46(3)(b)'), read('EDPB Opinion 4/2019')],
      [{ kind: 'legal-nature', nature: 'non-binding', givesRightsToOthers: true }],
    ),
    clause(
      '3',
      'Transfers covered',
      `It covers personal data in what one authority gives another from its files and registers, in records of transactions and accounts, and in
       statements.`,
      [guidelines('paragraphs 15 to 17: the purposes are listed')],
      [
        {
          kind: 'assistance',
          kinds: ['information-from-files', 'registrations', 'compliance-records', 'transaction-records', 'statement'],
        },
      ],
    ),
    clause(
      '4',
      'Purposes of transfers, and other uses',
      `Data are transferred and used to supervise and to enforce the laws that the authorities apply, in administrative, civil and criminal
       proceedings. For another purpose that is compatible the receiving authority gives notice; the transferring authority may object within 10
       working days. Any other purpose needs its prior consent.`,
      [guidelines('paragraphs 15 to 17'), { ...ownDesign, reference: 'the number of days' }],
      [
        { kind: 'purposes', purposes: [...uses] },
        { kind: 'use-mode', change: 'purpose-within', mode: 'notify-and-object' },
        { kind: 'deadline', step: 'object-to-new-use', class: 'normal', amount: 10, unit: 'working-day' },
        { kind: 'use-mode', change: 'purpose-outside', mode: 'prior-consent' },
      ],
    ),
    clause(
      '5',
      'Content of requests',
      `A request says for which purpose which data are needed and why no less would do: its subject, its facts, why it helps, its foreseen use and
       the precautions wished. It is acknowledged within 10 working days.`,
      [fromMemory('minimisation', 'the paragraph and its words'), { ...ownDesign, reference: 'the number of days' }],
      [
        { kind: 'request-content', fields: ['subject', 'facts', 'why-useful', 'foreseen-use', 'precautions'] },
        { kind: 'deadline', step: 'acknowledge', class: 'normal', amount: 10, unit: 'working-day' },
      ],
    ),
    clause(
      '6',
      'Refusal',
      `A transfer may be refused where it would breach the law of the transferring authority, where it lies outside of this arrangement, where the
       request does not show that the data are needed, or where the receiving authority cannot protect them. The authorities consult; a request may be
       mended.`,
      [ownDesign],
      [
        { kind: 'refusal-grounds', allowed: [...grounds], forbidden: ['X1', 'X2', 'X3', 'X4'] },
        { kind: 'refusal-step', step: 'consult', grounds: [...grounds], days: null },
        { kind: 'refusal-step', step: 'cure', grounds: ['R06'], days: null },
      ],
    ),
    clause(
      '7',
      'Personal data and their safeguards',
      `Data are limited to the kinds listed, adequate and no more than needed, correct and up to date. They are secured, open to those who need them,
       and marked as of Union origin. Special kinds of data are not transferred. A breach is told to the transferring authority within 72 hours.`,
      [
        guidelines('paragraphs 22 and 23'),
        fromMemory('minimisation, accuracy and sensitive data', 'the paragraphs and their words'),
        { ...ownDesign, reference: 'the number of hours; the guidelines ask for an agreed time' },
      ],
      (given) => [
        {
          kind: 'personal-data',
          basis: 'administrative-arrangement',
          to: [...given.thirdCountry],
          annex: '7',
          categories: [
            'identity',
            'contact',
            'identity-documents',
            'financial',
            'movements',
            'communications',
            'employment',
            'criminal-record',
          ],
          marking: 'of Union origin: no onward transfer without express authorisation',
          breachNoticeHours: 72,
          rights: ['information', 'access', 'rectification', 'erasure', 'restriction', 'objection', 'no-automated-decision', 'redress'],
          redressContact: given.redressContact,
          onward: 'with-authorisation',
        },
      ],
    ),
    clause(
      '8',
      'Retention',
      `Data are kept no longer than needed and no longer than the law of the receiving authority allows, at most 1,825 days; then they are destroyed.`,
      [read('notice of the Czech National Bank on the arrangement: limited retention'), { ...ownDesign, reference: 'the number of days' }],
      [
        { kind: 'retention', of: 'personal-data', days: 1825, afterwards: 'destroy' },
        {
          kind: 'use-conditions',
          limits: {
            purposes: [...uses],
            handling: 'amber+strict',
            onward: 'consent',
            evidentialUse: 'allowed',
            mayNotifySubject: false,
            note: 'Personal data of Union origin; no onward transfer without express authorisation.',
          },
          retentionDays: null,
        },
      ],
    ),
    clause(
      '9',
      'Onward transfers',
      `Data go to nobody else, also not within the receiving country, unless the transferring authority has expressly authorised it before. The
       receiving authority first explains the kinds of data, the reasons and the purposes; the recipient gives the same safeguards. The question is
       answered within 10 working days; silence is no authorisation. A second officer approves the answer.`,
      [guidelines('paragraphs 38 to 40'), { ...ownDesign, reference: 'the number of days' }],
      [
        { kind: 'use-mode', change: 'other-recipient', mode: 'prior-consent' },
        { kind: 'onward', mayRelay: true },
        { kind: 'deadline', step: 'answer-consent', class: 'normal', amount: 10, unit: 'working-day' },
        ...approvedBySecond('answer-consent'),
      ],
    ),
    clause(
      '10',
      'Rights of persons',
      `Persons are informed individually, unless an exception of the law applies. They have the rights of access, rectification, erasure, restriction
       and objection, and are subject to no decision made by a machine alone. They can turn to the contact for redress of either authority. Restrictions
       that protect an investigation are lifted once it no longer needs them.`,
      [guidelines('paragraphs 27 to 30'), arrangement('rights and redress', 'the procedure of redress, step by step')],
    ),
    clause(
      '11',
      'Confidentiality and legal demands',
      `Data are confidential, also after this arrangement has ended. A legally enforceable demand is told to the transferring authority before it is
       complied with.`,
      [arrangement('security and confidentiality', 'how legal demands are treated')],
      [
        { kind: 'confidentiality', survivesTermination: true },
        { kind: 'legal-demand', notice: 'before-complying', assertsPrivileges: true },
      ],
    ),
    clause(
      '12',
      'Review and oversight',
      `Each authority reviews its own compliance every 12 months; an oversight group of the authorities reviews it from outside. Both may ask the
       competent data-protection authority.`,
      [
        fromMemory('internal and external supervision', 'the paragraphs and their words'),
        arrangement('oversight', 'who sits in the group and how often it meets'),
      ],
      [{ kind: 'review', everyMonths: 12 }],
    ),
    clause(
      '13',
      'Publication',
      `This arrangement is published by each authority.`,
      [guidelines('paragraphs 27 to 30')],
      [{ kind: 'publication', isPublished: true, where: 'the website of each authority' }],
    ),
    clause(
      '14',
      'Suspension of transfers',
      `An authority suspends its transfers at once where the safeguards are not or cannot be kept, and says why. Data already transferred stay
       protected.`,
      [arrangement('suspension', 'who decides, and within which time')],
      [{ kind: 'suspension', of: 'own-participation', consent: 'none', areReasonsNeeded: true, noticeDays: 0 }],
    ),
    correctionAndRecall('15', 10),
    officersWhoAct('16'),
    contactPointsClause('17'),
    languagesClause('18'),
    signingAndAmendment('19'),
    clause(
      '20',
      'Withdrawal',
      `An authority may withdraw by written notice of 30 days. Requests made before the end are carried on; data transferred before stay protected as
       this arrangement says.`,
      [fromMemory('termination', 'that data stay protected, and for how long'), { ...ownDesign, reference: 'the number of days' }],
      [{ kind: 'withdrawal', noticeDays: 30 }],
    ),
    clauseWhere(
      (given) => given.besides !== null,
      clause(
        '21',
        'Relation to other arrangements',
        `It stands beside the memorandum under which assistance is asked for, which goes first; it adds to it for personal data.`,
        [read('IOSCO and ESMA administrative arrangement (2019): it sits beside the MMoU')],
        (given) => [{ kind: 'precedence', agreement: given.besides ?? '', relation: 'yields-to', kinds: [] }],
      ),
    ),
  ],
};
