// SPDX-License-Identifier: Apache-2.0
/** A reply in several languages: written under its text, and read side by side with it. */
import { ActionIcon, Button, Group, Select, Textarea } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReplyLanguagesWire } from '../../../src/assistance/form/wire.ts';
import type { ReplyBodyWire } from '../../../src/assistance/wire.ts';
import classes from '../compose/compose.module.css';
import { useRowKeys } from '../compose/row-keys.ts';
import { useSpeech } from '../messages/language.tsx';
import { languageCodes, languageNames } from './language-names.ts';
import { VersionTable } from './version-table.tsx';

export const oneLanguage: ReplyLanguagesWire = { authentic: '', versions: [] };

interface FieldsProps {
  readonly languages: ReplyLanguagesWire;
  /** Whether it is said how the rest arrives: then each version says it too. */
  readonly hasArrives: boolean;
  readonly onChange: (languages: ReplyLanguagesWire) => void;
}

export function ReplyLanguageFields({ languages, hasArrives, onChange }: FieldsProps) {
  const { t, language } = useSpeech();
  const nameOf = languageNames(language);
  const { authentic, versions } = languages;
  const { keys, remove } = useRowKeys(versions.length);
  const names = languageCodes.map((value) => ({ value, label: nameOf(value) }));
  const taken = new Set([authentic, ...versions.map((version) => version.language)]);
  const change = (index: number, part: Partial<ReplyLanguagesWire['versions'][number]>): void =>
    onChange({ ...languages, versions: versions.map((one, other) => (other === index ? { ...one, ...part } : one)) });
  return (
    <>
      <Select
        label={t('languages.authentic')}
        description={t('languages.authentic.hint')}
        placeholder={t('particulars.notSaid')}
        searchable
        clearable
        value={authentic === '' ? null : authentic}
        onChange={(code) => onChange(code === null ? oneLanguage : { ...languages, authentic: code })}
        data={names}
      />
      {versions.map((version, index) => {
        const name = version.language === '' ? t('languages.version') : nameOf(version.language);
        return (
          <section key={keys[index]} className={classes['person']} aria-label={name}>
            <Group justify="space-between" wrap="nowrap">
              <Select
                aria-label={t('languages.version')}
                placeholder={t('languages.version')}
                searchable
                allowDeselect={false}
                value={version.language === '' ? null : version.language}
                onChange={(code) => code !== null && change(index, { language: code })}
                data={names.filter(({ value }) => value === version.language || !taken.has(value))}
              />
              <ActionIcon
                variant="subtle"
                aria-label={t('languages.remove', { name })}
                onClick={() => {
                  remove(index);
                  onChange({ ...languages, versions: versions.filter((_, other) => other !== index) });
                }}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </Group>
            <Textarea
              label={`${t('reply.text')}, ${name}`}
              autosize
              minRows={3}
              maxRows={16}
              maxLength={20_000}
              lang={version.language}
              value={version.text}
              onChange={(event) => change(index, { text: event.currentTarget.value })}
            />
            {hasArrives && (
              <Textarea
                label={`${t('reply.arrives')}, ${name}`}
                autosize
                minRows={1}
                maxLength={20_000}
                lang={version.language}
                value={version.arrives ?? ''}
                onChange={(event) => change(index, { arrives: event.currentTarget.value })}
              />
            )}
          </section>
        );
      })}
      {authentic !== '' && (
        <Button
          variant="default"
          className={classes['add'] ?? ''}
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => onChange({ ...languages, versions: [...versions, { language: '', text: '' }] })}
        >
          {t('languages.add')}
        </Button>
      )}
    </>
  );
}

/** Nothing where the reply has one language alone. */
export function ReplyVersions({
  reply: { text, arrives, languages },
}: {
  readonly reply: Pick<ReplyBodyWire, 'text' | 'arrives' | 'languages'>;
}) {
  const { t } = useSpeech();
  if (languages === undefined || languages.versions.length === 0) return null;
  const fields = [
    { name: 'text', label: t('step.text'), text },
    { name: 'arrives', label: t('reply.arrives'), text: arrives ?? '' },
  ];
  const versions = languages.versions.map((version) => ({
    language: version.language,
    texts: { text: version.text, arrives: version.arrives },
  }));
  return <VersionTable authentic={languages.authentic} fields={fields} versions={versions} />;
}
