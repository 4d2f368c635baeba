// SPDX-License-Identifier: Apache-2.0
/** A step that needs its reason in words. */
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';

interface ReasonDialogProps {
  readonly title: string;
  readonly label: string;
  readonly button: string;
  readonly under?: string;
  readonly isOptional?: boolean;
  readonly call: { readonly mutate: (reason: string) => void; readonly isPending: boolean; readonly error: Error | null };
  readonly onClose: () => void;
}

export function ReasonDialog({ title, label, button, under, isOptional = false, call, onClose }: ReasonDialogProps) {
  const { t } = useSpeech();
  const [reason, setReason] = useState('');
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          call.mutate(reason);
        }}
      >
        <Stack gap="md">
          {under !== undefined && <Text size="sm">{under}</Text>}
          <Textarea
            label={label}
            autosize
            minRows={3}
            required={!isOptional}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {call.error !== null && <Failure error={call.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('state.cancel')}
            </Button>
            <Button type="submit" loading={call.isPending}>
              {button}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
