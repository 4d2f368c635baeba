// SPDX-License-Identifier: Apache-2.0
/**
 * Working together beyond single requests: joint operations with a plan and a common moment, telling each other of work on the same
 * matter, settling differences by stages with time limits, and reviewing how each party works with the others.
 *
 * It stands beside whatever lets the parties ask each other for information, and gives none itself.
 */
import { contactPointsClause, signingAndAmendment } from './common-clauses.ts';
import { type AgreementTemplate, clause, ownDesign, read } from './template.ts';

const standards = (part: string) => read(`Delegated and implementing regulations on cooperation under MiCA and MAR, ${part}`);
const authority = (articles: string) => read(`Regulation (EU) 2024/1620, ${articles}`);

export const jointOperations: AgreementTemplate = {
  key: 'joint-operations',
  title: 'Arrangement on Joint Operations, Parallel Work and Differences',
  summary:
    'For authorities that act together: a plan that all are ready for before anyone moves, notice of work on the same matter, differences settled by ' +
    'stages with time limits, and a review of how each works with the others.',
  instruments: [
    'Implementing Regulations (EU) 2018/292 and 2024/2545, on joint investigations',
    'Delegated Regulation (EU) 2025/885, article 8',
    'Regulation (EU) 2024/1620, articles 46 to 48',
  ],
  legalNature: 'non-binding',
  preamble:
    'What is done in one country warns in the others. The authorities wish to act at one moment where that matters, not to stand in each other’s ' +
    'way where it does not, and to settle between themselves what they see differently.',
  partyKinds: [
    'securities-regulator',
    'market-authority',
    'financial-intelligence-unit',
    'central-bank',
    'prudential-supervisor',
    'prosecutor',
    'law-enforcement',
    'sanctions-authority',
    'supranational-body',
  ],
  partiesMax: 60,
  options: [],
  clauses: [
    clause(
      '1',
      'Terms used',
      `A *joint operation* is what several parties do by one plan. Its *lead* keeps the plan and decides whether it is carried out. A *participant* is
       *needed* where the plan says that nothing is done without it.`,
      [ownDesign],
    ),
    clause(
      '2',
      'Nature of this arrangement',
      `This arrangement states what the parties intend. Each acts under its own law alone. It gives no right to anybody else.`,
      [ownDesign],
      [{ kind: 'legal-nature', nature: 'non-binding', givesRightsToOthers: false }],
    ),
    clause(
      '3',
      'Joint operations',
      `Parties may analyse, investigate, inspect and take measures jointly. A plan says who does what and when, what each may do under which of its
       laws, how privilege is kept, who speaks to the press and when, and what becomes of the result. Subjects are not matched without showing
       lists under this arrangement.`,
      [standards('on joint investigations'), ownDesign],
      [
        {
          kind: 'joint-work',
          forms: ['joint-analysis', 'joint-investigation', 'joint-inspection', 'joint-action'],
          matching: 'never',
        },
      ],
    ),
    clause(
      '4',
      'Work on the same matter',
      `A party that suspects abuse across borders tells the others concerned without undue delay. They answer with the measures that they have taken or
       plan and the criminal investigations that they know of, keep each other informed, and say when a proceeding is formally opened. A party may
       ask the others whether they work on a subject, and is put in touch with another only where both agree. Parties consult before assistance
       is denied, where proceedings run in parallel, and before they speak in public about joint work.`,
      [standards('article 8 of Delegated Regulation (EU) 2025/885'), ownDesign],
      [
        {
          kind: 'consultation',
          triggers: ['parallel-proceedings', 'before-refusal', 'public-statement', 'urgency-doubt'],
          everyMonths: 12,
        },
      ],
    ),
    clause(
      '5',
      'Differences',
      `A difference goes first to the contact points, for at most 20 days; then to the heads of the authorities, for at most 20 days; then to a mediator
       or a panel of parties that are not concerned, for at most 60 days, where all concerned agree to it. The outcome is an opinion and binds
       nobody; within 3 months each party says what it has done.`,
      [authority('article 46: mediation among financial intelligence units'), { ...ownDesign, reference: 'the number of days' }],
      [
        {
          kind: 'mediation',
          route: [
            { step: 'contact-points', by: '', days: 20 },
            { step: 'heads-of-authority', by: '', days: 20 },
            { step: 'panel', by: 'parties that are not concerned', days: 60 },
          ],
          isBinding: false,
        },
      ],
    ),
    clause(
      '6',
      'Review of cooperation',
      `Every 24 months the parties review this arrangement and how each of them works with the others.`,
      [authority('article 48: peer reviews'), { ...ownDesign, reference: 'the number of months' }],
      [{ kind: 'review', everyMonths: 24 }],
    ),
    clause(
      '7',
      'Confidentiality',
      `Plans, notices and differences are kept confidential, also after this arrangement has ended.`,
      [ownDesign],
      [{ kind: 'confidentiality', survivesTermination: true }],
    ),
    clause(
      '8',
      'Withdrawal',
      `A party may withdraw by written notice of 30 days to all others. What is under way is carried on, and confidentiality continues.`,
      [ownDesign],
      [{ kind: 'withdrawal', noticeDays: 30 }],
    ),
    contactPointsClause('9'),
    signingAndAmendment('10'),
  ],
};
