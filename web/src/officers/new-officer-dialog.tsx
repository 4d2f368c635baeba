// SPDX-License-Identifier: Apache-2.0
/** Adding an officer; then, once, the first password and the authenticator's secret, to be handed over in person. */
import { Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import type { newOfficerAnswerSchema, Role } from '../../../src/officers/wire.ts';
import { officerCalls } from '../calls/officer-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Notice } from '../shell/notice.tsx';
import { Failure } from '../shell/page.tsx';
import { QrPicture } from '../shell/qr-picture.tsx';
import classes from './officers.module.css';
import { RoleBoxes } from './role-boxes.tsx';

type Created = z.output<typeof newOfficerAnswerSchema>;

export function NewOfficerDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useSpeech();
  const [created, setCreated] = useState<Created | null>(null);
  const close = (): void => {
    setCreated(null);
    onClose();
  };
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      size="lg"
      title={created === null ? t('officers.add') : t('officers.created', { name: created.officer.name })}
      closeOnClickOutside={created === null}
      closeButtonProps={{ 'aria-label': t('state.close') }}
    >
      {created === null ? <NewOfficerForm onCreated={setCreated} onClose={close} /> : <ShownOnce created={created} onClose={close} />}
    </Modal>
  );
}

function NewOfficerForm({ onCreated, onClose }: { onCreated: (created: Created) => void; onClose: () => void }) {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [roles, setRoles] = useState<Role[]>(['preparer']);
  const create = useMutation({
    mutationFn: officerCalls.create,
    onSuccess: (created) => {
      void queryClient.invalidateQueries({ queryKey: ['officers'] });
      onCreated(created);
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate({ name, email, roles });
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('officers.name')}
          required
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('signIn.email')}
          type="email"
          required
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <RoleBoxes chosen={roles} onChange={setRoles} />
        {create.error !== null && <Failure error={create.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('state.cancel')}
          </Button>
          <Button type="submit" loading={create.isPending} disabled={roles.length === 0}>
            {t('officers.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function ShownOnce({ created, onClose }: { created: Created; onClose: () => void }) {
  const { t } = useSpeech();
  return (
    <Stack gap="md">
      <Notice tone="needs" icon={IconEyeOff} title={t('officers.once')}>
        {t('officers.onceUnder')}
      </Notice>
      <div className={classes['once']}>
        <QrPicture text={created.authenticatorUri} label={t('officers.qr')} />
        <Stack gap="sm">
          <Secret label={t('officers.firstPassword')} value={created.password} />
          <Secret label={t('officers.secret')} value={created.authenticatorSecret} />
        </Stack>
      </div>
      <Button onClick={onClose} ml="auto">
        {t('officers.handedOver')}
      </Button>
    </Stack>
  );
}

function Secret({ label, value }: { label: string; value: string }) {
  const { t } = useSpeech();
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Group gap="xs" wrap="nowrap">
        <code className={classes['secret']}>{value}</code>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="default" onClick={copy}>
              {t(copied ? 'state.copied' : 'state.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
    </div>
  );
}
