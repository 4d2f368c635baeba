// SPDX-License-Identifier: Apache-2.0
/** What is explained of the terms on the life of the agreement. */
import type { lifeTerms } from './life-terms.ts';
import type { TermEntries } from './term-entry.ts';

export const lifeEntries: TermEntries<(typeof lifeTerms)[number]['shape']['kind']['value']> = {
  notification: {
    says: 'Of which events a party tells the others, how long after they happened or before they take effect.',
    appliedBy: 'officers',
    source: 'FATF Recommendations 6 and 7; EMIR article 20; MiCA articles 103 to 106',
    example: { kind: 'notification', clause: '4', event: 'designation', amount: 8, unit: 'hour', isBefore: false },
  },
  consultation: {
    says: 'What makes the parties consult, and how often they meet in any case.',
    appliedBy: 'officers',
    source: 'IOSCO memorandum, paragraph 12',
    example: { kind: 'consultation', clause: '19', triggers: ['law-change', 'before-refusal'], everyMonths: 12 },
  },
  mediation: {
    says: 'The way of a disagreement: who tries first and who then, for how long, and whether the outcome binds.',
    appliedBy: 'officers',
    source: 'Regulation (EU) 1095/2010, article 19; Regulation (EU) 2024/1620, article 46',
    example: {
      kind: 'mediation',
      clause: '24',
      route: [
        { step: 'contact-points', by: '', days: 30 },
        { step: 'mediator', by: 'the supervisory authority of the Union', days: null },
      ],
      isBinding: true,
    },
  },
  'joint-work': {
    says:
      'Which work the parties may do jointly, and whether subjects may be matched blindly. What comes out of matching is a ' +
      'lead, not evidence.',
    appliedBy: 'officers',
    source: 'Regulation (EU) 2024/1620, articles 40 to 43',
    example: { kind: 'joint-work', clause: '8', forms: ['joint-analysis'], matching: 'with-consent-of-all' },
  },
  voting: {
    says: 'How a vote is counted, and whether its outcome binds.',
    appliedBy: 'officers',
    source: 'MiCA articles 119 and 120; EMIR article 19',
    example: { kind: 'voting', clause: '6', rule: 'simple-majority', per: 'jurisdiction', perJurisdictionMax: 1, isBinding: false },
  },
  review: {
    says: 'How often the parties review the agreement.',
    appliedBy: 'verdicts',
    source: 'Delegated Regulation (EU) 2025/292, annex, part 10',
    example: { kind: 'review', clause: '10', everyMonths: 24 },
  },
  publication: {
    says: 'Whether the text is published, and where.',
    appliedBy: 'officers',
    source: 'EDPB Guidelines 2/2020, paragraphs 27 to 30',
    example: { kind: 'publication', clause: '13', isPublished: true, where: 'the website of each authority' },
  },
  signing: {
    says: 'By how many signatories with a mandate each party signs, and in which order the parties do.',
    appliedBy: 'life',
    source: 'practice of agreements',
    example: { kind: 'signing', clause: '25', signersMin: 2, order: [] },
  },
  amendment: {
    says: 'How many of the parties must agree to a change of the text.',
    appliedBy: 'officers',
    source: 'practice of agreements',
    example: { kind: 'amendment', clause: '25', consent: 'all' },
  },
  accession: {
    says: 'Which kinds of authority may join, by which steps, and how many of the parties must agree. Without kinds nobody may.',
    appliedBy: 'life',
    source: 'IOSCO memorandum, paragraphs 14 to 17 and appendix B',
    example: {
      kind: 'accession',
      clause: '24',
      kinds: ['securities-regulator'],
      steps: ['questionnaire', 'screening', 'vote'],
      consent: 'two-thirds',
    },
  },
  reservations: {
    says: 'Whether a party may sign with reservations.',
    appliedBy: 'life',
    source: 'Vienna Convention on the Law of Treaties, articles 19 to 23',
    example: { kind: 'reservations', clause: '25', areAllowed: false },
  },
  suspension: {
    says:
      'Whether a party may suspend its own participation, or be suspended by the others, with what consent and notice. The ' +
      'one concerned has no vote.',
    appliedBy: 'life',
    source: 'Regulation (EU) 2024/1620, article 47',
    example: { kind: 'suspension', clause: '16', of: 'own-participation', consent: 'none', areReasonsNeeded: true, noticeDays: 0 },
  },
  withdrawal: {
    says:
      'The days of notice. It also carries on requests under way when the agreement ends, for `tailDays` or until they are ' +
      'done; without this term, nothing is done under an agreement that has ended.',
    appliedBy: 'verdicts',
    source: 'IOSCO memorandum, paragraphs 14 to 17',
    example: { kind: 'withdrawal', clause: '26', noticeDays: 30, tailDays: 365 },
  },
  precedence: {
    says:
      'How it stands to another agreement between the same authorities: which goes first, for which kinds of assistance. A ' +
      'circle is refused.',
    appliedBy: 'verdicts',
    source: 'IOSCO, on the enhanced memorandum beside the memorandum',
    example: { kind: 'precedence', clause: '28', agreement: 'agr_01234567890123456789012345', relation: 'prevails-over', kinds: [] },
  },
  training: {
    says:
      'The party that plays an authority, for practice. No record is given to it. Its kind is `training-authority`, its name ends with ' +
      '"(training)", its jurisdiction is one of XA to XZ, and the agreement has one other party; lint refuses anything else.',
    appliedBy: 'verdicts',
    source: 'own design',
    example: { kind: 'training', clause: '1', party: 'ca1' },
  },
};
