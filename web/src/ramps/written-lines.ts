// SPDX-License-Identifier: Apache-2.0
/**
 * What an officer writes one a line: whose accounts begin how, where accounts lie, and prices. A line that cannot be read stays as it is
 * written and is named; the server judges the rest.
 *
 *     XB-VASP-0042 = XB-MT- bc1qsomewhere      accounts of a registration
 *     A desk at Tarn harbour, XC = XC-CD-      accounts of a firm without one, and where it is
 *     XA = XA-                                 a jurisdiction
 *     2026-10-01T00:00:00.000Z, BTC, 50000, EUR
 */
import type { z } from 'zod';
import type { firmAccountsListSchema, priceRowSchema } from '../../../src/flows/ramps/wire.ts';
import { linesOf } from '../traces/text-lines.ts';

type FirmAccounts = z.input<typeof firmAccountsListSchema>[number];
type Place = { readonly jurisdiction: string; readonly prefix: string };

export interface Written<Value> {
  readonly values: readonly Value[];
  /** Lines that say nothing of this kind. */
  readonly unread: readonly string[];
}

function read<Value>(text: string, one: (line: string) => readonly Value[] | null): Written<Value> {
  const lines = linesOf(text).map((line) => ({ line, values: one(line) }));
  return {
    values: lines.flatMap(({ values }) => values ?? []),
    unread: lines.flatMap(({ line, values }) => (values === null ? [line] : [])),
  };
}

export function firmLines(text: string): Written<FirmAccounts> {
  return read<FirmAccounts>(text, (line) => {
    const [whose = '', ...rest] = line.split('=');
    const prefixes = words(rest.join('='));
    if (whose.trim() === '' || prefixes.length === 0) return null;
    const named = /^(.*),\s*([A-Z]{2})\s*$/.exec(whose);
    const [, name = '', jurisdiction = ''] = named ?? [];
    if (named !== null) return [{ name: name.trim(), jurisdiction, prefixes }];
    // The register's numbers have no blanks; the name of a firm nearly always has.
    return [/\s/.test(whose.trim()) ? { name: whose.trim(), prefixes } : { reference: whose.trim(), prefixes }];
  });
}

export function placeLines(text: string): Written<Place> {
  return read(text, (line) => {
    const match = /^([A-Z]{2})\s*=\s*(\S.*)$/.exec(line);
    return match === null ? null : words(match[2] ?? '').map((prefix) => ({ jurisdiction: match[1] ?? '', prefix }));
  });
}

export function priceLines(text: string): Written<z.input<typeof priceRowSchema>> {
  return read(text, (line) => {
    const [at = '', asset = '', price = '', currency = '', ...more] = line.split(',').map((part) => part.trim());
    return currency === '' || more.length > 0 ? null : [{ at, asset, price, currency }];
  });
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
