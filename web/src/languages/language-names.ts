// SPDX-License-Identifier: Apache-2.0
/** Languages in which authorities write to each other, by their codes, and their names in the officer's language. */
export const languageCodes = [
  'ar',
  'bg',
  'cs',
  'da',
  'de',
  'el',
  'en',
  'es',
  'et',
  'fi',
  'fr',
  'ga',
  'he',
  'hi',
  'hr',
  'hu',
  'id',
  'is',
  'it',
  'ja',
  'ko',
  'lt',
  'lv',
  'mt',
  'nl',
  'no',
  'pl',
  'pt',
  'ro',
  'ru',
  'sk',
  'sl',
  'sr',
  'sv',
  'th',
  'tr',
  'uk',
  'vi',
  'zh',
] as const;

export function languageNames(shownIn: string): (code: string) => string {
  const names = new Intl.DisplayNames([shownIn], { type: 'language' });
  return (code) => names.of(code) ?? code;
}
