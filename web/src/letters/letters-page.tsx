// SPDX-License-Identifier: Apache-2.0
/** The registry of letters: what is to be sent, what came and is to be read or confirmed, what is settled, and who is written to. */
import { Button } from '@mantine/core';
import { IconFilePlus, IconMailOpened } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { IncomingRowWire } from '../../../src/letters/wire.ts';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Column, Failure, Nothing, Page, Section, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { CounterpartList } from './counterpart-list.tsx';
import { counterpartsQuery, lettersQuery } from './letter-calls.ts';
import classes from './letters.module.css';
import { OutgoingList } from './outgoing-list.tsx';
import { RegisterDialog } from './register-dialog.tsx';

export function LettersPage() {
  const { t } = useSpeech();
  const { officer } = useSession();
  const mayRead = officer.roles.some((role) => readers.includes(role));
  const [isOpen, setOpen] = useState(false);
  const mayRegister = officer.roles.includes('preparer') || officer.roles.includes('records-keeper');
  return (
    <Page
      title={t('nav.letters')}
      under={t('letters.under')}
      actions={
        mayRegister && (
          <Button leftSection={<IconFilePlus size={16} aria-hidden />} onClick={() => setOpen(true)}>
            {t('letters.register')}
          </Button>
        )
      }
    >
      <Column>
        {mayRead && <Registry />}
        <Authorities />
      </Column>
      {isOpen && <RegisterDialog onClose={() => setOpen(false)} />}
    </Page>
  );
}

const readers: readonly string[] = ['preparer', 'approver', 'records-keeper', 'auditor'];

function Registry() {
  const { t } = useSpeech();
  const letters = useQuery(lettersQuery);
  if (letters.isError) return <Failure error={letters.error} onAgain={() => void letters.refetch()} />;
  if (letters.data === undefined) return <Waiting />;
  const { outgoing, incoming } = letters.data;
  const toSend = outgoing.filter(({ state }) => state === 'to-send');
  const toRead = incoming.filter(({ state }) => isOpen(state));
  const settled = incoming.filter(({ state }) => !isOpen(state));
  const gone = outgoing.filter(({ state }) => state !== 'to-send');
  return (
    <>
      <Section title={t('letters.toSend')}>
        {toSend.length === 0 ? <p className={classes['quiet']}>{t('letters.toSend.nothing')}</p> : <OutgoingList rows={toSend} />}
      </Section>
      <Section title={t('letters.toRead')}>
        {toRead.length === 0 ? <p className={classes['quiet']}>{t('letters.toRead.nothing')}</p> : <IncomingList rows={toRead} />}
      </Section>
      {(settled.length > 0 || gone.length > 0) && (
        <Section title={t('letters.settled')}>
          <IncomingList rows={settled} />
          <OutgoingList rows={gone} />
        </Section>
      )}
    </>
  );
}

function isOpen(state: IncomingRowWire['state']): boolean {
  return state === 'registered' || state === 'transcribed';
}

const tones = { registered: 'amber', transcribed: 'amber', admitted: 'moss', 'set-aside': 'gray' } as const;

export function IncomingList({ rows }: { readonly rows: readonly IncomingRowWire[] }) {
  const { t, dates } = useSpeech();
  return (
    <ul className={classes['list']}>
      {rows.map((row) => (
        <li key={row.id}>
          <div>
            <Link to="/letters/$letterId" params={{ letterId: row.id }} className={classes['title']}>
              {t('letters.from', { name: row.counterpart.name, jurisdiction: row.counterpart.jurisdiction })}
            </Link>
            <div className={classes['quiet']}>
              {t('letters.came', {
                when: dates.moment(row.receivedAt),
                how: t(`letterChannel.${row.channel}`),
                day: dates.localDay(row.writtenOn),
              })}
              {row.theirReference !== '' && ` · ${row.theirReference}`}
            </div>
          </div>
          <div className={classes['badges']}>
            {row.step !== null && <span className={classes['quiet']}>{t(`stepKind.${row.step}` as 'stepKind.request')}</span>}
            <WordBadge tone={tones[row.state]} label={t(`incomingState.${row.state}`)} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Authorities() {
  const { t } = useSpeech();
  const known = useQuery(counterpartsQuery);
  if (known.isError) return <Failure error={known.error} onAgain={() => void known.refetch()} />;
  if (known.data === undefined) return <Waiting rows={3} />;
  return (
    <CounterpartList
      rows={known.data}
      nothing={
        <Nothing icon={IconMailOpened} title={t('letters.nothing')}>
          {t('letters.nothing.under')}
        </Nothing>
      }
    />
  );
}
