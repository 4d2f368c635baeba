// SPDX-License-Identifier: Apache-2.0
/** The texts of a request in two languages, side by side. */
import { contentFields } from '../../../src/agreements/wire.ts';
import type { RequestDraftWire } from '../../../src/assistance/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { Section } from '../shell/page.tsx';
import { VersionTable } from './version-table.tsx';

/** Nothing where the request has one language alone. */
export function LanguageVersions({ draft: { content, languages } }: { draft: RequestDraftWire }) {
  const { t } = useSpeech();
  if (languages === undefined || languages.versions.length === 0) return null;
  const fields = contentFields.map((name) => ({ name, label: t(`content.${name}`), text: content[name] ?? '' }));
  const versions = languages.versions.map((version) => ({ language: version.language, texts: version.content }));
  return (
    <Section title={t('languages.title')}>
      <VersionTable authentic={languages.authentic} fields={fields} versions={versions} />
    </Section>
  );
}
