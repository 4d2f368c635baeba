// SPDX-License-Identifier: Apache-2.0
/** Texts in two languages, side by side; the authentic one stands first and says so. Of several versions one is chosen. */
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useSpeech } from '../messages/language.tsx';
import classes from '../case/case.module.css';
import { languageNames } from './language-names.ts';

export interface VersionTableProps {
  readonly authentic: string;
  readonly fields: readonly { readonly name: string; readonly label: string; readonly text: string }[];
  readonly versions: readonly { readonly language: string; readonly texts: Readonly<Record<string, string | undefined>> }[];
}

export function VersionTable({ authentic, fields, versions }: VersionTableProps) {
  const { t, language: shownIn } = useSpeech();
  const [chosen, setChosen] = useState(0);
  const nameOf = languageNames(shownIn);
  const version = versions[chosen];
  if (version === undefined) return null;
  const written = fields.filter(({ name, text }) => text !== '' || (version.texts[name] ?? '') !== '');
  return (
    <>
      {versions.length > 1 && (
        <SegmentedControl
          aria-label={t('languages.version')}
          value={String(chosen)}
          onChange={(index) => setChosen(Number(index))}
          data={versions.map(({ language }, index) => ({ value: String(index), label: nameOf(language) }))}
        />
      )}
      <table className={classes['versions']}>
        <thead>
          <tr>
            <th scope="col">{t('languages.field')}</th>
            <th scope="col">{t('languages.isAuthentic', { name: nameOf(authentic) })}</th>
            <th scope="col">{nameOf(version.language)}</th>
          </tr>
        </thead>
        <tbody>
          {written.map(({ name, label, text }) => (
            <tr key={name}>
              <th scope="row">{label}</th>
              <td lang={authentic}>{text}</td>
              <td lang={version.language}>{version.texts[name] ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
