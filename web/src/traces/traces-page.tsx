// SPDX-License-Identifier: Apache-2.0
/** Files of movements and the traces over them. */
import { Button, FileInput, Group, Menu, Select, Table } from '@mantine/core';
import {
  IconArrowsExchange,
  IconChevronDown,
  IconPlus,
  IconRadar,
  IconRoute2,
  IconShape,
  IconTags,
  IconTopologyStar3,
  IconUserSearch,
  IconWorld,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Purpose } from '../../../src/conditions/wire.ts';
import { movementLayoutNames, type MovementFileWire, type TraceRowWire } from '../../../src/findings/traces/wire.ts';
import { useFindingCall } from '../findings/finding-call.ts';
import findingClasses from '../findings/findings.module.css';
import { useSpeech } from '../messages/language.tsx';
import { PurposeSelect } from '../records/purpose-select.tsx';
import { Column, Failure, Nothing, Page, Section, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { StudiesSection } from '../shapes/studies-section.tsx';
import { movementFilesQuery, traceCalls, tracesQuery } from './trace-calls.ts';
import classes from './traces.module.css';

const mayTrace = ['preparer', 'records-keeper'] as const;

export function TracesPage() {
  const { t } = useSpeech();
  const { officer } = useSession();
  const files = useQuery(movementFilesQuery);
  const traces = useQuery(tracesQuery);
  const isTracing = mayTrace.some((role) => officer.roles.includes(role));
  return (
    <Page
      title={t('nav.traces')}
      under={t('traces.under')}
      actions={
        <Group gap="sm">
          <Button component={Link} to="/traces/attributions" variant="default" leftSection={<IconTags size={16} aria-hidden />}>
            {t('attributions.title')}
          </Button>
          {isTracing && files.data !== undefined && files.data.length > 0 && (
            <>
              <Overviews />
              <Button component={Link} to="/traces/canvas" variant="default" leftSection={<IconTopologyStar3 size={16} aria-hidden />}>
                {t('canvas.canvas')}
              </Button>
              <Button component={Link} to="/traces/party" variant="default" leftSection={<IconUserSearch size={16} aria-hidden />}>
                {t('party.party')}
              </Button>
              <Button component={Link} to="/traces/studies/new" variant="default" leftSection={<IconShape size={16} aria-hidden />}>
                {t('shapes.new')}
              </Button>
              <Button component={Link} to="/traces/new" leftSection={<IconPlus size={16} aria-hidden />}>
                {t('traces.new')}
              </Button>
            </>
          )}
        </Group>
      }
    >
      <Column>
        {traces.isError && <Failure error={traces.error} onAgain={() => void traces.refetch()} />}
        {traces.isPending && <Waiting rows={4} />}
        {traces.data?.length === 0 && (
          <Nothing icon={IconRoute2} title={t('traces.nothing')}>
            {t('traces.nothing.under')}
          </Nothing>
        )}
        {traces.data !== undefined && traces.data.length > 0 && <Traces traces={traces.data} />}
        <StudiesSection />
        {isTracing && <TakeFile />}
        {files.isError && <Failure error={files.error} onAgain={() => void files.refetch()} />}
        {files.data !== undefined && files.data.length > 0 && (
          <Section title={t('traces.files')}>
            <MovementFiles files={files.data} />
          </Section>
        )}
      </Column>
    </Page>
  );
}

/** Views over whole files, which begin at no trace. */
function Overviews() {
  const { t } = useSpeech();
  return (
    <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
          {t('traces.overviews')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to="/traces/exposure" leftSection={<IconRadar size={16} aria-hidden />}>
          {t('exposure.exposure')}
        </Menu.Item>
        <Menu.Item component={Link} to="/traces/ramps" leftSection={<IconArrowsExchange size={16} aria-hidden />}>
          {t('ramps.ramps')}
        </Menu.Item>
        <Menu.Item component={Link} to="/traces/liquidity" leftSection={<IconWorld size={16} aria-hidden />}>
          {t('liquidity.liquidity')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Traces({ traces }: { traces: readonly TraceRowWire[] }) {
  const { t, dates } = useSpeech();
  return (
    <div className={findingClasses['card']}>
      <Table className={findingClasses['table']} aria-label={t('nav.traces')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('traces.title')}</Table.Th>
            <Table.Th>{t('traces.method')}</Table.Th>
            <Table.Th className={classes['number']}>{t('traces.seeds')}</Table.Th>
            <Table.Th className={classes['number']}>{t('traces.ends')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {traces.map((trace) => (
            <Table.Tr key={trace.id}>
              <Table.Td>
                <Link to="/traces/$traceId" params={{ traceId: trace.id }} className={findingClasses['link']}>
                  {trace.title}
                </Link>
                <div className={classes['quiet']}>
                  {trace.answers.map(({ caseId, authority }) => (
                    <span key={caseId}>{t('traces.forAuthority', { name: authority.name })} · </span>
                  ))}
                  {t(`purpose.${trace.purpose}`)} · {trace.orderedBy}, {dates.moment(trace.createdAt)}
                </div>
              </Table.Td>
              <Table.Td>{trace.methods.map((method) => t(`traceMethod.${method}`)).join(', ')}</Table.Td>
              <Table.Td className={classes['number']}>{trace.seeds}</Table.Td>
              <Table.Td className={classes['number']}>{trace.holders}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function TakeFile() {
  const { t } = useSpeech();
  const [purpose, setPurpose] = useState<Purpose | null>('asset-tracing');
  const [file, setFile] = useState<File | null>(null);
  const [layout, setLayout] = useState<string>('comity');
  const call = useFindingCall(traceCalls.take, { said: t('traces.taken'), onDone: () => setFile(null) });
  return (
    <Section title={t('traces.take')}>
      <form
        className={classes['order']}
        onSubmit={(event) => {
          event.preventDefault();
          if (file !== null && purpose !== null) call.mutate({ file, purpose, layout });
        }}
      >
        <FileInput
          label={t('traces.file')}
          description={t('traces.fileHint')}
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
          value={layout}
          onChange={(chosen) => chosen !== null && setLayout(chosen)}
          data={movementLayoutNames.map((value) => ({ value, label: t(`movementLayout.${value}`) }))}
        />
        <Button type="submit" disabled={file === null || purpose === null} loading={call.isPending}>
          {t('traces.takeIt')}
        </Button>
      </form>
      {call.error !== null && <Failure error={call.error} />}
    </Section>
  );
}

export function MovementFiles({ files }: { files: readonly MovementFileWire[] }) {
  const { t, dates } = useSpeech();
  return (
    <Table className={findingClasses['table']} aria-label={t('traces.files')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('traces.file')}</Table.Th>
          <Table.Th>{t('runs.noticed')}</Table.Th>
          <Table.Th className={classes['number']}>{t('traces.movements')}</Table.Th>
          <Table.Th className={classes['number']}>{t('traces.accounts')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {files.map(({ id, name, layout, digest, facts, takenBy, takenAt, purpose }) => (
          <Table.Tr key={id}>
            <Table.Td>
              <strong>{name}</strong>
              <div className={classes['quiet']}>
                {t(`purpose.${purpose}`)} · {layout} · {takenBy}, {dates.moment(takenAt)}
              </div>
              <div className={classes['digest']}>{digest}</div>
            </Table.Td>
            <Table.Td>
              {facts.noticed.length === 0 && <span className={classes['quiet']}>{t('runs.allFits')}</span>}
              {facts.noticed.map(({ kind, count, sentence }) => (
                <div key={kind} className={classes['quiet']}>
                  {count}: {sentence}
                </div>
              ))}
            </Table.Td>
            <Table.Td className={classes['number']}>{facts.movements}</Table.Td>
            <Table.Td className={classes['number']}>{facts.parties}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
