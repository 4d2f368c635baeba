// SPDX-License-Identifier: Apache-2.0
/** Peers: the authorities whose servers this one exchanges dispatches with, how far the joining is, and what waits to go out. */
import { Button, FileButton, Group, Table } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload, IconFileUpload, IconWorldShare } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { trainingKind } from '../../../src/agreements/wire.ts';
import type { PeerRowWire } from '../../../src/exchange/wire.ts';
import { CallError } from '../calls/call-server.ts';
import { peerCalls, peersQuery } from '../calls/peer-calls.ts';
import { saveFile } from '../calls/save-file.ts';
import { useRowKeys } from '../inbox/row-keys.ts';
import { TrainingBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Nothing, Page, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { PeerStateBadge } from './peer-state-badge.tsx';
import classes from './peers.module.css';

export function PeersPage() {
  const { t } = useSpeech();
  const { officer } = useSession();
  const peers = useQuery(peersQuery);
  const work = useInvitations();
  return (
    <Page
      title={t('nav.peers')}
      under={t('peers.under')}
      actions={
        officer.roles.includes('administrator') && (
          <>
            <Button
              variant="default"
              loading={work.own.isPending}
              onClick={() => work.own.mutate()}
              leftSection={<IconDownload size={16} aria-hidden />}
            >
              {t('peers.ownInvitation')}
            </Button>
            <FileButton onChange={(file) => file !== null && work.add.mutate(file)} accept=".json,application/json">
              {(looks) => (
                <Button {...looks} loading={work.add.isPending} leftSection={<IconFileUpload size={16} aria-hidden />}>
                  {t('peers.add')}
                </Button>
              )}
            </FileButton>
          </>
        )
      }
    >
      {work.error !== null && <Failure error={work.error} />}
      {peers.isPending && <Waiting />}
      {peers.isError && <Failure error={peers.error} onAgain={() => void peers.refetch()} />}
      {peers.data?.length === 0 && (
        <Nothing icon={IconWorldShare} title={t('peers.nothing')}>
          {t('peers.nothing.under')}
        </Nothing>
      )}
      {peers.data !== undefined && peers.data.length > 0 && <PeerTable rows={peers.data} />}
    </Page>
  );
}

function useInvitations() {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const { authority } = useSession();
  const own = useMutation({
    mutationFn: peerCalls.invitation,
    onSuccess: ({ blob }) => saveFile(blob, `invitation-${authority.jurisdiction.toLowerCase()}.json`),
  });
  const add = useMutation({
    mutationFn: async (file: File) => peerCalls.add(readInvitation(await file.text(), t('peers.notAnInvitation'))),
    onSuccess: () => {
      notifications.show({ message: t('peers.added') });
      void queryClient.invalidateQueries({ queryKey: ['peers'] });
    },
  });
  return { own, add, error: own.error ?? add.error };
}

function readInvitation(text: string, problem: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new CallError('issues', [{ path: 'file', problem, remedy: '' }]);
  }
}

function PeerTable({ rows }: { rows: readonly PeerRowWire[] }) {
  const { t, dates } = useSpeech();
  const body = useRowKeys();
  return (
    <div className={classes['card']}>
      <Table highlightOnHover className={classes['table']} aria-label={t('nav.peers')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('peers.authority')}</Table.Th>
            <Table.Th w={230}>{t('peers.state')}</Table.Th>
            <Table.Th w={190}>{t('peers.lastHeard')}</Table.Th>
            <Table.Th w={150} ta="right">
              {t('peers.outbox')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody ref={body}>
          {rows.map((row) => (
            <Table.Tr key={row.authorityId} className={classes['row']}>
              <Table.Td>
                <Link to="/peers/$authorityId" params={{ authorityId: row.authorityId }} className={classes['title']} data-row>
                  {`${row.name} (${row.jurisdiction})`}
                </Link>
                <div className={classes['quiet']}>{row.endpoint}</div>
              </Table.Td>
              <Table.Td>
                <Group gap={6}>
                  <PeerStateBadge state={row.state} />
                  {row.kind === trainingKind && <TrainingBadge />}
                </Group>
                {row.state === 'live' && row.isKeyViewStale && <div className={classes['quiet']}>{t('keys.stale')}</div>}
                {row.suspects > 0 && <div className={classes['quiet']}>{t('keys.suspectCount', { count: row.suspects })}</div>}
              </Table.Td>
              <Table.Td>{row.lastHeardAt === null ? t('peers.neverHeard') : dates.moment(row.lastHeardAt)}</Table.Td>
              <Table.Td ta="right">
                {row.outboxWaiting === 0 ? t('peers.nothingWaits') : t('peers.waiting', { count: row.outboxWaiting })}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
