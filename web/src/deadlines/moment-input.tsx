// SPDX-License-Identifier: Apache-2.0
/** A moment, typed and kept in UTC, so that all who read it mean the same one; empty where what is typed is none. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSpeech } from '../messages/language.tsx';

interface MomentInputProps {
  readonly label: string;
  readonly isRequired: boolean;
  /** The moment that stands there at first; empty for none. */
  readonly start?: string;
  readonly onChange: (value: string) => void;
}

export function MomentInput(props: MomentInputProps) {
  const { t } = useSpeech();
  const [typed, setTyped] = useState(() => (props.start ?? '').slice(0, 16));
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
