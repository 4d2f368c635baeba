// SPDX-License-Identifier: Apache-2.0
/**
 * Making a cluster: `initdb`, then our role and database.
 *
 * The superuser that `initdb` makes has no password and no way in. Our role `comity` is made in PostgreSQL's single-user
 * mode, where the program reads statements from its standard input and no socket is open; it may create databases and
 * sign in, nothing else. What a flaw in the server could reach is therefore its own data, not the machine.
 *
 * Text is UTF-8, sorted by code point (so that order is the same on every machine), with upper and lower case as Unicode
 * has them. The character classes come from the system's `C.UTF-8` where it has one: with plain `C`, trigram search
 * (pg_trgm) sees no letter outside ASCII, and a name in Cyrillic would be like no other.
 */
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { syncFolder } from '../data-folder-files.ts';
import type { Account } from './account.ts';
import { type CommandOutcome, runCommand } from './command.ts';
import type { PostgresBinaries } from './locate-postgres.ts';
import type { ClusterPurpose } from './settings.ts';

export interface ClusterPlace {
  readonly folder: string;
  readonly account: Account | undefined;
  readonly binaries: PostgresBinaries;
  readonly purpose: ClusterPurpose;
}

/** Our role, and the database that belongs to it. */
export const roleName = 'comity';
export const databaseName = 'comity';

/** The superuser's name says that it is not for signing in. */
const superuser = 'nobody_signs_in';

/** Makes sure that there is a cluster these binaries can use, and gives the password of our role. */
export async function ensureCluster(place: ClusterPlace, onProgress: (sentence: string) => void): Promise<Result<string>> {
  const cluster = path.join(place.folder, 'cluster');
  const madeBy = await readFile(path.join(cluster, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (madeBy === undefined) {
    onProgress(`Making a new database in ${place.folder}`);
    return createCluster(place, cluster);
  }
  const problem = checkVersion(place, madeBy.trim()) ?? (await checkOwner(place, cluster));
  if (problem !== undefined) return problem;
  const password = await readFile(passwordFileIn(place.folder), 'utf8').catch(() => undefined);
  if (password !== undefined) return ok(password.trim());
  onProgress('The password of the database is lost: setting a new one');
  return setPassword(place, cluster, `ALTER ROLE ${roleName} PASSWORD`);
}

async function createCluster(place: ClusterPlace, cluster: string): Promise<Result<string>> {
  const partial = `${cluster}.partial`;
  const made = await runInitdb(place, partial);
  if (made.exitCode !== 0) return failed(place, 'initdb', made);
  const password = await setPassword(place, partial, `CREATE ROLE ${roleName} LOGIN CREATEDB PASSWORD`, [
    `CREATE DATABASE ${databaseName} OWNER ${roleName} TEMPLATE template0`,
  ]);
  if (!password.ok) return password;
  await rename(partial, cluster);
  if (place.purpose === 'authority') await syncFolder(place.folder);
  return password;
}

async function runInitdb(place: ClusterPlace, cluster: string): Promise<CommandOutcome> {
  let outcome: CommandOutcome | undefined;
  for (const locale of localeArguments(place.binaries.majorVersion)) {
    await rm(cluster, { recursive: true, force: true });
    await mkdir(cluster, { mode: 0o700 });
    if (place.account !== undefined) await chown(cluster, place.account.uid, place.account.gid);
    const always = ['-D', cluster, '-U', superuser, '--auth=reject', '--encoding=UTF8', '--data-checksums', '--no-instructions'];
    const noSync = place.purpose === 'tests' ? ['--no-sync'] : [];
    outcome = await runCommand(place.binaries.initdb, [...always, ...noSync, ...locale], { account: place.account });
    if (!/invalid locale/u.test(outcome.output)) break;
  }
  return outcome ?? { exitCode: undefined, startError: undefined, output: '' };
}

/** The best choice first; the next ones are for systems that lack the locale C.UTF-8. */
function localeArguments(majorVersion: number): readonly (readonly string[])[] {
  if (majorVersion < 17) return [['--locale=C.UTF-8'], ['--locale=C']];
  const builtin = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  return [[...builtin, '--lc-ctype=C.UTF-8'], builtin];
}

/** Sets a new password by the statement, then runs the others; the password lies in its file before it is set. */
async function setPassword(
  place: ClusterPlace,
  cluster: string,
  statement: string,
  others: readonly string[] = [],
): Promise<Result<string>> {
  const password = randomBytes(32).toString('base64url');
  const file = passwordFileIn(place.folder);
  await rm(file, { force: true });
  await writeFile(file, `${password}\n`, { mode: 0o600, flag: 'wx' });
  await chmod(file, 0o600);
  // In single-user mode a line is a statement; base64url needs no quoting.
  const input = [`${statement} '${password}'`, ...others, ''].join('\n');
  const fsync = place.purpose === 'tests' ? 'off' : 'on';
  const args = ['--single', '-D', cluster, '-c', 'exit_on_error=on', '-c', `fsync=${fsync}`, '-c', 'log_checkpoints=off', 'template1'];
  const outcome = await runCommand(place.binaries.postgres, args, { account: place.account, input });
  if (outcome.exitCode === 0) return ok(password);
  await rm(file, { force: true });
  return failed(place, 'postgres --single', outcome);
}

function failed(place: ClusterPlace, program: string, outcome: CommandOutcome): Result<string> {
  const said = outcome.output
    .split('\n')
    .filter((line) => /error|fatal|could not|refus/iu.test(line))
    .slice(0, 3)
    .join(' ')
    .trim();
  const reason = outcome.startError ?? (said === '' ? `exit code ${String(outcome.exitCode)}` : said);
  const remedy = /no space left/iu.test(outcome.output)
    ? 'Make room on that disk (a new database takes 50 MB) and start again.'
    : 'Choose a folder on a local disk with ordinary permissions, or name a PostgreSQL server by DATABASE_URL.';
  return fail(place.folder, `The database could not be made: ${program} says ${reason}.`, remedy);
}

function checkVersion(place: ClusterPlace, madeBy: string): Result<string> | undefined {
  if (Number(madeBy) === place.binaries.majorVersion) return undefined;
  const problem = `The database was made by PostgreSQL ${madeBy}, but the programs are PostgreSQL ${place.binaries.version}.`;
  return fail(
    place.folder,
    problem,
    `Name the programs of PostgreSQL ${madeBy} by COMITY_POSTGRES_BIN, or choose another folder for a new database.`,
  );
}

async function checkOwner(place: ClusterPlace, cluster: string): Promise<Result<string> | undefined> {
  const [owner, wanted] = [(await stat(cluster)).uid, place.account?.uid ?? process.getuid?.()];
  if (owner === wanted) return undefined;
  const problem = `The database belongs to the account with number ${owner}, but PostgreSQL would run as number ${String(wanted)}.`;
  return fail(place.folder, problem, 'Start Comity as it was started when the database was made, or choose another folder.');
}

export function passwordFileIn(folder: string): string {
  return path.join(folder, 'password');
}
