// SPDX-License-Identifier: Apache-2.0
/** The records that a letter brings, one below the other: typed from the scan beside, or read from what was enclosed. */
import { ActionIcon, Button, Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { IconFileImport, IconForms, IconTrash } from '@tabler/icons-react';
import { useRef } from 'react';
import type { IncomingDetailWire } from '../../../../src/letters/wire.ts';
import { recordFormats, recordKinds } from '../../../../src/records/files/wire.ts';
import { DayInput } from '../../deadlines/day-input.tsx';
import { useSpeech } from '../../messages/language.tsx';
import { Section } from '../../shell/page.tsx';
import classes from '../letters.module.css';
import {
  type EnclosureEntry,
  fieldsOfKind,
  formatsFor,
  type RecordEntry,
  typedKinds,
  type TypedEntry,
  type TypedField,
} from './record-entry.ts';

interface InputProps {
  readonly entries: readonly RecordEntry[];
  readonly enclosures: IncomingDetailWire['enclosures'];
  readonly onChange: (entries: readonly RecordEntry[]) => void;
}

export function RecordsInput({ entries, enclosures, onChange }: InputProps) {
  const { t } = useSpeech();
  const next = useRef(1);
  const add = (entry: TypedEntry | EnclosureEntry): void => onChange([...entries, { ...entry, key: next.current++ }]);
  const change = (changed: RecordEntry): void => onChange(entries.map((entry) => (entry.key === changed.key ? changed : entry)));
  const [first] = enclosures;
  return (
    <fieldset className={classes['brought']}>
      <legend>{t('letters.records')}</legend>
      <p className={classes['quiet']}>{t('letters.records.hint')}</p>
      {entries.map((entry, index) => (
        <Section
          key={entry.key}
          title={t('letters.record', { number: String(index + 1) })}
          aside={
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('letters.record.remove', { number: String(index + 1) })}
              onClick={() => onChange(entries.filter(({ key }) => key !== entry.key))}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          }
        >
          {entry.from === 'typed' ? (
            <TypedInputs entry={entry} onChange={(part) => change({ ...entry, ...part })} />
          ) : (
            <EnclosureInputs entry={entry} enclosures={enclosures} onChange={(part) => change({ ...entry, ...part })} />
          )}
        </Section>
      ))}
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconForms size={15} aria-hidden />}
          onClick={() => add({ from: 'typed', kind: 'registration', fields: {} })}
        >
          {t('letters.record.type')}
        </Button>
        {first !== undefined && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconFileImport size={15} aria-hidden />}
            onClick={() => add({ from: 'enclosure', digest: first.digest, kind: 'registration', format: 'comity-csv' })}
          >
            {t('letters.record.enclosed')}
          </Button>
        )}
      </Group>
    </fieldset>
  );
}

interface TypedProps {
  readonly entry: TypedEntry;
  readonly onChange: (part: Partial<TypedEntry>) => void;
}

function TypedInputs({ entry, onChange }: TypedProps) {
  const { t } = useSpeech();
  const { kind, fields } = entry;
  return (
    <Stack gap="xs">
      <Select
        label={t('letters.record.kind')}
        allowDeselect={false}
        value={kind}
        onChange={(value) => value !== null && onChange({ kind: value })}
        data={typedKinds.map((value) => ({ value, label: t(`recordKind.${value}`) }))}
      />
      {fieldsOfKind[kind].map((field) => (
        <TypedInput
          key={field.name}
          field={field}
          value={fields[field.name] ?? ''}
          onChange={(value) => onChange({ fields: { ...fields, [field.name]: value } })}
        />
      ))}
    </Stack>
  );
}

interface FieldProps {
  readonly field: TypedField;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function TypedInput({ field, value, onChange }: FieldProps) {
  const { t } = useSpeech();
  const common = { label: t(field.label), required: field.isNullable !== true };
  switch (field.input) {
    case 'day':
      return <DayInput {...common} day={value === '' ? null : value} onChange={(day) => onChange(day ?? '')} />;
    case 'choice':
      return (
        <Select
          {...common}
          allowDeselect={false}
          value={value === '' ? null : value}
          onChange={(chosen) => onChange(chosen ?? '')}
          data={(field.options ?? []).map((option) => ({ value: option.value, label: t(option.label) }))}
        />
      );
    case 'area':
      return <Textarea {...common} autosize minRows={2} value={value} onChange={(event) => onChange(event.currentTarget.value)} />;
    default:
      return <TextInput {...common} maxLength={300} value={value} onChange={(event) => onChange(event.currentTarget.value)} />;
  }
}

interface EnclosureProps {
  readonly entry: EnclosureEntry;
  readonly enclosures: IncomingDetailWire['enclosures'];
  readonly onChange: (part: Partial<EnclosureEntry>) => void;
}

function EnclosureInputs({ entry, enclosures, onChange }: EnclosureProps) {
  const { t } = useSpeech();
  const { digest, kind, format } = entry;
  return (
    <Stack gap="xs">
      <Select
        label={t('letters.record.file')}
        allowDeselect={false}
        value={digest}
        onChange={(value) => value !== null && onChange({ digest: value })}
        data={enclosures.map((file) => ({ value: file.digest, label: file.name }))}
      />
      <Select
        label={t('letters.record.kind')}
        allowDeselect={false}
        value={kind}
        onChange={(value) => value !== null && onChange({ kind: value, format: formatsFor(value)[0] ?? 'comity-csv' })}
        data={recordKinds.map((value) => ({ value, label: t(`recordKind.${value}`) }))}
      />
      <Select
        label={t('letters.record.format')}
        allowDeselect={false}
        value={format}
        onChange={(value) => value !== null && onChange({ format: value })}
        data={formatsFor(kind).map((value) => ({ value, label: `${value}: ${recordFormats[value].says}` }))}
      />
    </Stack>
  );
}
