// SPDX-License-Identifier: Apache-2.0
/** Report formats: what a file becomes, what is said about a bad one, and that nothing is lost on the way through. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { Instant } from '../../kernel/index.ts';
import type { FileReading, Rejection } from '../imports/file-records.ts';
import type { SuspiciousReport } from '../suspicious-reports/wire.ts';
import { createXmlReader, type XmlElement } from '../xml/read-xml.ts';
import { writeFincen } from './fincen/write-fincen.ts';
import { writeGoaml } from './goaml/write-goaml.ts';
import { createReportReader, readReportFile, type ReportFormat } from './read-report-file.ts';
import { answerCsvText } from './report-answer.ts';
import { writeStor } from './stor/write-stor.ts';

const now = '2026-11-20T15:30:00.000Z' as Instant;
const root = path.join(import.meta.dirname, '../../..');
const sample = (name: string): string => readFileSync(path.join(root, 'examples/records', name), 'utf8');
const samples = {
  transactions: sample('xb-goaml-transactions.xml'),
  activity: sample('xb-goaml-activity.xml'),
  stor: sample('xa-mica-stor.json'),
  fincen: sample('xa-fincen-sar.xml'),
};

function read(format: ReportFormat, text: string | Uint8Array): FileReading {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return readReportFile(format, { kind: 'suspicious-report', bytes, now, jurisdiction: 'XB' });
}

function bodies(reading: FileReading): SuspiciousReport[] {
  assert.equal(reading.kind, 'records', JSON.stringify(reading));
  if (reading.kind !== 'records') return [];
  return reading.records.map((record) => {
    assert.ok(record.isGood, JSON.stringify(record));
    return record.body as SuspiciousReport;
  });
}

function faults(reading: FileReading): readonly Rejection[] {
  return reading.kind === 'unreadable' ? reading.rejections : reading.records.flatMap((record) => (record.isGood ? [] : record.rejections));
}

test('the transactions of a goAML report become movements between parties and accounts, each once', () => {
  const [report] = bodies(read('goaml', samples.transactions));
  assert.ok(report !== undefined);
  assert.equal(report.reference, 'MTX-STR-2026-0031');
  assert.equal(report.reporter?.id, '4207');
  assert.deepEqual(report.indicators, ['LAYER', 'UNHOST']);
  assert.deepEqual(
    report.parties.map(({ role, kind, name }) => `${role} ${kind} ${name}`),
    [
      'controller person Corvin Halloway',
      'suspected entity Tern Rock Trading Ltd',
      'suspected person Ilse Vesper',
      'counterparty entity Unknown holder',
    ],
  );
  assert.deepEqual(
    report.accounts?.map(({ kind, number, holders }) => [kind, number, holders]),
    [
      ['account', 'XA-55-0017-2209', [1]],
      ['account', 'MTX-88213', [2]],
      ['wallet', 'xb1q7tmr3v0lantern5wvesper0demo2x9kq', [3]],
    ],
  );
  assert.deepEqual(
    report.movements.map(({ at, amount, unit, from, to, otherAmount }) => [at, amount, unit, from, to, otherAmount?.amount]),
    [
      ['2026-03-04T10:02:11.000Z', '9800.00', 'EUR', 'XA-55-0017-2209', 'MTX-88213', undefined],
      ['2026-03-04T10:41:55.000Z', '9755.40', 'EUR', 'MTX-88213', 'xb1q7tmr3v0lantern5wvesper0demo2x9kq', '0.1614'],
    ],
  );
});

test('an activity has parties and no movement; the report that was rejected before is named', () => {
  const [report] = bodies(read('goaml', samples.activity));
  assert.deepEqual(report?.movements, []);
  assert.deepEqual(report?.follows, { relation: 'corrects', reference: 'CGX-SAR-2026-0006' });
  assert.deepEqual(
    report?.parties.map(({ role, name }) => `${role} ${name}`),
    ['suspected Skua Point Holdings SA', 'other Maro Dunlin'],
  );
});

test("moments of goAML are on the authority's clock, and midnight means that the hour is not known", () => {
  const emirates = readReportFile('goaml', {
    kind: 'suspicious-report',
    bytes: Buffer.from(samples.transactions),
    now,
    jurisdiction: 'AE',
  });
  // Codes of XB are not all codes of AE, so the report is sent back, with the list that it should use.
  assert.match(
    faults(emirates)
      .map(({ reason, remedy }) => `${reason} ${remedy}`)
      .join('\n'),
    /transactionnumber|account_name|phones|demands/,
  );
  const midnight = samples.transactions.replace('2026-03-04T10:02:11', '2026-03-04T00:00:00');
  assert.equal(bodies(read('goaml', midnight))[0]?.movements[0]?.at, '2026-03-04');
});

/** The leaves of a tree with their paths: what a format says, whatever the white space between. */
function leaves(element: XmlElement, at = ''): string[] {
  const path_ = `${at}/${element.name}`;
  const own = element.children.length === 0 ? [`${path_}=${element.text.trim()}`] : [];
  return [...own, ...element.children.flatMap((child) => leaves(child, path_))];
}

function treesOf(text: string, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  const reader = createXmlReader(new Set([name]), (element) => found.push(element));
  assert.ok(reader.write(text).ok && reader.end().ok);
  return found;
}

for (const [name, text] of Object.entries({ transactions: samples.transactions, activity: samples.activity })) {
  test(`a goAML report with ${name} goes out as it came in, with everything that our model has no member for`, () => {
    const written = writeGoaml(bodies(read('goaml', text)), { jurisdiction: 'XB', currency: 'EUR' });
    assert.deepEqual(written.notes, []);
    assert.deepEqual(
      treesOf(written.text, 'report').flatMap((tree) => leaves(tree)),
      treesOf(text, 'report').flatMap((tree) => leaves(tree)),
    );
  });
}

test('a report that was changed since is written from the model, not from what came', () => {
  const [report] = bodies(read('goaml', samples.transactions));
  assert.ok(report !== undefined);
  const changed = { ...report, narrative: 'Another reason.' };
  const { text } = writeGoaml([changed], { jurisdiction: 'XB', currency: 'EUR' });
  assert.match(text, /Another reason\./);
  assert.doesNotMatch(text, /Four transfers within two days/);
  const [again] = bodies(read('goaml', text));
  assert.deepEqual(
    again?.movements.map(({ amount, from, to }) => [amount, from, to]),
    report.movements.map(({ amount, from, to }) => [amount, from, to]),
  );
});

const everything = (): SuspiciousReport[] => [
  ...bodies(read('goaml', samples.transactions)),
  ...bodies(read('goaml', samples.activity)),
  ...bodies(read('stor', samples.stor)),
  ...bodies(read('fincen-sar', samples.fincen)),
];

test('any report is written in any format, is good there, and keeps its reference and who is suspected', () => {
  const suspectedIn = (reports: readonly SuspiciousReport[]): string[] =>
    reports.flatMap(({ parties }) => parties.filter(({ role }) => role === 'suspected').map(({ name }) => name)).toSorted();
  const reports = everything();
  const goaml = writeGoaml(
    reports.map((report) => ({ ...report, indicators: report.indicators?.includes('LAYER') ? report.indicators : ['FRAUD'] })),
    { jurisdiction: 'XB', currency: 'EUR' },
  );
  const fincen = writeFincen(reports, { now });
  for (const [format, text] of [
    ['goaml', goaml.text],
    ['fincen-sar', fincen.text],
  ] as const) {
    const again = bodies(read(format, text));
    assert.deepEqual(
      again.map(({ reference }) => reference),
      reports.map(({ reference }) => reference),
      format,
    );
    assert.deepEqual(suspectedIn(again), suspectedIn(reports), format);
  }
  const stor = writeStor(reports.filter(({ suspicion }) => suspicion === 'market-manipulation'));
  assert.deepEqual(
    bodies(read('stor', stor.text)).map(({ reference }) => reference),
    ['SKY-STOR-2026-014'],
  );
});

test('a market abuse form in JSON and the same in CSV are one report', () => {
  const [json] = bodies(read('stor', samples.stor));
  assert.ok(json?.form !== undefined);
  const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const rows = [
    'report,template,field,entry,value,not_applicable',
    `${json.reference},mica-stor,reported-at,1,${json.reportedAt},`,
    ...json.form.fields.map(({ field, entry, value, notApplicable }) =>
      [json.reference, 'mica-stor', field, String(entry), quote(value ?? ''), quote(notApplicable ?? '')].join(','),
    ),
  ];
  const [csv] = bodies(read('stor', `${rows.join('\r\n')}\r\n`));
  assert.deepEqual(csv, json);
});

const badFiles: readonly (readonly [
  name: string,
  format: ReportFormat,
  text: string | Uint8Array,
  line: number,
  place: RegExp,
  reason: RegExp,
])[] = [
  ['a DOCTYPE', 'goaml', '<?xml version="1.0"?>\n<!DOCTYPE report [<!ENTITY a "b">]>\n<report/>', 2, /^file$/, /DOCTYPE/],
  [
    'a bomb of entities',
    'goaml',
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><report>&b;</report>',
    1,
    /^file$/,
    /DOCTYPE/,
  ],
  ['an entity that nobody declares', 'goaml', '<report><reason>&file;</reason></report>', 1, /^file$/, /entity/],
  [
    'bytes that are not UTF-8',
    'goaml',
    Buffer.concat([Buffer.from('<report>\n<reason>'), Buffer.from([0xe9, 0x20]), Buffer.alloc(300, 0x20)]),
    1,
    /^file$/,
    /not utf-8/,
  ],
  ['an encoding that is not read', 'goaml', '<?xml version="1.0" encoding="EBCDIC-CP-US"?><report/>', 1, /^file$/, /ebcdic/],
  ['a file that ends early', 'goaml', samples.transactions.slice(0, 2000), 40, /^file$/, /not well formed/],
  ['an empty file', 'goaml', '', 1, /^file$/, /no element|not well formed/],
  ['a ZIP file', 'goaml', Buffer.from('PK\u0003\u0004 and more'), 1, /^file$/, /ZIP/],
  ['another document', 'goaml', '<html><body/></html>', 1, /^file$/, /no goAML report/],
  [
    'an unknown element',
    'goaml',
    samples.transactions.replace('<entity_reference>', '<surprise/><entity_reference>'),
    7,
    /report\/surprise/,
    /No element of this name/,
  ],
  [
    'elements in another order',
    'goaml',
    samples.transactions
      .replace('<submission_code>E</submission_code>', '')
      .replace('<entity_reference>', '<submission_code>E</submission_code><entity_reference>'),
    7,
    /submission_code/,
    /behind "report_code"/,
  ],
  [
    'a missing element',
    'goaml',
    samples.transactions.replace(/<entity_reference>.*<\/entity_reference>/, ''),
    2,
    /^report$/,
    /"entity_reference" is missing/,
  ],
  [
    '00/00/1960',
    'goaml',
    samples.transactions.replace('1988-02-14T00:00:00', '00/00/1960'),
    67,
    /t_to_my_client\/to_account\/signatory\[1\]\/t_person\/birthdate/,
    /"00\/00\/1960" is not a date/,
  ],
  [
    '30 February',
    'goaml',
    samples.transactions.replace('2026-03-04T10:02:11', '2026-02-30T10:02:11'),
    21,
    /date_transaction/,
    /not a day of the calendar/,
  ],
  [
    'a name of 50,000 characters',
    'goaml',
    samples.transactions.replace('<last_name>Vesper', `<last_name>${'V'.repeat(50_000)}`),
    66,
    /last_name/,
    /50000 characters; 100 are the most/,
  ],
  [
    'a code of no list',
    'goaml',
    samples.transactions.replace('<indicator>LAYER', '<indicator>LAYERS'),
    151,
    /indicator\[1\]/,
    /"LAYERS" is not in the list/,
  ],
  ['an amount in words', 'goaml', samples.transactions.replace('9800.00', 'about 9800'), 24, /amount_local/, /not an amount/],
  [
    'more decimals than the currency has',
    'goaml',
    samples.transactions.replace('9800.00', '9800.005'),
    17,
    /\/movements\/0\/amount/,
    /EUR has 2 decimals/,
  ],
  [
    'both an account and a person',
    'goaml',
    samples.transactions.replace(
      '<to_country>XB',
      '<to_person><first_name>A</first_name><last_name>B</last_name></to_person><to_country>XB',
    ),
    49,
    /t_to_my_client/,
    /Only one of/,
  ],
  [
    'neither transaction nor activity',
    'goaml',
    samples.transactions.replace(/<transaction>[^]*<\/transaction>/, ''),
    2,
    /^report$/,
    /neither a transaction nor an activity/,
  ],
  [
    'a date that lies ahead',
    'goaml',
    samples.transactions.replace('2026-03-16T09:20:00', '2031-03-16T09:20:00'),
    2,
    /\/reportedAt/,
    /lies in the future/,
  ],
  [
    'a batch that counts wrongly',
    'fincen-sar',
    samples.fincen.replace('PartyCount="', 'PartyCount="9'),
    2,
    /EFilingBatchXML/,
    /"PartyCount" says 9/,
  ],
  [
    'a number of an element twice',
    'fincen-sar',
    samples.fincen.replaceAll('SeqNum="3"', 'SeqNum="2"'),
    9,
    /Party\/@SeqNum/,
    /stands twice/,
  ],
  [
    'another name space',
    'fincen-sar',
    samples.fincen.replace('www.fincen.gov/base', 'www.example.org/base'),
    2,
    /EFilingBatchXML/,
    /name space/,
  ],
  ['a form without its reasons', 'stor', samples.stor.replace(/"reasons": "[^"]*",/, ''), 6, /^reasons$/, /not answered/],
  [
    'a form with a field that nobody knows',
    'stor',
    samples.stor.replace('"own-account"', '"own-acount"'),
    6,
    /^own-acount$/,
    /no such field/,
  ],
  [
    'a form that gives a value where it gives none',
    'stor',
    samples.stor.replace('"country": "XB"', '"country": ""'),
    6,
    /^country$/,
    /neither a value nor a reason/,
  ],
  ['a form that is no JSON', 'stor', '{ "format": "comity-stor/1", "reports": [', 1, /^file$/, /./],
];

for (const [name, format, text, line, place, reason] of badFiles) {
  test(`${name} is told with line, place and remedy`, () => {
    const found = faults(read(format, text));
    const told = found.find((fault) => reason.test(fault.reason));
    assert.ok(told !== undefined, JSON.stringify(found));
    assert.equal(told.line, line);
    assert.match(told.field, place);
    assert.ok(told.remedy.length > 5);
  });
}

const unreadable: readonly (readonly [what: string, spoil: (text: string) => string, before: readonly string[]])[] = [
  ['a DOCTYPE', (text) => text.replace('<reports>', '<!DOCTYPE reports><reports>'), []],
  ['an entity in its reference', (text) => text.replace('R-2<', 'R-2&file;<'), ['R-1']],
  ['a sign that XML does not allow', (text) => text.replace('R-2<', 'R-\u00002<'), ['R-1']],
  ['a tag that closes nothing', (text) => text.replace('R-3<', 'R-3</never><'), ['R-1', 'R-2']],
];

for (const [what, spoil, before] of unreadable)
  test(`${what} ends the reading: no report in which it is, or behind it, is handed over`, () => {
    const report = samples.activity.replace(/^<\?xml[^>]*>/, '');
    const text = `<reports>${[1, 2, 3].map((at) => report.replace('CGX-SAR-2026-0008', `R-${at}`)).join('')}</reports>`;
    const seen: string[] = [];
    const reader = createReportReader('goaml', { now, jurisdiction: 'XB', onReport: ({ reference }) => seen.push(reference) });
    assert.equal(reader.write(Buffer.from(text)).ok, true);
    assert.deepEqual(seen.splice(0), ['R-1', 'R-2', 'R-3']);
    const spoilt = createReportReader('goaml', { now, jurisdiction: 'XB', onReport: ({ reference }) => seen.push(reference) });
    assert.equal(spoilt.write(Buffer.from(spoil(text))).ok, false);
    assert.deepEqual(seen, before);
  });

test('line ends may be mixed, and UTF-16 and Latin-1 are read where the file says so', () => {
  const [plain] = bodies(read('goaml', samples.activity.replace('Maro', 'Mårö')));
  const mixed = samples.activity
    .replace('Maro', 'Mårö')
    .split('\n')
    .map((line, at) => line + (at % 2 === 0 ? '\r\n' : '\n'))
    .join('');
  const latin = Buffer.from(samples.activity.replace('Maro', 'Mårö').replace('UTF-8', 'ISO-8859-1'), 'latin1');
  const wide = Buffer.from(`\ufeff${samples.activity.replace('Maro', 'Mårö')}`, 'utf16le');
  assert.equal(plain?.parties[1]?.name, 'Mårö Dunlin');
  for (const bytes of [Buffer.from(mixed), latin, wide]) assert.deepEqual(bodies(read('goaml', bytes))[0]?.parties, plain?.parties);
});

test('an answer that a spreadsheet opens carries no formula out of a name', () => {
  const answer = {
    fileName: 'a.xml',
    digest: '',
    answeredAt: now,
    fileFaults: [],
    reports: [{ reference: '=HYPERLINK("http://example.org")', outcome: 'accepted' as const, number: '-12.5', faults: [] }],
  };
  assert.equal(answerCsvText(answer).split('\r\n')[1], '"\'=HYPERLINK(""http://example.org"")",accepted,\'-12.5,,,,');
});
