// SPDX-License-Identifier: Apache-2.0
/** A reservation: what this authority neither gives nor asks from now on, and to which clause. */
import { Button, Group, Modal, MultiSelect, Select, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { AssistanceKind } from '../../../../src/agreements/wire.ts';
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

export function ReserveDialog({ detail, terms, onClose }: DialogProps) {
  const { t } = useSpeech();
  const [clause, setClause] = useState<string | null>(null);
  const [kinds, setKinds] = useState<AssistanceKind[]>([]);
  const [text, setText] = useState('');
  const reserve = useNegotiationCall(
    (given: string) => negotiationCalls.declare(terms, { kind: 'reserve', clause: given, assistance: kinds, text }),
    t('negotiation.prepared'),
    onClose,
  );
  const { document } = detail;
  const covered = [...new Set((document?.terms ?? []).flatMap((term) => (term.kind === 'assistance' ? term.kinds : [])))];
  return (
    <Modal opened onClose={onClose} title={t('declaration.reserve')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (clause !== null) reserve.mutate(clause);
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t('declaration.reserve.under')}</Text>
          <Select
            label={t('declaration.clause')}
            required
            value={clause}
            onChange={setClause}
            data={(document?.clauses ?? []).map(({ number, heading }) => ({ value: number, label: `${number} ${heading}` }))}
            comboboxProps={{ width: 'target' }}
          />
          <MultiSelect
            label={t('declaration.assistance')}
            required
            value={kinds}
            onChange={(chosen) => setKinds(covered.filter((kind) => chosen.includes(kind)))}
            data={covered.map((kind) => ({ value: kind, label: t(`assistance.${kind}`) }))}
            comboboxProps={{ width: 'target' }}
          />
          <Textarea
            label={t('declaration.words')}
            autosize
            minRows={3}
            required
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {reserve.error !== null && <Failure error={reserve.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('state.cancel')}
            </Button>
            <Button type="submit" disabled={clause === null || kinds.length === 0} loading={reserve.isPending}>
              {t('declaration.prepare')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
