// SPDX-License-Identifier: Apache-2.0
/** Rows of a form that an officer adds and takes away: persons, items, formalities. */
import { Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useSpeech } from '../messages/language.tsx';
import classes from './orders.module.css';

export function FormRows({ title, add, onAdd, children }: { title?: string; add: string; onAdd: () => void; children: ReactNode }) {
  return (
    <fieldset className={classes['rows']}>
      {title !== undefined && <legend className={classes['quiet']}>{title}</legend>}
      {children}
      <Button size="compact-sm" variant="default" mt="xs" leftSection={<IconPlus size={15} aria-hidden />} onClick={onAdd}>
        {add}
      </Button>
    </fieldset>
  );
}

export function FormRow({ onRemove, children }: { onRemove: () => void; children: ReactNode }) {
  const { t } = useSpeech();
  return (
    <div className={classes['grid']}>
      {children}
      <div style={{ alignSelf: 'end' }}>
        <Button size="compact-sm" variant="subtle" color="gray" leftSection={<IconTrash size={15} aria-hidden />} onClick={onRemove}>
          {t('order.removeRow')}
        </Button>
      </div>
    </div>
  );
}
