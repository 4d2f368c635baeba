// SPDX-License-Identifier: Apache-2.0
/**
 * The readers of report formats against damaged files: whatever comes, a reader answers, with a place for every fault, and throws nothing.
 *
 * The corpus are the samples and, below, every damaged file that once was answered wrongly. The seed is printed; a run with another one is
 * `COMITY_FUZZ_SEED=7 node --test ...`, and more rounds with COMITY_FUZZ_ROUNDS.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { type Instant, type Randomness, seededRandomness } from '../../kernel/index.ts';
import { readReportFile, type ReportFormat } from './read-report-file.ts';

const now = '2026-11-20T15:30:00.000Z' as Instant;
const seed = Number(process.env['COMITY_FUZZ_SEED'] ?? '20261120');
const rounds = Number(process.env['COMITY_FUZZ_ROUNDS'] ?? '120');
const folder = path.join(import.meta.dirname, '../../../examples/records');
const corpus: readonly (readonly [ReportFormat, string])[] = [
  ['goaml', 'xb-goaml-transactions.xml'],
  ['goaml', 'xb-goaml-activity.xml'],
  ['fincen-sar', 'xa-fincen-sar.xml'],
  ['stor', 'xa-mica-stor.json'],
];

/** Pieces that break parsers: tags that do not close, entities, zero bytes, halves of characters, long runs. */
const pieces: readonly Uint8Array[] = [
  '<', '>', '</', '<![CDATA[', ']]>', '<!--', '-->', '<?x', '&amp;', '&#0;', '&#x110000;', '&unknown;', '<!DOCTYPE x>', '"', "'", '\u0000', '\ufeff',
  '\ud83d', '00/00/1960', '-1', '1e400', '9'.repeat(400), 'x'.repeat(50_000), '<a>'.repeat(60), '\r', '\r\n', '{', '[', '}', ']', ',',
].map((text) => Buffer.from(text)); // prettier-ignore

function damaged(bytes: Uint8Array, random: Randomness): Uint8Array {
  let result = Buffer.from(bytes);
  for (let count = random.whole(1, 4); count > 0; count -= 1) {
    const at = random.whole(0, Math.max(0, result.length - 1));
    const length = random.whole(1, 60);
    const rest = result.subarray(at + length);
    switch (random.whole(0, 4)) {
      case 0:
        result = Buffer.concat([result.subarray(0, at), random.pick(pieces), result.subarray(at)]);
        break;
      case 1:
        result = Buffer.concat([result.subarray(0, at), rest]);
        break;
      case 2:
        result = Buffer.concat([result.subarray(0, at + length), result.subarray(at)]);
        break;
      case 3:
        result = Buffer.from(result.subarray(0, at));
        break;
      default:
        if (result.length > 0) result[at] = random.whole(0, 255);
    }
  }
  return result;
}

function answersWell(format: ReportFormat, bytes: Uint8Array): void {
  const reading = readReportFile(format, { kind: 'suspicious-report', bytes, now, jurisdiction: 'XB' });
  const rejections =
    reading.kind === 'unreadable' ? reading.rejections : reading.records.flatMap((record) => (record.isGood ? [] : record.rejections));
  if (reading.kind === 'unreadable') assert.ok(rejections.length > 0);
  for (const { line, field, reason, remedy } of rejections) {
    assert.ok(line >= 1 && field !== '' && reason !== '' && remedy !== '', JSON.stringify({ line, field, reason, remedy }));
    assert.ok(reason.length < 600, reason);
  }
}

for (const [format, name] of corpus) {
  test(`${name}, damaged ${rounds} times from seed ${seed}, is always answered`, () => {
    const bytes = readFileSync(path.join(folder, name));
    const random = seededRandomness(seed);
    for (let round = 0; round < rounds; round += 1) {
      const broken = damaged(bytes, random);
      try {
        answersWell(format, broken);
      } catch (error) {
        throw new Error(`round ${round} of seed ${seed}: ${broken.toString().slice(0, 300)}`, { cause: error });
      }
    }
  });
}

/** Damaged files that once were answered wrongly; each stays. */
const kept: readonly (readonly [name: string, format: ReportFormat, bytes: Uint8Array])[] = [
  ['nothing at all', 'goaml', Buffer.alloc(0)],
  ['one half of a byte order mark', 'fincen-sar', Buffer.from([0xff])],
  ['a comment without an end', 'goaml', Buffer.from('<report><!--')],
  ['only white space', 'stor', Buffer.from('   \n')],
  [
    'a form whose fields are a list',
    'stor',
    Buffer.from('{"format":"comity-stor/1","reports":[{"template":"mica-stor","reference":"a","reportedAt":"","fields":[]}]}'),
  ],
];

for (const [name, format, bytes] of kept) test(`${name} is answered`, () => answersWell(format, bytes));
