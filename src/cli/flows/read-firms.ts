// SPDX-License-Identifier: Apache-2.0
/** The firms that a command is given: files of registrations, and which accounts are whose. */
import { firmAccountsListSchema } from '../../flows/wire.ts';
import path from 'node:path';
import { firmsOf } from '../../findings/index.ts';
import type { RampFirm } from '../../flows/index.ts';
import { failWith, instantFromMs, limits, ok, type Result } from '../../kernel/index.ts';
import { readImportFile } from '../../records/index.ts';
import type { RegistrationWire } from '../../records/wire.ts';

import type { Given } from '../command.ts';
import { readGivenFile, readJsonFile } from '../read-file.ts';

export const firmOptions = { registrations: { type: 'string', multiple: true }, firms: { type: 'string' } } as const;

export const firmHelp = `  --registrations FILE   registrations of firms as comity-csv or comity-json; may be given several times
  --firms FILE           whose accounts are which: JSON, for each a registration's reference, or name and jurisdiction of a
                         firm without one; accounts, and prefixes of their names`;

export async function readFirms(given: Given): Promise<Result<readonly RampFirm[]>> {
  const registrations: RegistrationWire[] = [];
  for (const file of given.texts('registrations')) {
    const read = await readRegistrations(file);
    if (!read.ok) return read;
    registrations.push(...read.value);
  }
  const file = given.text('firms');
  if (file === null) return firmsOf(registrations, []);
  const accounts = await readJsonFile(file, firmAccountsListSchema, 'See examples/flows/firm-accounts.json.');
  return accounts.ok ? firmsOf(registrations, accounts.value) : accounts;
}

async function readRegistrations(file: string): Promise<Result<readonly RegistrationWire[]>> {
  const bytes = await readGivenFile(file, limits.importBytesMax);
  if (!bytes.ok) return bytes;
  const format = path.extname(file) === '.json' ? 'comity-json' : 'comity-csv';
  const reading = await readImportFile(format, { kind: 'registration', bytes: bytes.value, now: instantFromMs(Date.now()) });
  const faults = reading.kind === 'unreadable' ? reading.rejections : reading.records.flatMap((one) => (one.isGood ? [] : one.rejections));
  if (faults.length > 0)
    return failWith(
      faults.slice(0, 20).map(({ line, field, reason, remedy }) => ({ path: `${file}, line ${line}, ${field}`, problem: reason, remedy })),
    );
  if (reading.kind === 'unreadable') return ok([]);
  return ok(reading.records.flatMap((one) => (one.isGood && one.body.kind === 'registration' ? [one.body] : [])));
}
