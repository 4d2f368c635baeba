// SPDX-License-Identifier: Apache-2.0
/** Negotiations by what waits for us: drafts, texts on the table, signatures, and agreements about which something was declared. */
import { Button, Table } from '@mantine/core';
import { IconFileText, IconCalendar, IconPlus, IconUserShield } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { NegotiationRowWire } from '../../../src/negotiation/wire.ts';
import { negotiationsQuery } from '../calls/negotiation-calls.ts';
import inbox from '../inbox/inbox.module.css';
import { useRowKeys } from '../inbox/row-keys.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Nothing, Page, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { BeginDialog } from './drafting/begin-dialog.tsx';
import { NegotiationBadge } from './negotiation-badge.tsx';

export function NegotiationsPage() {
  const { t } = useSpeech();
  const { officer } = useSession();
  const found = useQuery(negotiationsQuery);
  const [isBeginning, setBeginning] = useState(false);
  const mayDraft = officer.roles.includes('preparer') || officer.roles.includes('administrator');
  return (
    <Page
      title={t('nav.negotiations')}
      under={t('negotiations.under')}
      actions={
        <>
          <Button
            renderRoot={(looks) => <Link {...looks} to="/negotiations/holidays" />}
            variant="default"
            leftSection={<IconCalendar size={16} aria-hidden />}
          >
            {t('holidays.title')}
          </Button>
          <Button
            renderRoot={(looks) => <Link {...looks} to="/negotiations/mandates" />}
            variant="default"
            leftSection={<IconUserShield size={16} aria-hidden />}
          >
            {t('mandates.title')}
          </Button>
          {mayDraft && (
            <Button onClick={() => setBeginning(true)} leftSection={<IconPlus size={16} aria-hidden />}>
              {t('negotiations.begin')}
            </Button>
          )}
        </>
      }
    >
      {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
      {found.isPending && <Waiting rows={6} />}
      {found.data?.length === 0 && (
        <Nothing icon={IconFileText} title={t('negotiations.nothing')}>
          {t('negotiations.nothing.under')}
        </Nothing>
      )}
      {found.data !== undefined && found.data.length > 0 && (
        <div className={inbox['card']}>
          <NegotiationTable rows={found.data} />
        </div>
      )}
      {isBeginning && <BeginDialog onClose={() => setBeginning(false)} />}
    </Page>
  );
}

function NegotiationTable({ rows }: { rows: readonly NegotiationRowWire[] }) {
  const { t } = useSpeech();
  const body = useRowKeys();
  return (
    <Table highlightOnHover className={inbox['table']} aria-label={t('nav.negotiations')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('agreements.title')}</Table.Th>
          <Table.Th w="26%">{t('agreements.parties')}</Table.Th>
          <Table.Th w={170}>{t('inbox.state')}</Table.Th>
          <Table.Th w="22%">{t('negotiations.turn')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody ref={body}>
        {rows.map((row) => (
          <NegotiationLine key={row.id} row={row} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function NegotiationLine({ row }: { row: NegotiationRowWire }) {
  const { t, dates } = useSpeech();
  return (
    <Table.Tr className={inbox['row']}>
      <Table.Td>
        <Link to="/negotiations/$negotiationId" params={{ negotiationId: row.id }} className={inbox['subject']} data-row>
          {row.title}
        </Link>
        <div className={inbox['quiet']}>
          {t('agreement.version', { version: row.version })} · {t('inbox.updated', { when: dates.day(row.updatedAt) })}
        </div>
      </Table.Td>
      <Table.Td>{row.parties.map((party) => `${party.name} (${party.jurisdiction})`).join(', ')}</Table.Td>
      <Table.Td>
        <NegotiationBadge state={row.state} />
      </Table.Td>
      <Table.Td>
        <TurnWords row={row} />
      </Table.Td>
    </Table.Tr>
  );
}

/** Whose turn it is, in words. */
export function TurnWords({ row }: { row: NegotiationRowWire }) {
  const { t } = useSpeech();
  if (row.isWaiting) return <strong>{t('negotiations.waits')}</strong>;
  if (row.isOurTurn) return <strong>{t('negotiations.yourTurn')}</strong>;
  if (row.turn.length > 0) return <>{row.turn.map(({ name }) => name).join(', ')}</>;
  return <span className={inbox['quiet']}>{t('negotiations.nobody')}</span>;
}
