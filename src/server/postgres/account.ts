// SPDX-License-Identifier: Apache-2.0
/**
 * The account that PostgreSQL runs under.
 *
 * PostgreSQL refuses to run as root, so under root it runs as an account that already exists: `postgres`, which
 * Debian's and others' packages make, or else `nobody`, which is everywhere. No account is ever created. Whoever is
 * not root runs PostgreSQL as themselves.
 *
 * Whether that account can enter a folder is asked of the system itself, by a `test -x` run as that account: reading the
 * permission bits would miss access lists, read-only mounts and the like.
 */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { runCommand } from './command.ts';

export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** In order of preference. */
const accountNames = ['postgres', 'nobody'] as const;

/** The account to run PostgreSQL under, or `undefined` where it runs as ourselves. */
export async function databaseAccount(): Promise<Result<Account | undefined>> {
  if (process.getuid?.() !== 0) return ok(undefined);
  const account = accountFromPasswd(await readFile('/etc/passwd', 'utf8').catch(() => ''));
  if (account !== undefined) return ok(account);
  return fail(
    'account',
    `PostgreSQL does not run as root, and this machine has no account ${accountNames.join(' or ')}.`,
    'Start Comity as an ordinary account, or create the account postgres, or name a database by DATABASE_URL.',
  );
}

/** The preferred account in the text of `/etc/passwd`; one that is root under another name does not count. */
export function accountFromPasswd(passwd: string): Account | undefined {
  for (const wanted of accountNames) {
    for (const line of passwd.split('\n')) {
      const [name, , uidText, gidText] = line.split(':');
      const [uid, gid] = [Number(uidText), Number(gidText)];
      if (name === wanted && Number.isInteger(uid) && Number.isInteger(gid) && uid > 0) return { name, uid, gid };
    }
  }
  return undefined;
}

/** Whether the account can enter an existing folder, all its parents included. */
export async function canEnter(account: Account | undefined, folder: string): Promise<boolean> {
  const outcome = await runCommand('/bin/sh', ['-c', 'test -d "$1" && test -x "$1"', 'sh', folder], { account });
  return outcome.exitCode === 0;
}

/** The outermost folder on the way to `folder` that the account cannot enter; `undefined` when it can enter all. */
export async function firstClosedFolder(account: Account | undefined, folder: string): Promise<string | undefined> {
  const way: string[] = [];
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    way.unshift(at);
    if (at === path.dirname(at)) break;
  }
  for (const step of way) {
    const isThere = await stat(step).then(
      () => true,
      () => false,
    );
    if (isThere && !(await canEnter(account, step))) return step;
  }
  return undefined;
}
