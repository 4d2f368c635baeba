// SPDX-License-Identifier: Apache-2.0
/** The small values of the kernel: identifiers, time, working days, money, jurisdictions, canonical JSON. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addMs,
  addWorkingDays,
  canonicalJson,
  endOfLocalDay,
  formatMoney,
  type Instant,
  instantFromMs,
  isId,
  isInstant,
  isJurisdiction,
  type LocalDate,
  localDateOf,
  namesInOrder,
  instantOfId,
  newId,
  parseMoney,
  type WorkingCalendar,
  workingDaysBetween,
} from './index.ts';
import { day, digest, moment, storableText } from './wire.ts';

const at = (text: string): Instant => text as Instant;

test('identifiers carry their kind, sort by time and are told apart', () => {
  const random = (count: number): Uint8Array => new Uint8Array(count).fill(7);
  const first = newId('req', at('2026-11-20T10:00:00.000Z'), random);
  const later = newId('req', at('2026-11-20T10:00:00.001Z'), random);
  assert.ok(isId('req', first));
  assert.ok(!isId('agr', first));
  assert.ok(!isId('req', `${first}x`));
  assert.ok(first < later);
  for (const moment of ['2026-11-20T10:00:00.001Z', '1970-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'] as const)
    assert.equal(instantOfId(newId('evt', at(moment), random)), moment, 'it says when it was made');
});

test('fields of documents refuse what only looks like them, with one sentence', () => {
  const saidOf = (
    field: { safeParse: (value: unknown) => { error?: { issues: { message: string }[] } | undefined } },
    value: string,
  ): string =>
    field
      .safeParse(value)
      .error?.issues.map((issue) => issue.message)
      .join(' | ') ?? 'taken';
  assert.equal(saidOf(moment, '2026-02-28T10:00:00.000Z'), 'taken');
  for (const wrong of ['2026-02-30T10:00:00.000Z', '2026-02-28T10:00:00Z', '']) {
    assert.equal(saidOf(moment, wrong), 'It is not a moment in UTC like 2026-11-27T00:00:00.000Z');
  }
  assert.equal(saidOf(day, '2028-02-29'), 'taken');
  for (const wrong of ['2027-02-29', '28.02.2027']) assert.equal(saidOf(day, wrong), 'It is not a day like 2026-11-27');
  assert.equal(saidOf(digest, `sha256:${'0'.repeat(64)}`), 'taken');
  assert.equal(saidOf(digest, `sha256:${'A'.repeat(64)}`), 'It is no digest: sha256: and 64 hexadecimal digits');
  assert.equal(saidOf(storableText, 'São Tomé'), 'taken');
  for (const wrong of ['a\u0000', 'a\ud800']) assert.equal(saidOf(storableText, wrong), 'It holds a character that cannot be stored');
});

const spellings: readonly (readonly [text: string, isOne: boolean])[] = [
  ['2026-11-20T10:00:00.000Z', true],
  ['2026-11-20T10:00:00Z', false],
  ['2026-11-20T10:00:00.000+00:00', false],
  ['2026-02-30T10:00:00.000Z', false],
  ['2026-11-20', false],
];
for (const [text, isOne] of spellings) {
  test(`"${text}" ${isOne ? 'is' : 'is not'} the one spelling of an instant`, () => assert.equal(isInstant(text), isOne));
}

test('an instant is spelled as a Date spells it, from the beginning of the calendar to its end', () => {
  const sameAsDate = (ms: number): void => assert.equal(instantFromMs(ms), new Date(ms).toISOString());
  const corners = [
    '0000-01-01',
    '1969-12-31',
    '1970-01-01',
    '2000-02-29',
    '2000-12-31',
    '2028-02-29',
    '2100-02-28',
    '2100-03-01',
    '9999-12-31',
  ];
  for (const day of corners)
    for (const clock of ['00:00:00.000', '09:08:07.006', '23:59:59.999']) sameAsDate(Date.parse(`${day}T${clock}Z`));
  for (const ms of [-0.5, 0.9, 1.5e12 + 0.4, -8.64e15, 8.64e15, 253_402_300_800_000]) sameAsDate(ms);
  fc.assert(fc.property(fc.double({ min: -7e13, max: 2.6e14, noNaN: true }), sameAsDate));
  for (const none of [Number.NaN, Number.POSITIVE_INFINITY, 8.64e15 + 1]) assert.throws(() => instantFromMs(none), RangeError);
});

const xebria: WorkingCalendar = { timeZone: 'Etc/GMT-1', weekend: [0, 6], holidays: ['2026-11-26' as LocalDate] };
const deadlines: readonly (readonly [why: string, from: string, days: number, due: string])[] = [
  ['Friday evening plus one working day is Monday', '2026-11-20T15:30:00.000Z', 1, '2026-11-23T22:59:59.999Z'],
  ['a holiday is not counted', '2026-11-20T15:30:00.000Z', 4, '2026-11-27T22:59:59.999Z'],
  ['late in UTC is already Saturday there', '2026-11-20T23:30:00.000Z', 1, '2026-11-23T22:59:59.999Z'],
  ['the day of the event is not counted', '2026-11-23T00:30:00.000Z', 1, '2026-11-24T22:59:59.999Z'],
];
for (const [why, from, days, due] of deadlines) {
  test(`working days: ${why}`, () => assert.equal(addWorkingDays(at(from), days, xebria), due));
}

test('working days between are those that addWorkingDays adds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e12 }), fc.integer({ min: 1, max: 60 }), (ms, days) => {
      const from = instantFromMs(1.6e12 + ms);
      assert.equal(workingDaysBetween(from, addWorkingDays(from, days, xebria), xebria), days);
    }),
  );
});

test('the end of a day is found across a change to summer time', () => {
  assert.equal(endOfLocalDay('2026-03-28' as LocalDate, 'Europe/Lisbon'), '2026-03-28T23:59:59.999Z');
  assert.equal(endOfLocalDay('2026-03-29' as LocalDate, 'Europe/Lisbon'), '2026-03-29T22:59:59.999Z');
});

test('the end of a day is its last millisecond there, in zones whose clocks change at midnight or leap over a day', () => {
  const zones = ['America/Sao_Paulo', 'Africa/Cairo', 'Asia/Beirut', 'Pacific/Apia', 'Asia/Kathmandu', 'Europe/Lisbon', 'America/Nuuk'];
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: 14_000, max: 21_000 }), (zone, day) => {
      const date = new Date(day * 86_400_000).toISOString().slice(0, 10) as LocalDate;
      const end = endOfLocalDay(date, zone);
      assert(localDateOf(end, zone) <= date && localDateOf(addMs(end, 1), zone) > date, `${date} ${zone} ${end}`);
    }),
  );
  assert.equal(endOfLocalDay('2011-12-30' as LocalDate, 'Pacific/Apia'), '2011-12-30T09:59:59.999Z', 'that day was left out there');
});

test('a calendar without working days is a broken calendar, not an endless loop', () => {
  assert.throws(() => addWorkingDays(at('2026-11-20T10:00:00.000Z'), 1, { ...xebria, weekend: [0, 1, 2, 3, 4, 5, 6] }), RangeError);
});

const amounts: readonly (readonly [amount: string, currency: string, minor: bigint | null])[] = [
  ['1250.50', 'EUR', 125050n],
  ['-0.05', 'EUR', -5n],
  ['1250', 'JPY', 1250n],
  ['1.234', 'BHD', 1234n],
  ['1250.505', 'EUR', null],
  ['1,250.50', 'EUR', null],
  ['1e3', 'EUR', null],
  ['10', 'ABC', null],
  ['.5', 'EUR', null],
];
for (const [amount, currency, minor] of amounts) {
  test(`money: ${amount} ${currency} is ${minor === null ? 'refused' : `${minor} minor units`}`, () => {
    const read = parseMoney(amount, currency, 'amount');
    assert.equal(read.ok ? read.value.amountMinor : null, minor);
  });
}

test('money that is written is read back to the same money', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.constantFrom('EUR', 'JPY', 'KWD'), (amountMinor, currency) => {
      const read = parseMoney('0', currency, 'amount');
      assert.ok(read.ok);
      const again = parseMoney(formatMoney({ amountMinor, currency: read.value.currency }), currency, 'amount');
      assert.equal(again.ok ? again.value.amountMinor : null, amountMinor);
    }),
  );
});

test('jurisdictions are those of ISO 3166-1 and the user-assigned XA to XZ', () => {
  for (const code of ['PT', 'XA', 'XZ', 'GB']) assert.ok(isJurisdiction(code), code);
  for (const code of ['QQ', 'pt', 'EU', 'X1', 'PRT', '']) assert.ok(!isJurisdiction(code), code);
});

const registers = new URL('../../../shared/data/registers/', import.meta.url);
const skipRegisters = existsSync(registers) ? false : 'the shared registers are not on this machine';
/** The cells of one column of a register file, quoted cells included. */
function columnOf(file: string, column: string): string[] {
  const rows = readFileSync(new URL(file, registers), 'utf8').trim().split('\n');
  const cellsOf = (row: string): string[] =>
    [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((match) => match[1] ?? match[2] ?? '');
  const at = cellsOf(rows[0] ?? '').indexOf(column);
  assert.ok(at >= 0, `${file} has no column ${column}`);
  return rows.slice(1).map((row) => (cellsOf(row)[at] ?? '').trim());
}
test('every assigned code of the ISO 3166 file at hand is a jurisdiction', { skip: skipRegisters }, () => {
  const codes = columnOf('iso3166-countries.csv', 'ISO3166-1-Alpha-2').filter((code) => /^[A-Z]{2}$/.test(code));
  assert.ok(codes.length > 200, `${codes.length} codes`);
  for (const code of codes) assert.ok(isJurisdiction(code), code);
});

const jcs = new URL('../../../shared/vectors/jcs/testdata/', import.meta.url);
test('names stand in the order of their UTF-16 code units, be they few or many', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ unit: 'binary' }), { maxLength: 60 }), (names) => {
      const found = namesInOrder(Object.fromEntries(names.map((name) => [name, 1])));
      assert.deepEqual(found, names.toSorted());
    }),
  );
  assert.equal(canonicalJson({ b: [undefined, 1], '10': null, a: undefined, '9': {} }), '{"10":null,"9":{},"b":[null,1]}');
});

test(
  'canonical JSON equals the published cases of RFC 8785',
  { skip: existsSync(jcs) ? false : 'the shared vectors are not on this machine' },
  () => {
    const names = readdirSync(new URL('input/', jcs));
    assert.ok(names.length >= 5);
    for (const name of names) {
      const input: unknown = JSON.parse(readFileSync(new URL(`input/${name}`, jcs), 'utf8'));
      assert.equal(canonicalJson(input), readFileSync(new URL(`output/${name}`, jcs), 'utf8').trim(), name);
    }
  },
);
