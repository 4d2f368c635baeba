// SPDX-License-Identifier: Apache-2.0
/** Something is said about a claim, and why: no contest and no opinion is without a reason. */
import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useFindingCall } from '../findings/finding-call.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';

interface DialogProps {
  readonly title: string;
  readonly send: (reason: string) => Promise<unknown>;
  readonly onDone: (() => void) | undefined;
  readonly onClose: () => void;
}

export function ReasonDialog({ title, send, onDone, onClose }: DialogProps) {
  const { t } = useSpeech();
  const [reason, setReason] = useState('');
  const call = useFindingCall(send, {
    onDone: () => {
      onClose();
      onDone?.();
    },
  });
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          call.mutate(reason.trim());
        }}
      >
        <Stack gap="sm">
          <Textarea
            label={t('contest.reason')}
            description={t('contest.reasonHint')}
            required
            autosize
            minRows={3}
            maxLength={4000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {call.isError && <Failure error={call.error} />}
          <Group justify="flex-end">
            <Button type="submit" disabled={reason.trim() === ''} loading={call.isPending}>
              {title}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
