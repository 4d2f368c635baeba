// SPDX-License-Identifier: Apache-2.0
/** Approving an act that is no step of a case, or returning it with a reason: what it does, its exact digest, and the proof. */
import { Button, Checkbox, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { IconCornerDownLeft, IconUrgent } from '@tabler/icons-react';
import { useState } from 'react';
import type { AskedActRowWire, GivenProofWire } from '../../../src/officers/wire.ts';
import { approvalCalls } from '../calls/approval-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { ApprovalProof } from '../passkeys/approval-proof.tsx';
import { Failure } from '../shell/page.tsx';
import { AskedFacts, useKindOf } from './asked-facts.tsx';
import { ReleaseForm } from './release-form.tsx';
import { useJudging } from './use-judging.ts';

export function JudgeDialog({ act, onClose }: { act: AskedActRowWire; onClose: () => void }) {
  const { t } = useSpeech();
  const [isReturning, setReturning] = useState(false);
  const [isReleasing, setReleasing] = useState(false);
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('approve.title', { kind: useKindOf(act) })}
      closeButtonProps={{ 'aria-label': t('state.close') }}
    >
      <Stack gap="md">
        <Text size="sm">{t('asked.preparedBy', { name: act.preparedByName })}</Text>
        <AskedFacts act={act} />
        {!isReturning && !isReleasing && <Approve act={act} onClose={onClose} />}
        {isReleasing && <ReleaseForm act={act} onClose={onClose} />}
        {act.mayRelease && !isReturning && !isReleasing && (
          <Button
            variant="subtle"
            color="red"
            size="xs"
            w="fit-content"
            leftSection={<IconUrgent size={15} aria-hidden />}
            onClick={() => setReleasing(true)}
          >
            {t('emergency.release')}
          </Button>
        )}
        {act.mayReturn && !isReturning && !isReleasing && (
          <Button
            variant="subtle"
            size="xs"
            w="fit-content"
            leftSection={<IconCornerDownLeft size={15} aria-hidden />}
            onClick={() => setReturning(true)}
          >
            {t('asked.return')}
          </Button>
        )}
        {isReturning && <GiveBack act={act} onCancel={() => setReturning(false)} onClose={onClose} />}
      </Stack>
    </Modal>
  );
}

/** Whoever approves that digits are equal has compared them too. */
function Approve({ act, onClose }: { act: AskedActRowWire; onClose: () => void }) {
  const { t } = useSpeech();
  const isComparison = act.actClass === 'peer-confirmation';
  const [hasCompared, setCompared] = useState(!isComparison);
  const approve = useJudging(
    (proof: GivenProofWire) => approvalCalls.approve(act.subject, proof),
    ({ isCarriedOut }) => t(isCarriedOut ? 'asked.carriedOut' : 'approve.done'),
    onClose,
  );
  if (!act.mayApprove) return null;
  return (
    <>
      {isComparison && (
        <Checkbox
          checked={hasCompared}
          onChange={(event) => setCompared(event.currentTarget.checked)}
          label={t('fingerprint.compared', { name: act.shown['authority'] ?? '' })}
          description={t('asked.comparedHint')}
        />
      )}
      {hasCompared && <ApprovalProof subject={act.subject} approve={approve} onClose={onClose} />}
    </>
  );
}

function GiveBack({ act, onCancel, onClose }: { act: AskedActRowWire; onCancel: () => void; onClose: () => void }) {
  const { t } = useSpeech();
  const [reason, setReason] = useState('');
  const giveBack = useJudging(
    (why: string) => approvalCalls.giveBack(act.subject, why),
    () => t('return.done'),
    onClose,
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        giveBack.mutate(reason);
      }}
    >
      <Stack gap="md">
        <Textarea
          label={t('return.reason', { name: act.preparedByName })}
          autosize
          minRows={3}
          maxLength={2000}
          required
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {giveBack.error !== null && <Failure error={giveBack.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('state.cancel')}
          </Button>
          <Button type="submit" disabled={reason.trim() === ''} loading={giveBack.isPending}>
            {t('action.return')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
