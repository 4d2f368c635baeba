// SPDX-License-Identifier: Apache-2.0
/** Moving that the others suspend a party, or that such a suspension end. */
import { Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core';
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

export function MoveDialog({ detail, terms, onClose }: DialogProps) {
  const { t } = useSpeech();
  const [chosen, setChosen] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const found = detail.movable.find(({ party }) => party.authorityId === chosen);
  const move = useNegotiationCall(
    ({ party, aim }: NegotiationDetailWire['movable'][number]) =>
      negotiationCalls.declare(terms, { kind: 'motion', party: party.authorityId, aim, reason }),
    t('negotiation.prepared'),
    onClose,
  );
  return (
    <Modal opened onClose={onClose} title={t('declaration.motion')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (found !== undefined) move.mutate(found);
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t('declaration.motion.under')}</Text>
          <Select
            label={t('motion.what')}
            required
            value={chosen}
            onChange={setChosen}
            data={detail.movable.map(({ party, aim }) => ({
              value: party.authorityId,
              label: t(`motion.aim.${aim}`, { name: party.name }),
            }))}
            comboboxProps={{ width: 'target' }}
          />
          <Textarea
            label={t('declaration.reason')}
            autosize
            minRows={3}
            required
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {move.error !== null && <Failure error={move.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('state.cancel')}
            </Button>
            <Button type="submit" color="brick" disabled={found === undefined} loading={move.isPending}>
              {t('declaration.prepare')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
