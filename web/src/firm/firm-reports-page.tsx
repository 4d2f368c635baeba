// SPDX-License-Identifier: Apache-2.0
/** What became of the firm's reports, as far as it is told: questions to answer, and feedback. */
import { Button, Stack, Textarea } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FirmReportWire } from '../../../src/reporting/wire.ts';
import { firmCalls, firmReportsQuery } from './firm-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Column, Failure, Nothing, Page, Section, Waiting } from '../shell/page.tsx';
import listClasses from '../shell/list.module.css';
import classes from './firm.module.css';

/** Those with an open question first. */
export function FirmReportsPage() {
  const { t } = useSpeech();
  const reports = useQuery(firmReportsQuery);
  const openFirst = (reports.data ?? []).toSorted((left, right) => Number(isAsked(right)) - Number(isAsked(left)));
  return (
    <Page title={t('portal.reports')}>
      {reports.isPending && <Waiting />}
      {reports.isError && <Failure error={reports.error} />}
      {reports.data?.length === 0 && <Nothing icon={IconMessages} title={t('portal.noReports')} />}
      <Column>
        {openFirst.map((report) => (
          <Report key={report.number} report={report} />
        ))}
      </Column>
    </Page>
  );
}

function isAsked(report: FirmReportWire): boolean {
  return report.questions.some((question) => question.answer === null);
}

function Report({ report }: { report: FirmReportWire }) {
  const { t, dates } = useSpeech();
  return (
    <Section
      title={report.reference}
      aside={
        <span className={listClasses['quiet']}>
          {report.number} · {t('portal.received')} {dates.moment(report.receivedAt)}
        </span>
      }
    >
      {report.questions.length === 0 && report.feedback === null && <p className={listClasses['quiet']}>{t('portal.nothingAsked')}</p>}
      {report.questions.map((question) => (
        <div key={question.id} className={classes['question']}>
          <strong>{t('portal.question')}</strong> <span className={listClasses['quiet']}>{dates.moment(question.askedAt)}</span>
          <div className={classes['text']}>{question.text}</div>
          {question.answer === null ? (
            <AnswerForm question={question.id} />
          ) : (
            <blockquote className={classes['quoted']}>
              {question.answer}
              <div className={listClasses['quiet']}>{question.answeredAt !== null && dates.moment(question.answeredAt)}</div>
            </blockquote>
          )}
        </div>
      ))}
      {report.feedback !== null && (
        <div className={classes['question']}>
          <strong>{t('portal.feedback')}</strong> <span className={listClasses['quiet']}>{dates.moment(report.feedback.at)}</span>
          <div>{t(`feedbackUse.${report.feedback.use}`)}</div>
          {report.feedback.qualities.map((quality) => (
            <div key={quality}>{t(`feedbackQuality.${quality}`)}</div>
          ))}
          {report.feedback.text !== '' && <blockquote className={classes['quoted']}>{report.feedback.text}</blockquote>}
        </div>
      )}
    </Section>
  );
}

function AnswerForm({ question }: { question: string }) {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const [text, setText] = useState('');
  const answer = useMutation({
    mutationFn: (given: string) => firmCalls.answer(question, given),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: firmReportsQuery.queryKey }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        answer.mutate(text);
      }}
    >
      <Stack gap="xs" mt="xs">
        <Textarea
          autosize
          minRows={3}
          required
          label={t('portal.yourAnswer')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {answer.isError && <Failure error={answer.error} />}
        <Button type="submit" ml="auto" loading={answer.isPending} disabled={text.trim() === ''}>
          {t('portal.answer')}
        </Button>
      </Stack>
    </form>
  );
}
