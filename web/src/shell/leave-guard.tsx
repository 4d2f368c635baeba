// SPDX-License-Identifier: Apache-2.0
/**
 * Work that is not saved is not left by accident: a link, the way back and a closed window ask first. The window's own question is the
 * browser's, with words of its own; within the workplace ours says what would be lost, and whoever presses Escape or Enter stays.
 */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useCallback, useLayoutEffect, useRef } from 'react';
import { useSpeech } from '../messages/language.tsx';

interface GuardProps {
  readonly isUnsaved: boolean;
  /** What would be lost, in a sentence. */
  readonly says: string;
}

export function LeaveGuard({ isUnsaved, says }: GuardProps) {
  const { t } = useSpeech();
  // What is seen on the screen counts at once: a blocker that were put anew with each change would come a moment after it.
  const present = useRef(isUnsaved);
  useLayoutEffect(() => {
    present.current = isUnsaved;
  }, [isUnsaved]);
  const ask = useCallback(() => present.current, []);
  const leaving = useBlocker({ shouldBlockFn: ask, enableBeforeUnload: ask, withResolver: true });
  const isAsked = leaving.status === 'blocked';
  return (
    <Modal opened={isAsked} onClose={() => leaving.reset?.()} title={t('leave.title')} closeButtonProps={{ 'aria-label': t('leave.stay') }}>
      <Stack gap="md">
        <Text size="sm">{says}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => leaving.proceed?.()}>
            {t('leave.go')}
          </Button>
          <Button data-autofocus onClick={() => leaving.reset?.()}>
            {t('leave.stay')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
