// SPDX-License-Identifier: Apache-2.0
/** The registers of personal data: what persons asked, and breaches; each with its clock. */
import { Button, Table } from '@mantine/core';
import { IconPlus, IconUserShield } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { z } from 'zod';
import type { registerSchema } from '../../../src/data-protection/wire.ts';
import { personalDataQuery } from './personal-data-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Column, Failure, Nothing, Page, Section, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { ClockWords } from './clock-words.tsx';
import { NewBreach } from './new-breach.tsx';
import { NewRequest } from './new-request.tsx';
import classes from './personal-data.module.css';

type Register = z.infer<typeof registerSchema>;

export function RegistersPage() {
  const { t } = useSpeech();
  const { officer } = useSession();
  const [isNew, setNew] = useState<'request' | 'breach' | null>(null);
  const found = useQuery(personalDataQuery);
  const mayKeep = officer.roles.some((role) => role === 'preparer' || role === 'records-keeper');
  return (
    <Page
      title={t('nav.personal-data')}
      under={t('personal.under')}
      actions={
        mayKeep && (
          <>
            <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setNew('breach')}>
              {t('personal.newBreach')}
            </Button>
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setNew('request')}>
              {t('personal.newRequest')}
            </Button>
          </>
        )
      }
    >
      {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
      {found.isPending && <Waiting rows={6} />}
      {found.data !== undefined && <Registers register={found.data} />}
      {isNew === 'request' && <NewRequest onClose={() => setNew(null)} />}
      {isNew === 'breach' && <NewBreach onClose={() => setNew(null)} />}
    </Page>
  );
}

function Registers({ register: { requests, breaches } }: { register: Register }) {
  const { t } = useSpeech();
  if (requests.length === 0 && breaches.length === 0) {
    return (
      <Nothing icon={IconUserShield} title={t('personal.nothing')}>
        {t('personal.nothing.under')}
      </Nothing>
    );
  }
  return (
    <Column>
      {requests.length > 0 && (
        <Section title={t('personal.requests')}>
          <Requests rows={requests} />
        </Section>
      )}
      {breaches.length > 0 && (
        <Section title={t('personal.breaches')}>
          <Breaches rows={breaches} />
        </Section>
      )}
    </Column>
  );
}

function Requests({ rows }: { rows: Register['requests'] }) {
  const { t, dates } = useSpeech();
  return (
    <Table className={classes['table']} aria-label={t('personal.requests')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={230}>{t('personal.clock')}</Table.Th>
          <Table.Th>{t('personal.person')}</Table.Th>
          <Table.Th>{t('personal.right')}</Table.Th>
          <Table.Th>{t('personal.arrived')}</Table.Th>
          <Table.Th>{t('personal.state')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.id}>
            <Table.Td>
              <ClockWords clock={row.clock} />
            </Table.Td>
            <Table.Td>
              <Link to="/personal-data/requests/$id" params={{ id: row.id }}>
                {row.name}
              </Link>
            </Table.Td>
            <Table.Td>{t(`personal.right.${row.right}`)}</Table.Td>
            <Table.Td>{dates.moment(row.arrivedAt)}</Table.Td>
            <Table.Td>{t(`personal.state.${row.state}`)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Breaches({ rows }: { rows: Register['breaches'] }) {
  const { t, dates } = useSpeech();
  return (
    <Table className={classes['table']} aria-label={t('personal.breaches')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={230}>{t('personal.clock')}</Table.Th>
          <Table.Th>{t('personal.breach')}</Table.Th>
          <Table.Th>{t('personal.discovered')}</Table.Th>
          <Table.Th>{t('personal.owed')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.id}>
            <Table.Td>{row.nextClock === null ? t('personal.noClock') : <ClockWords clock={row.nextClock} />}</Table.Td>
            <Table.Td>
              <Link to="/personal-data/breaches/$id" params={{ id: row.id }}>
                {row.title}
              </Link>
            </Table.Td>
            <Table.Td>{dates.moment(row.discoveredAt)}</Table.Td>
            <Table.Td>
              {row.isClosed ? t('personal.closed') : row.owed.length === 0 ? t('personal.nothingOwed') : row.owed.join('; ')}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
