// SPDX-License-Identifier: Apache-2.0
/** What may be done about the order next, exactly as the server lists it, each with its form. */
import { Button, Group, Modal } from '@mantine/core';
import { IconFilePlus, IconFileSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { GatheringDetailWire, GatheringStep } from '../../../src/gathering/wire.ts';
import type { Action } from '../actions/action-store.ts';
import { ActionButton, useOfferActions } from '../actions/actions.tsx';
import { useSpeech } from '../messages/language.tsx';
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
/** As many buttons as fit the head; the others stand in the list of actions below them. */
const shownMax = 4;

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
  useOfferActions(actions);
  return (
    <>
      {actions.slice(0, shownMax).map((action, index) => (
        <ActionButton key={action.name} action={action} variant={index === 0 ? 'filled' : 'default'} />
      ))}
      {actions.length > shownMax && (
        <Group gap={4}>
          {actions.slice(shownMax).map((action) => (
            <Button key={action.name} size="compact-sm" variant="subtle" onClick={action.run}>
              {action.label}
            </Button>
          ))}
        </Group>
      )}
      <Modal
        opened={open !== null}
        onClose={() => setOpen(null)}
        size="lg"
        title={open === null ? '' : t(`gatherNext.${open}`)}
        closeButtonProps={{ 'aria-label': t('state.close') }}
      >
        {open !== null && <StepForm key={open} kind={open} detail={detail} onClose={() => setOpen(null)} />}
      </Modal>
    </>
  );
}
