// SPDX-License-Identifier: Apache-2.0
/** Questions to the firm with its answers, and what the firm was told of the use of its report. */
import { Button, Checkbox, Group, Modal, Radio, Stack, Textarea } from '@mantine/core';
import { IconMessageQuestion, IconThumbUp } from '@tabler/icons-react';
import { useState } from 'react';
import { feedbackQualities, feedbackUses, type QueuedReportWire } from '../../../src/reporting/wire.ts';
import { reportingCalls } from './reporting-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import listClasses from '../shell/list.module.css';
import { useReportCall } from './report-call.ts';
import classes from './reporting.module.css';

export function Questions({ report }: { report: QueuedReportWire }) {
  const { t, dates } = useSpeech();
  const [isAsking, setAsking] = useState(false);
  return (
    <Section
      title={t('report.questions')}
      aside={
        report.mayAsk && (
          <Button size="xs" variant="default" leftSection={<IconMessageQuestion size={15} aria-hidden />} onClick={() => setAsking(true)}>
            {t('report.ask')}
          </Button>
        )
      }
    >
      {report.questions.length === 0 && <p className={listClasses['quiet']}>{t('report.noQuestions')}</p>}
      {report.questions.map((question) => (
        <div key={question.id} className={classes['entry']}>
          <div className={listClasses['quiet']}>
            {question.askedBy} · {dates.moment(question.askedAt)}
          </div>
          <div>{question.text}</div>
          <blockquote className={classes['answer']}>
            {question.answer ?? <span className={listClasses['quiet']}>{t('report.noAnswer')}</span>}
          </blockquote>
        </div>
      ))}
      {isAsking && <AskDialog id={report.id} onClose={() => setAsking(false)} />}
    </Section>
  );
}

function AskDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useSpeech();
  const [text, setText] = useState('');
  const ask = useReportCall(id, (given: string) => reportingCalls.ask(id, given), onClose);
  return (
    <Modal opened onClose={onClose} size="lg" title={t('report.ask')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate(text);
        }}
      >
        <Stack gap="sm">
          <Textarea
            autosize
            minRows={4}
            required
            data-autofocus
            label={t('report.question')}
            description={t('report.question.under')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {ask.isError && <Failure error={ask.error} />}
          <Button type="submit" ml="auto" loading={ask.isPending} disabled={text.trim() === ''}>
            {t('report.ask')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}

export function FeedbackGiven({ report }: { report: QueuedReportWire }) {
  const { t, dates } = useSpeech();
  const [isTelling, setTelling] = useState(false);
  const { feedback } = report;
  return (
    <Section
      title={t('report.feedback')}
      aside={
        report.firm !== null &&
        report.state !== 'new' && (
          <Button size="xs" variant="default" leftSection={<IconThumbUp size={15} aria-hidden />} onClick={() => setTelling(true)}>
            {t('report.tell')}
          </Button>
        )
      }
    >
      {feedback === null ? (
        <p className={listClasses['quiet']}>{t('report.noFeedback')}</p>
      ) : (
        <>
          <div>{t(`feedbackUse.${feedback.use}`)}</div>
          {feedback.qualities.map((quality) => (
            <div key={quality}>{t(`feedbackQuality.${quality}`)}</div>
          ))}
          {feedback.text !== '' && <blockquote className={classes['answer']}>{feedback.text}</blockquote>}
          <div className={listClasses['quiet']}>{dates.moment(feedback.at)}</div>
        </>
      )}
      {isTelling && <FeedbackDialog id={report.id} onClose={() => setTelling(false)} />}
    </Section>
  );
}

type Use = (typeof feedbackUses)[number];
type Quality = (typeof feedbackQualities)[number];

function FeedbackDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useSpeech();
  const [use, setUse] = useState<Use>('of-use');
  const [qualities, setQualities] = useState<Quality[]>([]);
  const [text, setText] = useState('');
  const tell = useReportCall(id, (given: Parameters<typeof reportingCalls.feedback>[1]) => reportingCalls.feedback(id, given), onClose);
  return (
    <Modal opened onClose={onClose} size="lg" title={t('report.tell')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <Stack gap="md">
        <Radio.Group label={t('feedback.use')} value={use} onChange={(chosen) => setUse(chosen)}>
          <Stack gap={6} mt={6}>
            {feedbackUses.map((value) => (
              <Radio key={value} value={value} label={t(`feedbackUse.${value}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <Checkbox.Group label={t('feedback.qualities')} value={qualities} onChange={(chosen) => setQualities(chosen)}>
          <Group gap="sm" mt={6}>
            {feedbackQualities.map((value) => (
              <Checkbox key={value} value={value} label={t(`feedbackQuality.${value}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        <Textarea autosize minRows={3} label={t('feedback.text')} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        {tell.isError && <Failure error={tell.error} />}
        <Button ml="auto" loading={tell.isPending} onClick={() => tell.mutate({ use, qualities, text })}>
          {t('report.tell')}
        </Button>
      </Stack>
    </Modal>
  );
}
