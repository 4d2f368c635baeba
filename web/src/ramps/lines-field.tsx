// SPDX-License-Identifier: Apache-2.0
/** A field of lines; those that cannot be read are named under it. */
import { Textarea } from '@mantine/core';
import { useSpeech } from '../messages/language.tsx';
import classes from '../traces/traces.module.css';

interface LinesProps {
  readonly label: string;
  readonly hint: string;
  readonly text: string;
  readonly unread: readonly string[];
  readonly onChange: (text: string) => void;
}

export function LinesField({ label, hint, text, unread, onChange }: LinesProps) {
  const { t } = useSpeech();
  return (
    <Textarea
      className={classes['wide'] ?? ''}
      label={label}
      description={hint}
      autosize
      minRows={2}
      maxRows={10}
      value={text}
      error={unread.length > 0 && t('ramps.unread', { line: unread[0] ?? '' })}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
