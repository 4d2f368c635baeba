// SPDX-License-Identifier: Apache-2.0
/** Screening many: all records, a file, or a document on ways round a listing; with progress, a stop, and what each run came to. */
import { Button, FileInput, Progress, Table, Text } from '@mantine/core';
import { IconFileSearch, IconPlayerStop, IconRadar2, IconRefresh, IconRouteX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Purpose } from '../../../src/conditions/wire.ts';
import type { ScreeningWire } from '../../../src/findings/wire.ts';
import { findingCalls, screeningsQuery } from '../calls/finding-calls.ts';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';
import { PurposeSelect } from '../records/purpose-select.tsx';
import { useSearchPurpose } from '../records/search-purpose.ts';
import { Column, Failure, Nothing, Page, Section, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { useFindingCall } from './finding-call.ts';
import classes from './findings.module.css';
import { ScreeningTabs } from './screening-tabs.tsx';

const mayOrder = ['preparer', 'records-keeper'] as const;

export function ScreeningsPage() {
  const { t } = useSpeech();
  const { officer } = useSession();
  const found = useQuery(screeningsQuery);
  const isOrdering = mayOrder.some((role) => officer.roles.includes(role));
  return (
    <Page title={t('nav.screening')} under={t('many.under')}>
      <ScreeningTabs />
      <Column>
        {isOrdering && <Orders />}
        {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
        {found.isPending && <Waiting rows={4} />}
        {found.data?.length === 0 && (
          <Nothing icon={IconRadar2} title={t('many.nothing')}>
            {t('many.nothing.under')}
          </Nothing>
        )}
        {found.data !== undefined && found.data.length > 0 && <Runs runs={found.data} mayStop={isOrdering} />}
      </Column>
    </Page>
  );
}

function Orders() {
  const { t } = useSpeech();
  const [purpose, setPurpose] = useSearchPurpose();
  const [file, setFile] = useState<File | null>(null);
  const records = useFindingCall((given: Purpose) => findingCalls.screenRecords(given), { said: t('many.ordered') });
  const rows = useFindingCall(findingCalls.screenFile, { said: t('many.ordered'), onDone: () => setFile(null) });
  const evasion = useFindingCall(findingCalls.evasion, { said: t('many.evasionDone'), onDone: () => setFile(null) });
  const error = records.error ?? rows.error ?? evasion.error;
  const isJson = file !== null && file.name.toLowerCase().endsWith('.json');
  return (
    <Section title={t('many.order')}>
      <div className={classes['formRow']}>
        <PurposeSelect purpose={purpose} onChange={setPurpose} />
        <Button
          disabled={purpose === null}
          loading={records.isPending}
          onClick={() => purpose !== null && records.mutate(purpose)}
          leftSection={<IconRefresh size={16} aria-hidden />}
        >
          {t('many.records')}
        </Button>
        <FileInput
          label={t('many.file')}
          description={t('many.fileHint')}
          placeholder={t('imports.noFile')}
          clearable
          clearButtonProps={{ 'aria-label': t('many.noFile') }}
          value={file}
          onChange={setFile}
          w={250}
        />
        <Button
          variant="default"
          disabled={purpose === null || file === null || isJson}
          loading={rows.isPending}
          onClick={() => purpose !== null && file !== null && rows.mutate({ purpose, file })}
          leftSection={<IconFileSearch size={16} aria-hidden />}
        >
          {t('many.screenFile')}
        </Button>
        <Button
          variant="default"
          disabled={purpose === null || !isJson}
          loading={evasion.isPending}
          onClick={() => purpose !== null && file !== null && evasion.mutate({ purpose, file })}
          leftSection={<IconRouteX size={16} aria-hidden />}
        >
          {t('many.evasion')}
        </Button>
      </div>
      {error !== null && <Failure error={error} />}
    </Section>
  );
}

function Runs({ runs, mayStop }: { runs: readonly ScreeningWire[]; mayStop: boolean }) {
  const { t } = useSpeech();
  return (
    <div className={classes['card']}>
      <Table className={classes['table']} aria-label={t('many.runs')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('many.what')}</Table.Th>
            <Table.Th w="26%">{t('many.progress')}</Table.Th>
            <Table.Th className={classes['number']}>{t('many.hits')}</Table.Th>
            <Table.Th className={classes['number']}>{t('many.leads')}</Table.Th>
            <Table.Th w={170}>{t('inbox.state')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => (
            <Run key={run.id} run={run} mayStop={mayStop} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

const tones = { waiting: 'gray', running: 'tide', done: 'moss', stopped: 'amber', failed: 'brick' } as const;

function Run({ run, mayStop }: { run: ScreeningWire; mayStop: boolean }) {
  const { t, dates } = useSpeech();
  const stop = useFindingCall((id: string) => findingCalls.stop(id));
  const share = run.total === 0 ? 100 : Math.min(100, Math.round((run.done * 100) / run.total));
  const lists = run.lists.map(({ name, version }) => `${name} ${version}`).join(', ');
  const withheld = run.withheld.reduce((sum, one) => sum + one.count, 0);
  return (
    <Table.Tr>
      <Table.Td>
        <strong>{run.fileName ?? t(`screeningKind.${run.kind}`)}</strong>
        <div className={classes['quiet']}>
          {lists} · {t(`purpose.${run.purpose}`)} · {run.startedBy}, {dates.moment(run.createdAt)}
        </div>
        {run.kind === 'list-change' && (
          <div className={classes['quiet']}>{t('many.touched', { compared: String(run.compared), untouched: String(run.untouched) })}</div>
        )}
        {withheld > 0 && (
          <div className={classes['quiet']}>
            {t('records.withheld', { count: withheld })} {run.withheld.map((one) => one.reason).join(' ')}
          </div>
        )}
      </Table.Td>
      <Table.Td>
        <Progress value={share} aria-label={t('many.progress')} mt={6} />
        <Text size="xs" c="dimmed" mt={4}>
          {t('many.doneOf', { done: String(run.done), total: String(run.total) })}
        </Text>
      </Table.Td>
      <Table.Td className={classes['number']}>{run.hits}</Table.Td>
      <Table.Td className={classes['number']}>
        {run.leads}
        {run.quiet > 0 && <div className={classes['quiet']}>{t('many.quiet', { count: run.quiet })}</div>}
      </Table.Td>
      <Table.Td>
        <WordBadge tone={tones[run.state]} label={t(`screeningState.${run.state}`)} />
        {run.endedAt === null && mayStop && (
          <Button
            size="compact-xs"
            variant="default"
            mt={6}
            loading={stop.isPending}
            onClick={() => stop.mutate(run.id)}
            leftSection={<IconPlayerStop size={13} aria-hidden />}
          >
            {t('many.stop')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
