// SPDX-License-Identifier: Apache-2.0
/** Approving a step: the officer's own six digits, for exactly the step whose digest is shown. */
import { Button, Group, Modal, PinInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { CaseDetailWire, StepRowWire } from '../../../src/assistance/wire.ts';
import { assistanceCalls } from '../calls/assistance-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import classes from './case.module.css';
import { useCaseCall } from './case-call.ts';

interface DialogProps {
  readonly step: StepRowWire;
  readonly detail: CaseDetailWire;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function ApproveDialog({ step, detail, isOpen, onClose }: DialogProps) {
  const { t } = useSpeech();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('approve.title', { kind: t(`stepKind.${step.kind}`) })}
      closeButtonProps={{ 'aria-label': t('state.close') }}
    >
      <ApproveForm step={step} detail={detail} onClose={onClose} />
    </Modal>
  );
}

function ApproveForm({ step, detail, onClose }: Omit<DialogProps, 'isOpen'>) {
  const { t } = useSpeech();
  const [code, setCode] = useState('');
  const approve = useCaseCall(
    (given: { digest: string; code: string }) => assistanceCalls.approve(step.id, given),
    t('approve.done'),
    onClose,
  );
  const give = (digits: string): void => approve.mutate({ digest: step.digest, code: digits }, { onError: () => setCode('') });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        give(code);
      }}
    >
      <Stack gap="md">
        <Text size="sm">{t('approve.under', { counterpart: detail.row.counterpart.name })}</Text>
        <div className={classes['approving']}>
          <Text size="sm" fw={600}>
            {step.summary}
          </Text>
          <Text size="xs" c="dimmed" ff="monospace" className={classes['breaking']}>
            {step.digest}
          </Text>
        </div>
        <div>
          <Text size="sm" fw={600} mb={6} id="approve-code">
            {t('approve.code')}
          </Text>
          <PinInput
            length={6}
            type="number"
            oneTimeCode
            value={code}
            onChange={setCode}
            aria-label={t('approve.code')}
            getInputProps={(index) => ({
              'aria-label': t('approve.digit', { position: index + 1 }),
              'data-autofocus': index === 0 || undefined,
            })}
          />
        </div>
        {approve.error !== null && <Failure error={approve.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('state.cancel')}
          </Button>
          <Button type="submit" disabled={code.length !== 6} loading={approve.isPending}>
            {t('approve.give')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
