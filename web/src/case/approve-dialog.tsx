// SPDX-License-Identifier: Apache-2.0
/** Approving a step of a case: what it says, its exact digest, and the proof that the officer gives for it. */
import { Modal, Stack, Text } from '@mantine/core';
import type { CaseDetailWire, StepRowWire } from '../../../src/assistance/wire.ts';
import type { GivenProofWire } from '../../../src/officers/wire.ts';
import { assistanceCalls } from '../calls/assistance-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { ApprovalProof } from '../passkeys/approval-proof.tsx';
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
  const approve = useCaseCall(
    (proof: GivenProofWire) => assistanceCalls.approve(step.id, { digest: step.digest, proof }),
    t('approve.done'),
    onClose,
  );
  return (
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
      <ApprovalProof subject={step.digest} approve={approve} onClose={onClose} />
    </Stack>
  );
}
