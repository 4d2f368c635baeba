// SPDX-License-Identifier: Apache-2.0
/** Confirming a fingerprint: an administrator who has compared it prepares, and a second officer who has compared it too approves. */
import { Button, Checkbox, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconHourglass, IconShieldCheck } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PeerRowWire } from '../../../src/exchange/wire.ts';
import type { AskedActRowWire } from '../../../src/officers/wire.ts';
import { JudgeDialog } from '../approvals/judge-dialog.tsx';
import { askedActsQuery } from '../calls/approval-calls.ts';
import { peerCalls } from '../calls/peer-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Notice } from '../shell/notice.tsx';
import { Failure } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';

export function ConfirmPeer({ peer }: { peer: PeerRowWire }) {
  const { t } = useSpeech();
  const isAdministrator = useSession().officer.roles.includes('administrator');
  const asked = useQuery(askedActsQuery);
  const acts = (asked.data ?? []).filter((act) => act.actClass === 'peer-confirmation' && act.about === peer.authorityId);
  const waiting = acts.filter((act) => act.state !== 'returned');
  const returned = acts.find((act) => act.state === 'returned')?.returned ?? null;
  return (
    <Stack gap="md" mt="lg" align="flex-start">
      {asked.isError && <Failure error={asked.error} onAgain={() => void asked.refetch()} />}
      {waiting.map((act) => (
        <Waits key={act.subject} act={act} />
      ))}
      {returned !== null && (
        <Notice tone="refused" icon={IconHourglass} title={t('fingerprint.returned', { name: returned.byName })}>
          {returned.reason}
        </Notice>
      )}
      {isAdministrator ? (
        !waiting.some((act) => act.isOwn) && <Prepare peer={peer} />
      ) : (
        <Text size="sm">{t('fingerprint.administratorOnly')}</Text>
      )}
    </Stack>
  );
}

function Waits({ act }: { act: AskedActRowWire }) {
  const { t, dates } = useSpeech();
  const [isJudging, setJudging] = useState(false);
  return (
    <>
      <Notice tone="needs" icon={IconHourglass} title={t('fingerprint.waitsForSecond')}>
        {t('fingerprint.waitsUnder', { name: act.preparedByName, when: dates.moment(act.askedAt), until: dates.moment(act.endsAt) })}{' '}
        {t('step.approvals', { given: act.approvals.length, needed: act.approversMin })}
      </Notice>
      {act.mayReturn && (
        <Button onClick={() => setJudging(true)} leftSection={<IconShieldCheck size={16} aria-hidden />}>
          {t('fingerprint.judge')}
        </Button>
      )}
      {isJudging && <JudgeDialog act={act} onClose={() => setJudging(false)} />}
    </>
  );
}

function Prepare({ peer }: { peer: PeerRowWire }) {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const [hasCompared, setCompared] = useState(false);
  const confirm = useMutation({
    mutationFn: () => peerCalls.confirm(peer.authorityId, peer.fingerprint),
    onSuccess: (row) => {
      notifications.show({ message: t(row.state === peer.state ? 'fingerprint.prepared' : 'fingerprint.done') });
      void queryClient.invalidateQueries({ queryKey: ['peers'] });
      void queryClient.invalidateQueries({ queryKey: ['approvals'] });
    },
  });
  return (
    <>
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
    </>
  );
}
