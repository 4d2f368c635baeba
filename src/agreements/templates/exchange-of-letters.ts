// SPDX-License-Identifier: Apache-2.0
/**
 * The informal exchange of letters between two supervisors: the least that makes a working relation, for information from files,
 * after FATF Recommendation 40 for supervisors and the principles for supervisors of virtual-asset providers.
 */
import { contactPointsClause, correctionAndRecall, languagesClause, passingOn } from './common-clauses.ts';
import { type AgreementTemplate, approvedBySecond, clause, ownDesign, read } from './template.ts';

const recommendation = (part: string) => read(`FATF Recommendation 40, interpretive note, ${part}`);
const principles = (part: string) => read(`FATF guidance on virtual assets (2021), paragraph 357: ${part}`);
const uses = ['supervision', 'compliance-check', 'authorisation-fit-proper'] as const;
const grounds = ['R01', 'R02', 'R03', 'R06', 'R10', 'R11'] as const;

export const exchangeOfLetters: AgreementTemplate = {
  key: 'exchange-of-letters',
  title: 'Exchange of Letters on Informal Cooperation',
  summary:
    'For two authorities of any kind that begin to work together: information from files for supervision, answered as far as each can.',
  instruments: ['FATF Recommendation 40', 'FATF guidance on virtual assets (2021), paragraph 357'],
  legalNature: 'non-binding',
  preamble: 'The two authorities wish to be able to ask each other, and to know who answers.',
  partyKinds: [
    'securities-regulator',
    'market-authority',
    'financial-intelligence-unit',
    'central-bank',
    'prudential-supervisor',
    'sanctions-authority',
    'law-enforcement',
  ],
  partiesMax: 2,
  options: [],
  clauses: [
    clause(
      '1',
      'Nature of this exchange',
      `These letters state what the two authorities intend. They bind neither in law and give no right to anybody else. They apply whatever the kind or
       status of either.`,
      [principles('bilateral arrangements; exchange regardless of status')],
      [{ kind: 'legal-nature', nature: 'non-binding', givesRightsToOthers: false }],
    ),
    clause(
      '2',
      'Assistance',
      `Each gives the other what lies in its files on firms and persons that it supervises: regulatory status, shareholders and directors, the outcome of
       checks.`,
      [recommendation('paragraphs 11 to 14'), principles('kinds of information')],
      [{ kind: 'assistance', kinds: ['information-from-files', 'registrations', 'compliance-records'] }],
    ),
    clause(
      '3',
      'Content of requests',
      `A request is short: its subject, why it is made and how the answer will help, and the foreseen use. It may be talked about first.`,
      [principles('reason and intended purpose')],
      [
        { kind: 'request-content', fields: ['subject', 'why-useful', 'foreseen-use'] },
        { kind: 'channels', channels: ['comity', 'secure-electronic', 'telephone', 'in-person'], isOralWhenUrgent: true },
      ],
    ),
    clause(
      '4',
      'Time limits',
      `A request is acknowledged within 10 working days; an answer, in part or negative where it must be, follows within 40 working days.`,
      [
        principles('acknowledge, respond, give interim, partial or negative answers timely'),
        { ...ownDesign, reference: 'the numbers of days' },
      ],
      [
        { kind: 'deadline', step: 'acknowledge', class: 'normal', amount: 10, unit: 'working-day' },
        { kind: 'deadline', step: 'reply', class: 'normal', amount: 40, unit: 'working-day' },
      ],
    ),
    clause(
      '5',
      'Refusal',
      `Each may refuse where its law, national security or its own investigation stands against it, where the request is not complete or outside of these
       letters, or where the information would not be protected. It is not refused because the matter is fiscal, because a financial institution owes
       secrecy, because of the other's status, or because an inquiry is open that would not be impeded.`,
      [recommendation('on all authorities: grounds that are not valid')],
      [
        { kind: 'refusal-grounds', allowed: [...grounds], forbidden: ['X1', 'X2', 'X3', 'X4'] },
        { kind: 'refusal-step', step: 'cure', grounds: ['R06'], days: null },
        { kind: 'refusal-step', step: 'postpone', grounds: ['R03'], days: null },
      ],
    ),
    clause(
      '6',
      'Permitted use',
      `What is given is used to supervise, to check compliance and to judge fitness, within the receiving authority alone. It is no evidence; where
       evidence is needed, it is asked for under an instrument that provides it. Any other use needs prior authorisation.`,
      [recommendation('paragraphs 11 to 14: prior authorisation for onward use'), ownDesign],
      [
        { kind: 'purposes', purposes: [...uses] },
        {
          kind: 'use-conditions',
          limits: {
            purposes: [...uses],
            handling: 'amber+strict',
            onward: 'consent',
            evidentialUse: 'forbidden',
            mayNotifySubject: false,
            note: '',
          },
          retentionDays: null,
        },
        { kind: 'use-mode', change: 'purpose-outside', mode: 'prior-consent' },
        { kind: 'use-mode', change: 'other-recipient', mode: 'prior-consent' },
      ],
    ),
    passingOn('7', 10, [recommendation('paragraphs 11 to 14'), ownDesign]),
    clause(
      '8',
      'Confidentiality and legal demands',
      `What passes is confidential, also after these letters have ended. Who is obliged by law to disclose it says so promptly.`,
      [recommendation('paragraphs 11 to 14: prompt notice of a legal duty to disclose')],
      [
        { kind: 'confidentiality', survivesTermination: true },
        { kind: 'legal-demand', notice: 'promptly', assertsPrivileges: false },
      ],
    ),
    clause(
      '9',
      'Information given unasked',
      `Each tells the other unasked of a firm that works there without a licence, of an incident with effects across the border, and of measures against a
       firm that both supervise.`,
      [principles('proactive sharing and notice of adverse developments')],
      [{ kind: 'unsolicited', isAllowed: true }],
    ),
    clause(
      '10',
      'Feedback',
      `When asked, each says whether the answer helped.`,
      [principles('feedback')],
      [{ kind: 'feedback', when: 'on-request', days: null }],
    ),
    clause(
      '11',
      'Officers who act',
      `What is given is approved by a second officer before it is sent.`,
      [ownDesign],
      approvedBySecond('reply'),
    ),
    correctionAndRecall('12', 10),
    contactPointsClause('13', [principles('enquiry contact')]),
    languagesClause('14'),
    clause(
      '15',
      'Withdrawal',
      `Either ends this exchange by a letter, with 30 days of notice. Requests made before are answered.`,
      [ownDesign],
      [{ kind: 'withdrawal', noticeDays: 30 }],
    ),
  ],
};
