// SPDX-License-Identifier: Apache-2.0
/** The public register of firms: read by everybody without signing in, as it is, as it was known on a day, and as it holds on a day. */
import { Badge, Button, Table, TextInput, Title } from '@mantine/core';
import { IconBuildingBank, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { registerAnswerSchema, registerDetailSchema, type RegisterEntryWire } from '../../../src/records/wire.ts';
import { callServer } from '../calls/call-server.ts';
import { aboutQuery } from '../calls/session-calls.ts';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Supervision } from '../records/supervision.tsx';
import listClasses from '../shell/list.module.css';
import { Mark } from '../shell/mark.tsx';
import { Failure, Nothing, Waiting } from '../shell/page.tsx';
import classes from './register.module.css';

interface Asked {
  readonly q: string;
  readonly knownOn: string;
  readonly inEffectOn: string;
}
const nothingAsked: Asked = { q: '', knownOn: '', inEffectOn: '' };
const orUndefined = (text: string): string | undefined => (text === '' ? undefined : text);
const daysOf = ({ knownOn, inEffectOn }: Asked) => ({ knownOn: orUndefined(knownOn), inEffectOn: orUndefined(inEffectOn) });

export function RegisterPage() {
  const { t } = useSpeech();
  const about = useQuery(aboutQuery);
  const [asked, setAsked] = useState<Asked>(nothingAsked);
  useEffect(() => {
    document.title = `${t('register.title')} · Comity`;
  }, [t]);
  return (
    <div className={classes['screen']}>
      <header className={classes['header']}>
        <Mark />
        <div>
          <strong>{about.data?.authority.name}</strong>
          <div className={classes['quiet']}>{t('register.title')}</div>
        </div>
      </header>
      <main className={classes['main']}>
        <Title order={1}>{t('register.title')}</Title>
        <p className={listClasses['quiet']}>{t('register.under')}</p>
        <SearchForm onSearch={setAsked} />
        <Found asked={asked} />
      </main>
    </div>
  );
}

function SearchForm({ onSearch }: { onSearch: (asked: Asked) => void }) {
  const { t } = useSpeech();
  const [typed, setTyped] = useState<Asked>(nothingAsked);
  return (
    <search>
      <form
        className={classes['search']}
        onSubmit={(event) => {
          event.preventDefault();
          onSearch(typed);
        }}
      >
        <TextInput
          label={t('register.words')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={typed.q}
          onChange={(event) => setTyped({ ...typed, q: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('register.knownOn')}
          value={typed.knownOn}
          onChange={(event) => setTyped({ ...typed, knownOn: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('register.inEffectOn')}
          value={typed.inEffectOn}
          onChange={(event) => setTyped({ ...typed, inEffectOn: event.currentTarget.value })}
        />
        <Button type="submit">{t('records.search')}</Button>
      </form>
    </search>
  );
}

function Found({ asked }: { asked: Asked }) {
  const { t } = useSpeech();
  const found = useInfiniteQuery({
    queryKey: ['register', asked],
    queryFn: ({ pageParam }) =>
      callServer('GET', '/api/register', registerAnswerSchema, {
        query: { q: asked.q, ...daysOf(asked), after: pageParam ?? undefined },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  if (found.isPending) return <Waiting />;
  if (found.isError) return <Failure error={found.error} />;
  const rows = found.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0) return <Nothing icon={IconBuildingBank} title={t('register.nothing')} />;
  return (
    <>
      <div className={listClasses['card']}>
        <Table className={listClasses['table']} aria-label={t('register.title')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('register.firm')}</Table.Th>
              <Table.Th>{t('register.services')}</Table.Th>
              <Table.Th w={150}>{t('register.hosts')}</Table.Th>
              <Table.Th w={170}>{t('register.status')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((entry) => (
              <Entry key={entry.reference} entry={entry} asked={asked} />
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {found.hasNextPage && (
        <Button variant="default" onClick={() => void found.fetchNextPage()} loading={found.isFetchingNextPage} mt="md">
          {t('state.more')}
        </Button>
      )}
    </>
  );
}

function Entry({ entry, asked }: { entry: RegisterEntryWire; asked: Asked }) {
  const { t } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  const { commercialName, lei, address, websites } = entry;
  return (
    <>
      <Table.Tr>
        <Table.Td>
          <strong>{entry.firm}</strong>
          {entry.subject !== undefined && entry.subject !== 'firm' && (
            <Badge variant="light" ml={8}>
              {t(`subject.${entry.subject}`)}
            </Badge>
          )}
          {commercialName !== null && commercialName !== entry.firm && <div>{commercialName}</div>}
          <div className={listClasses['quiet']}>
            {[entry.reference, entry.legalForm ?? null, lei, address, ...websites].filter((text) => text !== null).join(' · ')}
          </div>
          <Button size="compact-xs" variant="subtle" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
            {t('register.history')}
          </Button>
        </Table.Td>
        <Table.Td>
          {entry.services.map((service) => (
            <div key={service}>{service}</div>
          ))}
        </Table.Td>
        <Table.Td>{[entry.jurisdiction, ...entry.hostJurisdictions].join(', ')}</Table.Td>
        <Table.Td>
          <WordBadge tone={entry.status === 'withdrawn' ? 'gray' : 'moss'} label={t(`registrationStatus.${entry.status}`)} />
          <div className={listClasses['quiet']}>
            {entry.authorisedFrom}
            {entry.authorisedUntil !== null && ` – ${entry.authorisedUntil}`}
          </div>
        </Table.Td>
      </Table.Tr>
      {isOpen && (
        <Table.Tr>
          <Table.Td colSpan={4}>
            <div className={classes['details']}>
              <Supervision of={entry} />
              <History reference={entry.reference} asked={asked} />
            </div>
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}

/** When what stands there was known: the time of record, beside the time of effect in the row. */
function History({ reference, asked }: { reference: string; asked: Asked }) {
  const { t, dates } = useSpeech();
  const detail = useQuery({
    queryKey: ['register', 'entry', reference, asked],
    queryFn: () => callServer('GET', '/api/register/entry', registerDetailSchema, { query: { reference, ...daysOf(asked) } }),
  });
  if (detail.isError) return <Failure error={detail.error} />;
  return (
    <ul className={classes['history']}>
      {detail.data?.versions.map((version) => (
        <li key={version.knownFrom}>
          {t(`registrationStatus.${version.status}`)}: {dates.moment(version.knownFrom)} –{' '}
          {version.knownUntil === null ? t('register.now') : dates.moment(version.knownUntil)}
        </li>
      ))}
    </ul>
  );
}
