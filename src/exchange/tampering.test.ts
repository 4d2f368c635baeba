// SPDX-License-Identifier: Apache-2.0
/** What a hostile network or a lying peer can do to an envelope, and what it gets: nothing admitted, and the answer in the table. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { canonicalJson, type IdOf, type JsonValue, addMs } from '../kernel/index.ts';
import {
  appendKeyEvent,
  dispatchType,
  foldKeyHistory,
  fromHex,
  type HeldKey,
  makeAuthority,
  readSigned,
  receiptType,
  signDocument,
  withholdParts,
  writeBodyPart,
  writeSigned,
  writeWholeBody,
} from '../seals/index.ts';
import {
  arrive,
  ask,
  deliverAll,
  effectsOf,
  type Federation,
  queueAsk,
  seededRandom,
  standInSuites,
  start,
  twoAuthorities,
} from './federation.test.ts';
import { channelOf } from './dispatch.ts';
import { deliverDue, queueDispatch, readEnvelopeForm, readPayload, readReceipt, sealEnvelope } from './index.ts';
import type { DispatchWire, RejectionCode } from './wire.ts';

/** An envelope as it stands on the wire, which has not arrived yet. */
async function envelopeOnTheWay(federation: Federation): Promise<Uint8Array> {
  federation.fault = () => 'lose-envelope';
  await queueAsk(federation);
  await deliverAll(federation);
  federation.fault = () => null;
  const envelope = federation.posted.at(-1)?.bytes;
  assert(envelope !== undefined);
  return envelope;
}

/** What the recipient answers: an unsigned code, or the state and code of its signed receipt. */
async function answerTo(federation: Federation, envelope: Uint8Array): Promise<string> {
  const answer = await arrive(federation, 'xb', envelope);
  assert(answer.kind === 'answered');
  if (answer.status !== 200) return `unsigned ${answer.status} ${new TextDecoder().decode(answer.bytes)}`;
  const receipt = readReceipt(answer.bytes, federation.xb.keyState, federation.xb.ports.suite);
  assert(receipt.ok);
  const { state, code, isRetryable } = receipt.value;
  return `signed ${code ?? state}${isRetryable ? ' for now' : ''}`;
}

function assertUntouched({ xb }: Federation): void {
  const { inbox, effects, log } = xb.store.state();
  assert.deepEqual([inbox.size, effects.size, log.length], [0, 0, 0]);
}

type Part = readonly [
  what: string,
  change: (envelope: Uint8Array, at: Record<'headerEnd' | 'encEnd', number>) => Uint8Array,
  expected: RegExp,
];

const flip = (bytes: Uint8Array, at: number): Uint8Array => bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
const withText = (bytes: Uint8Array, from: string, to: string): Uint8Array => {
  const text = Buffer.from(bytes).toString('latin1');
  assert(text.includes(from), from);
  return new Uint8Array(Buffer.from(text.replace(from, to), 'latin1'));
};

const parts: readonly Part[] = [
  ['nothing at all', () => new Uint8Array(), /unsigned 400 malformed/],
  ['the length of the header', (envelope) => flip(envelope, 0), /unsigned 400 malformed/],
  ['the version', (envelope) => withText(envelope, '"v":1', '"v":2'), /unsigned 400 malformed/],
  ['the class', (envelope) => withText(envelope, '"class":"normal"', '"class":"urgent"'), /unsigned 400/],
  ['the order of the header', (envelope) => withText(envelope, '"class":"normal",', ' "class":"normal",'), /unsigned 400 malformed/],
  ['the recipient', (envelope) => withText(envelope, '"to":"ca1', '"to":"ca2'), /unsigned 400 malformed/],
  ['the id of the key', (envelope) => withText(envelope, '"sealKey":"key_', '"sealKey":"kex_'), /unsigned 400 malformed/],
  ['the length of the encapsulated key', (envelope, { headerEnd }) => flip(envelope, headerEnd + 1), /unsigned 400/],
  ['the encapsulated key', (envelope, { headerEnd }) => flip(envelope, headerEnd + 10), /unsigned 400 cannot-open/],
  ['the first byte of the content', (envelope, { encEnd }) => flip(envelope, encEnd), /unsigned 400 cannot-open/],
  [
    'the middle of the content',
    (envelope, { encEnd }) => flip(envelope, Math.floor((encEnd + envelope.length) / 2)),
    /unsigned 400 cannot-open/,
  ],
  ['the last byte', (envelope) => flip(envelope, envelope.length - 1), /unsigned 400 cannot-open/],
  ['a byte more at the end', (envelope) => new Uint8Array([...envelope, 0]), /unsigned 400 cannot-open/],
  ['a byte less at the end', (envelope) => envelope.slice(0, -1), /unsigned 400 cannot-open/],
  ['everything after the header', (envelope, { headerEnd }) => envelope.slice(0, headerEnd), /unsigned 400 malformed/],
];

describe('a changed envelope is refused without a signature and without a trace', () => {
  for (const [what, change, expected] of parts) {
    test(what, async () => {
      const federation = twoAuthorities(`tamper ${what}`);
      const envelope = await envelopeOnTheWay(federation);
      const form = readEnvelopeForm(envelope);
      assert(form.ok);
      const headerEnd = 4 + form.value.headerBytes.length;
      const changed = change(envelope, { headerEnd, encEnd: headerEnd + 2 + form.value.enc.length });
      assert.match(await answerTo(federation, changed), expected);
      assertUntouched(federation);
      assert.equal(await answerTo(federation, envelope), 'signed delivered', 'the true one still arrives');
    });
  }
});

test('no single changed byte of an envelope is admitted as it was', async () => {
  const federation = twoAuthorities('any byte');
  const envelope = await envelopeOnTheWay(federation);
  await fc.assert(
    fc.asyncProperty(fc.nat(envelope.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
      const answer = await answerTo(
        federation,
        envelope.map((byte, index) => (index === at ? byte ^ mask : byte)),
      );
      assert.match(answer, /^unsigned/);
      assertUntouched(federation);
    }),
    { numRuns: 300 },
  );
});

test('whatever bytes a stranger sends, they are refused without a signature', async () => {
  const federation = twoAuthorities('any bytes');
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
      assert.match(await answerTo(federation, bytes), /^unsigned/);
    }),
    { numRuns: 300 },
  );
  assertUntouched(federation);
});

test('an envelope for another authority, and one from an authority that is not known, are refused alike', async () => {
  const federation = twoAuthorities('misdirected');
  const envelope = await envelopeOnTheWay(federation);
  const toSender = await arrive(federation, 'xa', envelope);
  assert(toSender.kind === 'answered');
  assert.equal(toSender.status, 404);
  federation.xb.store.state().peers.clear();
  assert.equal(await answerTo(federation, envelope), 'unsigned 404 not-a-peer');
});

// --- what a peer signs, but may not say ---------------------------------------------------------------------------

/** A dispatch of XA with changes that its own server would never make, signed by its key (or another) and sealed for XB. */
async function signedWith(
  federation: Federation,
  changes: Changes,
  key: HeldKey = federation.xa.keys.dispatch,
  seal: { readonly body: Uint8Array } | null = null,
): Promise<Uint8Array> {
  const { xa, xb } = federation;
  const honest = await honestDispatch(federation);
  const payload = { ...honest.payload, ...changes };
  const body = seal?.body ?? honest.body;
  const bytes = new TextEncoder().encode(canonicalJson(payload));
  const { suite, sealSuite, random } = xa.ports;
  const document = signDocument({ payloadType: dispatchType, payload: bytes, suite, keyPair: key, keyId: key.keyId });
  return sealEnvelope({
    dispatch: writeSigned(document),
    body,
    from: xa.keyState.authorityId,
    to: xb.keyState,
    class: 'normal',
    now: federation.now,
    sealSuite,
    random,
  });
}

type Changes = Partial<Record<keyof DispatchWire | 'extra', unknown>>;

async function honestPayload(federation: Federation): Promise<DispatchWire> {
  return (await honestDispatch(federation)).payload;
}

/** What XA's server would sign now, and the body beside it, without keeping anything of it. */
async function honestDispatch(federation: Federation): Promise<{ payload: DispatchWire; body: Uint8Array }> {
  const { ports, store } = federation.xa;
  const { permit, content } = ask(federation);
  const before = store.state();
  const { digest } = await store.transaction((tx) => queueDispatch(ports, tx, permit, content));
  const row = store.state().outbox.get(digest)?.row;
  assert(row !== undefined);
  for (const map of ['outbox', 'channels'] as const) store.state()[map].clear();
  for (const [name, row] of before.outbox) store.state().outbox.set(name, row);
  const document = readSigned(row.signedBytes);
  const payload = document.ok ? readPayload(document.value) : document;
  assert(payload.ok);
  return { payload: payload.value, body: row.bodyDocument };
}

type Lie = readonly [what: string, expected: RejectionCode, changes: (federation: Federation) => Changes, isForNow?: true];

const lies: readonly Lie[] = [
  ['a kind that does not exist', 'kind-unknown', () => ({ kind: 'assistance.gossip' })],
  ['a kind that is not that of its act', 'act-differs-from-body', () => ({ kind: 'assistance.withdrawal' })],
  ['a kind that is no word', 'malformed', () => ({ kind: 'Robert; drop table' })],
  ['an identifier that is none', 'malformed', () => ({ id: 'dsp_1' })],
  ['another recipient', 'malformed', (federation) => ({ to: [federation.xa.keyState.authorityId] })],
  ['two recipients', 'malformed', ({ xa, xb }) => ({ to: [xb.keyState.authorityId, xa.keyState.authorityId] })],
  ['another author', 'malformed', ({ xb }) => ({ from: xb.keyState.authorityId })],
  ['a field that nobody knows', 'malformed', () => ({ extra: 1 })],
  ['another channel', 'malformed', () => ({ channel: 'elsewhere' })],
  ['no channel position', 'malformed', () => ({ seq: 0 })],
  [
    'an act between others',
    'malformed',
    () => ({ act: { kind: 'withdraw', from: 'ca1', to: 'ca1', agreement: { id: 'agr', version: 1, digest: 'x' }, requestId: 'req' } }),
  ],
  ['a moment that is none', 'malformed', () => ({ createdAt: 'yesterday' })],
  ['an end before its beginning', 'malformed', () => ({ notAfter: start, createdAt: addMs(start, 1) })],
  ['an end in a year', 'malformed', () => ({ notAfter: addMs(start, 365 * 86_400_000) })],
  ['a beginning in the future', 'malformed', () => ({ createdAt: addMs(start, 3_600_000) }), true],
  ['another class than its envelope', 'malformed', () => ({ class: 'other' })],
  ['an end that has passed', 'expired', () => ({ createdAt: addMs(start, -7_200_000), notAfter: addMs(start, -3_600_000) })],
  [
    'another agreement',
    'agreement-not-in-force',
    () => ({ agreement: { id: 'agr_06f0m3k4x9v2q8t7w5y1z3a6bc', version: 1, digest: `sha256:${'0'.repeat(64)}` } }),
  ],
  ['no approval', 'approvals-missing', () => ({ approvals: [] })],
  [
    'an approval by the preparer',
    'approvals-missing',
    (federation) => ({ approvals: approvalsBy(federation, 'off_06f0m3k4x9v2q8t7w5y1z3a6bd') }),
  ],
  [
    'an approval of another step',
    'approvals-missing',
    (federation) => {
      return { approvals: ask(federation).content.approvals.map((one) => ({ ...one, subject: `sha256:${'1'.repeat(64)}` })) };
    },
  ],
  [
    'an approval that claims a passkey and shows none',
    'malformed',
    (federation) => ({ approvals: approvalsBy(federation, null, 'passkey') }),
  ],
  ['a verdict that the agreement does not give', 'act-refused', () => ({ verdict: `sha256:${'0'.repeat(64)}` })],
  ['a purpose that the agreement does not allow', 'act-refused', (federation) => ({ act: askFor(federation, 'tax') })],
];

function askFor({ xa, xb }: Federation, purpose: string): Record<string, unknown> {
  const content = ['facts', 'legal-provisions', 'subject', 'why-useful'];
  const form = { assistance: 'suspicious-reports', class: 'normal', urgencyGround: null, urgencyReasonGiven: false };
  return { kind: 'ask', from: xa.keyState.authorityId, to: xb.keyState.authorityId, purpose, ...form, content };
}

function approvalsBy(federation: Federation, officer: string | null, method = 'password+totp'): unknown {
  const [approval] = ask(federation).content.approvals;
  return [{ ...approval, officer: officer ?? approval?.officer, method }];
}

describe('what a peer signs but may not say is rejected under signature, and nothing of it takes effect', () => {
  for (const [what, code, changes, isForNow] of lies) {
    test(`${what}: ${code}`, async () => {
      const federation = twoAuthorities(`lie ${what}`);
      const envelope = await signedWith(federation, changes(federation));
      assert.equal(await answerTo(federation, envelope), `signed ${code}${isForNow ? ' for now' : ''}`);
      assert.equal(await answerTo(federation, envelope), `signed ${code}${isForNow ? ' for now' : ''}`, 'and again for a duplicate');
      assert.deepEqual(effectsOf(federation.xb), []);
      assert.equal(federation.xb.store.state().inbox.size, isForNow ? 0 : 1);
    });
  }
});

describe('a body that is not the one that was signed is refused without a trace, so that the true one can still come', () => {
  const others: readonly (readonly [string, (body: Uint8Array) => Uint8Array])[] = [
    ['another body', () => writeWholeBody({ edited: 'after the signature' }, new Uint8Array(32))],
    ['the same with a part withheld', (body) => withheldAt(body, '/content/facts')],
    ['a letter of it changed', (body) => flip(body, Math.floor(body.length / 2))],
    ['none', () => new Uint8Array()],
  ];
  for (const [what, change] of others) {
    test(what, async () => {
      const federation = twoAuthorities(`body ${what}`);
      const { payload, body } = await honestDispatch(federation);
      const key = federation.xa.keys.dispatch;
      const envelope = await signedWith(federation, payload, key, { body: change(body) });
      assert.equal(await answerTo(federation, envelope), 'unsigned 400 body-differs');
      assertUntouched(federation);
      assert.equal(await answerTo(federation, await signedWith(federation, payload, key, { body })), 'signed delivered');
    });
  }
});

function withheldAt(body: Uint8Array, pointer: string): Uint8Array {
  const { root } = JSON.parse(new TextDecoder().decode(body)) as { root: { open: JsonValue; seed: string } };
  const whole = { kind: 'open', value: root.open, seed: fromHex(root.seed) ?? new Uint8Array() } as const;
  const part = withholdParts(whole, [{ pointer, manner: 'withheld' }]);
  assert(part.ok);
  return writeBodyPart(part.value);
}

test('a place after one that is not here is held with a receipt of custody that asks for what is missing, however often it comes', async () => {
  const federation = twoAuthorities('gap');
  const envelope = await signedWith(federation, { seq: 3, prev: `sha256:${'0'.repeat(64)}` });
  const answers = [await arrive(federation, 'xb', envelope), await arrive(federation, 'xb', envelope)];
  assert.deepEqual(answers[0], answers[1]);
  const [answer] = answers;
  assert(answer?.kind === 'answered');
  const receipt = readReceipt(answer.bytes, federation.xb.keyState, federation.xb.ports.suite);
  assert(receipt.ok);
  const { channel } = receipt.value.need ?? {};
  assert.deepEqual(receipt.value.need, { channel, epoch: 0, from: 1, to: 2 });
  assert.equal(receipt.value.state, 'custody');
  assert.deepEqual(effectsOf(federation.xb), []);
});

test('two dispatches at one place of a channel: the second is rejected as equivocation, and the first stands', async () => {
  const federation = twoAuthorities('equivocation');
  const caseRef = 'req_06f0m3k4x9v2q8t7w5y1z3a6bc' as IdOf<'req'>;
  const first = await queueAsk(federation, 'xa', { caseRef });
  await deliverAll(federation);
  const { xa } = federation;
  xa.store.state().channels.clear();
  const second = await queueAsk(federation, 'xa', { caseRef });
  await deliverAll(federation);
  assert.notEqual(first, second);
  const { inbox } = federation.xb.store.state();
  assert.deepEqual([inbox.get(first)?.state, inbox.get(second)?.state], ['delivered', 'rejected']);
  assert.equal(inbox.get(second)?.place, null);
  assert.deepEqual(
    effectsOf(federation.xb).map((effect) => effect.digest),
    [first],
  );
});

test('a dispatch for a third authority, which that one seals on to us, is not ours', async () => {
  const federation = twoAuthorities('forwarded');
  const third = makeAuthority({ ...standInSuites, random: seededRandom('third'), createdAt: start }).authorityId;
  const author = federation.xa.keyState.authorityId;
  const act = { ...askFor(federation, 'fiu-analysis'), to: third };
  const { caseRef } = await honestPayload(federation);
  const channel = channelOf(author, third, caseRef);
  const envelope = await signedWith(federation, { to: [third], act, caseRef, channel });
  assert.equal(await answerTo(federation, envelope), 'signed not-for-us');
  assert.deepEqual(effectsOf(federation.xb), []);
});

test("a signature by a key that is not the author's, or by its key for something else, is no signature", async () => {
  const federation = twoAuthorities('wrong key');
  const stranger = makeAuthority({ ...standInSuites, random: seededRandom('stranger'), createdAt: start });
  for (const key of [stranger.keys.dispatch, federation.xb.keys.dispatch, federation.xa.keys.seal]) {
    const envelope = await signedWith(federation, {}, key);
    assert.equal(await answerTo(federation, envelope), 'unsigned 400 signature-invalid');
  }
  assertUntouched(federation);
});

test('a dispatch signed by a revoked key gets a signed rejection', async () => {
  const federation = twoAuthorities('revoked');
  const { xa, xb } = federation;
  const made = makeAuthority({ ...standInSuites, random: seededRandom('rotating'), createdAt: start });
  const newer = standInSuites.suite.generate(seededRandom('newer'));
  const by = { ...standInSuites, at: start, rootKeyPairs: made.roots.present };
  const added = appendKeyEvent(
    made.history,
    { kind: 'add-key', purpose: 'dispatch', suite: standInSuites.suite.name, publicKey: newer.publicKey },
    by,
  );
  assert(added.ok);
  const revoked = appendKeyEvent(
    [...made.history, added.value],
    { kind: 'revoke-key', keyId: made.keys.dispatch.keyId, suspectFrom: 0 },
    by,
  );
  assert(revoked.ok);
  const state = foldKeyHistory([...made.history, added.value, revoked.value], standInSuites);
  assert(state.ok);
  const { authorityId } = xa.keyState;
  xb.store
    .state()
    .peers.set(authorityId, { authorityId, endpoint: 'https://xa.localhost', state: 'live', keyState: state.value, keysSeenAt: start });
  const envelope = await signedWith(federation, {}, made.keys.dispatch);
  assert.equal(await answerTo(federation, envelope), 'signed signature-invalid');
  assert.deepEqual(effectsOf(xb), []);
});

test('a backdated dispatch does not bring an ended agreement back', async () => {
  const federation = twoAuthorities('ended');
  const envelope = await signedWith(federation, {});
  const { document } = federation.arrangement;
  const ended = { ...federation.arrangement, document: { ...document, inForceUntil: addMs(start, 3_600_000) as string } };
  federation.agreements = [ended];
  federation.now = addMs(start, 7_200_000);
  assert.equal(await answerTo(federation, envelope), 'signed agreement-not-in-force');
});

test('from a suspended peer everything is rejected under signature; from an unconfirmed one all but its confirmation, for now', async () => {
  for (const [state, expected] of [
    ['suspended', 'signed not-a-peer'],
    ['confirmed-here', 'signed not-a-peer for now'],
    ['invited', 'signed not-a-peer for now'],
  ] as const) {
    const federation = twoAuthorities(`state ${state}`);
    const { peers } = federation.xb.store.state();
    const peer = peers.get(federation.xa.keyState.authorityId);
    assert(peer !== undefined);
    const envelope = await signedWith(federation, {});
    peers.set(peer.authorityId, { ...peer, state });
    assert.equal(await answerTo(federation, envelope), expected);
    assert.deepEqual(effectsOf(federation.xb), []);
  }
});

test('a receipt is believed only from the recipient, for this dispatch, between these two, and when it says one thing', async () => {
  const federation = twoAuthorities('receipts');
  const { xa, xb } = federation;
  const digest = await queueAsk(federation);
  const good = {
    v: 1,
    state: 'delivered',
    dispatch: digest,
    from: xb.keyState.authorityId,
    to: xa.keyState.authorityId,
    at: start,
    logIndex: 0,
    log: { size: 1, root: '0'.repeat(64) },
    openedAt: null,
    need: null,
    credit: 10,
    code: null,
    reason: null,
    isRetryable: false,
  };
  const bad: readonly (readonly [what: string, receipt: object, key: HeldKey])[] = [
    ['by the sender itself', good, xa.keys.dispatch],
    ['for another dispatch', { ...good, dispatch: `sha256:${'0'.repeat(64)}` }, xb.keys.dispatch],
    ['to another', { ...good, to: xb.keyState.authorityId }, xb.keys.dispatch],
    ['from another', { ...good, from: xa.keyState.authorityId }, xb.keys.dispatch],
    ['delivered with a code', { ...good, code: 'expired', reason: '' }, xb.keys.dispatch],
    ['rejected without a code', { ...good, state: 'rejected' }, xb.keys.dispatch],
    ['at no moment', { ...good, at: 'now' }, xb.keys.dispatch],
    ['opened, and not when', { ...good, state: 'opened' }, xb.keys.dispatch],
    ['with a head of a log without its entry', { ...good, logIndex: 1 }, xb.keys.dispatch],
    ['with a head that is no root', { ...good, log: { size: 1, root: 'x' } }, xb.keys.dispatch],
    ['that asks for something though it was delivered', { ...good, need: { channel: 'c', epoch: 0, from: 1, to: 1 } }, xb.keys.dispatch],
    ['that asks for nothing in between', { ...good, state: 'custody', need: { channel: 'c', epoch: 0, from: 2, to: 1 } }, xb.keys.dispatch],
    ['with a field more', { ...good, extra: 1 }, xb.keys.dispatch],
  ];
  for (const [what, receipt, key] of bad) {
    const payload = new TextEncoder().encode(canonicalJson(receipt));
    const bytes = writeSigned(signDocument({ payloadType: receiptType, payload, suite: xa.ports.suite, keyPair: key, keyId: key.keyId }));
    const network = {
      post: async () => ({ kind: 'answered', status: 200, bytes }) as const,
      postPouch: async () => ({ kind: 'unreachable' }) as const,
      receipt: async () => ({ kind: 'answered', status: 200, bytes }) as const,
      keys: async () => ({ kind: 'unreachable' }) as const,
      tell: async () => ({ kind: 'answered', status: 200, bytes }) as const,
    };
    await deliverDue({ ...xa.ports, network });
    assert.equal(xa.store.state().outbox.get(digest)?.state, 'waiting', what);
    federation.now = addMs(federation.now, 3_600_000);
  }
});
