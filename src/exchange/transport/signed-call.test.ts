// SPDX-License-Identifier: Apache-2.0
// Signed calls: the example of RFC 9421 with our base and our judge, and every way in which a call or an answer must not count.
import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { fromBase64, type KeyId, makeHeldKey, realSuites, transportSuite } from '../../seals/index.ts';
import { seededRandom } from '../federation.test.ts';
import {
  type CallFault,
  checkAnswer,
  checkCall,
  type CheckedCall,
  type Checking,
  contentDigestOf,
  isBodyOf,
  signAnswer,
  signatureBase,
  signCall,
  type SignedHeaders,
  statusOfFault,
} from './signed-call.ts';

const file = path.resolve(import.meta.dirname, '../../../../shared/vectors/http-signatures/blocks.json');
const random = seededRandom('signed calls');
const key = makeHeldKey('transport', { ...realSuites, random });
const other = makeHeldKey('transport', { ...realSuites, random });
const now = 1_795_789_800;
const call = {
  method: 'POST',
  targetUri: 'https://xb.example:7150/exchange/v1/envelopes',
  mediaType: 'application/vnd.comity.envelope',
  body: new TextEncoder().encode('a sealed envelope'),
};
const signing = (by = key, nowSeconds = now) => ({
  keyId: by.keyId,
  sign: (bytes: Uint8Array) => transportSuite.sign(by.privateKey, bytes),
  nowSeconds,
  nonce: random(18),
});
const checking: Checking = {
  nowSeconds: now + 1,
  publicKeyOf: (keyId: KeyId) => (keyId === key.keyId ? key.publicKey : null),
  verify: (publicKey, bytes, signature) => transportSuite.verify(publicKey, bytes, signature),
};
const headers = signCall(call, signing());

function raw(given: Readonly<Record<string, string>>): string[] {
  return Object.entries(given).flat();
}
function faultOf(checked: CheckedCall): CallFault | null {
  return checked.kind === 'signed' ? null : checked.fault;
}

describe('the example of RFC 9421 with Ed25519', () => {
  test('its base is the one written there, and the judge of this program takes its signature', (t) => {
    if (!existsSync(file)) return t.skip('the vectors of others are not beside the project');
    const { blocks } = JSON.parse(readFileSync(file, 'utf8')) as { blocks: { section: string; text: string }[] };
    const [base = '', message = ''] = blocks
      .filter(({ section }) => section === 'Signing a Request using ed25519')
      .map(({ text }) => text.trim());
    const lines = base.split('\n').map((line) => line.split(/: (.*)/s, 2) as [string, string]);
    const parameters = lines.pop()?.[1] ?? '';
    assert.equal(new TextDecoder().decode(signatureBase(lines, parameters)), base);
    const pem = blocks.find(({ section }) => section === 'Example Ed25519 Test Key')?.text ?? '';
    const seed = createPrivateKey(pem.slice(pem.indexOf('-----BEGIN PRIVATE'))).export({ format: 'raw-private' });
    const signature = fromBase64(/:([A-Za-z0-9+/=]+):$/.exec(message)?.[1] ?? '') ?? new Uint8Array();
    assert.deepEqual(transportSuite.sign(new Uint8Array(seed), signatureBase(lines, parameters)), signature);
    return undefined;
  });

  test('the digest of a body is written as RFC 9530 does', () => {
    assert.equal(
      contentDigestOf(new TextEncoder().encode('{"hello": "world"}\n')),
      'sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:',
    );
  });
});

describe('a call', () => {
  test('signed and checked with the same bytes counts, and says whose key and which nonce', () => {
    const checked = checkCall(call, raw(headers), checking);
    assert.equal(checked.kind, 'signed');
    assert.ok(checked.kind === 'signed' && checked.keyId === key.keyId && checked.expires - checked.created === 60);
    assert.equal(isBodyOf(checked.headers, call.body), true);
    assert.equal(
      headers['signature-input'].includes('("@method" "@target-uri" "content-type" "content-length" "content-digest");created=1795789800;'),
      true,
    );
  });

  test('header names count in any case, as HTTP has them', () => {
    const upper = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]));
    assert.equal(faultOf(checkCall(call, raw(upper), checking)), null);
  });

  for (const name of Object.keys(headers) as (keyof SignedHeaders)[]) {
    test(`without ${name} it is refused`, () => {
      const { [name]: _, ...rest } = headers;
      assert.equal(faultOf(checkCall(call, raw(rest), checking)), 'absent');
    });
    test(`with ${name} twice it is refused, even where both say the same`, () => {
      assert.equal(faultOf(checkCall(call, [...raw(headers), name, headers[name]], checking)), 'doubled');
      assert.equal(faultOf(checkCall(call, [...raw(headers), name.toUpperCase(), 'x'], checking)), 'doubled');
    });
  }

  const input = headers['signature-input'];
  const rewritten: readonly (readonly [what: string, text: string])[] = [
    ['covers one member less', input.replace(' "content-digest")', ')')],
    ['covers only the method', input.replace(/\(.*\)/, '("@method")')],
    ['covers nothing', input.replace(/\(.*\)/, '()')],
    ['covers the same in another order', input.replace('"@method" "@target-uri"', '"@target-uri" "@method"')],
    ['covers a member twice', input.replace('"@method"', '"@method" "@method"')],
    ['covers one member more', input.replace('"@method"', '"@method" "date"')],
    ['says nothing of its end', input.replace(/;expires=\d+/, '')],
    ['says nothing of its beginning', input.replace(/;created=\d+/, '')],
    ['has no nonce', input.replace(/;nonce="[^"]*"/, '')],
    ['has no key', input.replace(/;keyid="[^"]*"/, '')],
    ['has no tag', input.replace(';tag="comity"', '')],
    ['has another tag', input.replace('tag="comity"', 'tag="other"')],
    ['names an algorithm', `${input};alg="ed25519"`],
    ['has its parameters in another order', input.replace(/(;created=\d+)(;expires=\d+)/, '$2$1')],
    ['has a space more', input.replace('" "', '"  "')],
    ['has another label', input.replace('comity=(', 'sig1=(')],
    ['has a second signature beside it', `${input}, other=("@method");created=1795789800`],
    ['has a beginning with a fraction', input.replace('created=1795789800', 'created=1795789800.0')],
    ['has a short nonce', input.replace(/nonce="[^"]*"/, 'nonce="AAAA"')],
    ['is empty', ''],
  ];
  for (const [what, text] of rewritten) {
    test(`whose signature ${what} is refused before anything is verified`, () => {
      assert.notEqual(text, input);
      const checked = checkCall(call, raw({ ...headers, 'signature-input': text }), {
        ...checking,
        verify: () => assert.fail('never asked'),
      });
      assert.equal(faultOf(checked), 'malformed');
    });
  }

  const signature = headers.signature;
  for (const [what, text] of [
    ['is empty', ''],
    ['is not in base 64', 'comity=:***:'],
    ['lacks its padding', signature.replace('==:', ':')],
    ['has bits in its padding', signature.replace(/.==:$/, 'x==:')],
    ['is cut', `${signature.slice(0, 40)}:`],
    ['has a second beside it', `${signature}, comity=:AAAA:`],
  ] as const) {
    test(`whose signature ${what} is refused`, () => {
      assert.equal(faultOf(checkCall(call, raw({ ...headers, signature: text }), checking)), 'malformed');
    });
  }

  const times: readonly (readonly [what: string, seconds: number, fault: CallFault | null])[] = [
    ['within its minute', 59, null],
    ['while the clocks may differ', 119, null],
    ['two minutes and a second later', 121, 'stale'],
    ['a year later', 31_536_000, 'stale'],
    ['by a clock that is a minute behind', -60, null],
    ['by a clock that is more behind', -61, 'stale'],
  ];
  for (const [what, seconds, fault] of times) {
    test(`is ${fault === null ? 'taken' : 'refused'} ${what}`, () => {
      assert.equal(faultOf(checkCall(call, raw(headers), { ...checking, nowSeconds: now + seconds })), fault);
    });
  }
  test('signed for longer than a minute, or to end before it begins, is refused though its signature holds', () => {
    for (const expires of [now + 61, now + 86_400, now, now - 1]) {
      const text = input.replace(/expires=\d+/, `expires=${expires}`);
      assert.equal(faultOf(checkCall(call, raw({ ...headers, 'signature-input': text }), checking)), 'stale');
    }
  });

  test('by a key that is not one of the authority at the other end is refused', () => {
    assert.equal(faultOf(checkCall(call, raw(signCall(call, signing(other))), checking)), 'unknown-key');
    const borrowed = signCall(call, { ...signing(other), keyId: key.keyId });
    assert.equal(faultOf(checkCall(call, raw(borrowed), checking)), 'signature-invalid');
  });

  const elsewhere: readonly (readonly [what: string, changed: Partial<typeof call>])[] = [
    ['another method', { method: 'PUT' }],
    ['another path', { targetUri: `${call.targetUri}/x` }],
    ['a query more', { targetUri: `${call.targetUri}?x` }],
    ['another host', { targetUri: call.targetUri.replace('xb.', 'xc.') }],
    ['another port', { targetUri: call.targetUri.replace('7150', '7151') }],
  ];
  for (const [what, changed] of elsewhere) {
    test(`played again to ${what} is refused`, () => {
      assert.equal(faultOf(checkCall({ ...call, ...changed }, raw(headers), checking)), 'signature-invalid');
    });
  }
  for (const name of ['content-type', 'content-length', 'content-digest'] as const) {
    test(`with another ${name} is refused`, () => {
      assert.equal(faultOf(checkCall(call, raw({ ...headers, [name]: `${headers[name]}0` }), checking)), 'signature-invalid');
    });
  }
  test('with another body is refused: any bit, a byte more, a byte less', () => {
    const { body } = call;
    for (let at = 0; at < body.length; at++) {
      assert.equal(
        isBodyOf(
          headers,
          body.map((byte, index) => (index === at ? byte ^ 1 : byte)),
        ),
        false,
      );
    }
    assert.equal(isBodyOf(headers, new Uint8Array([...body, 0])), false);
    assert.equal(isBodyOf(headers, body.subarray(1)), false);
    assert.equal(isBodyOf(headers, new Uint8Array()), false);
  });
  test('without a body is signed and checked like any other', () => {
    const asked = { ...call, method: 'GET', body: new Uint8Array() };
    const signed = signCall(asked, signing());
    assert.equal(faultOf(checkCall(asked, raw(signed), checking)), null);
    assert.deepEqual([signed['content-length'], isBodyOf(signed, asked.body)], ['0', true]);
  });

  test('what is no signed call is answered with 400, what is signed in vain with 401', () => {
    assert.deepEqual(
      (['absent', 'doubled', 'malformed', 'other-body', 'stale', 'unknown-key', 'signature-invalid'] as const).map(statusOfFault),
      [400, 400, 400, 400, 401, 401, 401],
    );
  });
});

describe('an answer', () => {
  const answer = {
    status: 200,
    mediaType: 'application/vnd.comity.receipt',
    body: new TextEncoder().encode('a receipt'),
    call: { method: call.method, targetUri: call.targetUri, headers },
  };
  const signed = signAnswer(answer, signing());

  test('signed and checked with the same bytes and the same call counts', () => {
    assert.equal(faultOf(checkAnswer(answer, raw(signed), checking)), null);
  });
  test('to another call is refused, though all else is the same', () => {
    const again = signCall(call, signing());
    assert.equal(faultOf(checkAnswer({ ...answer, call: { ...answer.call, headers: again } }, raw(signed), checking)), 'signature-invalid');
    for (const changed of [{ method: 'PUT' }, { targetUri: `${call.targetUri}x` }, { headers: { ...headers, 'content-digest': 'x' } }])
      assert.equal(faultOf(checkAnswer({ ...answer, call: { ...answer.call, ...changed } }, raw(signed), checking)), 'signature-invalid');
  });
  test('with another status or another body is refused', () => {
    assert.equal(faultOf(checkAnswer({ ...answer, status: 404 }, raw(signed), checking)), 'signature-invalid');
    assert.equal(faultOf(checkAnswer({ ...answer, body: new Uint8Array([1]) }, raw(signed), checking)), 'other-body');
  });
  test('is no call, and a call is no answer', () => {
    assert.equal(faultOf(checkCall(call, raw(signed), checking)), 'malformed');
    assert.equal(faultOf(checkAnswer(answer, raw(headers), checking)), 'malformed');
  });
  test('that is stale, unsigned or by another key is refused', () => {
    assert.equal(faultOf(checkAnswer(answer, raw(signed), { ...checking, nowSeconds: now + 121 })), 'stale');
    assert.equal(faultOf(checkAnswer(answer, [], checking)), 'absent');
    assert.equal(faultOf(checkAnswer(answer, raw(signAnswer(answer, signing(other))), checking)), 'unknown-key');
  });
});
