// SPDX-License-Identifier: Apache-2.0
/**
 * Notification of sanctions: who is designated, what was frozen and what was released, told within hours, after FATF
 * Recommendations 4, 6 and 7 ("without delay").
 */
import { correctionAndRecall, languagesClause, officersWhoAct, passingOn, signingAndAmendment } from './common-clauses.ts';
import { type AgreementTemplate, clause, ownDesign, powersOf, read } from './template.ts';

const fatf = (part: string) => read(`FATF Recommendations, ${part}`);
const uses = ['sanctions', 'asset-tracing', 'freeze-confiscation'] as const;
const grounds = ['R01', 'R02', 'R06', 'R08', 'R09', 'R10'] as const;

export const sanctionsNotification: AgreementTemplate = {
  key: 'sanctions-notification',
  title: 'Arrangement on the Notification of Sanctions',
  summary:
    'For authorities that carry out restrictive measures: designations, delistings and frozen assets told within hours, and immediate freezing on ' +
    'request.',
  instruments: ['FATF Recommendations 4, 6 and 7 with their interpretive notes'],
  legalNature: 'non-binding',
  preamble: 'A designation works only if assets are held everywhere before they move. The authorities tell each other without delay.',
  partyKinds: [
    'sanctions-authority',
    'financial-intelligence-unit',
    'central-bank',
    'prosecutor',
    'law-enforcement',
    'securities-regulator',
    'market-authority',
    'prudential-supervisor',
  ],
  partiesMax: 200,
  options: ['throughCourt'],
  clauses: [
    clause(
      '1',
      'Terms used',
      `A *designation* puts a person, a firm or property under restrictive measures; a *delisting* ends that. *Without delay* means within hours.`,
      [fatf('glossary: without delay')],
    ),
    clause(
      '2',
      'Nature of this arrangement',
      `This arrangement states what the authorities intend. Each designates and delists by its own law alone. It gives no right to anybody else.`,
      [ownDesign],
      [{ kind: 'legal-nature', nature: 'non-binding', givesRightsToOthers: false }],
    ),
    clause(
      '3',
      'Matters covered',
      `It covers restrictive measures against the financing of terrorism and of proliferation, and others that the authorities carry out.`,
      [fatf('recommendations 6 and 7')],
      [{ kind: 'material-scope', matters: ['sanctions', 'terrorist-financing', 'proliferation-financing'] }],
    ),
    clause(
      '4',
      'Notifications',
      `An authority tells the others of a designation and of a delisting within 8 hours, with what identifies whom it
       concerns; and of assets that it found and
       froze under a designation within 24 hours.`,
      [fatf('recommendations 6 and 7: without delay'), { ...ownDesign, reference: 'the numbers of hours' }],
      [
        { kind: 'notification', event: 'designation', amount: 8, unit: 'hour', isBefore: false },
        { kind: 'notification', event: 'delisting', amount: 8, unit: 'hour', isBefore: false },
        { kind: 'notification', event: 'assets-frozen', amount: 24, unit: 'hour', isBefore: false },
        { kind: 'unsolicited', isAllowed: true },
      ],
    ),
    clause(
      '5',
      'Assistance',
      `The requested authority gives from its files and registers what identifies persons and their property; obtains records of transactions and
       accounts; freezes, without a court order first where its law allows and subject to review afterwards, or advises how that is done.`,
      [fatf('recommendation 4 with its note')],
      (given) => [
        {
          kind: 'assistance',
          kinds: ['information-from-files', 'registrations', 'transaction-records', 'freeze', 'freeze-advice'],
        },
        ...powersOf(given, ['records', 'freeze', 'freeze-advice']),
      ],
    ),
    clause(
      '6',
      'Content of requests',
      `A request states its subject, the facts, why it is made, and the measure with its legal basis; where assets are to be frozen, the property.`,
      [ownDesign],
      [
        { kind: 'request-content', fields: ['subject', 'facts', 'why-useful', 'legal-provisions'] },
        { kind: 'request-content', fields: ['property'], for: ['freeze'] },
        { kind: 'channels', channels: ['comity', 'secure-electronic', 'telephone'], isOralWhenUrgent: true },
      ],
    ),
    clause(
      '7',
      'Time limits and urgent requests',
      `A request is acknowledged within 24 hours and decided within 5 working days. Where assets are about to move it
       is urgent: acknowledged within 2 hours, and
       freezing decided within 8 hours.`,
      [fatf('recommendations 4 and 6: immediate, ex parte'), { ...ownDesign, reference: 'the numbers of hours and days' }],
      [
        { kind: 'deadline', step: 'acknowledge', class: 'normal', amount: 24, unit: 'hour' },
        { kind: 'deadline', step: 'decide', class: 'normal', amount: 5, unit: 'working-day' },
        { kind: 'urgency', grounds: ['flight-of-assets'], test: 'Assets under a designation are about to move out of reach.' },
        { kind: 'deadline', step: 'acknowledge', class: 'urgent', amount: 2, unit: 'hour' },
        { kind: 'deadline', step: 'decide', class: 'urgent', amount: 8, unit: 'hour', for: ['freeze'] },
      ],
    ),
    clause(
      '8',
      'Refusal',
      `A request may be refused where the law of the requested authority forbids it, where its essential interests
       would be harmed, where it is not complete or
       outside of these matters, where a privilege stands against it, or where a fundamental right would be breached.
        It is not refused for lack of an offence,
       because it is fiscal, because of bank secrecy, of the other's status, or of an open inquiry that would not be impeded.`,
      [ownDesign, fatf('recommendation 40, grounds that are not valid')],
      [
        { kind: 'refusal-grounds', allowed: [...grounds], forbidden: ['R07', 'X1', 'X2', 'X3', 'X4'] },
        { kind: 'refusal-step', step: 'cure', grounds: ['R06'], days: null },
        { kind: 'dual-criminality', rule: 'never-asked', kinds: [], listedOffences: [], penaltyYearsMin: null },
      ],
    ),
    clause(
      '9',
      'Permitted use',
      `What is told is used to carry out restrictive measures, to trace assets, and to freeze and confiscate them. It may serve as evidence in proceedings
       about the measure.`,
      [ownDesign],
      [
        { kind: 'purposes', purposes: [...uses] },
        {
          kind: 'use-conditions',
          limits: {
            purposes: [...uses],
            handling: 'amber',
            onward: 'listed',
            evidentialUse: 'allowed',
            mayNotifySubject: false,
            note: 'Whom a designation concerns is told by the authority that made it.',
          },
          retentionDays: null,
        },
        { kind: 'use-mode', change: 'purpose-outside', mode: 'prior-consent' },
        { kind: 'use-mode', change: 'other-recipient', mode: 'prior-consent' },
      ],
    ),
    passingOn('10', 2, [ownDesign]),
    clause(
      '11',
      'Confidentiality',
      `A designation that is not yet public is known to those only who prepare to carry it out. Confidentiality outlasts this arrangement.`,
      [ownDesign],
      [
        { kind: 'confidentiality', survivesTermination: true },
        { kind: 'revealing-request', mode: 'never' },
      ],
    ),
    correctionAndRecall('12', 1),
    officersWhoAct('13'),
    clause(
      '14',
      'Contact points at all hours',
      `Each authority names a contact point that answers at all hours.`,
      [ownDesign],
      ({ parties }) => [
        {
          kind: 'contact-points',
          points: parties.map(({ authorityId, contact }) => ({
            party: authorityId,
            office: 'duty officer for sanctions',
            contact: contact === '' ? 'as in its invitation' : contact,
            isAllHours: true,
          })),
        },
      ],
    ),
    languagesClause('15'),
    signingAndAmendment('16'),
    clause(
      '17',
      'Withdrawal',
      `An authority may withdraw by written notice of 30 days. Requests made before the end are carried on.`,
      [ownDesign],
      [{ kind: 'withdrawal', noticeDays: 30 }],
    ),
  ],
};
