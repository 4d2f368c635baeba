// SPDX-License-Identifier: Apache-2.0
/** One study: how much of each shape was found, the findings that stand out most, and one of them whole. */
import { Button, Select, Table } from '@mantine/core';
import { IconArrowLeft, IconShape } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { StudiedFindingWire, StudyDetailWire } from '../../../src/findings/shapes/wire.ts';
import caseClasses from '../case/case.module.css';
import findingClasses from '../findings/findings.module.css';
import { Score } from '../findings/score.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Column, Failure, Nothing, Page, Section, Waiting } from '../shell/page.tsx';
import { MovementFiles } from '../traces/traces-page.tsx';
import classes from '../traces/traces.module.css';
import { OneFinding } from './one-finding.tsx';
import { studyQuery } from './study-calls.ts';

export function StudyPage({ studyId }: { studyId: string }) {
  const found = useQuery(studyQuery(studyId));
  if (found.isError) return <Failure error={found.error} onAgain={() => void found.refetch()} />;
  return found.data === undefined ? <Waiting rows={6} /> : <Study study={found.data} />;
}

function Study({ study }: { study: StudyDetailWire }) {
  const { t, dates } = useSpeech();
  const { row, findings, facts, movementFiles } = study;
  const [shape, setShape] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const total = row.counts.reduce((sum, { count }) => sum + count, 0);
  const listed = findings.filter(({ finding }) => shape === null || finding.shape.id === shape);
  const shown = listed.find(({ finding }) => finding.digest === chosen) ?? listed[0];
  return (
    <Page
      title={row.title}
      above={
        <Link to="/traces" className={caseClasses['back']}>
          <IconArrowLeft size={15} aria-hidden />
          {t('nav.traces')}
        </Link>
      }
      under={`${t(`purpose.${row.purpose}`)} · ${row.orderedBy}, ${dates.moment(row.createdAt)} · ${t('shapes.among', { count: facts.movements })}`}
    >
      <Column>
        {total === 0 && (
          <Nothing icon={IconShape} title={t('shapes.nothing')}>
            {t('shapes.nothing.under')}
          </Nothing>
        )}
        {total > 0 && (
          <Section title={t('shapes.findings')}>
            <Select
              label={t('shapes.shape')}
              placeholder={t('shapes.all')}
              clearable
              value={shape}
              onChange={setShape}
              data={row.counts.filter(({ count }) => count > 0).map((one) => ({ value: one.shape, label: `${one.title} (${one.count})` }))}
              mb="sm"
            />
            <Findings findings={listed} shown={shown?.finding.digest ?? null} onShow={setChosen} />
            {total > findings.length && <p className={classes['quiet']}>{t('shapes.more', { count: total - findings.length })}</p>}
          </Section>
        )}
        {shown !== undefined && <OneFinding key={shown.finding.digest} study={row} found={shown} />}
        <Section title={t('traces.files')}>
          <MovementFiles files={movementFiles} />
        </Section>
      </Column>
    </Page>
  );
}

interface FindingsProps {
  readonly findings: readonly StudiedFindingWire[];
  readonly shown: string | null;
  readonly onShow: (digest: string) => void;
}

function Findings({ findings, shown, onShow }: FindingsProps) {
  const { t, dates } = useSpeech();
  return (
    <Table className={findingClasses['table']} aria-label={t('shapes.findings')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('shapes.shape')}</Table.Th>
          <Table.Th>{t('shapes.when')}</Table.Th>
          <Table.Th>{t('shapes.score')}</Table.Th>
          <Table.Th>{t('shapes.lead')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {findings.map(({ finding: { digest, shape, parties, from, until, score }, lead }) => (
          <Table.Tr key={digest}>
            <Table.Td>
              <Button
                variant={digest === shown ? 'light' : 'subtle'}
                size="compact-sm"
                aria-pressed={digest === shown}
                onClick={() => onShow(digest)}
              >
                {shape.title}: {parties.first[0] ?? ''}
              </Button>
              <div className={classes['quiet']}>{t('shapes.parties', { count: parties.count })}</div>
            </Table.Td>
            <Table.Td>
              {dates.moment(from)} – {dates.moment(until)}
            </Table.Td>
            <Table.Td>
              <Score score={score} />
            </Table.Td>
            <Table.Td>
              {lead !== null && (
                <Link to="/leads/$leadId" params={{ leadId: lead }} className={findingClasses['link']}>
                  {t('traces.toLead')}
                </Link>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
