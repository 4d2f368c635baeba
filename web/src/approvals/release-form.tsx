// SPDX-License-Identifier: Apache-2.0
/** Carrying an act out as an emergency: what that means, the reason, and the officer's own proof over exactly this act. */
import { Alert, Stack, Textarea } from '@mantine/core';
import { IconUrgent } from '@tabler/icons-react';
import { useState } from 'react';
import type { AskedActRowWire, GivenProofWire } from '../../../src/officers/wire.ts';
import { approvalCalls } from '../calls/approval-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { ApprovalProof } from '../passkeys/approval-proof.tsx';
import { useJudging } from './use-judging.ts';

export function ReleaseForm({ act, onClose }: { act: AskedActRowWire; onClose: () => void }) {
  const { t } = useSpeech();
  const [reason, setReason] = useState('');
  const release = useJudging(
    (proof: GivenProofWire) => approvalCalls.release(act.subject, reason, proof),
    () => t('emergency.released'),
    onClose,
  );
  return (
    <Stack gap="md">
      <Alert color="red" variant="light" icon={<IconUrgent aria-hidden />} title={t('emergency.release')}>
        {t('emergency.releaseUnder', { count: String(act.approversMin) })}
      </Alert>
      <Textarea
        label={t('emergency.reason')}
        autosize
        minRows={3}
        maxLength={2000}
        required
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {reason.trim() !== '' && <ApprovalProof subject={act.subject} approve={release} onClose={onClose} />}
    </Stack>
  );
}
