// SPDX-License-Identifier: Apache-2.0
/** The examples of the wire pages of this room are what their pages say of them. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { z } from 'zod';
import { canonicalJson, type Issue, type Result } from '../kernel/index.ts';
import { dispatchType, type Digest, readBody, readWholeBody, realSuites } from '../seals/index.ts';
import { readNonDeliveryPayload, readReceiptPayload } from './dispatch.ts';
import { openEnvelope } from './envelope.ts';
import { emergencyBodySchema } from './emergencies/wire.ts';
import { keyQuestionSchema, keysBodySchema } from './keys/wire.ts';
import { packPouch, readDispatchForm, readEnvelopeForm, readInvitation, readPayload, unpackPouch } from './index.ts';

const folder = path.resolve(import.meta.dirname, '../../wire');
const file = (...parts: string[]): Uint8Array => new Uint8Array(readFileSync(path.join(folder, ...parts)));

/** The places of what is wrong; empty when nothing is. */
type Judge = (bytes: Uint8Array) => Promise<readonly string[]> | readonly string[];

function placesOf(result: Result<unknown>): readonly string[] {
  return result.ok ? [] : [...new Set(result.issues.map((issue: Issue) => issue.path))];
}

const envelopeExample = z.strictObject({
  envelope: z.string(),
  recipientPrivateKey: z.string(),
  dispatch: z.string().optional(),
  signedDispatch: z.string().optional(),
  bodyDocument: z.string().optional(),
});
const bodyExample = z.strictObject({ root: z.string(), document: z.unknown() });

/** The document is read as the text of its canonical spelling, so that an example can be laid out for the eye. */
function judgeBody(bytes: Uint8Array): readonly string[] {
  const { root, document } = bodyExample.parse(JSON.parse(new TextDecoder().decode(bytes)));
  return placesOf(readBody(new TextEncoder().encode(canonicalJson(document)), root as Digest));
}

async function judgeEnvelope(bytes: Uint8Array): Promise<readonly string[]> {
  const example = envelopeExample.parse(JSON.parse(new TextDecoder().decode(bytes)));
  const form = readEnvelopeForm(new Uint8Array(Buffer.from(example.envelope, 'base64')));
  if (!form.ok) return placesOf(form);
  const key = new Uint8Array(Buffer.from(example.recipientPrivateKey, 'base64'));
  const opened = await openEnvelope(form.value, key, realSuites.sealSuite);
  if (opened === null) return ['does not open'];
  assert.equal(Buffer.from(opened.dispatch).toString('base64'), example.signedDispatch);
  const dispatch = readDispatchForm(opened.dispatch);
  assert(dispatch.ok);
  assert.equal(dispatch.value.digest, example.dispatch);
  const payload = readPayload(dispatch.value.document);
  return payload.ok ? placesOf(readWholeBody(opened.body, payload.value.bodyRoot as Digest)) : placesOf(payload);
}

function judgePouch(bytes: Uint8Array): readonly string[] {
  const { pouch } = z.strictObject({ pouch: z.string() }).parse(JSON.parse(new TextDecoder().decode(bytes)));
  const packed = new Uint8Array(Buffer.from(pouch, 'base64'));
  const envelopes = unpackPouch(packed);
  if (envelopes.ok) assert.deepEqual(packPouch(envelopes.value), packed, 'it has one spelling');
  return placesOf(envelopes);
}

function placesIn(name: string, schema: z.ZodType, bytes: Uint8Array): readonly string[] {
  const parsed = schema.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
  return parsed.success ? [] : [...new Set(parsed.error.issues.map((issue) => [name, ...issue.path].join('.')))];
}

const pages: Readonly<Record<string, Judge>> = {
  dispatch: (payload) => placesOf(readPayload({ payloadType: dispatchType, payload, signatures: [] })),
  receipt: (payload) => placesOf(readReceiptPayload(payload)),
  'non-delivery': (payload) => placesOf(readNonDeliveryPayload(payload)),
  invitation: (bytes) => placesOf(readInvitation(bytes, realSuites)),
  envelope: judgeEnvelope,
  pouch: judgePouch,
  body: judgeBody,
  'peering-emergency': (bytes) => placesIn('body', emergencyBodySchema, bytes),
  'peering-keys': (bytes) => placesIn('body', keysBodySchema, bytes),
  'key-question': (bytes) => placesIn('question', keyQuestionSchema, bytes),
};

for (const [name, judge] of Object.entries(pages)) {
  suite(`the examples of the page wire/${name}.md`, () => {
    const page = new TextDecoder().decode(file(`${name}.md`));
    const examples = readdirSync(path.join(folder, name));
    for (const example of examples) {
      const row = new RegExp(`^\\| \\[[^\\]]+\\]\\(${name}/${example}\\) \\| (?:\`([^\`]+)\`|[^|]+) \\|`, 'm').exec(page);
      test(`${example} stands on the page and is what it is called`, async () => {
        assert(row !== null, 'it is not on the page');
        const places = await judge(file(name, example));
        assert.deepEqual(places, example.startsWith('valid-') ? [] : [row[1]]);
      });
    }
    test('every file the page names is there', () => {
      const named = [...page.matchAll(new RegExp(`\\(${name}/([^)]+)\\)`, 'g'))].map(([, one = '']) => one);
      assert.deepEqual(named.toSorted(), examples.toSorted());
    });
  });
}
