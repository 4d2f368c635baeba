// SPDX-License-Identifier: Apache-2.0
// The tables: exact numbers, order of time, digests, and files that come back as they went.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import {
  decimalsOf,
  digestOfMarketEvents,
  digestOfMovements,
  eventKinds,
  eventName,
  formatOfFile,
  ingestNotes,
  type Instrument,
  makeDictionary,
  mappingsInTheBox,
  marketEventsBuilder,
  type MarketEvents,
  movementsBuilder,
  openTextRows,
  parquetOfTexts,
  readItch50,
  readLobster,
  readMarketRows,
  readWideAmount,
  timeNsOf,
  textsOfParquet,
  timeText,
  unitsOf,
  unitsText,
  wideUnitsOf,
  writeMarketFile,
} from './index.ts';

const shared = new URL('../../../shared/data/', import.meta.url);
const perpetual: Instrument = {
  symbol: 'ZED-PERP',
  venue: 'XVEN',
  class: 'perpetual',
  underlying: 'ZED',
  quoteCurrency: 'USD',
  priceDecimals: 1,
  sizeDecimals: 3,
  expiryMs: null,
  strike: null,
};

test('a decimal text is read exactly, or not at all', () => {
  const rows: readonly (readonly [string, number, bigint | null])[] = [
    ['101.25', 2, 10125n],
    ['101.250', 2, 10125n],
    ['101.255', 2, null],
    ['-0.5', 1, -5n],
    ['.5', 1, 5n],
    ['5.', 0, 5n],
    ['1e-05', 6, 10n],
    ['1.5E3', 0, 1500n],
    ['9007199254740993', 0, 9007199254740993n],
    ['', 2, null],
    ['.', 2, null],
    ['1,5', 2, null],
    ['0x10', 0, null],
    ['NaN', 0, null],
    [' 1', 0, null],
  ];
  for (const [text, decimals, units] of rows) {
    assert.equal(wideUnitsOf(text, decimals), units, text);
    const number = units !== null && units <= 9007199254740991n ? Number(units) : null;
    assert.equal(unitsOf(text, decimals), number, text);
  }
  assert.equal(unitsText(-5, 2), '-0.05');
  assert.equal(decimalsOf('1e-05'), 5);
});

test('units written as text are read back as the same units', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e15, max: 1e15 }), fc.integer({ min: 0, max: 12 }), (units, decimals) => {
      assert.equal(unitsOf(unitsText(units, decimals), decimals), units);
    }),
    { seed: 20261126 },
  );
});

test('a moment keeps its nanoseconds', () => {
  const originMs = Date.parse('2026-11-02T00:00:00.000Z');
  assert.equal(timeNsOf('2026-11-02T00:00:01.000000007Z', 'iso', originMs), 1_000_000_007);
  assert.equal(timeNsOf('1793577601000000007', 'ns', originMs), 1_000_000_007);
  assert.equal(timeNsOf('1793577601000', 'ms', originMs), 1_000_000_000);
  assert.equal(timeNsOf('1793577601000000', 'binance', originMs), 1_000_000_000);
  assert.equal(timeNsOf('2026-11-02 01:00:01+01:00', 'iso', originMs), 1_000_000_000);
  assert.equal(timeNsOf('yesterday', 'iso', originMs), null);
  assert.equal(timeNsOf('2027-11-02T00:00:00Z', 'iso', originMs), null, 'further than 104 days');
  assert.equal(timeText(originMs, 1_000_000_007), '2026-11-02T00:00:01.000000007Z');
});

test('a dictionary numbers names as they come, and 0 is what it was made for', () => {
  const names = makeDictionary('(outside)', ['A']);
  assert.deepEqual([names.numberOf('B'), names.numberOf('A'), names.numberOf('(outside)'), names.size], [2, 1, 0, 3]);
  assert.equal(names.find('C'), null);
  assert.throws(() => names.nameOf(9), RangeError);
});

test('orders named by number and by text are numbered apart, and a plain number as text is that number', () => {
  const { orders } = marketEventsBuilder(0);
  const numbers = new Map<string, number>();
  for (let id = 0; id < 5000; id += 1) numbers.set(String(id * 7919 + 2 ** 40), orders.numberOfId(id * 7919 + 2 ** 40));
  assert.equal(new Set(numbers.values()).size, 5000);
  for (const [name, number] of numbers) {
    assert.equal(orders.numberOfName(name), number);
    assert.equal(orders.nameOf(number), name);
  }
  const text = orders.numberOfName('ETH-00017');
  assert.equal(orders.nameOf(text), 'ETH-00017');
  assert.equal(orders.numberOfName('ETH-00017'), text);
});

test('rows are put into order of time, rows of one moment stay as they came, and the moved ones are counted', () => {
  const builder = marketEventsBuilder(0);
  const instrument = builder.instrument(perpetual);
  for (const [timeNs, sequence] of [
    [5, 1],
    [3, 2],
    [5, 3],
    [1, 4],
  ] as const) {
    builder.add({ timeNs, kind: 'trade', side: 'buy', instrument, sequence });
  }
  const { events, movedRows } = builder.finish();
  assert.deepEqual([...events.sequence], [4, 2, 1, 3]);
  assert.equal(movedRows, 2);
  assert.equal(eventName(events, 0), 'XVEN/ZED-PERP#4');
});

test('amounts beyond 2^53 are exact in the wide column, and a table without them has none', () => {
  const build = (amounts: readonly (number | bigint)[]) => {
    const builder = movementsBuilder();
    const asset = builder.asset({ symbol: 'ZED', ledger: 'zed-chain', decimals: 18 });
    for (const [index, amount] of amounts.entries()) {
      builder.add({
        timeMs: 10 - index,
        from: 0,
        to: builder.parties.numberOf(`p${index}`),
        asset,
        amount,
        kind: 'issue',
        sourceRow: index + 1,
      });
    }
    return builder.finish().movements;
  };
  assert.equal(build([1, 2]).wide, null);
  const movements = build([7, 2n ** 255n + 1n, 9]);
  assert.ok(movements.wide !== null);
  const wide = movements.wide;
  assert.deepEqual(
    [0, 1, 2].map((row) => readWideAmount(wide, row)),
    [9n, 2n ** 255n + 1n, 7n],
  );
  assert.throws(() => build([2n ** 256n]), RangeError);
  assert.notEqual(digestOfMovements(build([1, 2])), digestOfMovements(build([1, 3])));
});

/** A table with one event of every kind. */
function everyKind(): MarketEvents {
  const builder = marketEventsBuilder(Date.parse('2026-11-02T00:00:00.000Z'));
  const option = { ...perpetual, symbol: 'ZED-CALL', class: 'option', expiryMs: Date.parse('2026-12-26T08:00:00.000Z') } as const;
  const numbers = [builder.instrument(perpetual), builder.instrument({ ...option, strike: { units: 1000, right: 'call' } })];
  for (const [index, kind] of eventKinds.entries()) {
    builder.add({
      timeNs: index * 1_000_003,
      kind,
      side: index % 2 === 0 ? 'buy' : 'sell',
      instrument: numbers[index % 2] ?? 0,
      account: builder.account('XVEN', `acc, "${index % 3}"`, index % 3 === 0 ? 'owner 1' : ''),
      counterAccount: builder.account('XVEN', 'other'),
      order: builder.orders.numberOfName(`o-${index}`),
      price: 10_000 + index,
      size: kind === 'position' ? -250 : 250 + index,
      sequence: index + 1,
    });
  }
  return builder.finish().events;
}

describe('files', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'comity-columns-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function readBack(file: string, mappingName: string, symbol = '') {
    const mapping = mappingsInTheBox.get(mappingName);
    const format = formatOfFile(file);
    assert.ok(mapping !== undefined && format !== null);
    const rows = await openTextRows({ file, format, hasHeader: mapping.hasHeader, threads: 1, spillFolder: folder });
    assert.ok(rows.ok, JSON.stringify(rows));
    const read = await readMarketRows(rows.value, { source: path.basename(file), mapping, symbol, onProgress: () => undefined });
    rows.value.close();
    return read;
  }

  for (const ending of ['csv', 'parquet']) {
    test(`a table written as ${ending} is read back as the same table, by its digest`, async () => {
      const events = everyKind();
      const file = path.join(folder, `every-kind.${ending}`);
      await writeMarketFile(events, file, folder);
      const read = await readBack(file, 'comity');
      assert.ok(read.ok);
      assert.equal(read.value.report.kept, eventKinds.length);
      assert.deepEqual(read.value.report.faults, []);
      const second = path.join(folder, `again.${ending}`);
      await writeMarketFile(read.value.events, second, folder);
      const again = await readBack(second, 'comity');
      assert.ok(again.ok);
      assert.equal(digestOfMarketEvents(again.value.events), digestOfMarketEvents(read.value.events));
      assert.deepEqual([...read.value.events.price], [...events.price]);
      assert.deepEqual([...read.value.events.size], [...events.size]);
      assert.deepEqual([...read.value.events.timeNs], [...events.timeNs]);
    });
  }

  test('an instrument keeps the decimals that its file states, though no row of it needs them', async () => {
    const builder = marketEventsBuilder(Date.parse('2026-11-02T00:00:00.000Z'));
    const instrument = builder.instrument({ ...perpetual, priceDecimals: 4 });
    builder.add({ timeNs: 1, kind: 'trade', side: 'buy', instrument, price: 1_000_000, size: 2000, sequence: 1 });
    const { events } = builder.finish();
    const file = path.join(folder, 'stated.csv');
    await writeMarketFile(events, file, folder);
    const read = await readBack(file, 'comity');
    assert.ok(read.ok);
    assert.equal(digestOfMarketEvents(read.value.events), digestOfMarketEvents(events));
  });

  test('the public trade files of three venues are read by the mappings in the box', async () => {
    const texts = {
      binance: '1,34501.50,0.250,8625.375,1793577600123,True,True\n2,34502.00,0.1,3450.2,1793577600124,False,True\n',
      coinbase: 'trade_id,side,size,price,time\n7,sell,0.5,34501.1,2026-11-02T00:00:00.5Z\n',
      deribit:
        '{"trade_seq":9,"timestamp":1793577600123,"instrument_name":"ZED-26DEC26-100-C","price":0.0125,"amount":2.5,"direction":"sell"}\n',
    };
    const results: string[] = [];
    for (const [name, text] of Object.entries(texts)) {
      const file = path.join(folder, `${name}.${name === 'deribit' ? 'jsonl' : 'csv'}`);
      await writeFile(file, text);
      const read = await readBack(file, name, 'ZEDUSD');
      assert.ok(read.ok, JSON.stringify(read));
      const { events } = read.value;
      for (let row = 0; row < events.count; row += 1) {
        results.push(
          `${eventName(events, row)} ${events.side[row] ?? 0} ${events.price[row] ?? 0} ${events.size[row] ?? 0} ${events.timeNs[row] ?? 0}`,
        );
      }
    }
    assert.deepEqual(results, [
      // The buyer rested, so the taker sold.
      'Binance/ZEDUSD#1 2 345015 25 123000000',
      'Binance/ZEDUSD#2 1 345020 10 124000000',
      'Coinbase/ZEDUSD#7 1 345011 5 500000000',
      'Deribit/ZED-26DEC26-100-C#9 2 125 25 123000000',
    ]);
  });

  test('bad rows are counted with their places, and the good ones around them are kept', async () => {
    const file = path.join(folder, 'bad.csv');
    const good = (id: number): string => `${id},100.5,1,100.5,179357760${id}123,True,True`;
    await writeFile(
      file,
      [
        good(1),
        '2,abc,1,1,1793577601123,True,True',
        '3,1,-5,1,1793577601123,True,True',
        '4,1,1,1,soon,True,True',
        good(5),
        good(5),
        '6,1,1,1,1793577601123,maybe,x',
      ].join('\n'),
    );
    const read = await readBack(file, 'binance', 'ZEDUSD');
    assert.ok(read.ok);
    const { report } = read.value;
    assert.deepEqual([report.rows, report.kept], [7, 2]);
    assert.deepEqual(
      report.faults.map(({ kind, count, first }) => [kind, count, first.join()]),
      [
        ['bad-price', 1, 'row 2'],
        ['bad-side', 1, 'row 7'],
        ['bad-time', 1, 'row 4'],
        ['event-twice', 1, 'row 6'],
        ['negative-size', 1, 'row 3'],
      ],
    );
  });

  test('a file that is absent, or lacks a column, is refused with what is there', async () => {
    const absent = await openTextRows({
      file: path.join(folder, 'no.csv'),
      format: 'csv',
      hasHeader: true,
      threads: 1,
      spillFolder: folder,
    });
    assert.equal(absent.ok, false);
    const file = path.join(folder, 'other.csv');
    await writeFile(file, 'trade_id,price\n1,2\n');
    const read = await readBack(file, 'coinbase');
    assert.ok(!read.ok);
    assert.match(read.issues[0]?.remedy ?? '', /It has trade_id, price/);
    const broken = path.join(folder, 'broken.parquet');
    await writeFile(broken, 'PAR1 and nothing more');
    const opened = await openTextRows({ file: broken, format: 'parquet', hasHeader: true, threads: 1, spillFolder: folder });
    assert.ok(!opened.ok);
    assert.match(opened.issues[0]?.problem ?? '', /cannot be read/);
  });

  test('a text holds whatever signs it holds, also those that stand between fields on the way', async () => {
    const rows = [
      ['a\u001fb', '\u001e0', ''],
      ['\u001e1', 'plain', '\u001f\u001e\u001f'],
    ];
    const bytes = await parquetOfTexts({ columns: ['one', 'two', 'three'], rows });
    const read = await textsOfParquet(bytes, { rowsMax: 10, charactersMax: 100 });
    assert.deepEqual(read.ok && read.value.rows, rows);
  });

  test('a LOBSTER file gives its events, the taker opposite to the resting order', async () => {
    const file = path.join(folder, 'lobster.csv');
    await writeFile(
      file,
      '34200.1,1,11,100,2238200,1\n34200.2,4,11,40,2238200,1\n34200.3,2,11,10,2238200,1\n34200.4,3,11,50,2238200,1\n34200.5,7,0,0,-1,-1\nx\n',
    );
    const rows = await openTextRows({ file, format: 'csv', hasHeader: false, threads: 1, spillFolder: folder });
    assert.ok(rows.ok);
    const { events, report } = await readLobster(rows.value, {
      name: 'lobster.csv',
      symbol: 'ZED',
      venue: 'XVEN',
      quoteCurrency: 'USD',
      midnightMs: 0,
    });
    rows.value.close();
    assert.deepEqual(
      [...events.kind].map((code, row) => `${eventKinds[code] ?? ''} ${events.side[row] ?? 0}`),
      ['add 1', 'trade 2', 'reduce 1', 'cancel 1', 'halt 0'],
    );
    assert.deepEqual([report.rows, report.kept, report.faults[0]?.kind], [6, 5, 'unreadable']);
  });
});

test('a message of ITCH 5.0 is read to the byte, and a file cut off inside one says where', async (t) => {
  const sample = new URL('market/nasdaq-itch50-sample.gz', shared);
  if (!existsSync(sample)) return t.skip(`no sample at ${sample.pathname}`);
  const bytes = new Uint8Array(gunzipSync(await readFile(sample)));
  const { events, report } = readItch50({ bytes, name: 'sample', midnightMs: 0, venue: 'NASDAQ' });
  assert.equal(report.rows, 12_012);
  assert.equal(
    report.faults.some(({ kind }) => kind === 'unknown-message' || kind === 'cut-off'),
    false,
  );
  assert.equal(events.instruments.length, 4);
  assert.equal(report.kept + report.faults.reduce((sum, { isLeftOut, count }) => sum + (isLeftOut ? count : 0), 0) <= report.rows, true);
  const cut = readItch50({ bytes: bytes.subarray(0, 1000), name: 'cut', midnightMs: 0, venue: 'NASDAQ' });
  assert.deepEqual(
    cut.report.faults.filter(({ kind }) => kind === 'cut-off').map(({ count }) => count),
    [1],
  );
});

test('a fault has its count and its first places, however often it occurs', () => {
  const notes = ingestNotes();
  for (let row = 1; row <= 100; row += 1) {
    notes.row();
    notes.fault({ kind: 'bad-price', isLeftOut: true, sentence: 'The price is no decimal.', place: `row ${row}` });
  }
  const { faults } = notes.report('file');
  assert.equal(faults[0]?.count, 100);
  assert.deepEqual(faults[0].first, ['row 1', 'row 2', 'row 3', 'row 4', 'row 5']);
});
