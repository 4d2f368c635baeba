// SPDX-License-Identifier: Apache-2.0
/** One list: its versions, what differs between any two of them, and how it is searched. */
import { Button, Group, NumberInput, Select, Table, Text } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ListDifferenceWire, ListVersionWire, ListWire } from '../../../src/findings/wire.ts';
import { findingCalls, listDifferenceQuery, listsQuery, listVersionsQuery } from '../calls/finding-calls.ts';
import caseClasses from '../case/case.module.css';
import { useSpeech } from '../messages/language.tsx';
import { PurposeSelect } from '../records/purpose-select.tsx';
import { Column, Failure, Page, Section, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { useFindingCall } from './finding-call.ts';
import classes from './findings.module.css';

export function ListPage({ name }: { name: string }) {
  const { t } = useSpeech();
  const { officer } = useSession();
  const versions = useQuery(listVersionsQuery(name));
  const { data: lists = [] } = useQuery(listsQuery);
  const list = lists.find((one) => one.name === name);
  return (
    <Page
      title={name}
      above={
        <Link to="/screening/lists" className={caseClasses['back']}>
          <IconArrowLeft size={15} aria-hidden />
          {t('screening.tab.lists')}
        </Link>
      }
      under={list === undefined ? ' ' : t(`purpose.${list.purpose}`)}
    >
      {versions.isError && <Failure error={versions.error} onAgain={() => void versions.refetch()} />}
      {versions.isPending && <Waiting />}
      {versions.data !== undefined && (
        <Column>
          <Versions versions={versions.data} />
          <Difference key={versions.data.length} name={name} versions={versions.data} />
          {list !== undefined && officer.roles.includes('records-keeper') && <Settings list={list} />}
        </Column>
      )}
    </Page>
  );
}

function Versions({ versions }: { versions: readonly ListVersionWire[] }) {
  const { t, dates } = useSpeech();
  return (
    <div className={classes['card']}>
      <Table className={classes['table']} aria-label={t('lists.versions')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={90}>{t('lists.version')}</Table.Th>
            <Table.Th>{t('lists.file')}</Table.Th>
            <Table.Th className={classes['number']}>{t('lists.subjects')}</Table.Th>
            <Table.Th className={classes['number']}>{t('lists.added')}</Table.Th>
            <Table.Th className={classes['number']}>{t('lists.removed')}</Table.Th>
            <Table.Th className={classes['number']}>{t('lists.changed')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {versions.map((version) => (
            <Table.Tr key={version.number}>
              <Table.Td>{version.number}</Table.Td>
              <Table.Td>
                {version.fileName}
                <div className={classes['quiet']}>
                  {version.layout} · {version.importedBy}, {dates.moment(version.importedAt)}
                </div>
                <div className={`${classes['quiet'] ?? ''} ${classes['digest'] ?? ''}`}>{version.digest}</div>
                {version.notesCount > 0 && <div className={classes['quiet']}>{t('lists.notes', { count: version.notesCount })}</div>}
              </Table.Td>
              <Table.Td className={classes['number']}>{version.subjects}</Table.Td>
              <Table.Td className={classes['number']}>{version.added}</Table.Td>
              <Table.Td className={classes['number']}>{version.removed}</Table.Td>
              <Table.Td className={classes['number']}>{version.changed}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Difference({ name, versions }: { name: string; versions: readonly ListVersionWire[] }) {
  const { t } = useSpeech();
  const newest = versions[0]?.number ?? 1;
  const [from, setFrom] = useState(newest - 1);
  const [to, setTo] = useState(newest);
  const found = useQuery(listDifferenceQuery(name, from, to));
  const choices = [...versions.map((version) => version.number), 0].map((number) => ({
    value: String(number),
    label: number === 0 ? t('lists.empty') : t('lists.numbered', { version: String(number) }),
  }));
  return (
    <Section title={t('lists.difference')}>
      <Group mb="md" align="flex-end">
        <Select
          label={t('lists.from')}
          allowDeselect={false}
          value={String(from)}
          onChange={(chosen) => setFrom(Number(chosen))}
          data={choices}
        />
        <Select
          label={t('lists.to')}
          allowDeselect={false}
          value={String(to)}
          onChange={(chosen) => setTo(Number(chosen))}
          data={choices.filter((choice) => choice.value !== '0')}
        />
      </Group>
      {found.isError && <Failure error={found.error} />}
      {found.isPending && <Waiting rows={3} />}
      {found.data !== undefined && <Changes difference={found.data} />}
    </Section>
  );
}

function Changes({ difference }: { difference: ListDifferenceWire }) {
  const { t } = useSpeech();
  const { added, removed, changed, counts, unchanged } = difference;
  const words = { added: String(counts.added), removed: String(counts.removed), changed: String(counts.changed) };
  return (
    <>
      <Text size="sm" mb="sm">
        {t('lists.changes', words)} {t('lists.unchanged', { count: unchanged })}
      </Text>
      <ul className={classes['history']}>
        {added.map((subject) => (
          <li key={`+${subject.id}`}>
            <span className={classes['came']}>+ {subject.id}</span> <bdi>{subject.name}</bdi>
          </li>
        ))}
        {removed.map((subject) => (
          <li key={`-${subject.id}`}>
            <span className={classes['gone']}>{subject.id}</span> <bdi>{subject.name}</bdi>
          </li>
        ))}
        {changed.map((subject) => (
          <li key={`~${subject.id}`}>
            {subject.id} <bdi>{subject.name}</bdi>
            <div className={classes['changes']}>
              {subject.changes.flatMap(({ field, removed: gone, added: came }) => [
                ...gone.map((value) => (
                  <div key={`${field} - ${value}`}>
                    {field}: <span className={classes['gone']}>{value}</span>
                  </div>
                )),
                ...came.map((value) => (
                  <div key={`${field} + ${value}`}>
                    {field}: <span className={classes['came']}>+ {value}</span>
                  </div>
                )),
              ])}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function Settings({ list }: { list: ListWire }) {
  const { t } = useSpeech();
  const [threshold, setThreshold] = useState(list.threshold);
  const [purpose, setPurpose] = useState<ListWire['purpose'] | null>(list.purpose);
  const call = useFindingCall(
    (given: { thresholdPerMille: number; purpose: ListWire['purpose'] }) => findingCalls.setList(list.name, given),
    { said: t('lists.set') },
  );
  return (
    <Section title={t('lists.settings')}>
      <form
        className={classes['formRow']}
        onSubmit={(event) => {
          event.preventDefault();
          if (purpose !== null) call.mutate({ thresholdPerMille: Math.round(threshold * 1000), purpose });
        }}
      >
        <NumberInput
          label={t('lists.threshold')}
          description={t('lists.thresholdHint')}
          min={0.5}
          max={1}
          step={0.01}
          decimalScale={3}
          value={threshold}
          onChange={(value) => setThreshold(Number(value))}
        />
        <PurposeSelect purpose={purpose} onChange={setPurpose} />
        <Button type="submit" loading={call.isPending}>
          {t('lists.setNow')}
        </Button>
      </form>
      {call.error !== null && <Failure error={call.error} />}
    </Section>
  );
}
