// SPDX-License-Identifier: Apache-2.0
/** Files of market events and surveillance runs over them: what was read, what did not fit together, and what came of it. */
import { Button, FileInput, Select, Table, TextInput } from '@mantine/core';
import { IconActivityHeartbeat, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Purpose } from '../../../src/conditions/wire.ts';
import { marketMappings, type RunState, type RunWire } from '../../../src/findings/alerts/wire.ts';
import { alertCalls, runsQuery } from './alert-calls.ts';
import { useFindingCall } from '../findings/finding-call.ts';
import findingClasses from '../findings/findings.module.css';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';
import { PurposeSelect } from '../records/purpose-select.tsx';
import { Column, Failure, Nothing, Page, Section, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import classes from './alerts.module.css';
import { SurveillanceTabs } from './surveillance-tabs.tsx';

const mayOrder = ['preparer', 'records-keeper'] as const;
/** While a run is under way the screen looks again, beside the live updates. */
const lookAgainMs = 2000;

export function RunsPage() {
  const { t } = useSpeech();
  const { officer } = useSession();
  const found = useQuery({
    ...runsQuery,
    refetchInterval: ({ state }) => (state.data?.some(({ endedAt }) => endedAt === null) === true ? lookAgainMs : false),
  });
  const isOrdering = mayOrder.some((role) => officer.roles.includes(role));
  return (
    <Page title={t('nav.alerts')} under={t('runs.under')}>
      <SurveillanceTabs />
      <Column>
        {isOrdering && <Order />}
        {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
        {found.isPending && <Waiting rows={4} />}
        {found.data?.length === 0 && (
          <Nothing icon={IconActivityHeartbeat} title={t('runs.nothing')}>
            {t('runs.nothing.under')}
          </Nothing>
        )}
        {found.data !== undefined && found.data.length > 0 && <Runs runs={found.data} mayOrder={isOrdering} />}
      </Column>
    </Page>
  );
}

function Order() {
  const { t } = useSpeech();
  // Whoever watches a market does it for the rules against its abuse; another purpose can be named.
  const [purpose, setPurpose] = useState<Purpose | null>('admin-enforcement');
  const [file, setFile] = useState<File | null>(null);
  const [mapping, setMapping] = useState<string>('comity');
  const [symbol, setSymbol] = useState('');
  const call = useFindingCall(
    async (given: Parameters<typeof alertCalls.take>[0]) => alertCalls.run({ file: (await alertCalls.take(given)).file.id }),
    { said: t('runs.ordered'), onDone: () => setFile(null) },
  );
  return (
    <Section title={t('runs.order')}>
      <form
        className={classes['order']}
        onSubmit={(event) => {
          event.preventDefault();
          if (file !== null && purpose !== null) call.mutate({ file, purpose, mapping, symbol });
        }}
      >
        <FileInput
          label={t('runs.file')}
          description={t('runs.fileHint')}
          placeholder={t('imports.noFile')}
          clearable
          clearButtonProps={{ 'aria-label': t('many.noFile') }}
          value={file}
          onChange={setFile}
        />
        <PurposeSelect purpose={purpose} onChange={setPurpose} />
        <Select
          label={t('runs.mapping')}
          allowDeselect={false}
          value={mapping}
          onChange={(chosen) => chosen !== null && setMapping(chosen)}
          data={marketMappings.map((value) => ({ value, label: t(`runs.mapping.${value}`) }))}
        />
        {mapping !== 'comity' && (
          <TextInput label={t('runs.symbol')} value={symbol} onChange={(event) => setSymbol(event.currentTarget.value)} />
        )}
        <Button type="submit" disabled={file === null || purpose === null} loading={call.isPending}>
          {t('runs.do')}
        </Button>
      </form>
      {call.error !== null && <Failure error={call.error} />}
    </Section>
  );
}

function Runs({ runs, mayOrder: isOrdering }: { runs: readonly RunWire[]; mayOrder: boolean }) {
  const { t } = useSpeech();
  return (
    <div className={findingClasses['card']}>
      <Table className={findingClasses['table']} aria-label={t('alerts.tab.runs')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('runs.what')}</Table.Th>
            <Table.Th>{t('runs.noticed')}</Table.Th>
            <Table.Th className={classes['number']}>{t('runs.events')}</Table.Th>
            <Table.Th className={classes['number']}>{t('runs.alerts')}</Table.Th>
            <Table.Th w={150}>{t('inbox.state')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map((run) => (
            <Run key={run.id} run={run} mayOrder={isOrdering} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

const tones: Readonly<Record<RunState, string>> = { waiting: 'amber', running: 'tide', done: 'moss', failed: 'brick' };

function Run({ run, mayOrder: isOrdering }: { run: RunWire; mayOrder: boolean }) {
  const { t, dates } = useSpeech();
  const again = useFindingCall((file: string) => alertCalls.run({ file }), { said: t('runs.ordered') });
  const noticed = [
    ...run.problems.map(({ problem, remedy }) => `${problem} ${remedy}`),
    ...run.noticed.map(({ count, sentence }) => `${count}: ${sentence}`),
    ...run.bookFaults.map(({ fault, count }) => `${count}: ${fault}`),
  ];
  return (
    <Table.Tr>
      <Table.Td>
        <strong>{run.file.name}</strong>
        <div className={findingClasses['quiet']}>
          {t('runs.patterns', { count: run.patterns })} · {t(`purpose.${run.file.purpose}`)} · {run.orderedBy},{' '}
          {dates.moment(run.createdAt)}
        </div>
      </Table.Td>
      <Table.Td>
        {noticed.length === 0 ? <span className={findingClasses['quiet']}>{run.state === 'done' ? t('runs.allFits') : ''}</span> : null}
        {noticed.map((line) => (
          <div key={line} className={findingClasses['quiet']}>
            {line}
          </div>
        ))}
      </Table.Td>
      <Table.Td className={classes['number']}>{run.events}</Table.Td>
      <Table.Td className={classes['number']}>
        {run.alerts}
        {run.state === 'done' && <div className={findingClasses['quiet']}>{t('runs.added', { count: run.added })}</div>}
        {run.leftOut > 0 && <div className={findingClasses['quiet']}>{t('runs.leftOut', { count: run.leftOut })}</div>}
      </Table.Td>
      <Table.Td>
        <WordBadge tone={tones[run.state]} label={t(`runState.${run.state}`)} />
        {isOrdering && run.endedAt !== null && (
          <Button
            size="compact-xs"
            variant="default"
            mt={6}
            display="block"
            loading={again.isPending}
            onClick={() => again.mutate(run.file.id)}
            leftSection={<IconRefresh size={13} aria-hidden />}
          >
            {t('runs.again')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
