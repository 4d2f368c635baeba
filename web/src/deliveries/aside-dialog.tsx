// SPDX-License-Identifier: Apache-2.0
/** Setting a dispatch aside that was not delivered, with the reason. */
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { deliveryCalls } from '../calls/delivery-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';

export function AsideDialog({ digest, isOpen, onClose }: { digest: string; isOpen: boolean; onClose: () => void }) {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const [reason, setReason] = useState('');
  const aside = useMutation({
    mutationFn: () => deliveryCalls.setAside(digest, reason),
    onSuccess: () => {
      notifications.show({ message: t('deliveries.asideDone') });
      void queryClient.invalidateQueries({ queryKey: ['deliveries'] });
      onClose();
    },
  });
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('deliveries.asideTitle')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          aside.mutate();
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t('deliveries.asideUnder')}</Text>
          <Textarea
            label={t('deliveries.asideReason')}
            autosize
            minRows={2}
            maxLength={300}
            required
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {aside.error !== null && <Failure error={aside.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('state.cancel')}
            </Button>
            <Button type="submit" loading={aside.isPending}>
              {t('deliveries.aside')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
