// SPDX-License-Identifier: Apache-2.0
// Where the data lies, above all under root, where PostgreSQL's account must be able to enter.
import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { issuesText, type Result } from '../../kernel/index.ts';
import { accountFromPasswd } from './account.ts';
import { chooseDataFolder, type DataFolder, removeDataFolder } from './data-folder.ts';
import { locatePostgres } from './locate-postgres.ts';
import { startCluster } from './start-postgres.ts';

const base = await mkdtemp(path.join(tmpdir(), 'comity-folder-'));
await chmod(base, 0o711);
after(() => rm(base, { recursive: true, force: true }));

const isRoot = process.getuid?.() === 0;
const rootOnly = isRoot ? {} : { skip: 'only root has to change to another account' };
const ordinaryOnly = isRoot ? { skip: 'root may write to every folder' } : {};

test('the account is postgres, else nobody, and never one that is root', () => {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/:/x\npostgres:x:101:104::/:/x\n', 'postgres'],
    ['root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/:/x\n', 'nobody'],
    ['root:x:0:0::/root:/bin/sh\npostgres:x:0:0::/:/x\n', undefined],
    ['postgres:x:::/:/x\nbroken line\n', undefined],
    ['', undefined],
  ];
  for (const [passwd, name] of rows) assert.equal(accountFromPasswd(passwd)?.name, name, passwd);
});

test('a folder that can be used is used, and made where it is missing', async () => {
  const wanted = path.join(base, 'open', 'xa', 'postgres');
  const chosen = expectOk(await choose(wanted));
  assert.equal(chosen.folder, wanted);
  assert.equal(chosen.notice, undefined);
  assert.ok((await stat(wanted)).isDirectory());
});

test('a folder that cannot be used gives an issue that says why and what to do', async () => {
  await writeFile(path.join(base, 'file'), '');
  const rows: readonly (readonly [string, RegExp])[] = [
    [path.join(base, 'file'), /a file is in its place.*Choose another folder/],
    [path.join(base, 'file', 'below'), /a (file is in its place|part of its path is a file).*Choose another folder/],
    ['/proc/comity', /cannot be used/],
  ];
  for (const [wanted, text] of rows) assert.match(issueOf(await choose(wanted)), text, wanted);
});

test('a folder that this account may not write to gives an issue', ordinaryOnly, async () => {
  const closed = path.join(base, 'read-only');
  await mkdir(closed, { mode: 0o555 });
  assert.match(issueOf(await choose(path.join(closed, 'xa'))), /permission denied/);
});

test('under root, a folder behind a closed door is exchanged for one that is named, and stays so', rootOnly, async () => {
  const { wanted, closed, bases } = await makeClosed('door');
  const first = expectOk(await choose(wanted, bases));
  assert.match(first.folder, new RegExp(`^${bases[0]}/xa-[0-9a-f]{8}$`));
  assert.match(
    first.notice ?? '',
    new RegExp(`^The database is kept in ${first.folder}: PostgreSQL does not run as root .* cannot enter ${closed}\\.$`),
  );

  await chmod(closed, 0o755);
  assert.equal(expectOk(await choose(wanted, bases)).folder, first.folder, 'also after the door was opened');
  assert.equal(expectOk(await choose(first.folder, bases)).folder, first.folder, 'asked for the chosen folder itself');

  const account = first.account;
  const binaries = expectOk(await locatePostgres({ binariesOverride: undefined }));
  const running = expectOk(await startCluster({ folder: first.folder, account, binaries, purpose: 'authority' }, 'xa', () => undefined));
  assert.equal((await stat(path.join(first.folder, 'cluster'))).uid, account?.uid);
  await running.stop();

  expectOk(await removeDataFolder(wanted));
  for (const gone of [wanted, first.folder]) await assert.rejects(stat(gone), { code: 'ENOENT' });
});

test('under root, a candidate that others can write to is passed over', rootOnly, async () => {
  const { wanted, bases } = await makeClosed('trap');
  const trap = path.join(base, 'everyone');
  await mkdir(trap);
  await chmod(trap, 0o777);
  assert.equal(path.dirname(expectOk(await choose(wanted, [trap, ...bases])).folder), bases[0]);
});

test('under root, a database is never silently replaced by an empty one', rootOnly, async () => {
  const gone = await makeClosed('gone');
  const chosen = expectOk(await choose(gone.wanted, gone.bases));
  await rm(chosen.folder, { recursive: true });
  assert.match(issueOf(await choose(gone.wanted, gone.bases)), /kept in .* which is gone\. Restore that folder, or delete/);

  const shut = await makeClosed('shut');
  await mkdir(path.join(shut.wanted, 'cluster'), { recursive: true });
  assert.match(
    issueOf(await choose(shut.wanted, shut.bases)),
    new RegExp(`holds a database, .* cannot enter ${shut.closed}\\. .*chmod o\\+x ${shut.closed}$`),
  );
});

test('under root, when no folder can be had, the issue says so', rootOnly, async () => {
  const { wanted, closed } = await makeClosed('nothing');
  assert.match(issueOf(await choose(wanted, [closed])), /no other folder could be used\. Choose a data folder/);
});

test('removing a folder that is not there is no failure', async () => {
  expectOk(await removeDataFolder(path.join(base, 'never-made')));
});

/** A wanted folder inside one that only root may enter, and a place for the stand-in. */
async function makeClosed(name: string): Promise<{ wanted: string; closed: string; bases: string[] }> {
  const closed = path.join(base, `${name}-closed`);
  await mkdir(closed);
  await chmod(closed, 0o700);
  return { wanted: path.join(closed, 'xa'), closed, bases: [path.join(base, `${name}-elsewhere`)] };
}

async function choose(wanted: string, bases?: readonly string[]): Promise<Result<DataFolder>> {
  return chooseDataFolder(wanted, { name: 'xa', ...(bases === undefined ? {} : { bases }) });
}

function issueOf(result: Result<unknown>): string {
  assert.equal(result.ok, false);
  return result.ok ? '' : issuesText(result.issues);
}

function expectOk<Value>(result: Result<Value>): Value {
  assert.ok(result.ok, result.ok ? '' : issuesText(result.issues));
  return result.value;
}
