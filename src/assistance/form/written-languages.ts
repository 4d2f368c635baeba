// SPDX-License-Identifier: Apache-2.0
/**
 * The language versions of a request, and of a reply: which language its texts are in, and the same texts in others. Exactly one is authentic, the one
 * in which the texts themselves stand; where two versions differ, it holds.
 *
 *     { authentic: 'en', versions: [{ language: 'pt', content: { facts: 'Duas contas ...', subject: ' ' } }] }
 *       ->   { authentic: 'en', versions: [{ language: 'pt', content: { facts: 'Duas contas ...' } }] }
 */
import { type ContentField, contentFields } from '../../agreements/wire.ts';
import type { LanguagesWire, ReplyLanguagesWire } from './wire.ts';

/** Blanks and versions without a word fall away; null where the language of the texts is not said. */
export function writtenLanguages(draft: LanguagesWire | undefined): LanguagesWire | null {
  if (draft === undefined || draft.authentic === '') return null;
  const versions = draft.versions.flatMap(({ language, content }) => {
    const written: Partial<Record<ContentField, string>> = {};
    for (const field of contentFields) {
      const text = (content[field] ?? '').trim();
      if (text !== '') written[field] = text;
    }
    return Object.keys(written).length === 0 ? [] : [{ language, content: written }];
  });
  return { authentic: draft.authentic, versions };
}

/** The same of a reply: a version without its text falls away. */
export function writtenReplyLanguages(draft: ReplyLanguagesWire | undefined): ReplyLanguagesWire | null {
  if (draft === undefined || draft.authentic === '') return null;
  const versions = draft.versions.flatMap(({ language, text, arrives = '' }) => {
    if (text.trim() === '') return [];
    return [{ language, text: text.trim(), ...(arrives.trim() === '' ? {} : { arrives: arrives.trim() }) }];
  });
  return { authentic: draft.authentic, versions };
}

/** For paper: `Portuguese`; the code itself where no name is known. */
export function languageName(code: string): string {
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code;
}

/** What a request or a reply says of its versions, in one sentence. */
export function authenticSentence({
  authentic,
  versions,
}: {
  readonly authentic: string;
  readonly versions: readonly { readonly language: string }[];
}): string {
  const others = versions.map(({ language }) => languageName(language));
  const alone = `The authentic text is in ${languageName(authentic)}.`;
  return others.length === 0
    ? alone
    : `${alone} It goes with a text in ${others.join(' and ')}; where they differ, the authentic one holds.`;
}
