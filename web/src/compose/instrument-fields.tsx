// SPDX-License-Identifier: Apache-2.0
/** The products and transactions that a request is about, each with its number. */
import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { instrumentSchemes } from '../../../src/assistance/form/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import classes from './compose.module.css';
import type { ParticularsProps } from './form-part.tsx';
import { useRowKeys } from './row-keys.ts';

export function InstrumentFields({ particulars, onChange }: ParticularsProps) {
  const { t } = useSpeech();
  const instruments = particulars.instruments ?? [];
  const { keys, remove } = useRowKeys(instruments.length);
  const change = (at: number, part: Partial<(typeof instruments)[number]>): void =>
    onChange({ instruments: instruments.map((one, index) => (index === at ? { ...one, ...part } : one)) });
  return (
    <>
      {instruments.map((instrument, index) => (
        <div key={keys[index]} className={classes['listed']}>
          <Select
            label={t('particulars.identifier.scheme')}
            allowDeselect={false}
            value={instrument.scheme}
            onChange={(scheme) => scheme !== null && change(index, { scheme })}
            data={instrumentSchemes.map((value) => ({ value, label: t(`particulars.instrument.${value}`) }))}
          />
          <TextInput
            label={t('particulars.identifier.value')}
            maxLength={300}
            value={instrument.value}
            onChange={(event) => change(index, { value: event.currentTarget.value })}
          />
          <TextInput
            label={t('particulars.instrument.name')}
            maxLength={300}
            value={instrument.name ?? ''}
            onChange={(event) => change(index, { name: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            aria-label={t('particulars.instrument.remove', { number: index + 1 })}
            onClick={() => {
              remove(index);
              onChange({ instruments: instruments.filter((_, other) => other !== index) });
            }}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="default"
        className={classes['add'] ?? ''}
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => onChange({ instruments: [...instruments, { scheme: 'isin', value: '' }] })}
      >
        {t('particulars.instrument.add')}
      </Button>
    </>
  );
}
