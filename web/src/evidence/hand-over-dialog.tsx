// SPDX-License-Identifier: Apache-2.0
/** Handing an item over to the other authority of the case, lending it or giving it back: prepared here, sent when it is approved. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { type OfferItemWire, offerItemSchema } from '../../../src/evidence/hand-over/wire.ts';
import type { ItemDetailWire } from '../../../src/evidence/wire.ts';
import { evidenceCalls } from './evidence-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import { useEvidenceCall } from './evidence-call.ts';
import type { EntryField, Values } from './entry-fields.ts';
import { EntryInputs } from './entry-inputs.tsx';

export function HandOverDialog({ detail, onClose }: { readonly detail: ItemDetailWire; readonly onClose: () => void }) {
  const { t } = useSpeech();
  const { caseId, id } = detail.row;
  const goesBack = detail.source.kind === 'hand-over';
  const [values, setValues] = useState<Values>({ manner: goesBack ? 'return' : 'transfer' });
  const call = useEvidenceCall((offer: OfferItemWire) => evidenceCalls.handOver(caseId, id, offer), onClose);
  const offer = offerOf(values);
  return (
    <Modal opened onClose={onClose} title={t('handOver.title')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (offer !== null) call.mutate(offer);
        }}
      >
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t('handOver.under')}
          </Text>
          <EntryInputs fields={fieldsOf(goesBack, values['manner'] === 'loan')} values={values} onChange={setValues} />
          {call.isError && <Failure error={call.error} />}
          <Group justify="flex-end">
            <Button type="submit" disabled={offer === null} loading={call.isPending}>
              {t('handOver.prepare')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function fieldsOf(goesBack: boolean, isLoan: boolean): readonly EntryField[] {
  return [
    { name: 'manner', input: 'choice', options: goesBack ? ['return'] : ['transfer', 'loan'] },
    ...(isLoan ? [{ name: 'dueAt', input: 'moment' } as const] : []),
    { name: 'purpose', input: 'line' },
    { name: 'carrier', input: 'line' },
    { name: 'note', input: 'area', isOptional: true },
  ];
}

function offerOf({ manner, dueAt, purpose, carrier, note = '' }: Values): OfferItemWire | null {
  const parsed = offerItemSchema.safeParse({ manner, dueAt: manner === 'loan' ? dueAt : null, purpose, carrier, note, limits: null });
  return parsed.success ? parsed.data : null;
}
