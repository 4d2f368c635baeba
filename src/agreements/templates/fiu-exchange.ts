// SPDX-License-Identifier: Apache-2.0
/**
 * The arrangement of financial intelligence units, after the Egmont Principles, FATF Recommendation 40 and the Union's sixth
 * directive: intelligence and no evidence; consent presumed for the authorities that a request names; an interim, partial or
 * negative reply within thirty business days; the grounds that no unit may refuse on.
 */
import {
  contactPointsClause,
  correctionAndRecall,
  languagesClause,
  officersWhoAct,
  passingOn,
  signingAndAmendment,
} from './common-clauses.ts';
import { type AgreementTemplate, clause, ownDesign, powersOf, read, remembered, reported } from './template.ts';

const recommendation = (paragraph: string) => read(`FATF Recommendation 40, interpretive note, ${paragraph}`);
const egmontPrinciple = (principle: string) =>
  reported(`Egmont Principles for Information Exchange (July 2025), ${principle}`, 'the number of the principle and its exact words');
const directive = (article: string) => read(`Directive (EU) 2024/1640, article ${article}`);
const uses = ['fiu-analysis', 'asset-tracing'] as const;
const grounds = ['R01', 'R03', 'R06', 'R08', 'R10', 'R11'] as const;

export const fiuExchange: AgreementTemplate = {
  key: 'fiu-exchange',
  title: 'Arrangement of Financial Intelligence Units on the Exchange of Information',
  summary:
    'For financial intelligence units of any status: reports and analyses as intelligence, consent presumed for authorities named in the ' +
    'request, interim reply within 30 business days, movements held back on request.',
  instruments: [
    'Egmont Principles for Information Exchange',
    'FATF Recommendations 29 and 40',
    'Directive (EU) 2024/1640, articles 31 to 35',
  ],
  legalNature: 'non-binding',
  preamble:
    'Money is moved through many countries so that no unit sees the whole of it. The units give each other, freely, spontaneously and on ' +
    'request, what they hold and what they can obtain.',
  partyKinds: ['financial-intelligence-unit'],
  partiesMax: 200,
  options: ['throughCourt'],
  clauses: [
    clause(
      '1',
      'Terms used',
      `A *unit* is a party, whatever its status: administrative, police, judicial or mixed. A *report* is a report of a
       suspicious transaction with the analyses of it. The *requesting* unit asks, the *requested* unit is asked.`,
      [recommendation('paragraphs 7 to 10: units exchange whatever their status')],
    ),
    clause(
      '2',
      'Nature of this arrangement',
      `This arrangement states what the units intend. It binds none of them in law and gives no right to anybody else.`,
      [ownDesign],
      [{ kind: 'legal-nature', nature: 'non-binding', givesRightsToOthers: false }],
    ),
    clause(
      '3',
      'Matters covered',
      `It covers money laundering, its predicate offences whatever they are, the financing of terrorism and of proliferation. A difference in
       how a predicate offence is defined never limits assistance.`,
      [directive('35')],
      [
        { kind: 'material-scope', matters: ['money-laundering', 'terrorist-financing', 'proliferation-financing'] },
        { kind: 'dual-criminality', rule: 'never-asked', kinds: [], listedOffences: [], penaltyYearsMin: null },
      ],
    ),
    clause(
      '4',
      'Assistance',
      `The requested unit gives all that it could obtain for an analysis of its own: what lies in its files, reports and their analyses,
       records of transactions and accounts. It holds back a movement, or withholds its consent to one, at the request of another unit,
       directly or through the authority that can.`,
      [recommendation('paragraphs 7 to 10')],
      (given) => [
        { kind: 'assistance', kinds: ['information-from-files', 'suspicious-reports', 'transaction-records', 'suspend-movement'] },
        ...powersOf(given, ['records', 'suspend-movements']),
      ],
    ),
    clause(
      '5',
      'Content of requests',
      `A request states the subject, the relevant facts and their background, why it is made and how it will help, its link with the country
       of the requested unit, the foreseen use, and the authorities to which the answer may go. Where it is made on behalf of another
       authority, it says on whose.`,
      [
        recommendation('on all authorities: complete factual and legal information, urgency, foreseen use'),
        reported('Directive (EU) 2024/1640, article 31', 'the exact list of what a request contains'),
      ],
      [
        { kind: 'request-content', fields: ['subject', 'facts', 'why-useful', 'link-with-requested', 'foreseen-use'] },
        { kind: 'on-behalf', of: 'any-authority', needsConsentOfEachHolder: true },
      ],
    ),
    clause(
      '6',
      'Channels',
      `Requests and answers go by a protected channel: sealed dispatches between the servers of the units, or another secure electronic one.`,
      [recommendation('on all authorities: secure channels'), reported('Egmont Secure Web', 'whether the units wish to name it')],
      [{ kind: 'channels', channels: ['comity', 'secure-electronic', 'telephone'], isOralWhenUrgent: true }],
    ),
    clause(
      '7',
      'Urgent requests',
      `A request is urgent where assets are about to move out of reach or evidence is about to be lost. The units agree on the time of the
       answer in each urgent case; failing that, what can be said is said within 3 working days.`,
      [egmontPrinciple('on urgent requests'), ownDesign],
      [
        {
          kind: 'urgency',
          grounds: ['flight-of-assets', 'loss-of-evidence'],
          test: 'Assets are about to move out of reach, or evidence is about to be lost.',
        },
        { kind: 'deadline', step: 'interim-reply', class: 'urgent', amount: 3, unit: 'working-day' },
      ],
    ),
    clause(
      '8',
      'Time limits',
      `The requested unit acknowledges a request within 5 working days. It gives at least an interim, a partial or a negative reply within 30
       working days of receipt. Days are those of the requested unit.`,
      [
        egmontPrinciple('acknowledgement, and an interim, partial or negative reply within 30 business days'),
        { ...ownDesign, reference: 'the number of days for the acknowledgement' },
        remembered('Directive (EU) 2024/1640, article 31', 'whether its 5, 10 and 1 working days bind the units; they then replace these'),
      ],
      [
        { kind: 'deadline', step: 'acknowledge', class: 'normal', amount: 5, unit: 'working-day' },
        { kind: 'deadline', step: 'interim-reply', class: 'normal', amount: 30, unit: 'working-day' },
      ],
    ),
    clause(
      '9',
      'Refusal',
      `A request is refused only where it lies outside of the provisions on money laundering and terrorist financing, where assistance could
       impair an investigation, where it would be contrary to fundamental principles of domestic law, where a legal privilege or professional
       secrecy stands against it, where the requesting unit cannot protect the information, or where the request is not complete. It is not
       refused because the matter is fiscal, because a financial institution owes secrecy, because the requesting unit is of another nature or
       status, because an inquiry is open that would not be impeded, or because predicate offences are defined differently. A refusal is
       explained; the units first see whether the request can be mended, or carried out later.`,
      [recommendation('on all authorities: grounds that are not valid'), directive('34'), directive('35'), egmontPrinciple('on refusals')],
      [
        { kind: 'refusal-grounds', allowed: [...grounds], forbidden: ['R07', 'X1', 'X2', 'X3', 'X4'] },
        { kind: 'refusal-step', step: 'consult', grounds: [...grounds], days: null },
        { kind: 'refusal-step', step: 'cure', grounds: ['R06'], days: null },
        { kind: 'refusal-step', step: 'postpone', grounds: ['R03'], days: null },
      ],
    ),
    clause(
      '10',
      'Permitted use',
      `What is exchanged is intelligence. It is used for the tasks of a unit: analysis, and the tracing of assets. It is no evidence.`,
      [directive('33'), recommendation('on all authorities: use only for the purpose sought or provided')],
      [
        { kind: 'purposes', purposes: [...uses] },
        {
          kind: 'use-conditions',
          limits: {
            purposes: [...uses],
            handling: 'amber+strict',
            onward: 'consent',
            evidentialUse: 'with-permission',
            mayNotifySubject: false,
            note: 'Intelligence only. That a suspicious-transaction report exists is not made known to the person it concerns.',
          },
          retentionDays: 1825,
        },
      ],
    ),
    clause(
      '11',
      'Other recipients and uses',
      `Consent to share with the authorities that a request names is presumed unless the requested unit has said no. Anything beyond, and any
       administrative, investigative, prosecutorial or judicial use, needs its prior authorisation. It is given promptly and as widely as
       possible, whatever the predicate offence.`,
      [egmontPrinciple('principle 38: presumed consent'), directive('34'), recommendation('on all authorities: prior authorisation')],
      [
        { kind: 'use-mode', change: 'recipient-named-in-request', mode: 'presumed-consent' },
        { kind: 'use-mode', change: 'other-recipient', mode: 'prior-consent' },
        { kind: 'use-mode', change: 'purpose-outside', mode: 'prior-consent' },
        { kind: 'use-mode', change: 'evidence', mode: 'prior-consent' },
      ],
    ),
    passingOn('12', 5, [directive('34'), recommendation('paragraphs 21 and 22: consent of each hop'), ownDesign]),
    clause(
      '13',
      'Secrecy of reports',
      `That a report exists is made known to units only; to anybody else with the prior authorisation of the unit that received it.`,
      [remembered('FATF Recommendation 21 and the practice of units', 'the rule on tipping off in the law of each unit')],
      [{ kind: 'report-secrecy', mayReach: ['financial-intelligence-unit'] }],
    ),
    clause(
      '14',
      'Confidentiality',
      `What is received is protected at least as information of the same kind from the receiving unit's own country, also after this
       arrangement has ended.`,
      [recommendation('on all authorities: protection at least as for domestic information')],
      [{ kind: 'confidentiality', survivesTermination: true }],
    ),
    clause(
      '15',
      'Legal demands for information',
      `A unit that is obliged by law to disclose what it received tells the unit that gave it promptly.`,
      [recommendation('paragraphs 11 to 14, for supervisors; taken over for units')],
      [{ kind: 'legal-demand', notice: 'promptly', assertsPrivileges: true }],
    ),
    clause(
      '16',
      'Spontaneous information',
      `A unit gives another unasked what concerns that country, in particular a report that has its link there.`,
      [
        egmontPrinciple('on spontaneous exchange'),
        reported('Directive (EU) 2024/1640, article 31', 'how promptly reports that concern another state are forwarded'),
      ],
      [{ kind: 'unsolicited', isAllowed: true }],
    ),
    clause(
      '17',
      'Feedback',
      `When asked, and when its case is closed, the requesting unit says how it used the answer and what came of the analysis.`,
      [recommendation('paragraphs 7 to 10: feedback, the outcome of the analysis included')],
      [{ kind: 'feedback', when: 'after-closure', days: null }],
    ),
    clause(
      '18',
      'Markings',
      `The unit that gives a report says how reliable its source and its content are.`,
      [read('Europol 4 x 4 evaluation codes')],
      [{ kind: 'marking', scheme: 'europol-4x4', least: null }],
    ),
    correctionAndRecall('19', 5),
    officersWhoAct('20'),
    contactPointsClause('21', [directive('33, on contact points')]),
    languagesClause('22'),
    clause('23', 'Costs', `Each unit bears its own costs.`, [ownDesign], [{ kind: 'costs', rule: 'each-its-own', threshold: null }]),
    clause(
      '24',
      'Disagreements',
      `Units that disagree talk first, then their heads do. What is not settled goes to the informal procedure of their community and then to its
       procedure of support and compliance.`,
      [
        read('Egmont Support and Compliance Process, table of contents'),
        remembered('Egmont Support and Compliance Process', 'its triggers and what follows from them'),
      ],
      [
        {
          kind: 'mediation',
          route: [
            { step: 'contact-points', by: '', days: null },
            { step: 'heads-of-authority', by: '', days: null },
            { step: 'panel', by: 'the support and compliance procedure of the community of units', days: null },
          ],
          isBinding: false,
        },
      ],
    ),
    signingAndAmendment('25'),
    clause(
      '26',
      'Withdrawal',
      `A unit may withdraw by written notice of 60 days. Requests made before the end are carried on, and confidentiality continues.`,
      [ownDesign],
      [{ kind: 'withdrawal', noticeDays: 60 }],
    ),
  ],
};
