// SPDX-License-Identifier: Apache-2.0
/**
 * One peer, and the comparison of fingerprints by which two servers are joined: sixty digits, read aloud between two
 * officers who know each other's voice. Nothing is accepted from a peer before both sides have confirmed.
 */
import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowLeft, IconPlayerPause, IconShieldCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { PeerRowWire } from '../../../src/exchange/wire.ts';
import { peerCalls, peersQuery } from '../calls/peer-calls.ts';
import caseClasses from '../case/case.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Page, Section, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { PeerKeys } from './peer-keys.tsx';
import { PeerStateBadge } from './peer-state-badge.tsx';
import classes from './peers.module.css';

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
        </div>
      }
      under={peer.endpoint}
      actions={isAdministrator && peer.state !== 'suspended' && peer.state !== 'frozen' && <Suspend peer={peer} />}
    >
      <Section title={t('fingerprint.title')}>
        <Text size="sm" maw={760} mb="md">
          {t('fingerprint.under', { name: peer.name })} {t('fingerprint.how')}
        </Text>
        <Fingerprint digits={peer.fingerprint} />
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
        {(peer.state === 'invited' || peer.state === 'suspended' || peer.state === 'frozen') &&
          (isAdministrator ? <Confirm peer={peer} /> : <Text mt="md">{t('fingerprint.administratorOnly')}</Text>)}
      </Section>
      {(isAdministrator || officer.roles.includes('auditor')) && <PeerKeys peer={peer} />}
    </Page>
  );
}

/** Twelve groups of five, in rows that two people can follow by voice. */
function Fingerprint({ digits }: { digits: string }) {
  const { t } = useSpeech();
  const groups = digits.replace(/\D/g, '').match(/\d{1,5}/g) ?? [];
  return (
    <ol className={classes['fingerprint']} aria-label={t('fingerprint.title')}>
      {groups.map((group, position) => (
        <li key={`${position + 1} ${group}`}>{group}</li>
      ))}
    </ol>
  );
}

function Confirm({ peer }: { peer: PeerRowWire }) {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const [hasCompared, setCompared] = useState(false);
  const confirm = useMutation({
    mutationFn: () => peerCalls.confirm(peer.authorityId, peer.fingerprint),
    onSuccess: () => {
      notifications.show({ message: t('fingerprint.done') });
      void queryClient.invalidateQueries({ queryKey: ['peers'] });
    },
  });
  return (
    <Stack gap="md" mt="lg" align="flex-start">
      <Checkbox
        checked={hasCompared}
        onChange={(event) => setCompared(event.currentTarget.checked)}
        label={t('fingerprint.compared', { name: peer.name })}
        description={t('fingerprint.comparedHint')}
      />
      {confirm.error !== null && <Failure error={confirm.error} />}
      <Button
        disabled={!hasCompared}
        loading={confirm.isPending}
        onClick={() => confirm.mutate()}
        leftSection={<IconShieldCheck size={16} aria-hidden />}
      >
        {t('fingerprint.confirm')}
      </Button>
    </Stack>
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
