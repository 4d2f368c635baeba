// SPDX-License-Identifier: Apache-2.0
/** Letting a person or a program of a firm in, and the secret that is shown once. */
import { Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { reportingCalls } from './reporting-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Notice } from '../shell/notice.tsx';
import { Failure } from '../shell/page.tsx';
import { useFirmCall } from './firm-call.ts';
import classes from './reporting.module.css';

export function InviteDialog(props: { firm: string; onClose: () => void; onInvited: (name: string, secret: string) => void }) {
  const { t } = useSpeech();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const invite = useFirmCall(
    (person: { name: string; email: string }) => reportingCalls.invite(props.firm, person),
    ({ secret }) => props.onInvited(name, secret),
  );
  return (
    <Modal opened onClose={props.onClose} title={t('firms.invite')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          invite.mutate({ name, email });
        }}
      >
        <Stack gap="sm">
          <TextInput
            required
            data-autofocus
            label={t('officers.name')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            required
            type="email"
            label={t('signIn.email')}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          {invite.isError && <Failure error={invite.error} />}
          <Button type="submit" ml="auto" loading={invite.isPending}>
            {t('firms.invite')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}

export function KeyDialog({ firm, onClose, onMade }: { firm: string; onClose: () => void; onMade: (secret: string) => void }) {
  const { t } = useSpeech();
  const [label, setLabel] = useState('');
  const make = useFirmCall(
    (given: string) => reportingCalls.makeKey(firm, given),
    ({ secret }) => onMade(secret),
  );
  return (
    <Modal opened onClose={onClose} title={t('firms.makeKey')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate(label);
        }}
      >
        <Stack gap="sm">
          <TextInput
            required
            data-autofocus
            label={t('firms.keyLabel')}
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          {make.isError && <Failure error={make.error} />}
          <Button type="submit" ml="auto" loading={make.isPending}>
            {t('firms.makeKey')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}

export function ShownOnceDialog(props: { title: string; label: string; secret: string; isKey: boolean; onClose: () => void }) {
  const { t } = useSpeech();
  const { title, label, secret, isKey, onClose } = props;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={title}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('state.close') }}
    >
      <Stack gap="sm">
        <Notice tone="needs" icon={IconEyeOff} title={t('firms.once')}>
          {t(isKey ? 'firms.keyOnce.under' : 'firms.once.under')}
        </Notice>
        <Text size="xs" c="dimmed">
          {label}
        </Text>
        <code className={classes['secret']}>{secret}</code>
        <Group justify="flex-end">
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {t(copied ? 'state.copied' : 'state.copy')}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose}>{t('officers.handedOver')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
