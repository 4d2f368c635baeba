// SPDX-License-Identifier: Apache-2.0
/** Revoking a passkey: asked once more, since it never comes back. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PasskeyRowWire } from '../../../src/officers/wire.ts';
import { passkeyCalls } from '../calls/passkey-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';

export function RevokeDialog({ row, onClose }: { row: PasskeyRowWire; onClose: () => void }) {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => passkeyCalls.revoke(row.id),
    onSuccess: () => {
      notifications.show({ message: t('passkeys.revoked', { name: row.name }) });
      void queryClient.invalidateQueries({ queryKey: ['passkeys'] });
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('passkeys.revokeName', { name: row.name })}
      closeButtonProps={{ 'aria-label': t('state.close') }}
    >
      <Stack gap="md">
        <Text size="sm">{t('passkeys.revokeUnder')}</Text>
        {revoke.error !== null && <Failure error={revoke.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('state.cancel')}
          </Button>
          <Button color="brick" loading={revoke.isPending} onClick={() => revoke.mutate()}>
            {t('passkeys.revoke')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
