// SPDX-License-Identifier: Apache-2.0
/**
 * The college of supervisors of one significant firm or token, after MiCA articles 119 and 120 with EMIR articles 18 to 20 beside
 * it: a chair, members with a vote for each state, observers from third countries without one, opinions that one complies with or
 * explains.
 */
import {
  contactPointsClause,
  correctionAndRecall,
  languagesClause,
  officersWhoAct,
  passingOn,
  signingAndAmendment,
} from './common-clauses.ts';
import { type AgreementTemplate, clause, ownDesign, read, type TemplateGiven, type TermOfClause } from './template.ts';

const mica = (part: string) => read(`Regulation (EU) 2023/1114 (MiCA), articles 119 and 120: ${part}`);
const emir = (part: string) => read(`Regulation (EU) 648/2012 (EMIR), articles 18 to 20: ${part}`);
const uses = ['supervision', 'compliance-check', 'authorisation-fit-proper', 'systemic-risk'] as const;
const grounds = ['R01', 'R02', 'R03', 'R06', 'R10', 'R11'] as const;

export const supervisoryCollege: AgreementTemplate = {
  key: 'supervisory-college',
  title: 'Agreement on the College of Supervisors',
  summary:
    'For the supervisors of a significant issuer, provider or clearing house: roles and votes, documents and meetings, information for supervision, ' +
    'opinions that one complies with or explains.',
  instruments: ['Regulation (EU) 2023/1114 (MiCA), articles 119 and 120', 'Regulation (EU) 648/2012 (EMIR), articles 18 to 20'],
  legalNature: 'non-binding',
  preamble:
    'The firm is one and works in many countries. Its supervisors meet in a college, so that each knows what all know and none acts without the ' +
    'others being heard.',
  partyKinds: [
    'securities-regulator',
    'market-authority',
    'central-bank',
    'prudential-supervisor',
    'financial-intelligence-unit',
    'supranational-body',
  ],
  partiesMax: 60,
  options: ['observers', 'firms', 'thirdCountry', 'redressContact'],
  clauses: [
    clause(
      '1',
      'Terms used',
      `The *firm* is the one named in clause 3. The *chair* is the first party. *Members* supervise the firm, its custodians, platforms or payment
       providers, or a market where it is used on a large scale.`,
      [mica('who are members')],
    ),
    clause(
      '2',
      'Nature of this agreement',
      `It is a written agreement on how the college works. It takes no decision from the authority that is competent by law, and gives no right to
       anybody else.`,
      [mica('written agreement'), emir('written agreement')],
      [{ kind: 'legal-nature', nature: 'non-binding', givesRightsToOthers: false }],
    ),
    clause(
      '3',
      'Matters and firms covered',
      `It covers the supervision of the firm and of its group as far as that bears on the firm. The college is set up not later than 30 days after the
       application is complete, or the firm is found significant.`,
      [mica('30 days'), emir('30 days')],
      (given) => [
        { kind: 'material-scope', matters: ['stablecoins', 'digital-asset-services', 'markets-and-infrastructure', 'systemic-risk'] },
        { kind: 'person-scope', persons: ['supervised-firms'], onlyFirms: [...given.firms] },
        { kind: 'deadline', step: 'launch', class: 'normal', amount: 30, unit: 'day' },
      ],
    ),
    clause(
      '4',
      'Assistance',
      `Members give each other what lies in their files on the firm, its registrations and the outcome of checks, and inspect for each other where
       that is agreed. Tasks may be entrusted to another member who accepts them.`,
      [mica('exchange of information and entrusting of tasks')],
      [{ kind: 'assistance', kinds: ['information-from-files', 'registrations', 'compliance-records', 'inspection'] }],
    ),
    clause(
      '5',
      'Roles',
      `The chair leads and calls the meetings. Authorities of third countries take part without a vote.`,
      [mica('chair and third countries')],
      roles,
    ),
    clause(
      '6',
      'Voting and opinions',
      `The college gives an opinion within 30 days of receiving all that it needs. It decides by simple majority, with one vote for each jurisdiction,
       whatever the number of its members. An opinion binds nobody: who departs from it gives reasons.`,
      [
        mica('non-binding opinion, simple majority, one vote for each state, comply or give reasons'),
        emir('joint opinion in 30 days; vote caps of two or three for a state'),
      ],
      [
        { kind: 'voting', rule: 'simple-majority', per: 'jurisdiction', perJurisdictionMax: 1, isBinding: false },
        { kind: 'deadline', step: 'give-opinion', class: 'normal', amount: 30, unit: 'day' },
      ],
    ),
    clause(
      '7',
      'Meetings and documents',
      `The college meets at least every 6 months, and at the call of any member for cause. Each member may put a matter on the agenda. Documents go round
       ten working days before. The members consult when control of the firm changes, when the firm or its market is disrupted, when law changes, and
       before anybody speaks in public about the firm.`,
      [mica('agenda, frequency, time for documents'), { ...ownDesign, reference: 'the numbers of months and days' }],
      [{ kind: 'consultation', triggers: ['change-of-control', 'disruption', 'law-change', 'public-statement'], everyMonths: 6 }],
    ),
    clause(
      '8',
      'Notice of events',
      `A member tells the others of the withdrawal of an authorisation within 5 working days, of a disruption that may reach them within 4 hours, and of a
       measure that it intends at least 5 working days before it takes effect, unless that cannot wait.`,
      [emir('withdrawal of authorisation: five working days'), { ...ownDesign, reference: 'the other numbers' }],
      [
        { kind: 'notification', event: 'authorisation-withdrawn', amount: 5, unit: 'working-day', isBefore: false },
        { kind: 'notification', event: 'disruption', amount: 4, unit: 'hour', isBefore: false },
        { kind: 'notification', event: 'measure-intended', amount: 5, unit: 'working-day', isBefore: true },
      ],
    ),
    clause(
      '9',
      'Content of requests',
      `A request states its subject, why the answer helps, and the precautions wished. Facts that raise a suspicion are not needed.`,
      [ownDesign],
      [
        { kind: 'request-content', fields: ['subject', 'why-useful', 'precautions'] },
        { kind: 'channels', channels: ['comity', 'secure-electronic', 'telephone'], isOralWhenUrgent: true },
      ],
    ),
    clause(
      '10',
      'Time limits and urgent requests',
      `A request is acknowledged within 3 working days and answered within 15 working days. Where the stability of markets or the protection of clients
       cannot wait it is urgent: acknowledged within 4 hours, and answered within 24 hours as far as possible.`,
      [ownDesign],
      [
        { kind: 'deadline', step: 'acknowledge', class: 'normal', amount: 3, unit: 'working-day' },
        { kind: 'deadline', step: 'reply', class: 'normal', amount: 15, unit: 'working-day' },
        {
          kind: 'urgency',
          grounds: ['market-stability', 'investor-harm'],
          test: 'The stability of markets or the protection of clients cannot wait for the normal time.',
        },
        { kind: 'deadline', step: 'acknowledge', class: 'urgent', amount: 4, unit: 'hour' },
        { kind: 'deadline', step: 'interim-reply', class: 'urgent', amount: 24, unit: 'hour' },
      ],
    ),
    clause(
      '11',
      'Refusal',
      `A member may refuse where its law forbids it, where national security or its own investigation would be harmed, where the request is not complete or
       outside of the college's matters, or where the asking member cannot protect the information. It says why, and the chair is told.`,
      [ownDesign],
      [
        { kind: 'refusal-grounds', allowed: [...grounds], forbidden: ['R07', 'X1', 'X2', 'X3', 'X4'] },
        { kind: 'refusal-step', step: 'consult', grounds: [...grounds], days: null },
        { kind: 'refusal-step', step: 'cure', grounds: ['R06'], days: null },
        { kind: 'refusal-step', step: 'postpone', grounds: ['R03'], days: null },
      ],
    ),
    clause(
      '12',
      'Permitted use',
      `Information of the college is used to supervise the firm, to check its compliance and the fitness of its people, and to watch over risk to the
       financial system. It is no evidence without the leave of the member that gave it, and goes to members freely, to others with consent.`,
      [mica('tasks of the college'), ownDesign],
      [
        { kind: 'purposes', purposes: [...uses] },
        {
          kind: 'use-conditions',
          limits: {
            purposes: [...uses],
            handling: 'amber',
            onward: 'listed',
            evidentialUse: 'with-permission',
            mayNotifySubject: false,
            note: '',
          },
          retentionDays: null,
        },
        { kind: 'use-mode', change: 'purpose-outside', mode: 'prior-consent' },
        { kind: 'use-mode', change: 'other-recipient', mode: 'prior-consent' },
        { kind: 'use-mode', change: 'evidence', mode: 'prior-consent' },
      ],
    ),
    passingOn('13', 5, [ownDesign]),
    clause(
      '14',
      'Professional secrecy',
      `What passes in the college is covered by professional secrecy, also after it has ended. Authorities of third countries take part once their secrecy
       was found equivalent.`,
      [mica('secrecy'), ownDesign],
      (given) => [{ kind: 'confidentiality', survivesTermination: true }, ...dataToThirdCountries(given)],
    ),
    clause(
      '15',
      'Information given unasked',
      `Members give each other unasked what may matter for the supervision of the firm.`,
      [mica('exchange of information')],
      [{ kind: 'unsolicited', isAllowed: true }],
    ),
    correctionAndRecall('16', 5),
    officersWhoAct('17'),
    contactPointsClause('18'),
    languagesClause('19'),
    clause(
      '20',
      'Joining',
      `A state in which the firm is used on a large scale may ask that its authority joins. The college decides by simple majority.`,
      [mica('large-scale use'), { ...ownDesign, reference: 'the majority' }],
      [
        {
          kind: 'accession',
          kinds: ['securities-regulator', 'market-authority', 'central-bank', 'prudential-supervisor'],
          steps: ['application', 'vote'],
          consent: 'simple-majority',
        },
      ],
    ),
    signingAndAmendment('21', 'two-thirds'),
    clause(
      '22',
      'Withdrawal',
      `A member that no longer supervises anything of the firm leaves by notice of 30 days. Requests made before are carried on.`,
      [ownDesign],
      [{ kind: 'withdrawal', noticeDays: 30 }],
    ),
  ],
};

/** The first party chairs; observers look on; everybody else is a member with a vote. */
function roles({ parties, observers }: TemplateGiven): readonly TermOfClause[] {
  const [chair, ...others] = parties.map(({ authorityId }) => authorityId).filter((id) => !observers.includes(id));
  return [
    ...(chair === undefined ? [] : [{ kind: 'roles' as const, role: 'chair' as const, parties: [chair], hasVote: true }]),
    ...(others.length === 0 ? [] : [{ kind: 'roles' as const, role: 'member' as const, parties: others, hasVote: true }]),
    ...(observers.length === 0 ? [] : [{ kind: 'roles' as const, role: 'observer' as const, parties: [...observers], hasVote: false }]),
  ];
}

/** Supervision of a firm needs few names; where a member of a third country gets them, it is for an important public interest. */
function dataToThirdCountries({ thirdCountry, redressContact }: TemplateGiven): readonly TermOfClause[] {
  if (thirdCountry.length === 0) return [];
  return [
    {
      kind: 'personal-data',
      basis: 'public-interest',
      to: [...thirdCountry],
      annex: null,
      categories: ['identity', 'employment'],
      marking: 'of the college: names of managers and owners only',
      breachNoticeHours: 72,
      rights: ['information', 'access', 'rectification', 'redress'],
      redressContact,
      onward: 'never',
    },
    { kind: 'retention', of: 'personal-data', days: 1825, afterwards: 'destroy' },
  ];
}
