// SPDX-License-Identifier: Apache-2.0
/** The frame of every dialog about letters: what is asked, what went wrong, and the button that does it. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';

interface DialogProps {
  readonly title: string;
  readonly under?: string;
  readonly submit: string;
  readonly isReady: boolean;
  readonly call: { readonly isPending: boolean; readonly isError: boolean; readonly error: unknown };
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function LetterDialog({ title, under, submit, isReady, call, onSubmit, onClose, children }: DialogProps) {
  const { t } = useSpeech();
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) onSubmit();
        }}
      >
        <Stack gap="sm">
          {under !== undefined && (
            <Text size="sm" c="dimmed">
              {under}
            </Text>
          )}
          {children}
          {call.isError && <Failure error={call.error} />}
          <Group justify="flex-end">
            <Button type="submit" disabled={!isReady} loading={call.isPending}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
