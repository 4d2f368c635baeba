// SPDX-License-Identifier: Apache-2.0
/** A withdrawal: its reason, and the notice, of which the agreement says how long it is at least. */
import { Button, Group, Modal, NumberInput, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { NegotiationDetailWire } from '../../../../src/negotiation/wire.ts';
import { negotiationCalls } from '../../calls/negotiation-calls.ts';
import { useSpeech } from '../../messages/language.tsx';
import { Failure } from '../../shell/page.tsx';
import { useNegotiationCall } from '../negotiation-call.ts';

interface DialogProps {
  readonly detail: NegotiationDetailWire;
  readonly terms: string;
  readonly onClose: () => void;
}

export function WithdrawDialog({ detail, terms, onClose }: DialogProps) {
  const { t } = useSpeech();
  const agreed = (detail.document?.terms ?? []).flatMap((term) => (term.kind === 'withdrawal' ? [term.noticeDays] : []));
  const [noticeDays, setNoticeDays] = useState<number | string>(agreed[0] ?? 30);
  const [reason, setReason] = useState('');
  const withdraw = useNegotiationCall(
    (days: number) => negotiationCalls.declare(terms, { kind: 'withdraw', reason, noticeDays: days }),
    t('negotiation.prepared'),
    onClose,
  );
  return (
    <Modal opened onClose={onClose} title={t('declaration.withdraw')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          withdraw.mutate(Number(noticeDays));
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t('declaration.withdraw.under')}</Text>
          <NumberInput label={t('declaration.notice')} required min={1} max={3650} value={noticeDays} onChange={setNoticeDays} />
          <Textarea
            label={t('declaration.reason')}
            autosize
            minRows={3}
            required
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {withdraw.error !== null && <Failure error={withdraw.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('state.cancel')}
            </Button>
            <Button type="submit" color="brick" loading={withdraw.isPending}>
              {t('declaration.prepare')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
