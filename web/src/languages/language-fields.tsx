// SPDX-License-Identifier: Apache-2.0
/** In which language the texts are, and the same texts in others, side by side with the authentic ones. */
import { ActionIcon, Button, Group, Select, Textarea } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { contentFields } from '../../../src/agreements/wire.ts';
import type { LanguagesWire } from '../../../src/assistance/form/wire.ts';
import type { RequestDraftWire } from '../../../src/assistance/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { languageCodes, languageNames } from './language-names.ts';
import classes from '../compose/compose.module.css';
import { useRowKeys } from '../compose/row-keys.ts';

interface LanguageProps {
  readonly draft: RequestDraftWire;
  readonly onChange: (part: Partial<RequestDraftWire>) => void;
}

export function LanguageFields({ draft, onChange }: LanguageProps) {
  const { t, language } = useSpeech();
  const nameOf = languageNames(language);
  const languages: LanguagesWire = draft.languages ?? { authentic: '', versions: [] };
  const { authentic, versions } = languages;
  const { keys, remove } = useRowKeys(versions.length);
  const change = (part: Partial<LanguagesWire>): void => onChange({ languages: { ...languages, ...part } });
  const names = languageCodes.map((value) => ({ value, label: nameOf(value) }));
  const taken = new Set([authentic, ...versions.map((version) => version.language)]);
  return (
    <>
      <Select
        label={t('languages.authentic')}
        description={t('languages.authentic.hint')}
        placeholder={t('particulars.notSaid')}
        searchable
        value={authentic === '' ? null : authentic}
        onChange={(code) => change({ authentic: code ?? '' })}
        data={names}
      />
      {versions.map((version, index) => (
        <VersionInput
          key={keys[index]}
          draft={draft}
          version={version}
          name={version.language === '' ? t('languages.version') : nameOf(version.language)}
          names={names.filter(({ value }) => value === version.language || !taken.has(value))}
          onChange={(changed) => change({ versions: versions.map((one, other) => (other === index ? changed : one)) })}
          onRemove={() => {
            remove(index);
            change({ versions: versions.filter((_, other) => other !== index) });
          }}
        />
      ))}
      {authentic !== '' && (
        <Button
          variant="default"
          className={classes['add'] ?? ''}
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => change({ versions: [...versions, { language: '', content: {} }] })}
        >
          {t('languages.add')}
        </Button>
      )}
    </>
  );
}

interface VersionProps {
  readonly draft: RequestDraftWire;
  readonly version: LanguagesWire['versions'][number];
  readonly name: string;
  readonly names: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (version: LanguagesWire['versions'][number]) => void;
  readonly onRemove: () => void;
}

function VersionInput({ draft, version, name, names, onChange, onRemove }: VersionProps) {
  const { t } = useSpeech();
  const isBegun = version.language !== '' || Object.keys(version.content).length > 0;
  const written = contentFields.filter(
    (field) => isBegun && ((draft.content[field] ?? '') !== '' || (version.content[field] ?? '') !== ''),
  );
  return (
    <section className={classes['person']} aria-label={name}>
      <Group justify="space-between">
        <Select
          aria-label={t('languages.version')}
          placeholder={t('languages.choose')}
          searchable
          allowDeselect={false}
          value={version.language === '' ? null : version.language}
          onChange={(code) => code !== null && onChange({ ...version, language: code })}
          data={names}
        />
        <ActionIcon variant="subtle" aria-label={t('languages.remove', { name })} onClick={onRemove}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </Group>
      {written.map((field) => (
        <div key={field} className={classes['pair']}>
          <div className={classes['original']}>
            <b>{t(`content.${field}`)}</b>
            <p>{draft.content[field] ?? ''}</p>
          </div>
          <Textarea
            label={`${t(`content.${field}`)}, ${name}`}
            autosize
            minRows={1}
            maxRows={16}
            maxLength={20_000}
            lang={version.language}
            value={version.content[field] ?? ''}
            onChange={(event) => onChange({ ...version, content: { ...version.content, [field]: event.currentTarget.value } })}
          />
        </div>
      ))}
    </section>
  );
}
