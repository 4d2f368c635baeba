// SPDX-License-Identifier: Apache-2.0
/** What a measure says, as terms and texts, for whoever is to approve it: every member of it, and nothing left out. */
import type { Translate } from '../messages/translate.ts';

type Entry = readonly [term: string, text: string];

export function measureEntries(measure: Readonly<Record<string, unknown>>, t: Translate): readonly Entry[] {
  const { kind, ...rest } = measure;
  return [[t('freeze.step'), words(String(kind))], ...Object.entries(rest).flatMap(([name, value]) => entryOf(name, value))];
}

function entryOf(name: string, value: unknown): readonly Entry[] {
  if (value === null || value === '') return [];
  if (Array.isArray(value)) return value.map((one, index): Entry => [`${words(name)} ${index + 1}`, textOf(one)]);
  return [[words(name), textOf(value)]];
}

function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .filter(([, member]) => member !== null && member !== '')
    .map(([name, member]) => `${words(name)}: ${String(member)}`)
    .join('\n');
}

/** `valueMinor` as `value minor`: members are named in words of the field. */
function words(name: string): string {
  return name.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll('-', ' ');
}
