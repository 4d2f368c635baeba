// SPDX-License-Identifier: Apache-2.0
/**
 * The training authority on this machine: made once, with keys, database and officers of its own like any authority. Its officers are
 * played, so their passwords lie beside its folder; no other server knows them.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { trainingMark } from '../../agreements/index.ts';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { type AuthorityProfile, type FirstOfficer, initialiseAuthority, isInitialised } from '../../server/index.ts';
import { importFiles, partyOfServer, type RecordFile, type Seat } from '../demo/ceremony.ts';
import { type DemoOfficer, noMemory, readMemory, writeMemory } from '../demo/secrets.ts';
import { codesOf, holds, secondRegistrar, signInAs } from '../demo/sign-ins.ts';
import type { ServerSession } from '../server-session.ts';

export const trainingProfile: AuthorityProfile = {
  name: `Training Authority of Xyltia ${trainingMark}`,
  kind: 'training-authority',
  jurisdiction: 'XT',
  capabilities: ['files', 'records', 'inspections'],
  calendar: { timeZone: 'UTC', weekend: [], holidays: [] },
  contact: 'played by a program',
};

/** One who works on cases, two for the ceremony of peering, and one with a mandate to sign. */
const trainingOfficers: readonly FirstOfficer[] = [
  { name: 'Played Officer (training)', email: 'officer@training.example', roles: ['preparer', 'records-keeper'] },
  { name: 'Played Administrator (training)', email: 'administrator@training.example', roles: ['administrator'] },
  { name: 'Played Registrar (training)', email: 'registrar@training.example', roles: ['administrator', 'approver'] },
  { name: 'Played Signatory (training)', email: 'signatory@training.example', roles: ['approver'] },
];

/** The key under which its sign-ins are remembered. */
const key = 'xt';

export interface TrainingAuthority {
  readonly authorityId: string;
  readonly officers: readonly DemoOfficer[];
}

/** Makes it, unless it lies there already. */
export async function makeTrainingAuthority(folder: string, onProgress: (sentence: string) => void): Promise<Result<TrainingAuthority>> {
  const memory = await readMemory(memoryFolder(folder));
  if (!memory.ok) return memory;
  const known = memory.value.authorities[key];
  if (known !== undefined && isInitialised(folder)) return ok(known);
  if (isInitialised(folder)) {
    return fail(folder, 'An authority lives in this folder that is not a training authority of this command.', 'Name another --folder.');
  }
  onProgress(`Making ${trainingProfile.name}: keys, database, officers`);
  const made = await initialiseAuthority({
    configuration: { folder, databaseUrl: null, postgresBin: process.env['COMITY_POSTGRES_BIN'] ?? null },
    profile: trainingProfile,
    officers: trainingOfficers,
    roots: { count: 1, threshold: 1 },
    onProgress: () => undefined,
  });
  if (!made.ok) return made;
  const officers = made.value.officers.map(({ officer, password, authenticatorSecret }): DemoOfficer => {
    const { name, email, roles } = officer;
    return { name, email, roles, password, authenticatorSecret };
  });
  const authority = { authorityId: made.value.authorityId, officers };
  await writeMemory(memoryFolder(folder), { ...noMemory, authorities: { [key]: authority } });
  return ok(authority);
}

/** Beside the authority's folder and not in it: nothing of its own server reads it. */
function memoryFolder(folder: string): string {
  return `${folder}-played`;
}

/** Its seat at the table, from its server. */
export async function seatAt(
  address: string,
  { key, authorityId, officers }: TrainingAuthority & { readonly key: string },
): Promise<Result<Seat>> {
  const administrator = await signInAs(['administrator'], officers, address);
  if (!administrator.ok) return administrator;
  const approver = await signInAs(secondRegistrar, officers, address);
  if (!approver.ok) return approver;
  const party = await partyOfServer(administrator.value);
  if (!party.ok) return party;
  const approverCode = codesOf(officers.find((officer) => holds(officer, secondRegistrar)));
  return ok({ key, authorityId, party: party.value, administrator: administrator.value, approver: approver.value, approverCode });
}

export async function playedOfficer(address: string, { officers }: TrainingAuthority): Promise<Result<ServerSession>> {
  return signInAs(['preparer'], officers, address);
}

const samples = fileURLToPath(new URL('../../../examples/training/', import.meta.url));

/** The invented records from which it answers. */
export async function trainingRecords(): Promise<readonly RecordFile[]> {
  const read = async (name: string, kind: string): Promise<RecordFile> => {
    const bytes = new Uint8Array(await readFile(path.join(samples, name)));
    return { name, kind, format: 'comity-csv', bytes };
  };
  return Promise.all([read('registrations.csv', 'registration'), read('compliance-records.csv', 'compliance-record')]);
}

export async function importTrainingRecords(officer: ServerSession): Promise<Result<number>> {
  return importFiles(officer, await trainingRecords());
}
