// SPDX-License-Identifier: Apache-2.0
/** A table on disk is the table in memory: the same rows, names and digest, whatever the order, the amounts and the room. */
import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { seededRandomness } from '../../kernel/index.ts';
import {
  findMovementLayout,
  keepMovementFiles,
  makeDictionary,
  movementFileColumns,
  type MovementTable,
  openMovementTable,
  readMovementFiles,
  readTableFacts,
} from '../index.ts';
import { keepNames } from './keep-names.ts';
import { openNames } from './open-names.ts';

/** Payments out of order, some twice, some alike, some with amounts of 30 digits, of accounts with names of several scripts. */
function payments(given: { readonly rows: number; readonly isWide: boolean }): string {
  const random = seededRandomness(7);
  const account = (): string => ['', 'Konto Ä', '口座', 'XA-'][random.whole(0, 3)] + String(random.whole(0, 40));
  const rows = Array.from({ length: given.rows }, (_unused, row) => {
    const moment = new Date(Date.UTC(2026, 0, 1) + random.whole(0, given.rows / 3) * 1000).toISOString();
    const amount = given.isWide && random.next() < 0.3 ? `${random.whole(1, 9)}`.repeat(30) : `${random.whole(0, 5000)}.25`;
    const kind = random.next() < 0.1 ? 'fee' : 'transfer';
    const transaction = random.next() < 0.5 ? '' : `T${random.whole(0, given.rows)}`;
    return [moment, kind, account(), account(), amount, 'ZED', 'bank', '2', transaction, transaction === '' ? '' : String(row % 3)].join(
      ',',
    );
  });
  return `${[movementFileColumns.join(','), ...rows, ...rows.slice(0, 20), 'no moment,transfer,a,b,1,ZED,bank,2,,'].join('\n')}\n`;
}

function opened(kept: string, facts: Parameters<typeof openMovementTable>[1]): MovementTable {
  const table = openMovementTable(kept, facts);
  assert.ok(table.ok);
  return table.value;
}

describe('a table on disk', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'comity-kept-'));
  });
  after(async () => {
    await rm(folder, { recursive: true });
  });

  async function bothWays(name: string, text: string) {
    const file = path.join(folder, `${name}.csv`);
    await writeFile(file, text);
    const layout = findMovementLayout('comity');
    assert.ok(layout);
    const files = [{ file, source: `${name}.csv`, layout }];
    const told: string[] = [];
    const reading = { threads: 1, spillFolder: folder, tell: (sentence: string) => void told.push(sentence) };
    const inMemory = await readMovementFiles(files, reading);
    const kept = path.join(folder, name);
    const facts = await keepMovementFiles(files, kept, { ...reading, partRows: 300 });
    assert.ok(inMemory.ok && facts.ok);
    return { files, reading, kept, inMemory: inMemory.value, facts: facts.value, told };
  }

  for (const [name, isWide] of [
    ['plain', false],
    ['wide', true],
  ] as const) {
    test(`it is the table in memory, by its digest, its report and each of its rows: ${name}`, async () => {
      const { kept, inMemory, facts, told } = await bothWays(name, payments({ rows: 2000, isWide }));
      assert.equal(facts.digest, inMemory.digest);
      assert.deepEqual(facts.reports, inMemory.reports);
      const kinds = facts.reports.flatMap(({ faults }) => faults.map(({ kind }) => kind));
      for (const kind of ['bad-time', 'alike', 'out-of-order', 'twice']) assert.ok(kinds.includes(kind), kind);
      assert.ok(told.some((sentence) => sentence.includes('order of time')));
      const read = await readTableFacts(kept);
      assert.deepEqual(read, { ok: true, value: facts });
      const table = opened(kept, facts);
      const { movements } = inMemory;
      const { parties: _parties, transactions: _transactions, ...loaded } = table.load();
      for (const [column, rows] of Object.entries(loaded)) assert.deepEqual(rows, movements[column as 'from'], column);
      assert.equal(movements.wide !== null, isWide);
      for (const own of ['parties', 'transactions'] as const) {
        assert.deepEqual([...table[own].names()], [...movements[own].names()]);
        for (const known of movements[own].names()) assert.equal(table[own].find(known), movements[own].find(known));
        assert.equal(table[own].find('nobody'), null);
      }
      assert.equal(table.digest(), facts.digest);
      table.close();
      const parts = (await readdir(kept)).filter((file) => /part$|arrived/.test(file));
      assert.deepEqual(parts, [], 'nothing of its making is left');
    });
  }

  test('what is stopped, wrong or there already leaves nothing and takes nothing away', async () => {
    const { files, reading, kept, facts } = await bothWays('small', payments({ rows: 50, isWide: false }));
    const stop = AbortSignal.abort();
    const other = path.join(folder, 'stopped');
    const stopped = await keepMovementFiles(files, other, { ...reading, stop });
    assert.match(JSON.stringify(stopped), /It was stopped/);
    const late = new AbortController();
    const stopLate = (sentence: string): void => (sentence.includes('order of time') ? late.abort() : undefined);
    assert.match(
      JSON.stringify(await keepMovementFiles(files, other, { ...reading, tell: stopLate, stop: late.signal })),
      /It was stopped/,
    );
    const [first] = files;
    assert.ok(first);
    const absent = await keepMovementFiles([{ ...first, file: path.join(folder, 'absent.csv') }], other, reading);
    assert.match(JSON.stringify(absent), /There is no such file/);
    assert.deepEqual([existsSync(other), existsSync(`${other}.unfinished`)], [false, false]);
    assert.match(JSON.stringify(await keepMovementFiles(files, kept, reading)), /there already/);
    assert.deepEqual(await readTableFacts(kept), { ok: true, value: facts });
    assert.match(JSON.stringify(await readTableFacts(folder)), /holds no table/);
  });

  test('a table that was changed or cut is found out', async () => {
    const { kept, facts } = await bothWays('changed', payments({ rows: 50, isWide: false }));
    const column = path.join(kept, 'amount.column');
    writeFileSync(column, new Uint8Array(facts.count * 8));
    const table = opened(kept, facts);
    assert.notEqual(table.digest(), facts.digest);
    table.close();
    writeFileSync(column, new Uint8Array(facts.count * 8 - 1));
    assert.match(JSON.stringify(openMovementTable(kept, facts)), /amount\.column.*damaged/);
    writeFileSync(column, new Uint8Array(facts.count * 8));
    await rm(path.join(kept, 'in.records'));
    assert.match(JSON.stringify(openMovementTable(kept, facts)), /in\.records.*damaged/);
  });

  test('names on disk have the numbers that a dictionary gives, though hardly a page of them is in memory', () => {
    const texts = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 900 }), (some, times) => {
        // Repeated, a text is up to some thousand bytes long, so that sixty fill more than one page.
        const wanted = some.flatMap((text) => [text, text.repeat(Math.ceil((times * 4) / (text.length * 4))), text]);
        const base = path.join(folder, 'names');
        const dictionary = makeDictionary('(outside)');
        const names = keepNames(base, { nameOfZero: '(outside)', pagesMax: 1 });
        for (const text of wanted) assert.equal(names.numberOf(text), dictionary.numberOf(text));
        names.close();
        const onDisk = openNames(base, { nameOfZero: '(outside)', size: dictionary.size });
        assert.deepEqual([...onDisk.names()], [...dictionary.names()]);
        for (const text of wanted) assert.equal(onDisk.find(text), dictionary.find(text));
        assert.throws(() => onDisk.nameOf(dictionary.size), RangeError);
        onDisk.close();
      }),
      { numRuns: 40, seed: 3 },
    );
  });
});
