// SPDX-License-Identifier: Apache-2.0
/** A moment, typed and kept in UTC, so that all who read it mean the same one; empty where what is typed is none. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSpeech } from '../messages/language.tsx';

export function MomentInput(props: { readonly label: string; readonly isRequired: boolean; readonly onChange: (value: string) => void }) {
  const { t } = useSpeech();
  const [typed, setTyped] = useState('');
  return (
    <TextInput
      label={props.label}
      description={t('shell.inUtc')}
      required={props.isRequired}
      type="datetime-local"
      step={60}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        const moment = new Date(`${event.currentTarget.value}:00.000Z`);
        props.onChange(Number.isNaN(moment.getTime()) ? '' : moment.toISOString());
      }}
    />
  );
}
