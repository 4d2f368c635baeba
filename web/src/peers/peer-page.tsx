// SPDX-License-Identifier: Apache-2.0
/**
 * One peer, and the comparison of fingerprints by which two servers are joined: sixty digits, read aloud between
 * officers who know each other's voice. Nothing is accepted from a peer before two officers of both sides have confirmed.
 */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowLeft, IconPlayerPause } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { trainingKind } from '../../../src/agreements/wire.ts';
import type { PeerRowWire } from '../../../src/exchange/wire.ts';
import { peerCalls, peersQuery } from '../calls/peer-calls.ts';
import caseClasses from '../case/case.module.css';
import { TrainingBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Column, Failure, Page, Section, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { ConfirmPeer } from './confirm-peer.tsx';
import { FingerprintDigits } from './fingerprint-digits.tsx';
import { PeerKeys } from './peer-keys.tsx';
import { PeerStateBadge } from './peer-state-badge.tsx';

export function PeerPage({ authorityId }: { authorityId: string }) {
  const { t } = useSpeech();
  const peers = useQuery(peersQuery);
  const peer = peers.data?.find((row) => row.authorityId === authorityId);
  if (peer !== undefined) return <Peer peer={peer} />;
  return (
    <Page title={t('nav.peers')}>
      {peers.isPending && <Waiting />}
      {peers.isError && <Failure error={peers.error} />}
      {peers.data !== undefined && <Text>{t('peers.unknown')}</Text>}
    </Page>
  );
}

function Peer({ peer }: { peer: PeerRowWire }) {
  const { t, dates } = useSpeech();
  const { officer } = useSession();
  const isAdministrator = officer.roles.includes('administrator');
  return (
    <Page
      title={`${peer.name} (${peer.jurisdiction})`}
      above={
        <div className={caseClasses['line']}>
          <Link to="/peers" className={caseClasses['back']}>
            <IconArrowLeft size={15} aria-hidden />
            {t('nav.peers')}
          </Link>
          <PeerStateBadge state={peer.state} />
          {peer.kind === trainingKind && <TrainingBadge />}
        </div>
      }
      under={peer.endpoint}
      actions={isAdministrator && peer.state !== 'suspended' && peer.state !== 'frozen' && <Suspend peer={peer} />}
    >
      <Column>
        <Section title={t('fingerprint.title')}>
          <Text size="sm" maw={760} mb="md">
            {t('fingerprint.under', { name: peer.name })} {t('fingerprint.how')}
          </Text>
          <FingerprintDigits digits={peer.fingerprint} />
          {peer.confirmedAt !== null && (
            <Text size="sm" mt="md">
              {t('fingerprint.confirmedAt', { when: dates.moment(peer.confirmedAt) })}
              {peer.state === 'confirmed-here' && ` ${t('fingerprint.waitingForThem', { name: peer.name })}`}
            </Text>
          )}
          {peer.state === 'frozen' && (
            <Text size="sm" mt="md" maw={760}>
              {t('peers.frozenWhy', { name: peer.name })} {t('peers.frozenHow')}
            </Text>
          )}
          {(peer.state === 'invited' || peer.state === 'suspended' || peer.state === 'frozen') && <ConfirmPeer peer={peer} />}
        </Section>
        {(isAdministrator || officer.roles.includes('auditor')) && <PeerKeys peer={peer} />}
      </Column>
    </Page>
  );
}

function Suspend({ peer }: { peer: PeerRowWire }) {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const suspend = useMutation({
    mutationFn: () => peerCalls.suspend(peer.authorityId),
    onSuccess: () => {
      notifications.show({ message: t('peers.suspended', { name: peer.name }) });
      void queryClient.invalidateQueries({ queryKey: ['peers'] });
      setOpen(false);
    },
  });
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)} leftSection={<IconPlayerPause size={16} aria-hidden />}>
        {t('peers.suspend')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('peers.suspend')}
        closeButtonProps={{ 'aria-label': t('state.close') }}
      >
        <Stack gap="md">
          <Text size="sm">{t('peers.suspendUnder', { name: peer.name })}</Text>
          {suspend.error !== null && <Failure error={suspend.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setOpen(false)}>
              {t('state.cancel')}
            </Button>
            <Button color="brick" loading={suspend.isPending} onClick={() => suspend.mutate()}>
              {t('peers.suspend')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
