// SPDX-License-Identifier: Apache-2.0
/** What may be done about the order next, exactly as the server lists it, each with its form. */
import { IconSnowflake } from '@tabler/icons-react';
import { useState } from 'react';
import type { FreezeDetailWire } from '../../../src/freezing/wire.ts';
import type { Action } from '../actions/action-store.ts';
import { useSpeech } from '../messages/language.tsx';
import { OrderActions, StepDialog } from '../orders/order-actions.tsx';
import { MeasureForm, type MeasureKind } from './measure-form.tsx';

/** What moves the freeze on comes first. */
const order: readonly MeasureKind[] = [
  'recognised',
  'executed',
  'limit-answer',
  'release',
  'ended',
  'limit-question',
  'postponed',
  'impossible',
  'late',
  'valued',
  'claimed',
  'disposed',
];

export function FreezeActions({ detail }: { detail: FreezeDetailWire }) {
  const { t } = useSpeech();
  const [open, setOpen] = useState<MeasureKind | null>(null);
  const kinds = order.filter((kind) => detail.next.includes(kind));
  const actions: Action[] = kinds.map((kind) => ({
    name: `freeze-${kind}`,
    label: t(`freezeNext.${kind}`),
    icon: IconSnowflake,
    group: 'here',
    who: [],
    run: () => setOpen(kind),
  }));
  return (
    <>
      <OrderActions actions={actions} />
      <StepDialog title={open === null ? null : t(`freezeNext.${open}`)} onClose={() => setOpen(null)}>
        {open !== null && <MeasureForm key={open} kind={open} detail={detail} onClose={() => setOpen(null)} />}
      </StepDialog>
    </>
  );
}
