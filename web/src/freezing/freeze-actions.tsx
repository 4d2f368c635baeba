// SPDX-License-Identifier: Apache-2.0
/** What may be done about the order next, exactly as the server lists it, each with its form. */
import { Button, Group, Modal } from '@mantine/core';
import { IconSnowflake } from '@tabler/icons-react';
import { useState } from 'react';
import type { FreezeDetailWire } from '../../../src/freezing/wire.ts';
import type { Action } from '../actions/action-store.ts';
import { ActionButton, useOfferActions } from '../actions/actions.tsx';
import { useSpeech } from '../messages/language.tsx';
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
/** As many buttons as fit the head; the others stand in the list of actions below them. */
const shownMax = 4;

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
        title={open === null ? '' : t(`freezeNext.${open}`)}
        closeButtonProps={{ 'aria-label': t('state.close') }}
      >
        {open !== null && <MeasureForm key={open} kind={open} detail={detail} onClose={() => setOpen(null)} />}
      </Modal>
    </>
  );
}
