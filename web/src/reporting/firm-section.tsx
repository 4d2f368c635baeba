// SPDX-License-Identifier: Apache-2.0
/** One firm: its persons and the keys of its programs, with what may be changed. */
import { Button, Group, Table } from '@mantine/core';
import { IconKey, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { FirmRowWire } from '../../../src/reporting/wire.ts';
import { reportingCalls } from './reporting-calls.ts';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import listClasses from '../shell/list.module.css';
import { useFirmCall } from './firm-call.ts';
import { InviteDialog, KeyDialog, ShownOnceDialog } from './let-in-dialogs.tsx';
import classes from './reporting.module.css';

interface Shown {
  readonly title: string;
  readonly label: string;
  readonly secret: string;
}

interface FirmProps {
  readonly firm: FirmRowWire;
  readonly address: string;
  readonly mayChange: boolean;
}

export function FirmSection({ firm, address, mayChange }: FirmProps) {
  const { t } = useSpeech();
  const [open, setOpen] = useState<'invite' | 'key' | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const close = useFirmCall((isClosed: boolean) => reportingCalls.closeFirm(firm.id, isClosed));
  const showInvitation = (name: string, secret: string): void => {
    setOpen(null);
    setShown({ title: t('firms.invited', { name }), label: t('firms.invitationLink'), secret: `${address}/join#${secret}` });
  };
  return (
    <Section
      title={firm.name}
      aside={
        <Group gap="xs">
          {firm.lei !== null && <span className={listClasses['quiet']}>{firm.lei}</span>}
          {firm.registration !== null && <span className={listClasses['quiet']}>{firm.registration}</span>}
          {firm.isClosed && <WordBadge tone="brick" label={t('firms.closed')} />}
          {mayChange && (
            <Button size="compact-xs" variant="default" loading={close.isPending} onClick={() => close.mutate(!firm.isClosed)}>
              {t(firm.isClosed ? 'firms.open' : 'firms.close')}
            </Button>
          )}
        </Group>
      }
    >
      {close.isError && <Failure error={close.error} />}
      <div className={classes['firm']}>
        <Persons firm={firm} mayChange={mayChange} onInvite={() => setOpen('invite')} onInvited={showInvitation} />
        <Keys firm={firm} mayChange={mayChange} onMake={() => setOpen('key')} />
      </div>
      {open === 'invite' && <InviteDialog firm={firm.id} onClose={() => setOpen(null)} onInvited={showInvitation} />}
      {open === 'key' && (
        <KeyDialog
          firm={firm.id}
          onClose={() => setOpen(null)}
          onMade={(secret) => {
            setOpen(null);
            setShown({ title: t('firms.makeKey'), label: t('firms.key'), secret });
          }}
        />
      )}
      {shown !== null && <ShownOnceDialog {...shown} isKey={shown.label === t('firms.key')} onClose={() => setShown(null)} />}
    </Section>
  );
}

const personTones = { invited: 'amber', 'invitation-over': 'brick', active: 'moss', disabled: 'gray' } as const;

function Persons(props: {
  firm: FirmRowWire;
  mayChange: boolean;
  onInvite: () => void;
  onInvited: (name: string, secret: string) => void;
}) {
  const { t } = useSpeech();
  const { firm, mayChange, onInvite, onInvited } = props;
  const again = useFirmCall(async ({ id, name }: { id: string; name: string }) => {
    onInvited(name, (await reportingCalls.inviteAgain(id)).secret);
  });
  const shut = useFirmCall(({ id, isDisabled }: { id: string; isDisabled: boolean }) => reportingCalls.shutOut(id, isDisabled));
  return (
    <div>
      <Group justify="space-between" mb={6}>
        <strong>{t('firms.persons')}</strong>
        {mayChange && !firm.isClosed && (
          <Button size="compact-xs" variant="default" leftSection={<IconUserPlus size={13} aria-hidden />} onClick={onInvite}>
            {t('firms.invite')}
          </Button>
        )}
      </Group>
      {again.isError && <Failure error={again.error} />}
      {shut.isError && <Failure error={shut.error} />}
      <Table className={classes['plain']} aria-label={`${firm.name}: ${t('firms.persons')}`}>
        <Table.Tbody>
          {firm.persons.map((person) => (
            <Table.Tr key={person.id}>
              <Table.Td>
                {person.name}
                <div className={listClasses['quiet']}>{person.email}</div>
              </Table.Td>
              <Table.Td w={130}>
                <WordBadge tone={personTones[person.state]} label={t(`personState.${person.state}`)} />
              </Table.Td>
              <Table.Td w={190}>
                {mayChange && (
                  <Group gap={4} justify="flex-end">
                    {person.state !== 'disabled' && (
                      <Button size="compact-xs" variant="default" onClick={() => again.mutate(person)}>
                        {t('firms.inviteAgain')}
                      </Button>
                    )}
                    <Button
                      size="compact-xs"
                      variant="default"
                      onClick={() => shut.mutate({ id: person.id, isDisabled: person.state !== 'disabled' })}
                    >
                      {t(person.state === 'disabled' ? 'firms.letIn' : 'firms.shutOut')}
                    </Button>
                  </Group>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Keys({ firm, mayChange, onMake }: { firm: FirmRowWire; mayChange: boolean; onMake: () => void }) {
  const { t, dates } = useSpeech();
  const revoke = useFirmCall(reportingCalls.revokeKey);
  return (
    <div>
      <Group justify="space-between" mb={6}>
        <strong>{t('firms.keys')}</strong>
        {mayChange && !firm.isClosed && (
          <Button size="compact-xs" variant="default" leftSection={<IconKey size={13} aria-hidden />} onClick={onMake}>
            {t('firms.makeKey')}
          </Button>
        )}
      </Group>
      {revoke.isError && <Failure error={revoke.error} />}
      <Table className={classes['plain']} aria-label={`${firm.name}: ${t('firms.keys')}`}>
        <Table.Tbody>
          {firm.keys.map((key) => (
            <Table.Tr key={key.id}>
              <Table.Td>
                {key.label}
                <div className={listClasses['quiet']}>
                  {key.lastUsedAt === null ? t('firms.neverUsed') : t('firms.lastUsed', { moment: dates.moment(key.lastUsedAt) })}
                </div>
              </Table.Td>
              <Table.Td w={110} ta="right">
                {key.isRevoked && <WordBadge tone="gray" label={t('firms.revoked')} />}
                {mayChange && !key.isRevoked && (
                  <Button size="compact-xs" variant="default" onClick={() => revoke.mutate(key.id)}>
                    {t('firms.revoke')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
