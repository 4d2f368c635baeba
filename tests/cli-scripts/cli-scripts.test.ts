// SPDX-License-Identifier: Apache-2.0
//
// The command line, tested by plain-text scripts that anyone can read and repeat. A script is a list of
//
//     $ comity WORDS         a command; `$ ./comity` starts a process of its own, `$ comity` spares that half second
//     exit CODE              its exit code
//     | TEXT                 TEXT stands somewhere in the output, behind what the lines before it found
//     not | TEXT             TEXT stands nowhere in the output
//
// Lines that begin with # explain; empty lines divide.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../../src/cli/run-command.ts';

const folder = fileURLToPath(new URL('./', import.meta.url));
const root = fileURLToPath(new URL('../../', import.meta.url));

interface Step {
  readonly line: number;
  readonly words: readonly string[];
  readonly isAlone: boolean;
  exit: number | null;
  readonly expected: string[];
  readonly absent: string[];
}

for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt'))) {
  const text = readFileSync(path.join(folder, file), 'utf8');
  it(`${file}: ${text.split('\n')[0]?.replace(/^#\s*/, '') ?? ''}`, async () => {
    assert.equal(path.resolve('.'), path.resolve(root), 'the scripts are run from the root of the project, where their files lie');
    const steps = readScript(text);
    assert.ok(steps.length > 0, `${file} holds a command`);
    for (const step of steps) {
      const at = `tests/cli-scripts/${file}:${step.line}: comity ${step.words.join(' ')}`;
      const { code, output } = step.isAlone ? await runAlone(step.words) : await runHere(step.words);
      assert.notEqual(step.exit, null, `${at}: the script names no exit code`);
      assert.equal(code, step.exit, `${at}\n${output}`);
      let from = 0;
      for (const wanted of step.expected) {
        const found = output.indexOf(wanted, from);
        assert.ok(found >= 0, `${at}\nexpected, in this order: ${wanted}\n\n${output}`);
        from = found + wanted.length;
      }
      for (const unwanted of step.absent) assert.ok(!output.includes(unwanted), `${at}\nnot expected: ${unwanted}\n\n${output}`);
    }
  });
}

function readScript(text: string): Step[] {
  const steps: Step[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const step = steps.at(-1);
    const command = /^\$ (\.\/)?comity\b(.*)$/.exec(line);
    const expected = /^(not )?\| (.*)$/.exec(line);
    if (line === '' || line.startsWith('#')) continue;
    if (command !== null) {
      const words = (command[2] ?? '').split(' ').filter((word) => word !== '');
      steps.push({ line: index + 1, words, isAlone: command[1] !== undefined, exit: null, expected: [], absent: [] });
    } else if (step !== undefined && /^exit \d$/.test(line)) step.exit = Number(line.slice('exit '.length));
    else if (step !== undefined && expected !== null) (expected[1] === undefined ? step.expected : step.absent).push(expected[2] ?? '');
    else assert.fail(`line ${index + 1} is no line of a script: ${line}`);
  }
  return steps;
}

async function runHere(words: readonly string[]): Promise<{ code: number; output: string }> {
  const lines: string[] = [];
  const code = await runCommand(words, { line: (text) => void lines.push(text), problem: (text) => void lines.push(text) });
  return { code, output: lines.join('\n') };
}

function runAlone(words: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(path.join(root, 'comity'), words, { cwd: root }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), output: stderr + stdout });
    });
  });
}
