// SPDX-License-Identifier: Apache-2.0
/** One report of the queue: why it stands where it stands, what belongs to it, what was asked and told, and to whom it was passed on. */
import { Button, Group, Table } from '@mantine/core';
import { IconArrowLeft, IconEye } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { QueuedReportWire } from '../../../src/reporting/wire.ts';
import { queuedReportQuery } from './reporting-calls.ts';
import caseClasses from '../case/case.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Column, Failure, Page, Section, Waiting } from '../shell/page.tsx';
import listClasses from '../shell/list.module.css';
import { PriorityBadge, ReportStateBadge } from './report-badges.tsx';
import { ReportActions } from './report-actions.tsx';
import { ReportLinks } from './report-links.tsx';
import { FeedbackGiven, Questions } from './report-questions.tsx';
import classes from './reporting.module.css';

export function ReportPage({ id }: { id: string }) {
  const { t } = useSpeech();
  const report = useQuery(queuedReportQuery(id));
  const back = (
    <Link to="/reports" className={caseClasses['back']}>
      <IconArrowLeft size={15} aria-hidden />
      {t('nav.reports')}
    </Link>
  );
  if (report.data === undefined)
    return (
      <Page title={t('nav.reports')} above={back}>
        {report.isError ? <Failure error={report.error} /> : <Waiting />}
      </Page>
    );
  const { data } = report;
  return (
    <Page title={data.number} above={back} under={<Under report={data} />} actions={<ReportActions report={data} />}>
      <div className={classes['sides']}>
        <Column>
          <Reasons report={data} />
          <Questions report={data} />
          <ReportLinks report={data} />
        </Column>
        <Column>
          <FeedbackGiven report={data} />
          <PassedOn report={data} />
          <Steps report={data} />
        </Column>
      </div>
    </Page>
  );
}

function Under({ report }: { report: QueuedReportWire }) {
  const { t, dates } = useSpeech();
  return (
    <Group gap="sm">
      <ReportStateBadge state={report.state} />
      <PriorityBadge priority={report.priority} />
      <span>{report.firm ?? t('reports.taken')}</span>
      <span>{report.reference}</span>
      <span>{dates.moment(report.receivedAt)}</span>
      {report.reader !== null && <span>{report.reader}</span>}
    </Group>
  );
}

function Reasons({ report }: { report: QueuedReportWire }) {
  const { t } = useSpeech();
  return (
    <Section
      title={t('report.why')}
      aside={
        <Button
          size="xs"
          leftSection={<IconEye size={15} aria-hidden />}
          renderRoot={(looks) => (
            <Link {...looks} to="/records/$recordId" params={{ recordId: report.id }} search={{ purpose: 'fiu-analysis' }} />
          )}
        >
          {t('report.read')}
        </Button>
      }
    >
      {report.reasons.length === 0 ? (
        <p className={listClasses['quiet']}>{t('report.noReason')}</p>
      ) : (
        <Table className={classes['plain']} aria-label={t('report.why')}>
          <Table.Tbody>
            {report.reasons.map((reason) => (
              <Table.Tr key={reason.rule}>
                <Table.Td>{reason.sentence}</Table.Td>
                <Table.Td ta="right" w={100}>
                  {t('report.points', { count: reason.points })}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  );
}

function PassedOn({ report }: { report: QueuedReportWire }) {
  const { t, dates } = useSpeech();
  return (
    <Section title={t('report.forwarded')}>
      {report.forwarded.length === 0 && <p className={listClasses['quiet']}>{t('report.notForwarded')}</p>}
      {report.forwarded.map((one) => (
        <div key={`${one.matter} ${one.to}`} className={classes['entry']}>
          {one.matter.startsWith('dis_') ? (
            <Link to="/onward/$matterId" params={{ matterId: one.matter }}>
              {one.to}
            </Link>
          ) : (
            <Link to="/cases/$caseId" params={{ caseId: one.matter }}>
              {one.to}
            </Link>
          )}
          <div className={listClasses['quiet']}>
            {dates.moment(one.at)} · {t(`purpose.${one.purpose}`)}
            {!one.isDelivered && ` · ${t('report.onItsWay')}`}
          </div>
        </div>
      ))}
    </Section>
  );
}

const known = [
  'replaced',
  'supplement',
  'take-up',
  'use',
  'close',
  'reopen',
  'ask',
  'answer',
  'feedback',
  'link-confirmed',
  'link-rejected',
  'forward',
] as const;

function Steps({ report }: { report: QueuedReportWire }) {
  const { t, dates } = useSpeech();
  const nameOf = (who: string): string => (who === 'firm' || who === 'server' ? t(`reportStep.${who}`) : who);
  return (
    <Section title={t('report.steps')}>
      {report.steps.length === 0 && <p className={listClasses['quiet']}>{t('report.noSteps')}</p>}
      {report.steps.map((step) => {
        const word = known.find((one) => one === step.step);
        return (
          <div key={`${step.at} ${step.step}`} className={classes['entry']}>
            <div>{word === undefined ? step.step : t(`reportStep.${word}`)}</div>
            {step.note !== '' && <div>{step.note}</div>}
            <div className={listClasses['quiet']}>
              {dates.moment(step.at)} · {nameOf(step.who)}
            </div>
          </div>
        );
      })}
    </Section>
  );
}
