// SPDX-License-Identifier: Apache-2.0
/** What may be done about an order next, exactly as the server lists it: buttons, the list of actions, and the dialog with the form. */
import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Action } from '../actions/action-store.ts';
import { ActionButton, useOfferActions } from '../actions/actions.tsx';
import { useSpeech } from '../messages/language.tsx';

/** As many buttons as fit the head; the others stand in a row beside them. */
const shownMax = 4;

export function OrderActions({ actions }: { actions: readonly Action[] }) {
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
    </>
  );
}

/** Open while there is a title. */
export function StepDialog({ title, onClose, children }: { title: string | null; onClose: () => void; children: ReactNode }) {
  const { t } = useSpeech();
  return (
    <Modal opened={title !== null} onClose={onClose} size="lg" title={title ?? ''} closeButtonProps={{ 'aria-label': t('state.close') }}>
      {children}
    </Modal>
  );
}
