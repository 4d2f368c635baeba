// SPDX-License-Identifier: Apache-2.0
/**
 * Searching records. The purpose comes first: without one nothing is searched, and each search is recorded with it. So the
 * screen searches when asked to and never on its own.
 */
import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconEyeOff, IconFileImport, IconFolderSearch, IconListSearch, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type RecordKind, recordKinds, type RecordRowWire, type RecordSearchAnswerWire } from '../../../src/records/wire.ts';
import { type AskedRecords, type RecordQuestion, recordSearchQuery } from '../calls/record-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Notice } from '../shell/notice.tsx';
import { Failure, Nothing, Page, Section, Waiting } from '../shell/page.tsx';
import { AnswerWithSelection } from '../onward/giving/answer-with-selection.tsx';
import { GiveSelection } from '../onward/giving/give-selection.tsx';
import { useSession } from '../shell/session-context.ts';
import { ExportSelection } from './export-selection.tsx';
import { PurposeSelect } from './purpose-select.tsx';
import { EntityLink, RecordTable, Why } from './record-table.tsx';
import classes from './records.module.css';
import { useSearchPurpose } from './search-purpose.ts';

export function RecordsPage() {
  const { t } = useSpeech();
  const { officer } = useSession();
  const [asked, setAsked] = useState<AskedRecords | null>(null);
  return (
    <Page
      title={t('nav.records')}
      under={t('records.under')}
      actions={
        <>
          <Button
            variant="default"
            renderRoot={(looks) => <Link {...looks} to="/records/travel-rule" />}
            leftSection={<IconListSearch size={16} aria-hidden />}
          >
            {t('travel.title')}
          </Button>
          {officer.roles.includes('records-keeper') && (
            <Button
              variant="default"
              renderRoot={(looks) => <Link {...looks} to="/records/imports" />}
              leftSection={<IconFileImport size={16} aria-hidden />}
            >
              {t('imports.title')}
            </Button>
          )}
        </>
      }
    >
      <SearchForm onSearch={(question) => setAsked((before) => ({ number: (before?.number ?? 0) + 1, question }))} />
      {asked === null ? (
        <Nothing icon={IconFolderSearch} title={t('records.begin')}>
          {t('records.begin.under')}
        </Nothing>
      ) : (
        <Found key={asked.number} asked={asked} />
      )}
    </Page>
  );
}

function SearchForm({ onSearch }: { onSearch: (question: RecordQuestion) => void }) {
  const { t } = useSpeech();
  const [purpose, setPurpose] = useSearchPurpose();
  const [q, setQ] = useState('');
  const [kind, setKind] = useState<RecordKind | null>(null);
  const [origin, setOrigin] = useState<'any' | 'own' | 'received'>('any');
  return (
    <search>
      <form
        className={classes['search']}
        onSubmit={(event) => {
          event.preventDefault();
          if (purpose !== null) onSearch({ purpose, q, kind: kind ?? undefined, origin: origin === 'any' ? undefined : origin });
        }}
      >
        <div className={classes['purpose']} data-missing={purpose === null}>
          <PurposeSelect purpose={purpose} onChange={setPurpose} />
        </div>
        <TextInput
          label={t('records.words')}
          description={t('records.fieldsHint')}
          inputWrapperOrder={['label', 'input', 'description']}
          placeholder={t('records.wordsHint')}
          value={q}
          onChange={(event) => setQ(event.currentTarget.value)}
          leftSection={<IconSearch size={16} aria-hidden />}
        />
        <Select
          label={t('records.kind')}
          placeholder={t('records.everyKind')}
          clearable
          value={kind}
          onChange={setKind}
          data={recordKinds.map((value) => ({ value, label: t(`recordKind.${value}`) }))}
        />
        <SegmentedControl
          aria-label={t('records.origin')}
          value={origin}
          onChange={setOrigin}
          data={(['any', 'own', 'received'] as const).map((value) => ({ value, label: t(`records.origin.${value}`) }))}
        />
        <Button type="submit" disabled={purpose === null}>
          {t('records.search')}
        </Button>
      </form>
    </search>
  );
}

function Found({ asked }: { asked: AskedRecords }) {
  const { t } = useSpeech();
  const mayGive = useSession().officer.roles.includes('preparer');
  const [ticked, setTicked] = useState<readonly RecordRowWire[]>([]);
  const found = useInfiniteQuery(recordSearchQuery(asked));
  if (found.isPending) return <Waiting />;
  if (found.isError) return <Failure error={found.error} />;
  const { pages } = found.data;
  const rows = pages.flatMap((page) => page.rows);
  const [first, last] = [pages[0], pages.at(-1)];
  const tick = (row: RecordRowWire): void =>
    setTicked((before) => (before.some(({ id }) => id === row.id) ? before.filter(({ id }) => id !== row.id) : [...before, row]));
  return (
    <div className={classes['found']}>
      {last !== undefined && <Counts counts={last.counts} />}
      <Withheld withheld={last?.withheld ?? []} />
      {rows.length === 0 ? (
        <Nothing icon={IconFolderSearch} title={t('records.nothing')} />
      ) : (
        <div className={classes['card']}>
          <RecordTable
            rows={rows}
            purpose={asked.question.purpose}
            caseRef={null}
            label={t('records.found')}
            ticked={ticked.map((row) => row.id)}
            onTick={tick}
          />
        </div>
      )}
      {ticked.length > 0 && <ExportSelection rows={ticked} purpose={asked.question.purpose} />}
      {ticked.length > 0 && mayGive && <AnswerWithSelection rows={ticked} />}
      {ticked.length > 0 && mayGive && <GiveSelection rows={ticked} startPurpose={asked.question.purpose} />}
      {found.hasNextPage && (
        <Button variant="default" onClick={() => void found.fetchNextPage()} loading={found.isFetchingNextPage} mx="auto">
          {t('state.more')}
        </Button>
      )}
      <Firms firms={first?.firms ?? []} purpose={asked.question.purpose} />
    </div>
  );
}

/** How many records there are of each kind, as far as they may be shown. */
function Counts({ counts: { total, isMore, byKind, similar } }: { counts: RecordSearchAnswerWire['counts'] }) {
  const { t } = useSpeech();
  const kinds = byKind.map(({ kind, isReceived, count }) =>
    t('records.countOfKind', {
      kind: t(`recordKind.${kind}`),
      origin: t(`records.origin.${isReceived ? 'received' : 'own'}`),
      count: String(count),
    }),
  );
  const parts = [...kinds, ...(similar === null || similar === 0 ? [] : [t('records.countSimilar', { count: similar })])];
  return <output className={classes['quiet']}>{isMore ? t('records.manyMore', { count: String(total) }) : parts.join(' · ')}</output>;
}

/** Published data about firms that what was typed means too; no conditions bind it. */
function Firms({ firms, purpose }: { firms: RecordSearchAnswerWire['firms']; purpose: RecordQuestion['purpose'] }) {
  const { t } = useSpeech();
  if (firms.length === 0) return null;
  return (
    <Section title={t('records.firms')}>
      <ul className={classes['uses']}>
        {firms.map(({ lei, name, jurisdiction, why }) => (
          <li key={lei}>
            <strong>{name}</strong>
            <div className={classes['quiet']}>
              {[t('records.firmLei', { lei }), ...(jurisdiction === null ? [] : [jurisdiction])].join(' · ')}
            </div>
            <Why why={why} />
            <EntityLink seed={`lei:${lei}`} purpose={purpose} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What matches but may not be searched for this purpose: how many and why, never which. */
function Withheld({ withheld }: { withheld: RecordSearchAnswerWire['withheld'] }) {
  const { t } = useSpeech();
  if (withheld.length === 0) return null;
  const count = withheld.reduce((sum, one) => sum + one.count, 0);
  return (
    <Notice tone="needs" icon={IconEyeOff} title={t('records.withheld', { count })}>
      {withheld.map((one) => (
        <div key={one.reason}>{one.reason}</div>
      ))}
    </Notice>
  );
}
