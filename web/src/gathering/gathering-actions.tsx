// SPDX-License-Identifier: Apache-2.0
/** What may be done about the order next, exactly as the server lists it, each with its form. */
import { IconFilePlus, IconFileSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { GatheringDetailWire, GatheringStep } from '../../../src/gathering/wire.ts';
import type { Action } from '../actions/action-store.ts';
import { useSpeech } from '../messages/language.tsx';
import { OrderActions, StepDialog } from '../orders/order-actions.tsx';
import { StepForm } from './step-form.tsx';

/** What moves the order on comes first. */
const order: readonly GatheringStep[] = [
  'recognised',
  'preserved',
  'executed',
  'production-issued',
  'extend',
  'ended',
  'release',
  'more-time',
  'other-measure',
  'late',
  'postponed',
  'impossible',
  'transfer-held',
  'view',
];

export function GatheringActions({ detail }: { detail: GatheringDetailWire }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const [open, setOpen] = useState<GatheringStep | null>(null);
  const steps = order
    .filter((step) => detail.next.includes(step))
    .map((step): Action => ({
      name: `gather-${step}`,
      label: t(`gatherNext.${step}`),
      icon: IconFileSearch,
      group: 'here',
      who: [],
      run: () => setOpen(step),
    }));
  const produce: Action = {
    name: 'gather-order-production',
    label: t('gather.orderProduction'),
    icon: IconFilePlus,
    group: 'here',
    who: [],
    run: () => void navigate({ to: '/gathering/new', search: { follows: detail.row.caseId } }),
  };
  const actions = detail.mayOrderProduction ? [produce, ...steps] : steps;
  return (
    <>
      <OrderActions actions={actions} />
      <StepDialog title={open === null ? null : t(`gatherNext.${open}`)} onClose={() => setOpen(null)}>
        {open !== null && <StepForm key={open} kind={open} detail={detail} onClose={() => setOpen(null)} />}
      </StepDialog>
    </>
  );
}
