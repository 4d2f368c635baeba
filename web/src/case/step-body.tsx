// SPDX-License-Identifier: Apache-2.0
/** The content of a step by its kind, read with the same schemas as the dispatch it becomes. */
import { Text } from '@mantine/core';
import { z } from 'zod';
import { replyLanguagesSchema } from '../../../src/assistance/form/wire.ts';
import {
  acknowledgementBodySchema,
  answerBodySchema,
  measureBodySchema,
  confidentialityChangeBodySchema,
  cureBodySchema,
  delayNoticeBodySchema,
  draftCommentsBodySchema,
  feedbackBodySchema,
  impossibilityBodySchema,
  lapseBodySchema,
  postponementBodySchema,
  questionBodySchema,
  rebuttalBodySchema,
  refusalBodySchema,
  reopeningBodySchema,
  replyBodySchema,
  requestBodySchema,
  sharedDraftBodySchema,
  type StepRowWire,
  upholdingBodySchema,
  withdrawalBodySchema,
} from '../../../src/assistance/wire.ts';
import { LimitsList } from '../conditions/limits-list.tsx';
import { languageNames } from '../languages/language-names.ts';
import { ReplyVersions } from '../languages/reply-languages.tsx';
import { useSpeech } from '../messages/language.tsx';
import { measureEntries } from '../freezing/measure-entries.ts';
import { titleOfRecord } from '../records/record-title.ts';
import classes from './case.module.css';
import { particularEntries } from './particular-entries.ts';

const schemas = {
  'draft-sharing': sharedDraftBodySchema,
  'draft-comments': draftCommentsBodySchema,
  request: requestBodySchema,
  acknowledgement: acknowledgementBodySchema,
  question: questionBodySchema,
  answer: answerBodySchema,
  reply: replyBodySchema,
  refusal: refusalBodySchema,
  rebuttal: rebuttalBodySchema,
  cure: cureBodySchema,
  reopening: reopeningBodySchema,
  upholding: upholdingBodySchema,
  withdrawal: withdrawalBodySchema,
  measure: measureBodySchema,
  instruction: measureBodySchema,
  'delay-notice': delayNoticeBodySchema,
  postponement: postponementBodySchema,
  impossibility: impossibilityBodySchema,
  lapse: lapseBodySchema,
  'confidentiality-change': confidentialityChangeBodySchema,
  feedback: feedbackBodySchema,
} as const;

/** What a reply says in words, also where it stands without its records. */
const saidSchema = z.object({ text: z.string(), arrives: z.string().optional(), languages: replyLanguagesSchema.optional() });

export function StepBody({ step }: { step: StepRowWire }) {
  const speech = useSpeech();
  const entries = entriesOf(step, speech);
  const reply = step.kind === 'reply' ? replyBodySchema.safeParse(step.body) : null;
  const said = step.kind === 'reply' ? saidSchema.safeParse(step.body) : null;
  return (
    <>
      <dl className={classes['content']}>
        {entries.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {said?.success === true && <ReplyVersions reply={said.data} />}
      {reply?.success === true && reply.data.records.length > 0 && <ReplyRecords records={reply.data.records} />}
    </>
  );
}

function ReplyRecords({ records }: { records: z.output<typeof replyBodySchema>['records'] }) {
  const { t } = useSpeech();
  return (
    <ul className={classes['given']} aria-label={t('step.records', { count: records.length })}>
      {records.map((record) => (
        <li key={record.id}>
          <Text size="sm" fw={600}>
            {titleOfRecord(record.body)}
          </Text>
          <Text size="xs" c="dimmed">
            {t(`recordKind.${record.body.kind}`)} · {record.body.reference}
          </Text>
          {record.conditions.map((condition) => (
            <LimitsList key={condition.id} limits={condition} />
          ))}
        </li>
      ))}
    </ul>
  );
}

type Speech = ReturnType<typeof useSpeech>;

function entriesOf(step: StepRowWire, speech: Speech): readonly (readonly [string, string])[] {
  const { t, dates } = speech;
  const { day } = dates;
  const parsed = schemas[step.kind].safeParse(step.body);
  if (!parsed.success) return [[t('step.content'), step.summary]];
  const body = parsed.data as z.output<(typeof schemas)[StepRowWire['kind']]>;
  if ('comments' in body)
    return [
      [t('comment-on-draft.comments'), body.comments],
      ...(body.lacking === undefined
        ? []
        : [[t('refusal.lackingLabel'), body.lacking.map((field) => t(`content.${field}`)).join(', ')] as const]),
    ];
  if ('measure' in body) return measureEntries(body.measure, t);
  if ('question' in body)
    return [[t('step.question'), body.question], ...(body.answerBy === undefined ? [] : [[t('ask-back.by'), day(body.answerBy)] as const])];
  if ('answer' in body) return [[t('step.answer'), body.answer]];
  if ('isConfidential' in body)
    return [
      [t('confidentiality.label'), t(body.isConfidential ? 'confidentiality.confidential' : 'confidentiality.open')],
      [t('step.reason'), body.reason],
    ];
  if ('usefulness' in body)
    return [
      [t('outcome.usefulness'), t(`useful.${body.usefulness}`)],
      [t('outcome.usedFor'), body.usedFor.map((purpose) => t(`purpose.${purpose}`)).join(', ')],
      [t('outcome.outcome'), body.outcome],
    ];
  if ('cause' in body)
    return [
      [t('impossible.cause'), t(`impossible.${body.cause}`)],
      [t('step.reasons'), body.reasons],
    ];
  if ('reason' in body) return [[t('step.reason'), body.reason]];
  if ('supplied' in body)
    return [
      ...Object.entries(body.supplied).map(([field, text]) => [t(`content.${field as keyof typeof body.supplied}`), text] as const),
      ...(body.note.trim() === '' ? [] : [[t('step.note'), body.note] as const]),
    ];
  if ('ground' in body)
    return [
      [t('step.ground'), body.ground],
      [t('step.reasons'), body.reasons],
      ...('lacking' in body && body.lacking !== undefined
        ? [[t('refusal.lackingLabel'), body.lacking.map((field) => t(`content.${field}`)).join(', ')] as const]
        : []),
      ...('facts' in body && body.facts !== undefined ? [[t('step.facts'), body.facts] as const] : []),
      ...('until' in body && body.until !== null ? [[t('postpone.until'), day(body.until)] as const] : []),
      ...('expectedReplyAt' in body && body.expectedReplyAt !== null ? [[t('step.expected'), day(body.expectedReplyAt)] as const] : []),
    ];
  if ('reasons' in body)
    return [
      [t('step.reasons'), body.reasons],
      [t('step.expected'), body.expectedReplyAt === null ? t('step.noDate') : day(body.expectedReplyAt)],
      ...(body.updateEveryDays === undefined ? [] : [[t('late.updateEvery'), String(body.updateEveryDays)] as const]),
    ];
  if ('completeness' in body)
    return [
      [t('step.completeness'), t(`completeness.${body.completeness}`)],
      [t('step.text'), body.text],
      ...(body.arrives === undefined ? [] : [[t('reply.arrives'), body.arrives] as const]),
    ];
  if ('note' in body) {
    return [
      [t('step.expected'), body.expectedReplyAt === null ? t('step.noDate') : day(body.expectedReplyAt)],
      ...(body.updateEveryDays === undefined ? [] : [[t('late.updateEvery'), String(body.updateEveryDays)] as const]),
      ...(body.carriedOutBy === undefined
        ? []
        : [[t('particulars.inspection.carriedOutBy'), t(`particulars.inspection.carriedOutBy.${body.carriedOutBy}`)] as const]),
      ...(body.urgencyContested === undefined ? [] : [[t('acknowledge.contest'), body.urgencyContested] as const]),
      [t('step.note'), body.note],
    ];
  }
  return [
    ...('wanted' in body && body.wanted !== '' ? [[t('share-draft.wanted'), body.wanted] as const] : []),
    ...Object.entries(body.content).map(([field, text]) => [t(`content.${field as keyof typeof body.content}`), text] as const),
    ...(body.languages?.versions ?? []).flatMap(({ language, content }) =>
      Object.entries(content).map(
        ([field, text]) =>
          [`${t(`content.${field as keyof typeof content}`)} (${languageNames(speech.language)(language)})`, text] as const,
      ),
    ),
    ...(body.languages === undefined
      ? []
      : [[t('languages.authentic'), languageNames(speech.language)(body.languages.authentic)] as const]),
    ...particularEntries(body.particulars, speech),
  ];
}
