// SPDX-License-Identifier: Apache-2.0
/** Files of tags, and everything that officers contest: what waits for a second opinion first. */
import { Button, FileInput, Group, Table } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import caseClasses from '../case/case.module.css';
import { useFindingCall } from '../findings/finding-call.ts';
import findingClasses from '../findings/findings.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Column, Failure, Page, Section, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import traceClasses from '../traces/traces.module.css';
import { attributionCalls, contestsQuery, tagFilesQuery } from './attribution-calls.ts';
import { ContestLines } from './contest-lines.tsx';

export function Attributions() {
  const { t } = useSpeech();
  const { officer } = useSession();
  const mayTake = officer.roles.some((role) => role === 'preparer' || role === 'records-keeper');
  return (
    <Page
      title={t('attributions.title')}
      above={
        <Link to="/traces" className={caseClasses['back']}>
          <IconArrowLeft size={15} aria-hidden />
          {t('nav.traces')}
        </Link>
      }
      under={t('attributions.under')}
    >
      <Column>
        <Contests />
        <TagFiles mayTake={mayTake} />
      </Column>
    </Page>
  );
}

function Contests() {
  const { t } = useSpeech();
  const found = useQuery(contestsQuery);
  const open = (found.data ?? []).filter(({ state }) => state === 'open');
  const rest = (found.data ?? []).filter(({ state }) => state !== 'open');
  return (
    <Section title={t('attributions.contests')}>
      {found.isPending && <Waiting rows={3} />}
      {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
      {found.data?.length === 0 && <p className={traceClasses['quiet']}>{t('attributions.noContests')}</p>}
      <ul aria-label={t('attributions.contests')}>
        {[...open, ...rest].map((contest) => (
          <li key={contest.id}>
            <strong>
              {contest.about.kind === 'pair'
                ? `${contest.about.one} – ${contest.about.other}`
                : t('attributions.saidToBe', { address: contest.about.address, actor: contest.about.actor })}
            </strong>
            {contest.about.kind === 'attribution' && (
              <p className={traceClasses['quiet']}>
                {t('said.source', { source: contest.about.source === '' ? '–' : contest.about.source })}
              </p>
            )}
            <ContestLines contests={[contest]} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function TagFiles({ mayTake }: { mayTake: boolean }) {
  const { t, dates } = useSpeech();
  const found = useQuery(tagFilesQuery);
  const [file, setFile] = useState<File | null>(null);
  const call = useFindingCall(attributionCalls.take, { said: t('attributions.taken'), onDone: () => setFile(null) });
  return (
    <Section title={t('attributions.files')}>
      {mayTake && (
        <Group align="end" mb="sm">
          <FileInput
            label={t('attributions.file')}
            description={t('attributions.fileHint')}
            accept=".csv"
            value={file}
            onChange={setFile}
            clearable
            clearButtonProps={{ 'aria-label': t('state.close') }}
          />
          <Button disabled={file === null} loading={call.isPending} onClick={() => file !== null && call.mutate(file)}>
            {t('attributions.take')}
          </Button>
        </Group>
      )}
      {call.isError && <Failure error={call.error} />}
      {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
      {found.data?.length === 0 && <p className={traceClasses['quiet']}>{t('attributions.noFiles')}</p>}
      {found.data !== undefined && found.data.length > 0 && (
        <Table className={findingClasses['table']} aria-label={t('attributions.files')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('attributions.file')}</Table.Th>
              <Table.Th className={traceClasses['number']}>{t('attributions.count')}</Table.Th>
              <Table.Th>{t('attributions.takenBy')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {found.data.map(({ id, name, digest, attributions, takenBy, takenAt }) => (
              <Table.Tr key={id}>
                <Table.Td>
                  {name}
                  <div className={traceClasses['digest']}>{digest}</div>
                </Table.Td>
                <Table.Td className={traceClasses['number']}>{attributions}</Table.Td>
                <Table.Td>
                  {takenBy}
                  <div className={traceClasses['quiet']}>{dates.moment(takenAt)}</div>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  );
}
