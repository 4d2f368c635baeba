// SPDX-License-Identifier: Apache-2.0
/** An archive by day and instrument, looked at whole, stopped and gone on with, with one worker and with two. */
import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readWords } from '../../command.ts';
import { rerun } from '../rerun.ts';
import { surveilDays } from './surveil-days.ts';

const sample = fileURLToPath(new URL('../../../../examples/market/small-day.csv', import.meta.url));

describe('an archive of market events', () => {
  let home = '';
  before(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'comity-days-'));
    const oneInstrument = await readFile(sample, 'utf8');
    for (const day of ['2026-11-02', 'day=2026-11-03']) {
      await mkdir(path.join(home, 'archive', day), { recursive: true });
      for (const symbol of ['ZED-USD', 'ZED-EUR'])
        await writeFile(path.join(home, 'archive', day, `${symbol}.csv`), oneInstrument.replaceAll('ZED-USD', symbol));
    }
    await mkdir(path.join(home, 'archive', 'notes'), { recursive: true });
  });
  after(() => rm(home, { recursive: true, force: true }));

  const run = async (...words: readonly string[]): Promise<{ code: number; lines: string[]; problems: string[] }> => {
    const given = readWords(surveilDays, words);
    assert(typeof given !== 'string');
    const [lines, problems]: [string[], string[]] = [[], []];
    const code = await surveilDays.run(given, { line: (text) => lines.push(text), problem: (text) => problems.push(text) });
    return { code, lines, problems };
  };
  const at = (...names: readonly string[]): string => path.join(home, ...names);
  const bytesOf = async (folder: string): Promise<readonly (readonly [string, string])[]> => {
    const names = (await readdir(folder)).toSorted();
    return Promise.all(names.map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')] as const));
  };

  test('each day has its alerts and its report, the same bytes with one worker and with two, and each alert runs again', async () => {
    const two = await run(at('archive'), '--out', at('two'), '--workers', '2');
    assert.equal(two.code, 1, two.problems.join('\n'));
    assert.match(two.lines[0] ?? '', /^2026-11-02: 96 events, 2 alerts \(1 of 2 days\)$/);
    assert.match(two.lines[1] ?? '', /^2026-11-03: /);
    await run(at('archive'), '--out', at('one'), '--workers', '1');
    assert.deepEqual(await bytesOf(at('one')), await bytesOf(at('two')));
    const files = (await readdir(at('archive', '2026-11-02'))).toSorted().map((name) => at('archive', '2026-11-02', name));
    const given = readWords(rerun, [...files, '--alerts', at('two', '2026-11-02.alerts.jsonl')]);
    assert(typeof given !== 'string');
    const said: string[] = [];
    assert.equal(await rerun.run(given, { line: (text) => said.push(text), problem: (text) => said.push(text) }), 0, said.join('\n'));
  });

  test('a day is looked at again only where something of it has changed, or what came of it is gone', async () => {
    const again = await run(at('archive'), '--out', at('two'), '--json');
    const kept = (lines: readonly string[]) => lines.map((line) => (JSON.parse(line) as { isKept: boolean }).isKept);
    assert.deepEqual(kept(again.lines), [true, true]);
    await rm(at('two', '2026-11-02.alerts.jsonl'));
    assert.deepEqual(kept((await run(at('archive'), '--out', at('two'), '--json')).lines), [false, true]);
    await writeFile(at('parameters.json'), JSON.stringify({ 'self-trades': { tradesMin: 4 } }));
    const other = await run(at('archive'), '--out', at('two'), '--json', '--parameters', at('parameters.json'));
    assert.deepEqual(kept(other.lines), [false, false], other.problems.join('\n'));
  });

  test('a day that cannot be read is named, and the others are done', async () => {
    await cp(at('archive'), at('partly'), { recursive: true });
    await mkdir(at('partly', '2026-11-04'));
    await mkdir(at('partly', '2026-11-05'));
    await writeFile(at('partly', '2026-11-05', 'ZED.csv'), 'when,what\n1,2\n');
    const { code, lines, problems } = await run(at('partly'), '--out', at('three'));
    assert.equal(code, 2);
    assert.match(lines.join('\n'), /2026-11-02: .*\n2026-11-03: /);
    assert.match(problems.join('\n'), /2026-11-04: It holds no file of market events/);
    assert.match(problems.join('\n'), /2026-11-05\/ZED.csv, column time: The file has no such column/);
    assert.deepEqual(
      (await readdir(at('three'))).filter((name) => name.startsWith('2026-11-05')),
      [],
    );
  });

  test('what is no archive is refused', async () => {
    const rows: readonly (readonly [readonly string[], RegExp])[] = [
      [[at('nothing'), '--out', at('x')], /There is no such folder/],
      [[at('archive', 'notes'), '--out', at('x')], /no folder that is named as a day/],
      [[at('archive')], /--out: It is missing/],
      [[at('archive'), '--out', at('x'), '--workers', '0'], /--workers/],
      [[at('archive'), '--out', at('x'), '--patterns', 'sponging'], /pattern sponging/],
    ];
    for (const [words, problem] of rows) {
      const refused = await run(...words);
      assert.equal(refused.code, 2);
      assert.match(refused.problems.join('\n'), problem);
    }
    await writeFile(at('in-the-way'), '');
    const blocked = await run(at('archive'), '--out', at('in-the-way'));
    assert.deepEqual([blocked.code, /A file stands in its way/.test(blocked.problems.join())], [3, true]);
    await cp(at('archive', '2026-11-02'), at('twice', '2026-11-02'), { recursive: true });
    await cp(at('archive', '2026-11-02'), at('twice', 'day=2026-11-02'), { recursive: true });
    assert.match((await run(at('twice'), '--out', at('x'))).problems.join('\n'), /The day is there twice/);
  });
});
