// SPDX-License-Identifier: Apache-2.0
/** The fields of an entry as inputs. The digest of a file is computed here, so that the file itself never leaves the machine. */
import { Button, Checkbox, FileButton, Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { digestOfFile } from '../attachments/digest-of-file.ts';
import { MomentInput } from '../deadlines/moment-input.tsx';
import { useSpeech } from '../messages/language.tsx';
import { isMessageKey, type PlainKey } from '../messages/translate.ts';
import type { EntryField, Values } from './entry-fields.ts';

export function EntryInputs(props: {
  readonly fields: readonly EntryField[];
  readonly values: Values;
  readonly onChange: (values: Values) => void;
}) {
  const { fields, values, onChange } = props;
  return (
    <Stack gap="sm">
      {fields.map((field) => (
        <EntryInput
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          onChange={(value) => onChange({ ...values, [field.name]: value })}
        />
      ))}
    </Stack>
  );
}

interface InputProps {
  readonly field: EntryField;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function EntryInput({ field, value, onChange }: InputProps) {
  const { t } = useSpeech();
  const word = useWord();
  const common = { label: t(`evidenceField.${field.name}`), required: field.isOptional !== true };
  switch (field.input) {
    case 'area':
      return <Textarea {...common} autosize minRows={2} value={value} onChange={(event) => onChange(event.currentTarget.value)} />;
    case 'choice':
      return (
        <Select
          {...common}
          allowDeselect={false}
          value={value === '' ? null : value}
          onChange={(chosen) => onChange(chosen ?? '')}
          data={(field.options ?? []).map((one) => ({ value: one, label: word(one) }))}
        />
      );
    case 'flag':
      return (
        <Checkbox
          label={common.label}
          checked={value === 'yes'}
          onChange={(event) => onChange(event.currentTarget.checked ? 'yes' : 'no')}
        />
      );
    case 'moment':
      return <MomentInput label={common.label} isRequired={common.required} onChange={onChange} />;
    case 'digest':
      return <DigestInput label={common.label} isRequired={common.required} value={value} onChange={onChange} />;
    default:
      return (
        <TextInput
          {...common}
          type={field.input === 'number' ? 'number' : 'text'}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}

/** A word of the server as the officer reads it; one that this page does not know stays as it is. */
export function useWord(): (word: string) => string {
  const { t } = useSpeech();
  return (word) => {
    const key = `evidenceWord.${word}`;
    return isMessageKey(key) ? t(key as PlainKey) : word;
  };
}

function DigestInput(props: {
  readonly label: string;
  readonly isRequired: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { t } = useSpeech();
  const { label, isRequired, value, onChange } = props;
  return (
    <Group align="end" gap="xs" wrap="nowrap">
      <TextInput
        flex={1}
        label={label}
        required={isRequired}
        placeholder="sha256:"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value.trim())}
      />
      <FileButton onChange={(file) => void (file === null ? null : digestOfFile(file).then(onChange))}>
        {(button) => (
          <Button {...button} variant="default" leftSection={<IconFingerprint size={16} aria-hidden />}>
            {t('evidence.ofFile')}
          </Button>
        )}
      </FileButton>
    </Group>
  );
}
