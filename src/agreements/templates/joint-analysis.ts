// SPDX-License-Identifier: Apache-2.0
/**
 * The joint analysis of financial intelligence units, after Regulation (EU) 2024/1620 articles 40 to 47: invitation, reasoned
 * declining, launch in twenty days; blind matching with the express consent of every participant; mediation by those who are not
 * parties to the dispute; suspension by all but the one concerned.
 */
import {
  contactPointsClause,
  correctionAndRecall,
  languagesClause,
  officersWhoAct,
  passingOn,
  signingAndAmendment,
} from './common-clauses.ts';
import { type AgreementTemplate, clause, ownDesign, read, remembered } from './template.ts';

const regulation = (articles: string) => read(`Regulation (EU) 2024/1620, ${articles}`);
const directive = (articles: string) => read(`Directive (EU) 2024/1640, ${articles}`);
const uses = ['fiu-analysis', 'asset-tracing'] as const;
const grounds = ['R01', 'R03', 'R06', 'R10', 'R11'] as const;

export const jointAnalysis: AgreementTemplate = {
  key: 'joint-analysis',
  title: 'Arrangement on Joint Analyses of Financial Intelligence Units',
  summary:
    'For financial intelligence units that analyse one case together: who is invited and by when, matching without showing lists, what becomes of the ' +
    'result.',
  instruments: ['Regulation (EU) 2024/1620, articles 40 to 47', 'Directive (EU) 2024/1640, articles 33 to 35'],
  legalNature: 'non-binding',
  preamble:
    'Some schemes are seen only when several units lay their pieces on one table. This arrangement says how they do so without showing more than needed.',
  partyKinds: ['financial-intelligence-unit', 'supranational-body'],
  partiesMax: 60,
  options: [],
  clauses: [
    clause(
      '1',
      'Terms used',
      `The *initiating* unit proposes a joint analysis. *Participants* are the units that take part. A *report* is a report of a suspicious
       transaction.`,
      [regulation('articles 40 to 43')],
    ),
    clause(
      '2',
      'Nature of this arrangement',
      `This arrangement carries out what the law provides and gives no right to anybody else.`,
      [ownDesign],
      [{ kind: 'legal-nature', nature: 'non-binding', givesRightsToOthers: false }],
    ),
    clause(
      '3',
      'Matters covered',
      `It covers cases of money laundering, its predicate offences and the financing of terrorism that concern several countries. Different definitions of
       predicate offences never limit it.`,
      [regulation('articles 40 to 43'), directive('article 35')],
      [
        { kind: 'material-scope', matters: ['money-laundering', 'terrorist-financing'] },
        { kind: 'dual-criminality', rule: 'never-asked', kinds: [], listedOffences: [], penaltyYearsMin: null },
      ],
    ),
    clause(
      '4',
      'Assistance',
      `Units analyse jointly, and for that give each other reports with their analyses, records of transactions and accounts, and what lies in their
       files.`,
      [regulation('articles 40 to 43')],
      [{ kind: 'assistance', kinds: ['joint-analysis', 'suspicious-reports', 'transaction-records', 'information-from-files'] }],
    ),
    clause(
      '5',
      'Proposing a joint analysis',
      `A proposal states the subject, the facts, why it helps, the link with the country of each unit that is asked, and the foreseen use.`,
      [regulation('articles 40 to 43'), ownDesign],
      [
        { kind: 'request-content', fields: ['subject', 'facts', 'why-useful', 'link-with-requested', 'foreseen-use'] },
        { kind: 'channels', channels: ['comity', 'secure-electronic'], isOralWhenUrgent: false },
      ],
    ),
    clause(
      '6',
      'Time limits',
      `Other units concerned are invited within 5 days. A unit that declines does so in writing with reasons within 5 days; its reasons go to the initiating
       unit. The analysis is launched within 20 days of the assessment that it is needed. A proposal is acknowledged within 2 working days.`,
      [regulation('articles 40 to 43'), { ...ownDesign, reference: 'the number of days for the acknowledgement' }],
      [
        { kind: 'deadline', step: 'acknowledge', class: 'normal', amount: 2, unit: 'working-day' },
        { kind: 'deadline', step: 'invite', class: 'normal', amount: 5, unit: 'day' },
        { kind: 'deadline', step: 'decline-invitation', class: 'normal', amount: 5, unit: 'day' },
        { kind: 'deadline', step: 'launch', class: 'normal', amount: 20, unit: 'day' },
      ],
    ),
    clause(
      '7',
      'Refusal to take part',
      `A unit may decline where its law forbids it, where an investigation of its country could be impaired, where the case lies outside of these matters or
       the proposal is not complete, or where what it gives would not be protected. It may mend or join later.`,
      [regulation('articles 40 to 43'), directive('article 34')],
      [
        { kind: 'refusal-grounds', allowed: [...grounds], forbidden: ['R07', 'X1', 'X2', 'X3', 'X4'] },
        { kind: 'refusal-step', step: 'consult', grounds: [...grounds], days: null },
        { kind: 'refusal-step', step: 'cure', grounds: ['R06'], days: null },
        { kind: 'refusal-step', step: 'postpone', grounds: ['R03'], days: null },
      ],
    ),
    clause(
      '8',
      'Matching without showing lists',
      `With the express consent of every participant, subjects may be matched so that only hits show. A hit is a lead and no evidence: what lies behind it is
       given as far as its provider allows, in answer to a request. Staff of other participants have access on the same condition.`,
      [regulation('articles 40 to 43')],
      [{ kind: 'joint-work', forms: ['joint-analysis'], matching: 'with-consent-of-all' }],
    ),
    clause(
      '9',
      'Permitted use',
      `What is given and found is used for the tasks of the units: analysis and the tracing of assets. It is intelligence and no evidence.`,
      [directive('article 33')],
      [
        { kind: 'purposes', purposes: [...uses] },
        {
          kind: 'use-conditions',
          limits: {
            purposes: [...uses],
            handling: 'amber+strict',
            onward: 'listed',
            evidentialUse: 'with-permission',
            mayNotifySubject: false,
            note: 'Intelligence only. That a suspicious-transaction report exists is not made known to the person it concerns.',
          },
          retentionDays: 1825,
        },
      ],
    ),
    clause(
      '10',
      'What becomes of the result',
      `Results go to the European public prosecutor and to the anti-fraud office where the law obliges the units; to
       police and judicial bodies of the Union with
       the consent of every participant; to others with the prior consent of those whose information is in it.`,
      [regulation('articles 40 to 43')],
      [
        { kind: 'use-mode', change: 'other-recipient', mode: 'prior-consent' },
        { kind: 'use-mode', change: 'purpose-outside', mode: 'prior-consent' },
        { kind: 'use-mode', change: 'evidence', mode: 'prior-consent' },
      ],
    ),
    passingOn('11', 5, [directive('article 34'), ownDesign]),
    clause(
      '12',
      'Secrecy of reports',
      `That a report exists is made known to units only.`,
      [remembered('the rules on tipping off in the law of each unit', 'their exceptions')],
      [{ kind: 'report-secrecy', mayReach: ['financial-intelligence-unit', 'supranational-body'] }],
    ),
    clause(
      '13',
      'Confidentiality',
      `What passes is confidential, also after the analysis and this arrangement have ended.`,
      [directive('article 33')],
      [{ kind: 'confidentiality', survivesTermination: true }],
    ),
    clause(
      '14',
      'Information given unasked',
      `A participant gives the others unasked what bears on the analysis.`,
      [regulation('articles 40 to 43')],
      [{ kind: 'unsolicited', isAllowed: true }],
    ),
    clause(
      '15',
      'Mediation',
      `Where direct dialogue fails, and all units concerned agree, the general board mediates without those that are parties to the disagreement. Its opinion
       binds nobody. The parties report three months later what they did. A refusal to mediate gives reasons.`,
      [regulation('article 46')],
      [
        {
          kind: 'mediation',
          route: [
            { step: 'contact-points', by: '', days: null },
            { step: 'panel', by: 'the general board without the parties; they report after three months', days: 90 },
          ],
          isBinding: false,
        },
      ],
    ),
    clause(
      '16',
      'Suspension of a unit',
      `A unit that endangers the exchange, its independence included, may be suspended from it by all the others together; it has no vote on that. Reasons
       are given, and it takes effect at once.`,
      [regulation('article 47')],
      [{ kind: 'suspension', of: 'another-party', consent: 'all', areReasonsNeeded: true, noticeDays: 0 }],
    ),
    correctionAndRecall('17', 5),
    officersWhoAct('18'),
    contactPointsClause('19', [directive('article 33')]),
    languagesClause('20'),
    signingAndAmendment('21'),
    clause(
      '22',
      'Withdrawal',
      `A unit may withdraw by written notice of 30 days. Analyses under way are carried on.`,
      [ownDesign],
      [{ kind: 'withdrawal', noticeDays: 30 }],
    ),
  ],
};
