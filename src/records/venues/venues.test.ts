// SPDX-License-Identifier: Apache-2.0
/** Market identifier codes: the published list read, and what an officer is told of a code that somebody names. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { remarksOn } from './judge-venue.ts';
import { readMicList } from './read-mic-list.ts';
import type { VenueCodeWire } from './wire.ts';

const root = path.join(import.meta.dirname, '../../..');
const sample = readFileSync(path.join(root, 'examples/records/xb-venue-codes.csv'), 'utf8');
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const firm = { name: 'Meridian Tide Exchange Ltd', lei: 'XBDEMO00000000004254' };

describe('the list of ISO 10383', () => {
  test('is read by the names of its columns, with spaces or underscores', () => {
    const { codes, rejected } = readMicList(bytesOf(sample));
    assert.deepEqual(rejected, []);
    const underscored = sample.replace(/^[^\n]*/, (head) => head.replaceAll(' (ISO 3166)', '').replaceAll(/[ /-]/g, '_'));
    assert.deepEqual(readMicList(bytesOf(underscored)).codes, codes);
    assert.deepEqual(
      codes.map(({ mic, operatingMic, level, status, expiresOn }) => [mic, operatingMic, level, status, expiresOn]),
      [
        ['XMTG', 'XMTG', 'operating', 'active', null],
        ['XMTE', 'XMTG', 'segment', 'expired', '2026-09-30'],
        ['XMTS', 'XMTG', 'segment', 'active', null],
        ['XVEN', 'XVEN', 'operating', 'active', null],
      ],
    );
  });

  const faults: readonly (readonly [what: string, from: string, to: string, field: string, reason: RegExp])[] = [
    ['a code of three letters', '"XVEN","XVEN"', '"XVE","XVEN"', 'MIC', /no market identifier code/],
    ['a code twice', '"XVEN","XVEN"', '"XMTG","XMTG"', 'MIC', /stands already on line 2/],
    ['an operating code under another', '"XVEN","XVEN"', '"XVEN","XMTG"', 'OPERATING_MIC', /stands under XMTG/],
    ['neither operating nor segment', '"XVEN","XVEN","OPRT"', '"XVEN","XVEN","BOTH"', 'OPRT_SGMT', /neither/],
    ['a status of its own', '"VENNHARBOUR.EXAMPLE","ACTIVE"', '"VENNHARBOUR.EXAMPLE","LIVE"', 'STATUS', /none of/],
    ['a country that is none', '"VHM","XC"', '"VHM","Q1"', 'ISO_COUNTRY_CODE', /no country/],
    ['00/00/1960', '"20240212","20240212"', '"00/00/1960","20240212"', 'CREATION_DATE', /no day/],
    ['30 February', '"20240212","20240212"', '"20240212","20240230"', 'LAST_UPDATE_DATE', /no day/],
    ['no name', '"VENN HARBOUR DIGITAL MARKET"', '""', 'name', /missing/],
    ['a name of 50,000 characters', 'VENN HARBOUR DIGITAL MARKET', 'X'.repeat(50_000), 'name', /too long/],
  ];
  for (const [what, from, to, field, reason] of faults) {
    test(`a row with ${what} is rejected with line and remedy, and the others are read`, () => {
      assert.ok(sample.includes(from), what);
      const { codes, rejected, isReadable } = readMicList(bytesOf(sample.replace(from, to)));
      assert.deepEqual([codes.length, rejected.length, isReadable, rejected[0]?.line, rejected[0]?.field], [3, 1, true, 5, field]);
      assert.match(rejected[0]?.reason ?? '', reason);
      assert.notEqual(rejected[0]?.remedy, '');
    });
  }

  test('an LEI whose digits do not hold is quoted and not kept', () => {
    const [code] = readMicList(bytesOf(sample.replace('XBDEMO00000000004254', 'XBDEMO00000000004255'))).codes;
    assert.equal(code?.lei, null);
    assert.match(code?.comments ?? '', /XBDEMO00000000004255/);
  });

  test('what is no such list is said to be none', () => {
    for (const [text, reason] of [
      ['', /empty/],
      ['MIC,NAME\nXVEN,Venn', /OPERATING_MIC is missing/],
      ['{"mic": "XVEN"}', /quote/],
    ] as const) {
      const { isReadable, rejected } = readMicList(bytesOf(text));
      assert.equal(isReadable, false);
      assert.ok(
        rejected.some((one) => reason.test(one.reason)),
        JSON.stringify(rejected[0]),
      );
    }
    assert.equal(readMicList(Uint8Array.of(0xff, 0xfe, 0x4d)).isReadable, false);
  });

  test('the published list of 2767 codes is read whole', (t) => {
    const file = path.join(root, '../../shared/data/registers/iso10383-mic.csv');
    if (!existsSync(file)) return t.skip('the published list is not at hand');
    const { codes, rejected } = readMicList(readFileSync(file));
    assert.deepEqual([codes.length, rejected], [2767, []]);
    assert.equal(codes.filter(({ status }) => status === 'expired').length, 511);
  });
});

const code: VenueCodeWire = {
  mic: 'XMTE', operatingMic: 'XMTG', level: 'segment', name: 'SPOT', legalName: 'TIDE LTD', lei: firm.lei, category: 'CASP', acronym: null,
  country: 'XB', city: null, website: null, status: 'active', createdOn: null, updatedOn: null, expiresOn: null, comments: null,
}; // prettier-ignore
const known = { mic: 'XMTE', code, operatingName: 'TIDE', hasList: true };

test('an officer is told of a code that is unknown, expired, another firm’s, or a segment of nothing, and what to do', () => {
  const rows: readonly (readonly [Parameters<typeof remarksOn>[0], RegExp | null])[] = [
    [known, null],
    [{ ...known, code: null, operatingName: null }, /^XMTE is not in the list/],
    [{ ...known, code: null, operatingName: null, hasList: false }, /^No list of market identifier codes is here/],
    [{ ...known, mic: 'tide', code: null }, /^"tide" is no market identifier code/],
    [{ ...known, code: { ...code, status: 'expired', expiresOn: '2026-09-30' } }, /^XMTE is expired since 2026-09-30/],
    [{ ...known, code: { ...code, expiresOn: '2026-11-20' } }, /^XMTE expired on 2026-11-20/],
    [{ ...known, code: { ...code, expiresOn: '2026-12-31' } }, /^XMTE expires on 2026-12-31/],
    [{ ...known, operatingName: null }, /^XMTE is a segment of XMTG, which is not in the list/],
    [{ ...known, code: { ...code, lei: 'XCDEMO00000000007721' } }, /^XMTE belongs to TIDE LTD \(XCDEMO00000000007721\), not to Meridian/],
  ];
  for (const [named, problem] of rows) {
    const found = remarksOn(named, firm, '2026-11-20');
    assert.equal(found.length, problem === null ? 0 : 1, JSON.stringify(found));
    if (problem !== null) assert.match(found[0]?.problem ?? '', problem);
    assert.ok(found.every(({ remedy }) => remedy.endsWith('.')));
  }
});
