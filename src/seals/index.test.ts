// SPDX-License-Identifier: Apache-2.0
//
// The worked case of the room's header, as it stands there, through the front door alone.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import type { Instant } from '../kernel/index.ts';
import {
  foldKeyHistory,
  hybridSuite,
  keyById,
  makeAuthority,
  padToBucket,
  readSigned,
  realSuites,
  signDocument,
  unpad,
  verifySigned,
  writeSigned,
  xwingSuite,
} from './index.ts';

const random = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
const createdAt = '2026-01-05T09:00:00.000Z' as Instant;
const payloadType = 'application/vnd.comity.trial+json';
const payload = new TextEncoder().encode('{"v":1}');

describe('the front door', () => {
  test('a document is signed by one authority and checked by another that has only the key history', () => {
    const { authorityId, history, keys } = makeAuthority({ ...realSuites, random, createdAt });
    const signed = signDocument({ payloadType, payload, suite: hybridSuite, keyPair: keys.dispatch, keyId: keys.dispatch.keyId });
    const sent = writeSigned(signed);

    const state = foldKeyHistory(history, realSuites);
    assert(state.ok);
    assert.equal(state.value.authorityId, authorityId);
    const read = readSigned(sent);
    assert(read.ok);
    const verified = verifySigned(read.value, { suite: hybridSuite, keys: (keyId) => keyById(state.value, keyId)?.publicKey ?? null });
    assert.deepEqual(verified, { ok: true, value: { keyIds: [keys.dispatch.keyId] } });
    assert.deepEqual(read.value.payload, payload);
  });

  test('a letter is sealed for one authority and opened by it alone', async () => {
    const [recipient, other] = [0, 1].map(() => makeAuthority({ ...realSuites, random, createdAt }).keys.seal);
    assert(recipient !== undefined && other !== undefined);
    const about = { info: new Uint8Array(0), aad: new Uint8Array(0) };
    const sealed = await xwingSuite.seal({ ...about, publicKey: recipient.publicKey, plaintext: padToBucket(payload), random });
    const opened = await xwingSuite.open({ ...about, ...sealed, privateKey: recipient.privateKey });
    assert.deepEqual(opened === null ? null : unpad(opened), payload);
    assert.equal(await xwingSuite.open({ ...about, ...sealed, privateKey: other.privateKey }), null);
  });
});
