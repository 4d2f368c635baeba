// SPDX-License-Identifier: Apache-2.0
/** Rows of a form that an officer adds and takes away: persons, items, formalities. */
import { Button, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { useSpeech } from '../messages/language.tsx';
import { useFieldProblem } from './field-problems.tsx';
import classes from './orders.module.css';

interface RowsProps {
  readonly title?: string;
  /** The field of the form that they are: what it lacks is said where a row is added. */
  readonly field: string;
  readonly add: string;
  readonly onAdd: () => void;
  readonly children: ReactNode;
}

export function FormRows({ title, field, add, onAdd, children }: RowsProps) {
  const problem = useFieldProblem()(field, '');
  const problemId = useId();
  return (
    <fieldset className={classes['rows']}>
      {title !== undefined && <legend className={classes['quiet']}>{title}</legend>}
      {children}
      {problem !== null && (
        <Text id={problemId} size="sm" c="var(--mantine-color-error)" mt="xs">
          {problem}
        </Text>
      )}
      <Button
        size="compact-sm"
        variant="default"
        mt="xs"
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={onAdd}
        data-lacking={problem !== null}
        aria-describedby={problem === null ? undefined : problemId}
      >
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
