// SPDX-License-Identifier: Apache-2.0
/** One's own passkeys, and, for registrars, those of the others: to confirm what waits and to revoke what is lost. */
import { Button, Group, Table } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck, IconFingerprint, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PasskeyRowWire } from '../../../src/officers/wire.ts';
import { allPasskeysQuery, ownPasskeysQuery, passkeyCalls } from '../calls/passkey-calls.ts';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';
import classes from '../officers/officers.module.css';
import { Failure, Page, Section, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { hasAuthenticators } from './authenticator.ts';
import { NewPasskeyDialog } from './new-passkey-dialog.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';

export function PasskeysPage() {
  const { t, dates } = useSpeech();
  const { officer } = useSession();
  const own = useQuery(ownPasskeysQuery);
  const [isMaking, setMaking] = useState(false);
  const mayMake = own.data?.invitedUntil !== null && own.data?.isPossible === true && hasAuthenticators();
  const seesAll = officer.roles.some((role) => role === 'administrator' || role === 'approver' || role === 'auditor');
  return (
    <Page
      title={t('nav.passkeys')}
      under={t('passkeys.under')}
      actions={
        mayMake && (
          <Button onClick={() => setMaking(true)} leftSection={<IconFingerprint size={16} aria-hidden />}>
            {t('passkeys.make')}
          </Button>
        )
      }
    >
      {own.isPending && <Waiting />}
      {own.isError && <Failure error={own.error} onAgain={() => void own.refetch()} />}
      {own.data !== undefined && (
        <Section title={t('passkeys.own')}>
          {own.data.rows.length === 0 && <p className={classes['quiet']}>{t('passkeys.nothing')}</p>}
          {own.data.rows.length > 0 && <PasskeyTable rows={own.data.rows} label={t('passkeys.own')} isOwn />}
          <p className={classes['quiet']}>{stateOf()}</p>
        </Section>
      )}
      {seesAll && <OthersPasskeys own={officer.id} />}
      {isMaking && <NewPasskeyDialog onClose={() => setMaking(false)} registrarsMin={own.data?.registrarsMin ?? 2} />}
    </Page>
  );

  function stateOf(): string {
    if (own.data?.isPossible === false) return t('passkeys.impossible');
    if (!hasAuthenticators()) return t('passkeys.noAuthenticators');
    const until = own.data?.invitedUntil ?? null;
    return until === null ? t('passkeys.notInvited') : t('passkeys.invited', { when: dates.moment(until) });
  }
}

function OthersPasskeys({ own }: { own: string }) {
  const { t } = useSpeech();
  const all = useQuery(allPasskeysQuery);
  const rows = (all.data ?? []).filter((row) => row.officer !== own);
  const waiting = rows.filter((row) => row.state === 'waiting');
  const others = rows.filter((row) => row.state !== 'waiting');
  return (
    <>
      {all.isError && <Failure error={all.error} onAgain={() => void all.refetch()} />}
      {waiting.length > 0 && (
        <Section title={t('passkeys.waiting')}>
          <p className={classes['quiet']}>{t('passkeys.waitingUnder')}</p>
          <PasskeyTable rows={waiting} label={t('passkeys.waiting')} isOwn={false} />
        </Section>
      )}
      {others.length > 0 && (
        <Section title={t('passkeys.others')}>
          <PasskeyTable rows={others} label={t('passkeys.others')} isOwn={false} />
        </Section>
      )}
    </>
  );
}

const tones = { waiting: 'amber', enrolled: 'moss', ended: 'gray' } as const;

function PasskeyTable({ rows, label, isOwn }: { rows: readonly PasskeyRowWire[]; label: string; isOwn: boolean }) {
  const { t } = useSpeech();
  return (
    <div className={classes['card']}>
      <Table className={classes['table']} aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t(isOwn ? 'passkeys.name' : 'passkeys.officer')}</Table.Th>
            <Table.Th w={150}>{t('passkeys.number')}</Table.Th>
            <Table.Th w={170}>{t('passkeys.state')}</Table.Th>
            <Table.Th w={190}>{t('passkeys.lastUsed')}</Table.Th>
            <Table.Th w={240}>{t('passkeys.actions')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <PasskeyLine key={row.id} row={row} isOwn={isOwn} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function PasskeyLine({ row, isOwn }: { row: PasskeyRowWire; isOwn: boolean }) {
  const { t, dates } = useSpeech();
  const queryClient = useQueryClient();
  const { officer } = useSession();
  const [isRevoking, setRevoking] = useState(false);
  const confirm = useMutation({
    mutationFn: () => passkeyCalls.confirm(row.id),
    onSuccess: () => {
      notifications.show({ message: t('passkeys.confirmed', { name: row.officerName }) });
      void queryClient.invalidateQueries({ queryKey: ['passkeys'] });
    },
  });
  const mayRevoke = row.state !== 'ended' && (isOwn || officer.roles.includes('administrator'));
  return (
    <Table.Tr data-disabled={row.state === 'ended'}>
      <Table.Td>
        <div className={classes['name']}>{isOwn ? row.name : row.officerName}</div>
        <div className={classes['quiet']}>{isOwn ? t('passkeys.madeAt', { when: dates.moment(row.madeAt) }) : row.name}</div>
      </Table.Td>
      <Table.Td>
        <code>{row.number}</code>
      </Table.Td>
      <Table.Td>
        <WordBadge tone={tones[row.state]} label={t(`passkeyState.${row.state}`)} />
      </Table.Td>
      <Table.Td>{row.lastUsedAt === null ? t('officers.never') : dates.moment(row.lastUsedAt)}</Table.Td>
      <Table.Td>
        <Group gap="xs">
          {row.mayConfirm && (
            <Button
              size="compact-xs"
              loading={confirm.isPending}
              onClick={() => confirm.mutate()}
              aria-label={t('passkeys.confirmName', { name: row.officerName })}
              leftSection={<IconCheck size={13} aria-hidden />}
            >
              {t('passkeys.confirm')}
            </Button>
          )}
          {mayRevoke && (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => setRevoking(true)}
              aria-label={t('passkeys.revokeName', { name: row.name })}
              leftSection={<IconTrash size={13} aria-hidden />}
            >
              {t('passkeys.revoke')}
            </Button>
          )}
        </Group>
        {confirm.error !== null && <Failure error={confirm.error} />}
        {isRevoking && <RevokeDialog row={row} onClose={() => setRevoking(false)} />}
      </Table.Td>
    </Table.Tr>
  );
}
