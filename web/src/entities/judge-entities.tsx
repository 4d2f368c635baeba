// SPDX-License-Identifier: Apache-2.0
/** Whether two are one subject: the officer's word and reason, on the page of one entity and on that of all. */
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { JudgementVerdict } from '../../../src/findings/wire.ts';
import { findingCalls } from '../calls/finding-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import { useFindingCall } from '../findings/finding-call.ts';

export interface JudgingEntities {
  readonly left: string;
  readonly right: string;
  /** Both, as they are shown. */
  readonly label: string;
  readonly verdict: JudgementVerdict;
}

export function JudgeEntities({ judging, onClose }: { judging: JudgingEntities | null; onClose: () => void }) {
  const { t } = useSpeech();
  const [reason, setReason] = useState('');
  const call = useFindingCall(findingCalls.judgeEntities, {
    said: t('judgement.done'),
    onDone: () => {
      setReason('');
      onClose();
    },
  });
  return (
    <Modal
      opened={judging !== null}
      onClose={onClose}
      title={judging === null ? '' : t(`judgement.${judging.verdict}`)}
      closeButtonProps={{ 'aria-label': t('state.close') }}
    >
      {judging !== null && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const { left, right, verdict } = judging;
            call.mutate({ left, right, verdict, reason });
          }}
        >
          <Stack gap="md">
            <Text size="sm">{judging.label}</Text>
            <Textarea
              label={t('judgement.reason')}
              autosize
              minRows={2}
              required
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
                {t('judgement.give')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
