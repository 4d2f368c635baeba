// SPDX-License-Identifier: Apache-2.0
/** A form on which nothing was written yet, and its repeated parts. */
import type { DraftContentWire } from '../../../src/reporting/wire.ts';

export type DraftParty = DraftContentWire['parties'][number];
export type DraftMovement = DraftContentWire['movements'][number];

export const emptyParty: DraftParty = { role: 'suspected', kind: 'person', name: '', identifiers: [], jurisdiction: '', birthDate: '' };
export const emptyMovement: DraftMovement = { at: '', amount: '', unit: 'EUR', from: '', to: '', reference: '' };

export const emptyDraft: DraftContentWire = {
  reference: '',
  suspicion: 'money-laundering',
  narrative: '',
  action: '',
  follows: null,
  instruments: [],
  indicators: [],
  parties: [emptyParty],
  movements: [],
};

type Identifier = DraftParty['identifiers'][number];
const schemes = ['lei', 'national-id', 'passport', 'tax-id', 'register', 'account', 'iban', 'wallet', 'client-id'] as const;

/** `account:12-345` on each line; a line without a known word in front is an account. */
export function identifiersOf(text: string): Identifier[] {
  return text.split('\n').flatMap((line): Identifier[] => {
    const [head = '', ...rest] = line.trim().split(':');
    const scheme = schemes.find((known) => known === head.trim());
    const value = scheme === undefined ? line.trim() : rest.join(':').trim();
    return value === '' ? [] : [{ scheme: scheme ?? 'account', value: value.slice(0, 200) }];
  });
}

export function identifiersText(identifiers: readonly Identifier[]): string {
  return identifiers.map(({ scheme, value }) => `${scheme}:${value}`).join('\n');
}

/** One on each line. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
