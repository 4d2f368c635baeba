// SPDX-License-Identifier: Apache-2.0
/**
 * The multilateral memorandum of securities regulators, after the memorandum of the International Organization of Securities
 * Commissions (2002, revised 2012): a statement of intent, three classes of assistance, no test of dual violation, uses within
 * the general framework of the request. Its clauses are also the first part of the enhanced form.
 */
import {
  contactPointsClause,
  correctionAndRecall,
  languagesClause,
  officersWhoAct,
  passingOn,
  signingAndAmendment,
} from './common-clauses.ts';
import { type AgreementTemplate, clause, notYetAble, ownDesign, read, remembered, type TemplateClause } from './template.ts';

const numbering = 'the paragraph number and its exact words in the text of May 2012';
const mmou = (paragraph: string) => remembered(`IOSCO MMoU, paragraph ${paragraph}`, numbering);

const uses = [
  'supervision',
  'compliance-check',
  'admin-enforcement',
  'civil-enforcement',
  'criminal-investigation',
  'criminal-prosecution',
  'sro-surveillance',
] as const;

const grounds = ['R01', 'R02', 'R04', 'R05', 'R06', 'R10'] as const;

export const memorandumPrinciples: readonly TemplateClause[] = [
  clause(
    '1',
    'Terms used',
    `An *authority* is a party. The *requesting* authority asks, the *requested* authority is asked. *Laws* are the provisions that an
     authority applies to the matters of clause 3. A *person* is a natural or legal person, an unincorporated entity or a partnership.`,
    [read('IOSCO MMoU, paragraphs 1 to 4')],
  ),
  clause(
    '2',
    'Nature of this memorandum',
    `This memorandum sets out what the authorities intend. It creates no binding obligation and does not override domestic law. It gives
     no person that is not an authority a right to obtain, suppress or exclude information or to challenge how a request is carried out.`,
    [mmou('6(a)'), mmou('6(c)')],
    [{ kind: 'legal-nature', nature: 'non-binding', givesRightsToOthers: false }],
  ),
  clause(
    '3',
    'Matters covered',
    `It covers insider dealing, market manipulation, misrepresentation of material information and other fraudulent or manipulative
     practices, solicitation included; the handling of investors' funds and orders; the registration, issue, offer and sale of securities
     and derivatives, and reporting on them; intermediaries, advisers, collective schemes, brokers, dealers and transfer agents; and
     markets, exchanges, clearing and settlement. It covers persons of every kind.`,
    [read('IOSCO MMoU, paragraph 4')],
    [
      {
        kind: 'material-scope',
        matters: [
          'insider-dealing',
          'market-manipulation',
          'misrepresentation',
          'fraud',
          'client-assets',
          'issue-and-offer',
          'intermediaries',
          'markets-and-infrastructure',
        ],
      },
      { kind: 'person-scope', persons: ['natural-persons', 'legal-persons', 'partnerships', 'unincorporated-entities'], onlyFirms: [] },
    ],
  ),
];

/** Clauses 5 to 24 are the same in both forms; only what may be asked for, in clause 4, differs. */
export const memorandumProcedure: readonly TemplateClause[] = [
  clause(
    '5',
    'Content of requests',
    `A request is made in writing and states: its subject and the facts behind the investigation, with its purpose; the assistance sought
     and why it will help; what is known of who holds the information and where; special precautions, its sensitivity included; and the
     laws that may have been infringed.`,
    [mmou('8(a)'), mmou('8(b)')],
    [{ kind: 'request-content', fields: ['subject', 'facts', 'why-useful', 'likely-holder', 'precautions', 'legal-provisions'] }],
  ),
  clause(
    '6',
    'Urgent requests',
    `In urgent cases a request may be made by telephone or fax first; it is then confirmed by a signed original, within 2 working days. A
     request is urgent where a prompt answer is needed to stop or prevent significant harm, and the urgency does not come from the
     requesting authority's own delay.`,
    [mmou('8(c)'), { ...ownDesign, reference: 'the test, after Regulation (EU) 2024/2545, recitals 3 and 4' }],
    [
      { kind: 'channels', channels: ['comity', 'secure-electronic', 'post', 'telephone', 'telefax'], isOralWhenUrgent: true },
      {
        kind: 'urgency',
        grounds: ['investor-harm', 'market-stability', 'loss-of-evidence', 'flight-of-assets'],
        test: "A prompt answer is needed to stop or prevent significant harm, and the urgency does not come from the requester's own delay.",
      },
      { kind: 'deadline', step: 'confirm-in-writing', class: 'urgent', amount: 2, unit: 'working-day' },
    ],
  ),
  clause(
    '7',
    'Time limits',
    `The memorandum of the field sets none, so the authorities agree on these. The requested authority acknowledges a request within 10
     working days and replies within 60 working days. It acknowledges an urgent request, or contests its urgency, within 3 working days,
     gives what it has within 10 working days and the rest within 20 working days. Days are those of the requested authority.`,
    [ownDesign],
    [
      { kind: 'deadline', step: 'acknowledge', class: 'normal', amount: 10, unit: 'working-day' },
      { kind: 'deadline', step: 'reply', class: 'normal', amount: 60, unit: 'working-day' },
      { kind: 'deadline', step: 'acknowledge', class: 'urgent', amount: 3, unit: 'working-day' },
      { kind: 'deadline', step: 'contest-urgency', class: 'urgent', amount: 3, unit: 'working-day' },
      { kind: 'deadline', step: 'interim-reply', class: 'urgent', amount: 10, unit: 'working-day' },
      { kind: 'deadline', step: 'reply', class: 'urgent', amount: 20, unit: 'working-day' },
    ],
  ),
  clause(
    '8',
    'Denial of assistance',
    `Assistance may be denied where it would breach the domestic law of the requested authority; where criminal proceedings on the same
     facts against the same persons have begun there, or the same persons have been finally sanctioned there on the same charges, unless
     the requesting authority shows that the relief it seeks is of another nature and not duplicative; where the request is not made as
     this memorandum provides or lies outside of it; or on grounds of public interest or essential national interest. A denial is
     reasoned, and the authorities consult before it.`,
    [mmou('6(e)')],
    [
      { kind: 'refusal-grounds', allowed: [...grounds], forbidden: ['R07', 'X1', 'X2', 'X3', 'X4'] },
      { kind: 'refusal-step', step: 'consult', grounds: [...grounds], days: null },
      { kind: 'refusal-step', step: 'rebut', grounds: ['R04', 'R05'], days: null },
      { kind: 'refusal-step', step: 'cure', grounds: ['R06'], days: null },
    ],
  ),
  clause(
    '9',
    'No test of dual criminality or violation',
    `Assistance is not denied because the conduct under investigation would be no violation of the laws of the requested authority. Nor is
     it denied because a law on secrecy stands in its way: each authority has represented that none does.`,
    [mmou('7(c)'), mmou('6(b)')],
    [{ kind: 'dual-criminality', rule: 'never-asked', kinds: [], listedOffences: [], penaltyYearsMin: null }],
  ),
  clause(
    '10',
    'Carrying out a request',
    `The requested authority compels production from the person named or any other holder, and questions persons, by its own procedure. A
     representative of the requesting authority may attend and propose questions where its law allows. Rights and privileges of persons
     under the law of the requested authority are preserved; a claim to a foreign privilege is kept for the courts of the requesting
     authority.`,
    [mmou('9')],
    [
      {
        kind: 'execution',
        kinds: ['statement'],
        modes: ['requested-alone', 'requesting-attends', 'requesting-asks'],
        followsFormalities: false,
      },
    ],
  ),
  clause(
    '11',
    'Costs',
    `Each authority bears its own costs. Where they would be substantial, the authorities consult first.`,
    [mmou('9')],
    [{ kind: 'costs', rule: 'consult-when-substantial', threshold: null }],
  ),
  clause(
    '12',
    'Permissible use',
    `Information is used for the purpose stated in the request, ensuring compliance with the laws named there included, and for purposes
     within the general framework of that use: administrative and civil enforcement; surveillance or enforcement by a self-regulatory
     body that supervises the conduct; assisting a criminal investigation or prosecution; and any investigation for a general charge that
     applies to the violation. Such proceedings may be public.`,
    [mmou('10(a)')],
    [
      { kind: 'purposes', purposes: [...uses], extendsToGeneralCharge: true },
      {
        kind: 'use-conditions',
        limits: {
          purposes: [...uses],
          handling: 'amber',
          onward: 'consent',
          evidentialUse: 'allowed',
          mayNotifySubject: false,
          note: 'Proceedings in which it is used may be public.',
        },
        retentionDays: null,
      },
    ],
  ),
  clause(
    '13',
    'Other uses',
    `For any other use, and before information goes to any other authority, the requesting authority obtains the consent of the requested
     authority.`,
    [mmou('10(b)')],
    [
      { kind: 'use-mode', change: 'purpose-within', mode: 'presumed-consent' },
      { kind: 'use-mode', change: 'purpose-outside', mode: 'prior-consent' },
      { kind: 'use-mode', change: 'other-recipient', mode: 'prior-consent' },
    ],
  ),
  passingOn('14', 10, [mmou('10(b)'), ownDesign]),
  clause(
    '15',
    'Confidentiality',
    `Requests, their content and everything that passes under this memorandum are confidential. That a request was made may be disclosed
     where carrying it out needs that, after the requesting authority was consulted. Confidentiality outlasts this memorandum.`,
    [mmou('11')],
    [
      { kind: 'confidentiality', survivesTermination: true },
      { kind: 'revealing-request', mode: 'after-consulting' },
    ],
  ),
  clause(
    '16',
    'Legally enforceable demands',
    `Where a legally enforceable demand is made for information received, the authority notifies the one that gave it before complying,
     and asserts the exemptions and privileges that apply.`,
    [mmou('11')],
    [{ kind: 'legal-demand', notice: 'before-complying', assertsPrivileges: true }],
  ),
  clause(
    '17',
    'Self-regulatory bodies',
    `Before information goes to a self-regulatory body, the authority ensures that the body is able to keep it confidential, uses it only
     as clause 12 permits, and takes no competitive advantage from it.`,
    [mmou('11')],
    [
      {
        kind: 'self-regulatory-bodies',
        mayReceive: true,
        safeguards: ['kept-confidential', 'permitted-use-only', 'no-competitive-advantage'],
      },
    ],
  ),
  clause(
    '18',
    'Unsolicited information',
    `Each authority makes reasonable efforts to give another, unasked, information that it expects to be useful.`,
    [mmou('13')],
    [{ kind: 'unsolicited', isAllowed: true }],
  ),
  clause(
    '19',
    'Consultation',
    `The authorities consult from time to time; in particular when markets, business or legislation change significantly, and when it is
     shown that an authority is no longer willing or able to do what it signed.`,
    [mmou('12')],
    [{ kind: 'consultation', triggers: ['market-change', 'law-change', 'ability-change', 'before-refusal'], everyMonths: null }],
  ),
  correctionAndRecall('20', 10),
  officersWhoAct('21'),
  contactPointsClause('22', [mmou('8(a)')]),
  languagesClause('23'),
  clause(
    '24',
    'Accession',
    `A regulator of securities or of markets may apply to join. It answers a questionnaire on its laws and powers; the answers are screened;
     a decision-making group votes. One that has committed itself to change its law is listed as such: it neither asks nor is asked
     until the group finds it able.`,
    [
      read('IOSCO, page on the MMoU: appendices A and B, screening of applicants'),
      remembered('IOSCO MMoU, appendix B', 'who screens, who decides and by which majority'),
    ],
    (given) => [
      {
        kind: 'accession',
        kinds: ['securities-regulator', 'market-authority'],
        steps: ['application', 'questionnaire', 'screening', 'vote'],
        consent: 'two-thirds',
      },
      { kind: 'voting', rule: 'two-thirds', per: 'party', perJurisdictionMax: null, isBinding: true },
      ...notYetAble(given),
    ],
  ),
  signingAndAmendment('25', 'two-thirds'),
  clause(
    '26',
    'Withdrawal',
    `An authority may withdraw by written notice of 30 days to all others. Requests made before the end are carried on, and confidentiality
     continues.`,
    [mmou('14 to 17')],
    [{ kind: 'withdrawal', noticeDays: 30 }],
  ),
];

const assistance = clause(
  '4',
  'Assistance',
  `The authorities give each other the fullest assistance permissible. It includes: (a) information and documents in the files of the
   requested authority, its registrations and compliance records among them; (b) contemporaneous records from which all transactions in
   securities and derivatives can be reconstructed, with all funds and assets into and out of the bank and brokerage accounts tied to
   them, the beneficial owner and controller, and for each transaction the account holder, the amount, the time, the price, and the
   individual, the bank or broker that handled it; who owns or controls a legal person organised in that jurisdiction; (c) a person's
   statement, taken or compelled, and testimony under oath where permitted.`,
  [mmou('7(a) and (b)')],
  [{ kind: 'assistance', kinds: ['information-from-files', 'registrations', 'compliance-records', 'transaction-records', 'statement'] }],
);

export const multilateralSecuritiesMemorandum: AgreementTemplate = {
  key: 'multilateral-securities-memorandum',
  title: 'Multilateral Memorandum on Consultation, Cooperation and the Exchange of Information',
  summary:
    'For securities regulators of any number of countries: files, transaction records and statements for enforcement and supervision, without ' +
    'a test of dual violation.',
  instruments: ['IOSCO Multilateral Memorandum of Understanding (2002, revised 2012)'],
  legalNature: 'non-binding',
  preamble:
    'Markets are global and the powers of each authority end at its border. The authorities wish to give each other mutual assistance, so that ' +
    'their laws are complied with and enforced.',
  partyKinds: ['securities-regulator', 'market-authority'],
  partiesMax: 400,
  options: ['notYetAble'],
  clauses: [...memorandumPrinciples, assistance, ...memorandumProcedure],
};
