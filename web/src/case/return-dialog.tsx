// SPDX-License-Identifier: Apache-2.0
/** Returning a step to its preparer, with the reason. */
import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { CaseDetailWire, StepRowWire } from '../../../src/assistance/wire.ts';
import { assistanceCalls } from '../calls/assistance-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import { useCaseCall } from './case-call.ts';

interface DialogProps {
  readonly step: StepRowWire;
  readonly detail: CaseDetailWire;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function ReturnDialog({ step, isOpen, onClose }: DialogProps) {
  const { t } = useSpeech();
  const [reason, setReason] = useState('');
  const giveBack = useCaseCall(
    (given: { digest: string; reason: string }) => assistanceCalls.returnStep(step.id, given),
    t('return.done'),
    onClose,
  );
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('return.title')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          giveBack.mutate({ digest: step.digest, reason });
        }}
      >
        <Stack gap="md">
          <Textarea
            label={t('return.reason', { name: step.preparedByName })}
            autosize
            minRows={3}
            required
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {giveBack.error !== null && <Failure error={giveBack.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('state.cancel')}
            </Button>
            <Button type="submit" loading={giveBack.isPending}>
              {t('action.return')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
