// SPDX-License-Identifier: Apache-2.0
/** A step that waits for a second pair of eyes: what it says, its exact digest, and approving or returning it. */
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { IconCheck, IconCornerDownLeft } from '@tabler/icons-react';
import { useState } from 'react';
import type { MatterDetailWire } from '../../../src/onward/wire.ts';
import type { GivenProofWire } from '../../../src/officers/wire.ts';
import { onwardCalls } from '../calls/onward-calls.ts';
import caseClasses from '../case/case.module.css';
import { useSpeech } from '../messages/language.tsx';
import { ApprovalProof } from '../passkeys/approval-proof.tsx';
import { Failure } from '../shell/page.tsx';
import { useMatterCall } from './matter-call.ts';

type Step = NonNullable<MatterDetailWire['step']>;

export function WaitingMatterStep({ detail, step }: { detail: MatterDetailWire; step: Step }) {
  const { t } = useSpeech();
  const [open, setOpen] = useState<'approve' | 'return' | null>(null);
  const close = (): void => setOpen(null);
  const mayJudge = detail.next.includes('approve');
  return (
    <section className={caseClasses['waiting']} aria-label={t('step.waiting', { kind: t(`onwardStep.${step.kind}`) })}>
      <div className={caseClasses['waitingHead']}>
        <div>
          <Text fw={640}>{t('step.waiting', { kind: t(`onwardStep.${step.kind}`) })}</Text>
          <Text size="xs" c="dimmed">
            {step.preparedByName} · {t('step.approvals', { given: step.approvals.length, needed: step.approversMin })}
          </Text>
        </div>
        {mayJudge && (
          <Group gap="xs">
            <Button variant="default" leftSection={<IconCornerDownLeft size={16} aria-hidden />} onClick={() => setOpen('return')}>
              {t('action.return')}
            </Button>
            <Button leftSection={<IconCheck size={16} aria-hidden />} onClick={() => setOpen('approve')}>
              {t('action.approve')}
            </Button>
          </Group>
        )}
      </div>
      <Text size="sm">{step.summary}</Text>
      {!mayJudge && <p className={caseClasses['quiet']}>{t('step.notYours')}</p>}
      <Modal
        opened={open === 'approve'}
        onClose={close}
        title={t('approve.title', { kind: t(`onwardStep.${step.kind}`) })}
        closeButtonProps={{ 'aria-label': t('state.close') }}
      >
        <ApproveForm step={step} onClose={close} />
      </Modal>
      <Modal opened={open === 'return'} onClose={close} title={t('return.title')} closeButtonProps={{ 'aria-label': t('state.close') }}>
        <ReturnForm step={step} onClose={close} />
      </Modal>
    </section>
  );
}

function ApproveForm({ step, onClose }: { step: Step; onClose: () => void }) {
  const { t } = useSpeech();
  const approve = useMatterCall(
    (proof: GivenProofWire) => onwardCalls.approve(step.id, { digest: step.digest, proof }),
    t('approve.done'),
    onClose,
  );
  return (
    <Stack gap="md">
      <div className={caseClasses['approving']}>
        <Text size="sm" fw={600}>
          {step.summary}
        </Text>
        <Text size="xs" c="dimmed" ff="monospace" className={caseClasses['breaking']}>
          {step.digest}
        </Text>
      </div>
      <ApprovalProof subject={step.digest} approve={approve} onClose={onClose} />
    </Stack>
  );
}

function ReturnForm({ step, onClose }: { step: Step; onClose: () => void }) {
  const { t } = useSpeech();
  const [reason, setReason] = useState('');
  const giveBack = useMatterCall(
    (given: { digest: string; reason: string }) => onwardCalls.returnStep(step.id, given),
    t('return.done'),
    onClose,
  );
  return (
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
  );
}
