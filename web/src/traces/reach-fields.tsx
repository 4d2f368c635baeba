// SPDX-License-Identifier: Apache-2.0
/** Which accounts stand under which other authority, by what their names begin with. */
import { ActionIcon, Button, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useSpeech } from '../messages/language.tsx';
import { PeerSelect } from '../peers/recipient-select.tsx';
import classes from './traces.module.css';

export interface ReachRow {
  readonly key: number;
  readonly authority: string | null;
  /** Divided by blanks. */
  readonly prefixes: string;
}

export function ReachFields({ rows, onChange }: { rows: readonly ReachRow[]; onChange: (rows: readonly ReachRow[]) => void }) {
  const { t } = useSpeech();
  const changed = (place: number, change: Partial<ReachRow>): void =>
    onChange(rows.map((row, index) => (index === place ? { ...row, ...change } : row)));
  return (
    <fieldset className={classes['group']}>
      <Text component="legend" size="sm" fw={500}>
        {t('traces.reach')}
      </Text>
      <Text size="xs" className={classes['quiet'] ?? ''} mb={8}>
        {t('traces.reachHint')}
      </Text>
      {rows.map((row, place) => (
        <div key={row.key} className={classes['reach']}>
          <PeerSelect label={t('traces.authority')} value={row.authority} onChange={(authority) => changed(place, { authority })} />
          <TextInput
            label={t('traces.prefixes')}
            placeholder="XB- XB20"
            value={row.prefixes}
            onChange={(event) => changed(place, { prefixes: event.currentTarget.value })}
          />
          <ActionIcon
            variant="default"
            size={36}
            aria-label={t('traces.reachLess')}
            onClick={() => onChange(rows.filter((_, index) => index !== place))}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onChange([...rows, { key: (rows.at(-1)?.key ?? 0) + 1, authority: null, prefixes: '' }])}
      >
        {t('traces.reachMore')}
      </Button>
    </fieldset>
  );
}
