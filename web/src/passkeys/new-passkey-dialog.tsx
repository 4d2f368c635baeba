// SPDX-License-Identifier: Apache-2.0
/** Making a passkey: a name for it, then the browser's own window asks for the authenticator. */
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { passkeyCalls } from '../calls/passkey-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { makePasskey } from './authenticator.ts';
import { PasskeyTrouble } from './passkey-trouble.tsx';

export function NewPasskeyDialog({ onClose, registrarsMin }: { onClose: () => void; registrarsMin: number }) {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const make = useMutation({
    mutationFn: async () => passkeyCalls.finish({ ...(await makePasskey(await passkeyCalls.start())), name }),
    onSuccess: (row) => {
      notifications.show({ message: t(row.state === 'waiting' ? 'passkeys.madeWaits' : 'passkeys.made', { number: row.number }) });
      void queryClient.invalidateQueries({ queryKey: ['passkeys'] });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t('passkeys.make')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t(registrarsMin > 1 ? 'passkeys.howTwo' : 'passkeys.howOne')}</Text>
          <TextInput
            label={t('passkeys.name')}
            description={t('passkeys.nameHint')}
            required
            maxLength={60}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <PasskeyTrouble error={make.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('state.cancel')}
            </Button>
            <Button type="submit" disabled={name.trim() === ''} loading={make.isPending}>
              {t('passkeys.makeNow')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
