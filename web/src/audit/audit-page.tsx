// SPDX-License-Identifier: Apache-2.0
/** The audit log: the signed head, the entries newest first, and for each entry the proof that it is in the log. */
import { Badge, Button, Drawer, Table, Text } from '@mantine/core';
import { IconBook2, IconCertificate } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AuditEntryWire } from '../../../src/audit/wire.ts';
import { auditEntriesQuery } from '../calls/audit-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { isMessageKey } from '../messages/translate.ts';
import { shortIdentifier, useAuthorityName } from '../peers/authority-names.ts';
import { Failure, Nothing, Page, Waiting } from '../shell/page.tsx';
import classes from './audit.module.css';
import { CheckpointPanel } from './checkpoint-panel.tsx';
import { ProofPanel } from './proof-panel.tsx';

export function AuditPage() {
  const { t } = useSpeech();
  const entries = useInfiniteQuery(auditEntriesQuery);
  const [proven, setProven] = useState<number | null>(null);
  const rows = entries.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <Page title={t('nav.audit')} under={t('audit.under')}>
      <CheckpointPanel />
      {entries.isPending && <Waiting />}
      {entries.isError && <Failure error={entries.error} onAgain={() => void entries.refetch()} />}
      {entries.data !== undefined && rows.length === 0 && <Nothing icon={IconBook2} title={t('audit.nothing')} />}
      {rows.length > 0 && <EntryTable rows={rows} onProof={setProven} />}
      {entries.hasNextPage && (
        <Button variant="default" mt="md" onClick={() => void entries.fetchNextPage()} loading={entries.isFetchingNextPage}>
          {t('state.more')}
        </Button>
      )}
      <Drawer
        opened={proven !== null}
        onClose={() => setProven(null)}
        title={proven === null ? '' : t('audit.proofOf', { index: proven })}
        closeButtonProps={{ 'aria-label': t('state.close') }}
      >
        {proven !== null && <ProofPanel index={proven} />}
      </Drawer>
    </Page>
  );
}

function EntryTable({ rows, onProof }: { rows: readonly AuditEntryWire[]; onProof: (index: number) => void }) {
  const { t } = useSpeech();
  return (
    <div className={classes['card']}>
      <Table className={classes['table']} aria-label={t('audit.entries')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={80} ta="right">
              {t('audit.index')}
            </Table.Th>
            <Table.Th w={180}>{t('audit.at')}</Table.Th>
            <Table.Th w="30%">{t('audit.event')}</Table.Th>
            <Table.Th>{t('audit.details')}</Table.Th>
            <Table.Th w={96}>{t('audit.proof')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((entry) => (
            <EntryLine key={entry.index} entry={entry} onProof={onProof} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function EntryLine({ entry, onProof }: { entry: AuditEntryWire; onProof: (index: number) => void }) {
  const { t, dates } = useSpeech();
  const nameOf = useAuthorityName();
  return (
    <Table.Tr>
      <Table.Td ta="right" className={classes['figure']}>
        {entry.index}
      </Table.Td>
      <Table.Td className={classes['figure']}>{dates.moment(entry.at)}</Table.Td>
      <Table.Td>
        <EventSentence event={entry.event} />
        <div className={classes['quiet']}>{`${entry.event} · ${nameOf(entry.actor)}`}</div>
      </Table.Td>
      <Table.Td>
        {entry.details === null ? (
          <Badge variant="outline" color="gray">
            {t('audit.erased')}
          </Badge>
        ) : (
          <Details details={entry.details} />
        )}
      </Table.Td>
      <Table.Td>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => onProof(entry.index)}
          leftSection={<IconCertificate size={13} aria-hidden />}
        >
          {t('audit.show')}
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}

/** The catalogue's sentence in the officer's language; an event that this screen does not know yet shows its name. */
function EventSentence({ event }: { event: string }) {
  const { t } = useSpeech();
  const key = `audit.event.${event}`;
  return <Text size="sm">{isMessageKey(key) && key.startsWith('audit.event.') ? t(key as 'audit.event.server.started') : event}</Text>;
}

function Details({ details }: { details: NonNullable<AuditEntryWire['details']> }) {
  const shown = Object.entries(details).filter(([, value]) => value !== null);
  return (
    <div className={classes['details']}>
      {shown.map(([name, value]) => (
        <span key={name} title={String(value)}>
          <i>{name}</i> {typeof value === 'string' ? shortIdentifier(value) : String(value)}
        </span>
      ))}
    </div>
  );
}
