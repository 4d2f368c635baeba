// SPDX-License-Identifier: Apache-2.0
/**
 * A peer's keys as this server knows them: how fresh the view is, why the exchange is frozen, which of its dispatches are suspect,
 * and each event of its key history with the moment at which it was taken in.
 */
import { Alert, Anchor, Button, Stack, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconDownload, IconSnowflake } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { PeerKeysWire, PeerRowWire } from '../../../src/exchange/wire.ts';
import { peerCalls, peerKeysQuery } from '../calls/peer-calls.ts';
import { saveFile } from '../calls/save-file.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { KeyEventTable } from './key-tables.tsx';
import classes from './peers.module.css';

export function PeerKeys({ peer }: { peer: PeerRowWire }) {
  const { t, dates } = useSpeech();
  const keys = useQuery(peerKeysQuery(peer.authorityId));
  if (keys.isPending) return <Waiting rows={3} />;
  if (keys.isError) return <Failure error={keys.error} onAgain={() => void keys.refetch()} />;
  const { data } = keys;
  return (
    <>
      {data.evidence.length > 0 && <Evidence peer={peer} evidence={data.evidence} />}
      {data.suspects.length > 0 && <Suspects suspects={data.suspects} />}
      <Section title={t('keys.history')} aside={peer.state === 'live' ? <Affirm peer={peer} /> : undefined}>
        <Text size="sm" mb="sm">
          {data.keysSeenAt === null ? t('keys.neverSeen') : t('keys.seenAt', { when: dates.moment(data.keysSeenAt) })}
          {data.isStale && ` ${t('keys.stale')}`}
          {data.skewMs !== null &&
            Math.abs(data.skewMs) > noticedSkewMs &&
            ` ${t('keys.skew', { count: Math.round(Math.abs(data.skewMs) / 1000) })}`}
        </Text>
        <KeyEventTable events={data.events} hasSeen />
      </Section>
    </>
  );
}

/** An answer takes some seconds at most. */
const noticedSkewMs = 60_000;

function Evidence({ peer, evidence }: { peer: PeerRowWire; evidence: PeerKeysWire['evidence'] }) {
  const { t, dates } = useSpeech();
  const save = useMutation({
    mutationFn: (digest: string) => peerCalls.evidence(peer.authorityId, digest),
    onSuccess: ({ blob }) => saveFile(blob, 'evidence.json'),
  });
  return (
    <Alert icon={<IconSnowflake size={18} aria-hidden />} color="brick" title={t('keys.frozen', { name: peer.name })} mb="lg">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t('keys.frozenUnder')}</Text>
        {evidence.map(({ digest, at }) => (
          <Button
            key={digest}
            variant="default"
            size="xs"
            loading={save.isPending}
            onClick={() => save.mutate(digest)}
            leftSection={<IconDownload size={14} aria-hidden />}
          >
            {t('keys.evidence', { when: dates.moment(at) })}
          </Button>
        ))}
        {save.error !== null && <Failure error={save.error} />}
      </Stack>
    </Alert>
  );
}

function Suspects({ suspects }: { suspects: PeerKeysWire['suspects'] }) {
  const { t, dates } = useSpeech();
  return (
    <Section title={t('keys.suspects')}>
      <Alert icon={<IconAlertTriangle size={18} aria-hidden />} color="amber" mb="sm">
        {t('keys.suspectsUnder')}
      </Alert>
      <div className={classes['card']}>
        <Table className={classes['table']} aria-label={t('keys.suspects')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('keys.dispatch')}</Table.Th>
              <Table.Th w={260}>{t('keys.case')}</Table.Th>
              <Table.Th w={190}>{t('keys.since')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {suspects.map(({ dispatch, caseRef, since }) => (
              <Table.Tr key={dispatch}>
                <Table.Td>
                  <code>{dispatch.slice(0, 23)}</code>
                </Table.Td>
                <Table.Td>
                  {caseRef !== null && (
                    <Anchor component={Link} to={`/cases/${caseRef}`} size="sm">
                      {caseRef}
                    </Anchor>
                  )}
                </Table.Td>
                <Table.Td>{dates.moment(since)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Section>
  );
}

/** After a key of ours was revoked: what this peer has had from us since is truly ours. */
function Affirm({ peer }: { peer: PeerRowWire }) {
  const { t } = useSpeech();
  const { officer } = useSession();
  const affirm = useMutation({
    mutationFn: () => peerCalls.affirm(peer.authorityId),
    onSuccess: () => notifications.show({ message: t('keys.affirmed', { name: peer.name }) }),
  });
  if (!officer.roles.includes('administrator')) return null;
  return (
    <Button variant="default" size="xs" loading={affirm.isPending} onClick={() => affirm.mutate()}>
      {t('keys.affirm')}
    </Button>
  );
}
