// SPDX-License-Identifier: Apache-2.0
/**
 * The training arrangement: an authority practises with one that is played by a program, under the true rules and with clocks short
 * enough for an afternoon. What passes is invented, and nothing that is held is given.
 */
import { contactPointsClause, languagesClause } from '../templates/common-clauses.ts';
import { type AgreementTemplate, approvedBySecond, clause, ownDesign } from '../templates/template.ts';
import { authorityKinds } from '../terms/vocabulary.ts';

const uses = ['supervision', 'compliance-check', 'admin-enforcement'] as const;

export const trainingArrangement: AgreementTemplate = {
  key: 'training-arrangement',
  title: 'Arrangement on Training',
  summary:
    'For an authority and a training authority that a program plays: officers rehearse requests, questions, refusals and delays. Clocks run in hours.',
  instruments: ['own design; the practice simulators of electronic evidence exchange'],
  legalNature: 'non-binding',
  preamble: 'Who has asked another authority for help before, in earnest or in play, asks better.',
  partyKinds: authorityKinds,
  partiesMax: 2,
  options: [],
  clauses: [
    clause(
      '1',
      'Training only',
      `One party is a training authority: a program plays its officers. Nothing that either says under this arrangement is a request, an answer
       or a refusal in law; what the training authority gives is invented. No record that the other party holds is given to it, be it its own
       or that of a third authority. Cases with it stand in no statistics.`,
      [ownDesign],
      ({ parties }) => [
        { kind: 'legal-nature', nature: 'non-binding', givesRightsToOthers: false },
        { kind: 'training', party: parties.find(({ kind }) => kind === 'training-authority')?.authorityId ?? '' },
      ],
    ),
    clause(
      '2',
      'Assistance',
      `The training authority is asked for information from its files, registrations, compliance records and records of transactions, as any
       authority might be.`,
      [ownDesign],
      [{ kind: 'assistance', kinds: ['information-from-files', 'registrations', 'compliance-records', 'transaction-records'] }],
    ),
    clause(
      '3',
      'Content of requests',
      `A request states its subject, the facts, why the answer will help, and the provisions that may have been infringed. Whoever practises
       writes invented facts.`,
      [ownDesign],
      [
        { kind: 'request-content', fields: ['subject', 'facts', 'why-useful', 'legal-provisions'] },
        { kind: 'channels', channels: ['comity'], isOralWhenUrgent: false },
      ],
    ),
    clause(
      '4',
      'Time limits',
      `An hour stands here for what is days elsewhere: a request is acknowledged within an hour and answered within 3 hours. An urgent one is
       acknowledged, or its urgency contested, within an hour, and answered within 2 hours; it is urgent where evidence would be lost, assets
       would flee, or investors or the market would come to harm, and the requester did not itself cause the haste.`,
      [ownDesign],
      [
        {
          kind: 'urgency',
          grounds: ['investor-harm', 'market-stability', 'loss-of-evidence', 'flight-of-assets'],
          test: 'A prompt answer is needed to stop significant harm, and the haste does not come from delay of the requester.',
        },
        { kind: 'deadline', step: 'acknowledge', class: 'normal', amount: 1, unit: 'hour' },
        { kind: 'deadline', step: 'reply', class: 'normal', amount: 3, unit: 'hour' },
        { kind: 'deadline', step: 'acknowledge', class: 'urgent', amount: 1, unit: 'hour' },
        { kind: 'deadline', step: 'contest-urgency', class: 'urgent', amount: 1, unit: 'hour' },
        { kind: 'deadline', step: 'reply', class: 'urgent', amount: 2, unit: 'hour' },
      ],
    ),
    clause(
      '5',
      'Refusal',
      `The training authority may refuse where its own investigation would be prejudiced, where a request is not complete or lies outside of
       this arrangement, or where what it gives would not be protected. A request that is not complete may be mended; one that would
       prejudice an investigation may be carried out later. Whoever can protect what it asks for says so within 2 days; the refusal is
       then reconsidered within 2 hours. Nothing is refused because the matter is fiscal, because a firm owes secrecy, because of the
       other's status, or because an inquiry is open that would not be impeded.`,
      [ownDesign],
      [
        { kind: 'refusal-grounds', allowed: ['R03', 'R06', 'R10', 'R11'], forbidden: ['X1', 'X2', 'X3', 'X4'] },
        { kind: 'refusal-step', step: 'cure', grounds: ['R06'], days: null },
        { kind: 'refusal-step', step: 'postpone', grounds: ['R03'], days: null },
        { kind: 'refusal-step', step: 'rebut', grounds: ['R11'], days: 2 },
        { kind: 'deadline', step: 'reconsider', class: 'normal', amount: 2, unit: 'hour' },
      ],
    ),
    clause(
      '6',
      'Permitted use',
      `What the training authority gives is used for practice as if for supervision, a check of compliance or enforcement. It is no evidence
       and is not passed on.`,
      [ownDesign],
      [
        { kind: 'purposes', purposes: [...uses] },
        {
          kind: 'use-conditions',
          limits: {
            purposes: [...uses],
            handling: 'amber+strict',
            onward: 'never',
            evidentialUse: 'forbidden',
            mayNotifySubject: false,
            note: 'Training: invented.',
          },
          retentionDays: null,
        },
      ],
    ),
    clause(
      '7',
      'Confidentiality',
      `What passes is treated as confidential, since that is practised too.`,
      [ownDesign],
      [{ kind: 'confidentiality', survivesTermination: false }],
    ),
    clause(
      '8',
      'Disagreements',
      `Where one party holds that the other was wrong, it says so; the contact points settle it within a day, or else the heads of both.`,
      [ownDesign],
      [
        {
          kind: 'mediation',
          route: [
            { step: 'contact-points', by: 'the contact points of both', days: 1 },
            { step: 'heads-of-authority', by: 'the heads of both', days: 1 },
          ],
          isBinding: false,
        },
      ],
    ),
    clause(
      '9',
      'Feedback',
      `After the answer the requesting party says what came of it.`,
      [ownDesign],
      [{ kind: 'feedback', when: 'after-closure', days: null }],
    ),
    clause(
      '10',
      'Officers who act',
      `A request is approved by a second officer before it is sent, as under any agreement.`,
      [ownDesign],
      approvedBySecond('ask'),
    ),
    contactPointsClause('11'),
    languagesClause('12'),
    clause('13', 'Withdrawal', `Either ends this arrangement with a day of notice.`, [ownDesign], [{ kind: 'withdrawal', noticeDays: 1 }]),
  ],
};
