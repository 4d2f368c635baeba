// SPDX-License-Identifier: Apache-2.0
/** What waits for signatories: exactly what will be said, who prepared it, and signing or returning it. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconCornerDownLeft, IconSignature } from '@tabler/icons-react';
import { useState } from 'react';
import type { NegotiationDetailWire, WaitingContent } from '../../../src/negotiation/wire.ts';
import type { GivenProofWire } from '../../../src/officers/wire.ts';
import { negotiationCalls } from '../calls/negotiation-calls.ts';
import caseClasses from '../case/case.module.css';
import { useSpeech } from '../messages/language.tsx';
import type { Translate } from '../messages/translate.ts';
import { ApprovalProof } from '../passkeys/approval-proof.tsx';
import { Failure } from '../shell/page.tsx';
import { useNegotiationCall } from './negotiation-call.ts';

export function WaitingSignature({ detail }: { detail: NegotiationDetailWire }) {
  const { t } = useSpeech();
  const [isSigning, setSigning] = useState(false);
  const { waiting, row } = detail;
  const giveBack = useNegotiationCall((subject: string) => negotiationCalls.giveBack(row.id, subject), t('return.done'));
  const close = (): void => setSigning(false);
  const approve = useNegotiationCall(
    (proof: GivenProofWire) => negotiationCalls.approve(row.id, { subject: waiting?.subject ?? '', proof }),
    t('negotiation.signed'),
    close,
  );
  if (waiting === null) return null;
  const words = wordsOf(waiting.content, t, (id) => row.parties.find(({ authorityId }) => authorityId === id)?.name ?? id);
  return (
    <section className={caseClasses['waiting']} aria-label={t('negotiation.waits')}>
      <div className={caseClasses['waitingHead']}>
        <div>
          <Text fw={640}>{t(`negotiation.waits.${waiting.content.kind}`)}</Text>
          <Text size="xs" c="dimmed">
            {waiting.preparedBy} · {t('negotiation.signatories', { given: waiting.approved.length, needed: waiting.approversMin })}
          </Text>
        </div>
        {waiting.mayApprove && (
          <Group gap="xs">
            <Button
              variant="default"
              leftSection={<IconCornerDownLeft size={16} aria-hidden />}
              loading={giveBack.isPending}
              onClick={() => giveBack.mutate(waiting.subject)}
            >
              {t('action.return')}
            </Button>
            <Button leftSection={<IconSignature size={16} aria-hidden />} onClick={() => setSigning(true)}>
              {t('negotiation.signNow')}
            </Button>
          </Group>
        )}
      </div>
      {words !== '' && <Text size="sm">{words}</Text>}
      {giveBack.error !== null && <Failure error={giveBack.error} />}
      {!waiting.mayApprove && <p className={caseClasses['quiet']}>{t('negotiation.notYours')}</p>}
      <Modal
        opened={isSigning}
        onClose={close}
        title={t(`negotiation.waits.${waiting.content.kind}`)}
        closeButtonProps={{ 'aria-label': t('state.close') }}
      >
        <Stack gap="md">
          <div className={caseClasses['approving']}>
            <Text size="sm" fw={600}>
              {row.title} · {t('agreement.version', { version: row.version })}
            </Text>
            <Text size="xs" c="dimmed" ff="monospace" className={caseClasses['breaking']}>
              {detail.terms}
            </Text>
          </div>
          <ApprovalProof subject={waiting.subject} approve={approve} onClose={close} />
        </Stack>
      </Modal>
    </section>
  );
}

function wordsOf(content: WaitingContent, t: Translate, nameOf: (authorityId: string) => string): string {
  switch (content.kind) {
    case 'sign':
      return '';
    case 'reserve':
      return `${content.clause}: ${content.text}`;
    case 'resume':
      return content.remark;
    case 'suspend':
    case 'withdraw':
      return content.reason;
    case 'motion':
      return `${t(`motion.aim.${content.aim}`, { name: nameOf(content.party) })}: ${content.reason}`;
    case 'motion-vote':
      return `${t(`screening.vote.${content.vote}`)}. ${content.reason}`;
  }
}
