// SPDX-License-Identifier: Apache-2.0
/** What a bundle proves, and that nothing in it can be changed, left out or exchanged without being found. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { makeHeldKey, realSuites } from '../seals/index.ts';
import { bundleLayout, manifestPath } from '../seals/index.ts';
import { type BundleVerdict, verifyBundle } from './index.ts';
import { type Lies, listedAnew, sampleBundle, signedAnew, zipOf } from '../../tests/verifiers/sample-bundle.ts';

const sample = sampleBundle('a case');
const other = sampleBundle('another case');
const zip = zipOf(sample.files);

function verdictOn(files: ReadonlyMap<string, Uint8Array>): BundleVerdict {
  return verifyBundle(zipOf(files), { suites: realSuites });
}

function assertInvalid(verdict: BundleVerdict, what: string, place?: RegExp): void {
  assert.equal(verdict.isValid, false, `${what} must be found`);
  assert.deepEqual(verdict.lines, [], 'nothing is half proven');
  const [first] = verdict.issues;
  assert(first !== undefined && first.path !== '' && first.problem !== '', `${what}: says where`);
  if (place !== undefined) assert.match(`${first.path} ${first.problem}`, place, what);
}

/** Pages for people, and the exporter's own note: what is in them is his word, under his signature. */
const exportersWord: readonly string[] = [bundleLayout.summary, bundleLayout.readme, bundleLayout.certificatePage];
const written: readonly string[] = [manifestPath, bundleLayout.certificate];

function flipped(bytes: Uint8Array, place: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[place] = (copy[place] ?? 0) ^ (1 << (place % 7));
  return copy;
}

/** The ends, the middle and seven more, so that payload, key identifier and every region of a signature is met. */
function placesIn(bytes: Uint8Array): number[] {
  return [...new Set(Array.from({ length: 10 }, (_, tenth) => Math.floor(((bytes.length - 1) * tenth) / 9)))];
}

/** The sentences as they fit a line here. */
function short(text: string): string {
  return text
    .replace(/\b(?:Securities Commission|Financial Intelligence Unit) of (X[AB])/g, '$1')
    .replace('the agreement permitted it', 'permitted');
}

describe('a valid bundle', () => {
  const verdict = verifyBundle(zip, { suites: realSuites });

  test('says what is proven, by whom, under which clause', () => {
    assert.deepEqual(
      verdict.lines.map(({ by, clause, what }) => `${short(by)} ${clause ?? '-'} ${short(what)}`),
      [
        'XA - exported this bundle on 2026-11-20T16:30:00.000Z, for the Court of XA, and vouches for its list of files',
        'XA - signed the agreement "Arrangement XA-XB on Suspicious Transactions in Digital Assets", version 1',
        'XB - signed the agreement "Arrangement XA-XB on Suspicious Transactions in Digital Assets", version 1',
        'XA 4 asked for suspicious-transaction reports for administrative enforcement on 2026-11-20T15:30:00.000Z, to XB; permitted',
        'XA 5 had exactly this approved by 1 officer other than its preparer, by the word of their authority (password and code)',
        'XB - received it on 2026-11-20T15:31:00.000Z',
        'XB 9.1 acknowledged the request on 2026-11-20T15:31:00.000Z, to XA; permitted',
        'XA - received it on 2026-11-20T15:32:00.000Z',
        'XB 4 replied (complete) with 1 record under conditions on 2026-11-20T15:32:00.000Z, to XA; permitted',
        'XB 5 had exactly this approved by 1 officer other than its preparer, by the word of their authority (password and code)',
        'XA - received it on 2026-11-20T15:33:00.000Z',
        custodyLine('XA', sample, 1),
        custodyLine('XA', sample, 2),
        'XA - logged all 3 dispatches, in this order; its log had 10 entries at the export',
      ],
    );
    assert.deepEqual(new Set(verdict.authorities.map(({ id }) => id)), new Set([sample.xa.id, sample.xb.id]));
  });

  test('is not accepted when other authorities are expected', () => {
    assertInvalid(verifyBundle(zip, { suites: realSuites, expected: [sample.xa.id] }), 'XB is not expected', /keys.*did not expect/);
    assert(verifyBundle(zip, { suites: realSuites, expected: [sample.xa.id, sample.xb.id] }).isValid);
  });
});

/** Of one of the two items of the sample. */
function custodyLine(by: string, { files }: typeof sample, number: number): string {
  const file = [...files].filter(([path]) => path.startsWith('custody/'))[number - 1];
  assert(file !== undefined);
  const { item } = JSON.parse(new TextDecoder().decode(file[1])) as { item: { id: string; title: string; entries: { digest: string }[] } };
  const many = item.entries.length === 1 ? '1 entry' : `${item.entries.length} entries`;
  return `${by} - kept the custody log of item ${number}, ${item.id} ("${item.title}"): ${many}, each in its log; the last is ${item.entries.at(-1)?.digest}`;
}

describe('a bundle that was changed on its way', () => {
  for (const [path, bytes] of sample.files) {
    test(`${path}: a flipped byte, a missing file, or that of another case`, () => {
      for (const place of placesIn(bytes)) {
        const changed = new Map(sample.files).set(path, flipped(bytes, place));
        assertInvalid(verdictOn(changed), `byte ${place}`);
        // The list mended: the exporter's signature over it does not hold any more.
        if (path !== manifestPath) assertInvalid(verdictOn(listedAnew(changed)), `byte ${place}, with a new list`);
      }
      const without = new Map(sample.files);
      without.delete(path);
      assertInvalid(verdictOn(without), 'the missing file');
      const foreign = other.files.get(path) ?? [...other.files].find(([name]) => folderOf(name) === folderOf(path))?.[1];
      assert(foreign !== undefined);
      if (Buffer.from(foreign).equals(bytes)) return;
      assertInvalid(verdictOn(new Map(sample.files).set(path, foreign)), 'the file of another case');
    });
  }

  test('any byte of the file itself: seed printed on failure', () => {
    const property = fc.property(fc.nat(zip.length - 1), fc.integer({ min: 1, max: 255 }), (place, bits) => {
      const changed = Uint8Array.from(zip);
      changed[place] = (changed[place] ?? 0) ^ bits;
      assertInvalid(verifyBundle(changed, { suites: realSuites }), `byte ${place}`);
    });
    fc.assert(property, { numRuns: 300, verbose: 1 });
  });

  test('a file cut short, or anything that is no bundle, is invalid and throws nothing', () => {
    for (const length of [0, 1, 21, 22, zip.length >> 1, zip.length - 1])
      assertInvalid(verifyBundle(zip.slice(0, length), { suites: realSuites }), `${length}`);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => assert(!verifyBundle(bytes, { suites: realSuites }).isValid)),
      { verbose: 1 },
    );
  });
});

function folderOf(path: string): string {
  return path
    .split('/')
    .slice(0, path.startsWith('log/') ? 2 : 1)
    .join('/');
}

describe('an exporter who tampers and signs his list anew', () => {
  const proven = [...sample.files].filter(([path]) => !exportersWord.includes(path) && !written.includes(path));

  for (const [path, bytes] of proven) {
    test(`${path}: a flipped byte, or that of another case`, () => {
      for (const place of placesIn(bytes)) {
        const changed = new Map(sample.files).set(path, flipped(bytes, place));
        assertInvalid(verdictOn(signedAnew(changed, sample.xa.dispatchKey)), `byte ${place}`);
      }
      const foreign = [...other.files].filter(([name]) => folderOf(name) === folderOf(path));
      for (const [name, content] of foreign) {
        assertInvalid(verdictOn(signedAnew(new Map(sample.files).set(path, content), sample.xa.dispatchKey)), `${name} in its place`);
      }
    });
  }

  test('left out: any file but a receipt of the other side, and without it that is not said; nor must he show every custody log', () => {
    const [, ofNoOther] = proven.map(([path]) => path).filter((path) => path.startsWith('custody/'));
    for (const [path] of proven) {
      if (path === ofNoOther) continue;
      const without = new Map(sample.files);
      without.delete(path);
      const verdict = verdictOn(signedAnew(without, sample.xa.dispatchKey));
      const isReceiptOfOther = path.startsWith('receipts/') && verdict.isValid;
      if (isReceiptOfOther)
        assert(!verdict.lines.some(({ what }) => what === 'received it on 2026-11-20T15:31:00.000Z'), 'and then it is not said');
      else assertInvalid(verdict, path);
    }
  });

  test('added: a file that nothing speaks of, the keys of another authority, another agreement', () => {
    const keysOfOther = [...other.files].find(([path]) => path.startsWith('keys/'));
    const agreementOfOther = [...other.files].find(([path]) => path.startsWith('agreements/'));
    assert(keysOfOther !== undefined && agreementOfOther !== undefined);
    for (const [path, bytes] of [
      ['evidence.pdf', new Uint8Array(3)] as const,
      ['receipts/00.json', new Uint8Array(3)] as const,
      keysOfOther,
      agreementOfOther,
    ]) {
      assertInvalid(verdictOn(signedAnew(new Map(sample.files).set(path, bytes), sample.xa.dispatchKey)), path);
    }
  });

  test('signed by the other authority, in the name of the exporter', () => {
    assertInvalid(verdictOn(signedAnew(sample.files, sample.xb.dispatchKey)), 'the wrong hand', /certificate.json/);
  });

  test('two dispatches in each other’s place', () => {
    const swapped = new Map(sample.files);
    const [second, third] = [sample.files.get(bundleLayout.dispatch(2)), sample.files.get(bundleLayout.dispatch(3))];
    assert(second !== undefined && third !== undefined);
    swapped.set(bundleLayout.dispatch(2), third).set(bundleLayout.dispatch(3), second);
    assertInvalid(verdictOn(signedAnew(swapped, sample.xa.dispatchKey)), 'the order', /0003.json .*order of the log/);
  });
});

type Payload = Record<string, unknown> & {
  readonly act: object;
  readonly body: Record<string, unknown>;
  readonly approvals: readonly object[];
};
const at = (position: number, change: (payload: Payload) => object): Lies => ({
  dispatch: (payload, index) => (index === position ? { ...payload, ...change(payload as Payload) } : payload),
});
const recordsOf = (payload: Payload) => payload.body['records'] as readonly { conditions: readonly object[] }[];

/** Each row: an author or a recipient who signs something else than what happened, and where it is found. */
const fresh = makeHeldKey('dispatch', { ...realSuites, random: (count) => new Uint8Array(count).fill(77) });
const agreementKey = { side: 'xb', key: fresh } as const;

/** The key for dispatches is replaced and retired. */
const newKey: NonNullable<Lies['later']>['changes'] = (own) => {
  return [
    { kind: 'add-key', purpose: 'dispatch', suite: fresh.suite, publicKey: fresh.publicKey },
    { kind: 'retire-key', keyId: own.dispatch.keyId },
  ];
};
/** The key for dispatches is replaced and revoked. */
const stolenKey =
  (suspectFrom: number): NonNullable<Lies['later']>['changes'] =>
  (own) => [...newKey(own).slice(0, 1), { kind: 'revoke-key', keyId: own.dispatch.keyId, suspectFrom }];

const lies: readonly (readonly [what: string, lies: Lies, place: RegExp])[] = [
  ['a verdict that the agreement does not give', at(0, () => ({ verdict: `sha256:${'0'.repeat(64)}` })), /0001.json .*verdict/],
  ['a request that nobody approved', at(0, () => ({ approvals: [] })), /0001.json .*asks for the approval/],
  [
    'a request approved by its preparer alone',
    at(0, ({ approvals }) => ({ approvals, preparedBy: (approvals[0] as { officer: string }).officer })),
    /0001.json .*approval/,
  ],
  [
    'an approval of something else',
    at(0, (p) => ({ approvals: p.approvals.map((one) => ({ ...one, subject: `sha256:${'1'.repeat(64)}` })) })),
    /0001.json .*approval/,
  ],
  ['another body than was approved', at(0, (p) => ({ body: { ...p.body, reference: 'XA-2' } })), /0001.json .*approval/],
  ['another purpose in the body than in the act', at(0, (p) => ({ body: { ...p.body, purpose: 'supervision' } })), /0001.json .*act/],
  [
    'a field more in the act than in the body',
    at(0, (p) => ({ body: { ...p.body, content: { subject: 'Meridian Tide' } } })),
    /0001.json .*act/,
  ],
  [
    'urgency in the body alone',
    at(0, (p) => ({ body: { ...p.body, class: 'urgent', urgency: { ground: 'flight-of-assets', reason: 'Now.' } } })),
    /0001.json .*act/,
  ],
  ['another case in the body', at(1, (p) => ({ body: { ...p.body, requestId: 'req_other' } })), /0002.json .*act/],
  ['another case in the dispatch', at(1, () => ({ caseRef: 'req_other' })), /0002.json .*another case/],
  ['another purpose in the dispatch', at(1, () => ({ purpose: 'supervision' })), /0002.json .*purpose or class/],
  ['another kind than the act', at(1, () => ({ kind: 'assistance.question' })), /0002.json .*act/],
  ['a kind that belongs to no case', at(1, () => ({ kind: 'peering.confirmation' })), /0002.json .*belongs to no case/],
  ['a second request', at(1, () => ({ kind: 'assistance.request' })), /0002.json .*second request/],
  [
    'another version of the agreement',
    at(1, (p) => ({ agreement: { ...(p['agreement'] as object), version: 2 } })),
    /0002.json .*agreement/,
  ],
  ['a step of the other side', at(1, (p) => ({ from: (p['to'] as string[])[0], to: [p['from']] })), /0002.json .*parts/],
  ['a moment that is none', at(1, () => ({ createdAt: 'yesterday' })), /0002.json.*createdAt/],
  [
    'conditions on a dispatch that has none',
    at(1, (p) => ({ conditions: [(p['conditions'] as object[])[0] ?? recordsOfReply()] })),
    /0002.json .*(?:conditions|approval)/,
  ],
  [
    'a record without conditions',
    at(2, (p) => ({ body: { ...p.body, records: recordsOf(p).map((one) => ({ ...one, conditions: [] })) } })),
    /0003.json .*act/,
  ],
  ['a text without conditions', at(2, () => ({ conditions: [] })), /0003.json .*act/],
  [
    'a record of somebody else',
    at(2, (p) => ({ body: { ...p.body, records: recordsOf(p).map((one) => ({ ...one, originator: 'ca1' })) } })),
    /0003.json .*act/,
  ],
  [
    'one record more than the act says',
    at(2, (p) => ({ body: { ...p.body, records: [...recordsOf(p), ...recordsOf(p)] } })),
    /0003.json .*act/,
  ],
  [
    'a receipt for another dispatch',
    { receipt: (receipt) => ({ ...receipt, dispatch: `sha256:${'2'.repeat(64)}` }) },
    /receipts.*another dispatch/,
  ],
  ['a receipt to somebody else', { receipt: (receipt) => ({ ...receipt, to: receipt['from'] }) }, /receipts.*same two/],
  ['a receipt that names another entry', { receipt: (receipt) => ({ ...receipt, logIndex: 1 }) }, /proofs.*another entry/],
  [
    'a receipt that rejects what the log admits',
    { receipt: (receipt) => ({ ...receipt, state: 'rejected', code: 'state-conflict' }) },
    /proofs.*dispatch.refused-admission/,
  ],
  ['a proof of another place', { proof: (proof) => ({ ...proof, index: (proof['index'] as number) + 1 }) }, /proofs/],
  ['a proof under another head', { proof: (proof) => ({ ...proof, size: 5 }) }, /proofs.*another head/],
  [
    'a proof with another body',
    { proof: (proof) => ({ ...proof, body: (proof['body'] as string).replace('server', 'nobody') }) },
    /proofs.*not in the log/,
  ],
  ['an entry of another event', { proof: (proof) => ({ ...proof, event: 'record.used' }) }, /proofs.*record.used/],
  ['an entry that does not say how far the keys went', { keyPlaces: () => ({}) }, /proofs.*how far/],
  [
    'an entry that knows more key events than there are',
    { keyPlaces: (keys) => ({ ...keys, keyEvents: 9 }) },
    /proofs.*ends before event 9/,
  ],
  [
    'a key history that grew shorter from one entry to the next',
    {
      keyPlaces: (keys, position) => ({ ...keys, keyEvents: position === 0 ? 2 : 1 }),
      later: { side: 'xa', changes: (own) => newKey(own).slice(0, 1) },
    },
    /longer at an earlier entry/,
  ],
  [
    'a dispatch by a key that was retired before its entry',
    { keyPlaces: (keys) => ({ ...keys, keyEvents: 3 }), later: { side: 'xa', changes: newKey } },
    /0001.json .*did not count/,
  ],
  [
    'a dispatch of the other side by a key that was revoked before its entry',
    { keyPlaces: (keys) => ({ ...keys, peerKeyEvents: 3 }), later: { side: 'xb', changes: stolenKey(99) }, agreementKey },
    /did not count/,
  ],
  [
    'a receipt by a key that its author has made suspect from before it',
    { later: { side: 'xb', changes: stolenKey(0) }, agreementKey },
    /receipts/,
  ],
  ['an agreement that only a stolen key has signed', { later: { side: 'xb', changes: stolenKey(99) } }, /agreements/],
  ['a proof that says more than is proven', { proof: (proof) => ({ ...proof, note: 'Trust me.' }) }, /proofs/],
  ['an agreement that XB has not signed', { signers: ['xa'] }, /agreements.*not signed by/],
  ['another exporter', { certificate: { exportedBy: `ca1${'q'.repeat(51)}q` } }, /certificate.json/],
  ['another case in the certificate', { certificate: { caseRef: 'req_other' } }, /0001.json .*another case/],
  [
    'another head of the log in the certificate',
    { certificate: { log: { origin: 'ca1/acts', size: 6, root: '' } } },
    /certificate.json .*head/,
  ],
  ['a certificate that says more than there is to say', { certificate: { note: 'Trust me.' } }, /certificate.json/],
  [
    'a reason for what is shown',
    {
      certificate: {
        withheld: [{ dispatch: `sha256:${'3'.repeat(64)}`, pointer: '/text', manner: 'withheld', count: 1, reason: 'Private.' }],
      },
    },
    /certificate.json .*not in the bundle/,
  ],
];

function recordsOfReply(): object {
  const reply = sample.files.get(bundleLayout.dispatch(3)) ?? new Uint8Array();
  const { payload } = JSON.parse(new TextDecoder().decode(reply)) as { payload: string };
  return (JSON.parse(Buffer.from(payload, 'base64').toString()) as { conditions: object[] }).conditions[0] ?? {};
}

describe('a key that changes after the fact', () => {
  test('leaves standing what the log holds from before it was retired', () => {
    const { files } = sampleBundle('a case', { later: { side: 'xb', changes: newKey } });
    assert.equal(verdictOn(files).isValid, true);
  });
  test('lets in what was on its way when the other side retired it', () => {
    const keyPlaces = (keys: Record<string, unknown>) => ({ ...keys, peerKeyEvents: 3 });
    const { files } = sampleBundle('a case', { keyPlaces, later: { side: 'xb', changes: newKey } });
    assert.equal(verdictOn(files).isValid, true);
  });
  test('makes suspect, in a line of its own, what its owner no longer vouches for', () => {
    const { files } = sampleBundle('a case', { later: { side: 'xb', changes: stolenKey(99) }, agreementKey });
    const verdict = verdictOn(files);
    assert.equal(verdict.isValid, true, JSON.stringify(verdict.issues));
    assert.equal(verdict.lines.filter(({ what }) => what.startsWith('has revoked the key under')).length > 0, true);
  });
});

describe('an author who signs what did not happen', () => {
  for (const [what, lie, place] of lies) {
    test(what, () => assertInvalid(verdictOn(sampleBundle('a case', lie).files), what, place));
  }
});
