// SPDX-License-Identifier: Apache-2.0
/**
 * The files of an authority beside its database: who it is, and its private keys.
 *
 *     authority.json   name, kind, jurisdiction, calendar, capabilities, contact: what the invitation says
 *     house-rules.json how careful the authority is with its own acts; written by an operator, absent where the defaults do
 *     webhook.json     address and key of a webhook for notices; absent where there is none
 *     history/NNNN.json the exact bytes of each event of the key history
 *     keys.json        private keys of dispatches, seals, log and connections; readable by the server's account alone (0600)
 *     roots/           one file for each private root key (0600), present-N.json and next-N.json; after `init` an operator
 *                      moves each to another holder: none is needed to run the server
 *
 * The folder itself may be passed through by others (mode 711) and not listed: where root starts the server, PostgreSQL's own
 * account must reach its folder below.
 *
 * Every file is written beside its place and moved there, so that a broken write leaves the old one; and its folder is written out
 * before anybody goes on, so that a power cut takes back no event of the history that peers may have been told of.
 */
import { existsSync } from 'node:fs';
import { chmod, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { authorityKinds, calendarSchema, capabilities } from '../agreements/wire.ts';
import { fail, failWith, instantFromMs, isJurisdiction, ok, parseStrictJson, type RandomBytes, type Result } from '../kernel/index.ts';
import { type HouseRules, houseRulesDefault, readHouseRules } from '../officers/index.ts';
import {
  type AuthorityKeys,
  checkAuthorityKeys,
  foldKeyHistory,
  type KeyState,
  readAuthorityKeys,
  realSuites,
  rootFiles,
  settledKeys,
  type RootKeys,
  writeAuthorityKeys,
} from '../seals/index.ts';

/** Beside the profile; read at every start. */
export const houseRulesFile = 'house-rules.json';

export const authorityProfileSchema = z.strictObject({
  name: z.string().min(1).max(300),
  kind: z.enum(authorityKinds),
  jurisdiction: z.string().refine((code): boolean => isJurisdiction(code), 'It is not an ISO 3166 code'),
  capabilities: z.array(z.enum(capabilities)),
  calendar: calendarSchema,
  contact: z.string().max(300),
});
export type AuthorityProfile = z.infer<typeof authorityProfileSchema>;

export interface AuthorityFiles {
  readonly profile: AuthorityProfile;
  readonly history: readonly Uint8Array[];
  readonly keyState: KeyState;
  readonly keys: AuthorityKeys;
  readonly houseRules: HouseRules;
}

export function isInitialised(folder: string): boolean {
  return existsSync(path.join(folder, 'authority.json'));
}

export interface NewAuthorityFiles {
  readonly profile: AuthorityProfile;
  readonly history: readonly Uint8Array[];
  readonly keys: AuthorityKeys;
  readonly roots: RootKeys;
}

/** Writes a new authority's history and keys, over those of a start that broke off. */
export async function writeKeyFiles(folder: string, files: NewAuthorityFiles): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o711 });
  await rm(path.join(folder, 'history'), { recursive: true, force: true });
  await appendHistory(folder, { from: 0, events: files.history });
  await writeKeys(folder, files.keys);
  await rm(path.join(folder, 'roots'), { recursive: true, force: true });
  const { authorityId, suite, present, next, threshold, nextThreshold } = files.roots;
  for (const [name, pairs, needed] of [['present', present, threshold] as const, ['next', next, nextThreshold] as const]) {
    for (const [index, file] of rootFiles({ authorityId, suite, threshold: needed, pairs }).entries())
      await writeWhole(path.join(folder, 'roots', `${name}-${index + 1}.json`), file);
  }
}

/** Writes events behind those that are there. */
export async function appendHistory(folder: string, { from, events }: { from: number; events: readonly Uint8Array[] }): Promise<void> {
  for (const [offset, event] of events.entries()) {
    await writeWhole(path.join(folder, 'history', `${String(from + offset + 1).padStart(4, '0')}.json`), event);
  }
}

export async function writeKeys(folder: string, keys: AuthorityKeys): Promise<void> {
  await writeWhole(path.join(folder, 'keys.json'), writeAuthorityKeys(keys));
}

export async function readKeys(folder: string): Promise<Result<AuthorityKeys>> {
  return readAuthorityKeys(new Uint8Array(await readFile(path.join(folder, 'keys.json'))), 'keys.json');
}

/** How many events lie in the folder. */
export async function historyLength(folder: string): Promise<number> {
  return (await readdir(path.join(folder, 'history'))).filter((name) => name.endsWith('.json')).length;
}

/** Older than this, a lock was left by a process that was killed; writing two small files takes milliseconds. */
const lockMsMax = 10_000;

/** Work on keys.json that must not meet the work of another process on it. */
export async function withKeysLock<Value>(folder: string, work: () => Promise<Value>): Promise<Value> {
  const lock = path.join(folder, 'keys.lock');
  for (;;) {
    const opened = await open(lock, 'wx', 0o600).catch(() => null);
    if (opened !== null) {
      await opened.close();
      break;
    }
    const found = await stat(lock).catch(() => null);
    if (found !== null && Date.now() - found.mtimeMs > lockMsMax) await rm(lock, { force: true });
    await delay(50);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

/** Writes the file by which a folder is known to hold an authority: the last step of making one. */
export async function writeProfile(folder: string, profile: AuthorityProfile): Promise<void> {
  await writeWhole(path.join(folder, 'authority.json'), new TextEncoder().encode(`${JSON.stringify(profile, null, 2)}\n`));
}

/** Reads and checks them all: the history folds, and the private keys are those of the history. */
export async function readAuthorityFiles(folder: string, random: RandomBytes): Promise<Result<AuthorityFiles>> {
  if (!isInitialised(folder))
    return fail(folder, 'No authority was made in this folder yet.', 'Run `./comity init` first, or name its folder in COMITY_FOLDER.');
  const parsed = parseStrictJson(await readFile(path.join(folder, 'authority.json')), 'authority.json');
  if (!parsed.ok) return parsed;
  const profile = authorityProfileSchema.safeParse(parsed.value);
  if (!profile.success) {
    return failWith(
      profile.error.issues.map((issue) => ({
        path: `authority.json: ${issue.path.join('.')}`,
        problem: issue.message,
        remedy: 'Correct the file.',
      })),
    );
  }
  const names = (await readdir(path.join(folder, 'history'))).filter((name) => name.endsWith('.json'));
  names.sort((left, right) => Number.parseInt(left, 10) - Number.parseInt(right, 10));
  const history = await Promise.all(names.map(async (name) => new Uint8Array(await readFile(path.join(folder, 'history', name)))));
  const keyState = foldKeyHistory(history, realSuites);
  if (!keyState.ok) return keyState;
  const read = await readKeys(folder);
  if (!read.ok) return read;
  // Which key is in use follows from the history; a change that broke off between the two files is finished here.
  const settled = settledKeys(read.value, keyState.value, instantFromMs(Date.now()));
  const keys = await checkAuthorityKeys(settled, keyState.value, { ...realSuites, random });
  if (!keys.ok) return keys;
  const rulesFile = path.join(folder, houseRulesFile);
  const houseRules = existsSync(rulesFile) ? readHouseRules(new Uint8Array(await readFile(rulesFile))) : ok(houseRulesDefault);
  if (!houseRules.ok) return houseRules;
  return ok({ houseRules: houseRules.value, profile: profile.data, history, keyState: keyState.value, keys: keys.value });
}

export async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(`${file}.new`, bytes, { mode: 0o600, flush: true });
  await chmod(`${file}.new`, 0o600);
  await rename(`${file}.new`, file);
  await syncFolder(path.dirname(file));
}

/** A rename is on the disk when its folder is. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
