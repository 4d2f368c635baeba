// SPDX-License-Identifier: Apache-2.0
/** The texts of a request in two languages, side by side; the authentic one stands first and says so. */
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { contentFields } from '../../../src/agreements/wire.ts';
import type { RequestDraftWire } from '../../../src/assistance/wire.ts';
import { languageNames } from './language-names.ts';
import { useSpeech } from '../messages/language.tsx';
import { Section } from '../shell/page.tsx';
import classes from '../case/case.module.css';

/** Nothing where the request has one language alone. */
export function LanguageVersions({ draft: { content, languages } }: { draft: RequestDraftWire }) {
  const { t, language: shownIn } = useSpeech();
  const [chosen, setChosen] = useState(0);
  const nameOf = languageNames(shownIn);
  const version = languages?.versions[chosen];
  if (languages === undefined || version === undefined) return null;
  const written = contentFields.filter((field) => (content[field] ?? '') !== '' || (version.content[field] ?? '') !== '');
  const authentic = t('languages.isAuthentic', { name: nameOf(languages.authentic) });
  return (
    <Section title={t('languages.title')}>
      {languages.versions.length > 1 && (
        <SegmentedControl
          aria-label={t('languages.version')}
          value={String(chosen)}
          onChange={(index) => setChosen(Number(index))}
          data={languages.versions.map(({ language }, index) => ({ value: String(index), label: nameOf(language) }))}
        />
      )}
      <table className={classes['versions']}>
        <thead>
          <tr>
            <th scope="col">{t('languages.field')}</th>
            <th scope="col">{authentic}</th>
            <th scope="col">{nameOf(version.language)}</th>
          </tr>
        </thead>
        <tbody>
          {written.map((field) => (
            <tr key={field}>
              <th scope="row">{t(`content.${field}`)}</th>
              <td lang={languages.authentic}>{content[field] ?? ''}</td>
              <td lang={version.language}>{version.content[field] ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
