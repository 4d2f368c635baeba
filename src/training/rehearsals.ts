// SPDX-License-Identifier: Apache-2.0
/**
 * The rehearsals in the box. Each is one thing that happens between authorities and that an officer learns by having seen it once; the
 * stories, firms and persons are invented.
 *
 * Source for what happens: the timers and steps of Implementing Regulations (EU) 2024/2545 and 2018/292 (acknowledgement, contested
 * urgency, partial reply, delay told); the common deficiencies of the handbooks; FATF Recommendation 40 on grounds that do not hold.
 */
import { checkDraft } from '../assistance/index.ts';
import type { Rehearsal, ScriptRow, Standing } from './rehearsal.ts';

const sentBefore =
  (kind: Standing['sent'][number], count = 1) =>
  ({ sent }: Standing): boolean =>
    sent.filter((one) => one === kind).length >= count;
const notYet =
  (kind: Standing['sent'][number]) =>
  ({ sent }: Standing): boolean =>
    !sent.includes(kind);
const always = (): boolean => true;

/** What names a day or a year. */
const dated = /\b(?:19|20)\d{2}\b/;

/** Half-way through the time for it, like an authority in good order. */
const acknowledges: ScriptRow = {
  when: notYet('acknowledgement'),
  at: { kind: 'within', step: 'acknowledge', share: 0.5 },
  move: () => [
    { kind: 'acknowledgement', note: 'Your request has come in; a colleague of the enforcement section deals with it.' },
    { kind: 'acknowledgement', note: 'We have your request and have begun to look for what you ask.' },
  ],
};

function answersCompletely(share: number, recordsMax = 2): ScriptRow {
  return {
    when: always,
    at: { kind: 'within', step: 'reply', share },
    move: () => [
      { kind: 'reply', completeness: 'complete', text: 'This is what our files hold. Invented, for training.', recordsMax },
      {
        kind: 'reply',
        completeness: 'complete',
        text: 'Enclosed is what you asked for; nothing else was found. Invented, for training.',
        recordsMax,
      },
    ],
  };
}

/** A refusal that was given up is followed by the answer. */
const answersOnceReopened: ScriptRow = { ...answersCompletely(0.5), when: sentBefore('reopening'), at: { kind: 'reaction' } };

const upholds: Rehearsal['onReconsidering'] = { kind: 'upholding', reasons: 'Nothing that you say changes what the refusal rests on.' };
const noReason = 'We have nothing to reconsider: what we did is what the arrangement says.';
const stands: Rehearsal['onDifference'] = [{ kind: 'position', outcome: 'maintains', text: noReason }];

const halcyon = 'Halcyon Quay Markets Ltd, reg. XT-TRN-0007';
const wholeContent = {
  subject: `${halcyon}: clients' assets mixed with its own`,
  facts:
    'Between 3 and 21 August 2026 eleven clients resident here could not withdraw from Halcyon Quay. Its own statements show that their ' +
    'assets were pledged for a loan to the firm on 30 July 2026.',
  'why-useful': 'Whether you found the same at an inspection decides whether we order the firm to stop taking clients here.',
  'legal-provisions': 'Conduct of Trading Platforms Act, section 41 (segregation of client assets).',
  period: '1 July 2026 to 31 August 2026',
  'other-authorities': 'None has been asked.',
  'revealing-requester': 'You may tell the firm that we asked.',
} as const;
const plain = {
  assistance: 'information-from-files',
  purpose: 'supervision',
  class: 'normal',
  urgencyGround: null,
  urgencyReason: '',
} as const;

const answered: Rehearsal = {
  key: 'answered',
  title: 'A request and its answer',
  teaches: [
    'What a whole request says, and how the verdict beside the form helps to write it.',
    'That clocks start at receipt, and whose clocks they are.',
    'That what is received carries conditions, and that every use of it names its purpose.',
    'That the case ends with a word on what came of the answer.',
  ],
  story:
    'Clients of Halcyon Quay Markets cannot get at their assets. The training authority supervises the firm and has inspected it. Ask it for ' +
    'what its files hold, have a colleague approve the request, use the answer for supervision, and report what came of it.',
  draft: { ...plain, content: wholeContent },
  script: [acknowledges, answersCompletely(0.5)],
  onReconsidering: upholds,
  onDifference: stands,
};

/** What an experienced reader would send back, and the period, without which no register is searched. */
function lacks({ draft }: Standing): readonly string[] {
  const found = checkDraft(draft).filter(({ severity }) => severity === 'deficient');
  const period = dated.test(draft.content.period ?? '') ? [] : ['The period is not named. From which day to which day do you ask?'];
  return [...period, ...found.map(({ sentence, remedy }) => `${sentence} ${remedy}`)];
}

const askedBack: Rehearsal = {
  key: 'asked-back',
  title: 'A request that is asked back about',
  teaches: [
    'What commonly gets a request sent back, and that the check beside the form says it before the other side does.',
    'That an open question stops the other side and not the clock of your own matter.',
    'That an answer that names no day leads to the next question, and the third time to a refusal.',
  ],
  story:
    'You have heard that Tamarind Crossing Payments moves money for an unlicensed platform. You know little more. Ask the training authority ' +
    'for its files on the firm as you would in a hurry, and answer what it asks back.',
  draft: {
    ...plain,
    content: {
      subject: 'Tamarind Crossing Payments, reg. XT-TRN-0012',
      facts: 'We have heard that it moves money for a platform that has no licence here.',
      'why-useful': 'It would help us to know.',
      'legal-provisions': 'Our Act on payments.',
    },
  },
  script: [
    acknowledges,
    answersOnceReopened,
    {
      when: (standing) => notYet('question')(standing) && lacks(standing).length > 0,
      at: { kind: 'within', step: 'reply', share: 0.3 },
      move: (standing) => [{ kind: 'question', question: `Before we can search: ${lacks(standing).join(' ')}` }],
    },
    {
      when: (standing) =>
        sentBefore('question')(standing) && !sentBefore('question', 2)(standing) && !dated.test(standing.answers.at(-1) ?? ''),
      at: { kind: 'reaction' },
      move: () => [
        { kind: 'question', question: 'Your answer names no day. From which day to which day shall we search?' },
        { kind: 'question', question: 'Thank you; the period is still open. Which days are you interested in?' },
      ],
    },
    {
      when: (standing) => sentBefore('question', 2)(standing) && !dated.test(standing.answers.at(-1) ?? ''),
      at: { kind: 'reaction' },
      move: () => [
        {
          kind: 'refusal',
          ground: 'R06',
          reasons:
            'The request names no period, and two questions about it were answered without one. Send it again when you can say which days.',
        },
      ],
    },
    answersCompletely(0.6),
  ],
  onReconsidering: { kind: 'reopening', reasons: 'You have supplied what was missing; we search now.' },
  onDifference: stands,
};

const inParts: Rehearsal = {
  key: 'in-parts',
  title: 'An answer in two parts',
  teaches: [
    'That a first part can be used at once, under its own conditions, while the rest is owed.',
    'That the deadline of the whole answer goes on after the first part.',
    'How a report on use is given before the case is over.',
  ],
  story:
    'You ask for everything on Halcyon Quay Markets that can be had soon. The training authority has the registration at hand, and the reports of ' +
    'its inspectors lie elsewhere.',
  draft: { ...plain, content: wholeContent },
  script: [
    acknowledges,
    {
      when: notYet('reply'),
      at: { kind: 'within', step: 'reply', share: 0.4 },
      move: () => [
        {
          kind: 'reply',
          completeness: 'partial',
          text: 'The registration first; the reports follow. Invented, for training.',
          recordsMax: 1,
        },
      ],
    },
    answersCompletely(0.8),
  ],
  onReconsidering: upholds,
  onDifference: stands,
};

const refusedRightly: Rehearsal = {
  key: 'refused-rightly',
  title: 'A refusal that holds',
  teaches: [
    'How a refusal is read: the ground, the clause that allows it, and what may follow it.',
    'That a ground that fits is not contested, and what can be done instead: ask later, or ask for less.',
    'That the case still ends with a word on what came of it.',
  ],
  story:
    'The training authority is about to search the offices of Sable Wharf Custody and has told nobody. You do not know that. Ask it for the compliance ' +
    'records of the firm, and decide what to do with its answer.',
  draft: {
    ...plain,
    assistance: 'compliance-records',
    content: { ...wholeContent, subject: 'Sable Wharf Custody, reg. XT-TRN-0019: wallets without a second key' },
  },
  script: [
    acknowledges,
    answersOnceReopened,
    {
      when: always,
      at: { kind: 'within', step: 'reply', share: 0.3 },
      move: () => [
        {
          kind: 'refusal',
          ground: 'R03',
          reasons:
            'An investigation of our own would be prejudiced if the firm learned that its records were looked into now. Ask again in a month.',
        },
      ],
    },
  ],
  onReconsidering: { kind: 'upholding', reasons: 'The ground stands: our measure has not been taken yet. Ask again in a month.' },
  onDifference: [
    {
      kind: 'position',
      outcome: 'maintains',
      text: 'The ground is one that clause 5 allows, and it fits: our measure is a matter of days. We shall gladly answer once it is done.',
    },
  ],
};

const refusedWrongly: Rehearsal = {
  key: 'refused-wrongly',
  title: 'A refusal that does not hold',
  teaches: [
    'That a ground may be one that the agreement allows and still not fit: compare it with the clauses that bind you.',
    'How a refusal is rebutted in the case, by the clause that gives the step, and what the other side owes then.',
    'That beside it a difference can be raised, by the clause on disagreements; once the other side yields, the request is made again.',
  ],
  story:
    'Your request about Halcyon Quay Markets is whole. It comes back refused, since it is not known how you protect information, though ' +
    'clause 7 binds you both. Do not let that stand: rebut it in the case. ' +
    'Or raise a difference under joint work, and when the training authority yields, ask again, naming this request.',
  draft: { ...plain, content: wholeContent },
  script: [
    acknowledges,
    answersOnceReopened,
    {
      when: ({ isAfterYielding, draft }) => isAfterYielding && (draft.content['earlier-request'] ?? '').trim() !== '',
      at: { kind: 'within', step: 'reply', share: 0.3 },
      move: () => [
        { kind: 'reply', completeness: 'complete', text: 'As we should have answered before. Invented, for training.', recordsMax: 2 },
      ],
    },
    {
      when: always,
      at: { kind: 'within', step: 'reply', share: 0.3 },
      move: () => [
        { kind: 'refusal', ground: 'R11', reasons: 'We do not know whether your authority can keep confidential what it is given.' },
        { kind: 'refusal', ground: 'R11', reasons: 'Nothing in your request says how what we give would be protected.' },
      ],
    },
  ],
  onReconsidering: { kind: 'reopening', reasons: 'You are right: clause 7 binds you as it does us. We take your request up again.' },
  onDifference: [
    {
      kind: 'position',
      outcome: 'yields',
      text: 'You are right: clause 7 binds you as it does us. Send the request again and name the earlier one; it will be answered.',
    },
  ],
};

const late: Rehearsal = {
  key: 'late',
  title: 'An answer that is late',
  teaches: [
    'How an overdue case looks in the inbox, the calendar and among notices.',
    'That there is something to be done about it: a difference about delay, by the clause on disagreements, and not before the time is over.',
    'How a late notice is read: the reasons and the new date.',
  ],
  story:
    'The training authority acknowledges, and then nothing comes. Its time to answer is 3 hours here, and it is really let pass. Watch the clock, ' +
    'and act when it is over.',
  draft: { ...plain, content: wholeContent },
  script: [
    acknowledges,
    {
      when: ({ difference, sent }) => difference !== null && !sent.includes('reply'),
      at: { kind: 'reaction' },
      move: () => [
        { kind: 'reply', completeness: 'complete', text: 'With our apologies for the delay. Invented, for training.', recordsMax: 2 },
      ],
    },
    {
      when: notYet('delay-notice'),
      at: { kind: 'past', step: 'reply', share: 1.1 },
      move: () => [
        { kind: 'delay-notice', reasons: 'The officer who deals with it was away, and nobody stood in.' },
        { kind: 'delay-notice', reasons: 'The archive was moved, and the file was not found in time.' },
      ],
    },
    { ...answersCompletely(1.3), at: { kind: 'past', step: 'reply', share: 1.3 } },
  ],
  onReconsidering: upholds,
  onDifference: [{ kind: 'position', outcome: 'yields', text: 'You are right: we are late. The answer follows at once.' }],
};

const urgencyContested: Rehearsal = {
  key: 'urgency-contested',
  title: 'Urgency that is contested',
  teaches: [
    'That a request is urgent by the test of the agreement, and not because of the haste of its author.',
    'That contested urgency puts the request back on the clocks of a normal one; nothing needs to be sent again.',
    'How to write a reason that would have held.',
  ],
  story:
    'Your own hearing on Halcyon Quay Markets is on Friday, and you have had the file for two months. Ask urgently all the same, and see what the ' +
    'training authority says to that.',
  draft: {
    ...plain,
    class: 'urgent',
    urgencyGround: 'investor-harm',
    urgencyReason: 'Our hearing is on Friday and we overlooked that this was still open.',
    content: wholeContent,
  },
  script: [
    {
      when: (standing) => notYet('acknowledgement')(standing) && standing.isUrgent,
      at: { kind: 'within', step: 'acknowledge', share: 0.5 },
      move: () => [
        {
          kind: 'acknowledgement',
          note: 'We deal with your request as with any other.',
          urgencyContested:
            'By clause 4 a request is urgent to stop significant harm, and not where the haste comes from delay of the requester.',
        },
      ],
    },
    acknowledges,
    answersCompletely(0.5),
  ],
  onReconsidering: upholds,
  onDifference: stands,
};

export const rehearsals: readonly [Rehearsal, ...Rehearsal[]] = [
  answered,
  askedBack,
  inParts,
  refusedRightly,
  refusedWrongly,
  late,
  urgencyContested,
];

export function findRehearsal(key: string | null): Rehearsal | null {
  return rehearsals.find((rehearsal) => rehearsal.key === key) ?? null;
}
