// SPDX-License-Identifier: Apache-2.0
/** How long a judgement speaks: until a side changes, or until its day. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instant } from '../../kernel/index.ts';
import { judgementNews, type PairNow } from './judgement.ts';

const now = '2026-11-20T08:00:00.000Z' as Instant;
const judged = { listed_digest: 'sha256:a', subject_version: 2, until: '2026-12-31T22:59:59.999Z' as Instant };
const same: PairNow = { listedDigest: 'sha256:a', subjectVersion: 2 };

const rows: readonly (readonly [what: string, pair: PairNow, at: string, news: string | null])[] = [
  ['nothing changed, and its day has not come', same, now, null],
  ['its last moment', same, judged.until, null],
  ['the moment after', same, '2026-12-31T23:00:00.000Z', 'judgement-ended'],
  ['the listed subject changed', { ...same, listedDigest: 'sha256:b' }, now, 'list-changed'],
  ['the record changed', { ...same, subjectVersion: 3 }, now, 'subject-changed'],
  ['both, and its day is over', { listedDigest: 'sha256:b', subjectVersion: 3 }, '2027-06-01T00:00:00.000Z', 'list-changed'],
];
for (const [what, pair, at, news] of rows) {
  test(`${what}: ${news ?? 'it counts'}`, () => assert.equal(judgementNews(judged, pair, at as Instant), news));
}

test('a judgement without a day does not end by time', () => {
  assert.equal(judgementNews({ ...judged, until: null }, same, '2099-01-01T00:00:00.000Z' as Instant), null);
});
