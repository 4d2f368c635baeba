// SPDX-License-Identifier: Apache-2.0
/** Tests of the command line from outside: help, exit codes, and what each command says when it is wrongly used. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serverEnvironment, serverNodeOptions } from '../server/index.ts';
import { cliReference } from './cli-reference.ts';
import { allCommands } from './commands.ts';
import { runCommand } from './run-command.ts';

const program = fileURLToPath(new URL('./main.ts', import.meta.url));

/** In this process, which spares half a second each. */
async function comity(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runCommand(words, { line: (text) => void out.push(text), problem: (text) => void err.push(text) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** As a process of its own, in an empty folder and without any setting. */
async function comityAlone(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const cwd = await mkdtemp(path.join(tmpdir(), 'comity-cli-'));
  const env = { PATH: process.env['PATH'], COMITY_PORT: '0' };
  const ended = await new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(process.execPath, [program, ...words], { env, cwd }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
  await rm(cwd, { recursive: true });
  return ended;
}

describe('command line', () => {
  it('lists every command', async () => {
    const { code, out } = await comity('--help');
    assert.equal(code, 0);
    for (const { name, summary } of await allCommands()) assert.ok(out.includes(name) && out.includes(summary), name);
    assert.equal((await comity()).code, 2);
  });

  it('explains each command with every option and an example', async () => {
    for (const { name, help, options } of await allCommands()) {
      const { code, out } = await comity(...name.split(' '), '--help');
      assert.equal(code, 0, name);
      assert.ok(out.startsWith(`${name}: `), name);
      for (const option of Object.keys(options)) assert.ok(out.includes(`--${option}`), `${name} --${option}`);
      assert.match(help, /\.\/comity |npm run demo/, name);
    }
  });

  it('docs/reference/cli.md is what the commands say', async () => {
    const page = await readFile(new URL('../../docs/reference/cli.md', import.meta.url), 'utf8').catch(() => '');
    const remedy = './comity help --reference > docs/reference/cli.md';
    assert.equal(page, `${await cliReference()}\n`, `write it again: ${remedy}`);
  });

  it('a server that the launcher starts is given the options of every server', async () => {
    const launcher = await readFile(new URL('../../comity', import.meta.url), 'utf8');
    for (const [name, value] of Object.entries(serverEnvironment)) assert.ok(launcher.includes(`  export ${name}=${value}\n`), name);
    assert.ok(launcher.includes(`exec "$node" ${serverNodeOptions.join(' ')} "$home/src/cli/main.ts" "$@"`));
  });

  const wrongly: readonly (readonly [words: string, code: number, says: RegExp])[] = [
    ['fly', 2, /no command "fly"/],
    ['records', 2, /^Say which "records" command\.\n\n(?!.*agreements).*records validate/su],
    ['verify', 2, /exactly one bundle/],
    ['verify nowhere.zip', 2, /no such file/],
    ['verify nowhere.zip --expect xa', 2, /no identity/],
    ['verify --loud', 2, /--loud/],
    ['agreements decide', 2, /--act: It is missing/],
    ['agreements lint', 2, /at least one file/],
    ['agreements show nowhere.json', 1, /no such file/],
    ['records import', 2, /Give a format and one file/],
    ['bundle export', 2, /exactly one case/],
    ['bundle export req_1', 3, /--officer: It is missing/],
    ['bundle export req_1 --server http://127.0.0.1:9 --officer a@xa.example --password x --code 123456', 3, /No server answers there/],
    ['init --name Commission', 2, /--jurisdiction/],
    ['demo --port-base many', 2, /not a port/],
    ['train --pace slow', 2, /"slow" is no pace/],
    ['train --seed none', 2, /not a seed/],
  ];
  for (const [words, expected, says] of wrongly) {
    it(`comity ${words}: ends with ${expected} and says why`, async () => {
      const { code, out, err } = await comity(...words.split(' '));
      assert.equal(code, expected, out + err);
      assert.match(out + err, says);
    });
  }

  it('comity serve in an empty folder: ends with 3 and says what to do', async () => {
    const { code, out, err } = await comityAlone('serve');
    assert.equal(code, 3);
    assert.equal(out, '');
    assert.match(err, /No authority was made in this folder yet\. Run `\.\/comity init` first/);
  });

  it('comity doctor in an empty folder: ends with 1 and names what is missing', async () => {
    const { code, out } = await comityAlone('doctor');
    assert.equal(code, 1);
    assert.match(out, /good +Node/);
    assert.match(out, /WRONG +data folder: No authority was made/);
  });

  it('answers in JSON where it is asked to, also about what is wrong', async () => {
    const { code, out } = await comity('verify', 'nowhere.zip', '--json');
    assert.equal(code, 2);
    const { issues } = JSON.parse(out) as { issues: { path: string }[] };
    assert.equal(issues[0]?.path, 'nowhere.zip');
  });

  it('finds a file that is no bundle invalid', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'comity-cli-'));
    const file = path.join(folder, 'case.zip');
    await writeFile(file, 'PK and nothing behind it');
    const { code, err } = await comity('verify', file);
    await rm(folder, { recursive: true });
    assert.equal(code, 1);
    assert.match(err, /INVALID/);
  });
});
