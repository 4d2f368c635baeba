// SPDX-License-Identifier: Apache-2.0
/** The lists that are searched: their newest versions, how often their leads held, and the import of a version. */
import { Button, FileInput, Switch, Table, TextInput } from '@mantine/core';
import { IconFileImport, IconListSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ListImportAnswerWire, ListWire } from '../../../src/findings/wire.ts';
import { findingCalls, listsQuery } from '../calls/finding-calls.ts';
import { useRowKeys } from '../inbox/row-keys.ts';
import { useSpeech } from '../messages/language.tsx';
import { PurposeSelect } from '../records/purpose-select.tsx';
import { useSearchPurpose } from '../records/search-purpose.ts';
import { Notice } from '../shell/notice.tsx';
import { Column, Failure, Nothing, Page, Section, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { useFindingCall } from './finding-call.ts';
import classes from './findings.module.css';
import { ScreeningTabs } from './screening-tabs.tsx';

export function ListsPage() {
  const { t } = useSpeech();
  const { officer } = useSession();
  const found = useQuery(listsQuery);
  return (
    <Page title={t('nav.screening')} under={t('lists.under')}>
      <ScreeningTabs />
      <Column>
        {officer.roles.includes('records-keeper') && <ImportForm />}
        {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
        {found.isPending && <Waiting rows={4} />}
        {found.data?.length === 0 && (
          <Nothing icon={IconListSearch} title={t('lists.nothing')}>
            {t('lists.nothing.under')}
          </Nothing>
        )}
        {found.data !== undefined && found.data.length > 0 && <ListTable lists={found.data} />}
      </Column>
    </Page>
  );
}

function ListTable({ lists }: { lists: readonly ListWire[] }) {
  const { t, dates } = useSpeech();
  const body = useRowKeys();
  return (
    <div className={classes['card']}>
      <Table highlightOnHover className={classes['table']} aria-label={t('screening.tab.lists')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('lists.name')}</Table.Th>
            <Table.Th className={classes['number']}>{t('lists.version')}</Table.Th>
            <Table.Th className={classes['number']}>{t('lists.subjects')}</Table.Th>
            <Table.Th className={classes['number']}>{t('lists.threshold')}</Table.Th>
            <Table.Th>{t('lists.judged')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody ref={body}>
          {lists.map((list) => (
            <Table.Tr key={list.name} className={classes['row']}>
              <Table.Td>
                <Link to="/screening/lists/$list" params={{ list: list.name }} className={classes['title']} data-row>
                  {list.name}
                </Link>
                <div className={classes['quiet']}>
                  {t(`purpose.${list.purpose}`)}
                  {list.importedAt !== null && ` · ${dates.moment(list.importedAt)}`}
                </div>
              </Table.Td>
              <Table.Td className={classes['number']}>{list.version}</Table.Td>
              <Table.Td className={classes['number']}>{list.subjects}</Table.Td>
              <Table.Td className={classes['number']}>{list.threshold.toFixed(2)}</Table.Td>
              <Table.Td>{t('lists.judgedCounts', { confirmed: String(list.confirmed), dismissed: String(list.dismissed) })}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function ImportForm() {
  const { t } = useSpeech();
  const [purpose, setPurpose] = useSearchPurpose();
  const [file, setFile] = useState<File | null>(null);
  const [list, setList] = useState('');
  const [isShrinking, setShrinking] = useState(false);
  const call = useFindingCall(findingCalls.importList);
  const choose = (chosen: File | null): void => {
    setFile(chosen);
    if (chosen !== null && list === '') setList(nameOf(chosen.name));
  };
  return (
    <Section title={t('lists.import')}>
      <form
        className={classes['formRow']}
        onSubmit={(event) => {
          event.preventDefault();
          if (file !== null) call.mutate({ list, purpose, file, isShrinking });
        }}
      >
        <FileInput label={t('lists.file')} placeholder={t('imports.noFile')} value={file} onChange={choose} w={280} />
        <TextInput label={t('lists.name')} required value={list} onChange={(event) => setList(event.currentTarget.value)} />
        <PurposeSelect purpose={purpose} onChange={setPurpose} />
        <Switch label={t('lists.shrinking')} checked={isShrinking} onChange={(event) => setShrinking(event.currentTarget.checked)} mb={8} />
        <Button type="submit" disabled={file === null} loading={call.isPending} leftSection={<IconFileImport size={16} aria-hidden />}>
          {t('imports.run')}
        </Button>
      </form>
      {call.error !== null && <Failure error={call.error} />}
      {call.data !== undefined && <Imported answer={call.data} />}
    </Section>
  );
}

function Imported({ answer }: { answer: ListImportAnswerWire }) {
  const { t } = useSpeech();
  const { list, version, isNew, screening, ended } = answer;
  const counts = { added: String(version.added), removed: String(version.removed), changed: String(version.changed) };
  return (
    <Notice
      tone="permitted"
      icon={IconFileImport}
      title={t(isNew ? 'lists.imported' : 'lists.same', { list: list.name, version: String(version.number) })}
    >
      {isNew && <div>{t('lists.changes', counts)}</div>}
      {version.notesCount > 0 && <div>{t('lists.notes', { count: version.notesCount })}</div>}
      {screening !== null && <div>{t('lists.screening')}</div>}
      {ended > 0 && <div>{t('lists.ended', { count: ended })}</div>}
    </Notice>
  );
}

/** A name that the server takes, from that of the file. */
function nameOf(fileName: string): string {
  return fileName
    .toLowerCase()
    .replace(/\.(?:csv|xml|gz|txt)/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
