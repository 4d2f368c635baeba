// SPDX-License-Identifier: Apache-2.0
/**
 * Imports of long files: how far each is, what came of it so far, and stopping it or letting it go on.
 *
 * The server works on them, so they go on when the page is closed; while one is under way the page asks once a second.
 */
import { Button, Group, Progress } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ImportRunWire } from '../../../src/records/import-runs/wire.ts';
import { sizeWords } from '../attachments/size-words.ts';
import { importRunsQuery, moveImportRun } from '../calls/records/import-run-calls.ts';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import classes from './records.module.css';

export function ImportRuns() {
  const { t } = useSpeech();
  const runs = useQuery(importRunsQuery);
  if (runs.data === undefined && runs.isError) return <Failure error={runs.error} onAgain={() => void runs.refetch()} />;
  if (runs.data === undefined || runs.data.length === 0) return null;
  return (
    <Section title={t('runs.title')}>
      <ul className={classes['runs']} aria-label={t('runs.title')}>
        {runs.data.map((run) => (
          <Run key={run.id} run={run} />
        ))}
      </ul>
    </Section>
  );
}

const tones = { waiting: 'gray', running: 'tide', stopping: 'amber', stopped: 'amber', done: 'moss', refused: 'brick' } as const;

function Run({ run }: { run: ImportRunWire }) {
  const { t, dates, language } = useSpeech();
  const queryClient = useQueryClient();
  const move = useMutation({
    mutationFn: (to: 'stop' | 'resume') => moveImportRun(run.id, to),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: importRunsQuery.queryKey }),
  });
  const percent = Math.floor((run.position / Math.max(run.size, 1)) * 100);
  const told = (count: number): string => count.toLocaleString(language);
  const read = { read: told(run.reports), admitted: told(run.admitted) };
  const counts = { ...read, unchanged: told(run.unchanged), rejected: told(run.rejectedCount) };
  return (
    <li className={classes['run']}>
      <Group justify="space-between" wrap="nowrap">
        <div>
          <strong>{run.fileName}</strong>
          <div className={classes['quiet']}>
            {`${t(`imports.format.${run.format}`)} · ${sizeWords(run.size)} · ${t(`runs.manner.${run.manner}`)} · ${dates.moment(run.begunAt)}`}
          </div>
        </div>
        <Group gap="xs" wrap="nowrap">
          <WordBadge tone={tones[run.state]} label={t(`runs.state.${run.state}`)} />
          {run.mayStop && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPlayerStop size={14} aria-hidden />}
              onClick={() => move.mutate('stop')}
            >
              {t('runs.stop')}
            </Button>
          )}
          {run.mayResume && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPlayerPlay size={14} aria-hidden />}
              onClick={() => move.mutate('resume')}
            >
              {t('runs.resume')}
            </Button>
          )}
        </Group>
      </Group>
      {run.endedAt === null && <Progress value={percent} aria-label={t('runs.progress', { file: run.fileName, percent })} mt={6} />}
      <div className={classes['quiet']}>{t('runs.counts', counts)}</div>
      {run.problem !== null && <div>{run.problem}</div>}
      {run.rejected.length > 0 && <Faults run={run} />}
      {move.error !== null && <Failure error={move.error} />}
    </li>
  );
}

function Faults({ run }: { run: ImportRunWire }) {
  const { t } = useSpeech();
  return (
    <details>
      <summary>{t('runs.faults', { count: run.faultCount })}</summary>
      <ul>
        {run.rejected.map(({ line, field, reason, remedy }) => (
          <li key={`${line} ${field} ${reason}`}>{`${t('imports.line')} ${line}, ${field}: ${reason} ${remedy}`}</li>
        ))}
      </ul>
    </details>
  );
}
