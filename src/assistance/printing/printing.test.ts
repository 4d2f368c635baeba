// SPDX-License-Identifier: Apache-2.0
/** A case on paper: what stands on it, from both sides, and what is kept back from it. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addMs, type CallAnswer } from '../../kernel/index.ts';
import type { PaperPart } from '../../paper/index.ts';
import { act, approve, call, deliverAll, json, look, openPair, type Pair, sentRequest, type Side } from '../two-authorities.test.ts';
import { casePaper } from './case-paper.ts';

function said(parts: readonly PaperPart[]): string {
  return JSON.stringify(parts);
}

describe('a case on paper', () => {
  let pair: Pair;
  before(async () => {
    pair = await openPair();
  });
  after(async () => pair.close());

  const print = (side: Side, id: string): Promise<CallAnswer> =>
    call(pair, side, 'preparer', 'POST /api/assistance/cases/:id/paper', { params: { id } });

  test('says what was asked and what followed, each with its dispatch, and both sides name the same source', async () => {
    const id = await sentRequest(pair);
    json(await act(pair, pair.xb, id, 'questions', { question: 'Which accounts?' }));
    await deliverAll(pair);
    const papers = [];
    for (const side of [pair.xa, pair.xb]) {
      const detail = await look(pair, side, id);
      papers.push(casePaper({ detail, ownName: side.name, keptBack: new Map(), now: pair.now }));
    }
    const [ours, theirs] = papers;
    assert(ours !== undefined && theirs !== undefined);
    assert.deepEqual(ours.source, theirs.source);
    assert.equal(ours.subtitle, theirs.subtitle);
    for (const paper of papers) {
      assert.match(said(paper.parts), /Which accounts\?/);
      assert.ok(said(paper.parts).includes(paper.source.digest));
    }
  });

  test('is a PDF, and absent where there is no case', async () => {
    const id = await sentRequest(pair);
    const answer = await print(pair.xa, id);
    assert(answer.kind === 'bytes');
    assert.equal(answer.mediaType, 'application/pdf');
    assert.equal(Buffer.from(answer.bytes.subarray(0, 5)).toString(), '%PDF-');
    assert.equal((await print(pair.xa, 'req_unknown')).kind, 'absent');
  });

  test('does not print the text of a reply that its conditions do not let out, and says why', async () => {
    const id = await sentRequest(pair);
    const languages = { authentic: 'en', versions: [{ language: 'pt', text: 'Nada se sabe deles aqui.' }] };
    const reply = {
      completeness: 'complete',
      text: 'Nothing is known of them here.',
      arrives: 'The file by courier.',
      languages,
      records: [],
    };
    json(await call(pair, pair.xb, 'preparer', 'POST /api/assistance/cases/:id/replies', { params: { id }, body: reply }));
    json(await approve(pair, pair.xb, id));
    await deliverAll(pair);
    const detail = await look(pair, pair.xa, id);
    const step = detail.steps.find(({ kind }) => kind === 'reply');
    assert(step !== undefined);
    const paper = (keptBack: ReadonlyMap<string, readonly string[]>) =>
      said(casePaper({ detail, ownName: pair.xa.name, keptBack, now: pair.now }).parts);
    assert.match(
      paper(new Map()),
      /Nothing is known of them here.*The file by courier.*authentic text is in English.*Text in Portuguese.*Nada se sabe deles/s,
    );
    const less = paper(new Map([[step.id, ['Its time has passed.']]]));
    assert.doesNotMatch(less, /Nothing is known of them here|The file by courier|Nada se sabe/);
    assert.match(less, /Not printed\. Its time has passed\./);
    const before = pair.now;
    const allowed = await print(pair.xa, id);
    pair.now = addMs(pair.now, 1826 * 86_400_000);
    const later = await print(pair.xa, id);
    const seen = (await look(pair, pair.xa, id)).steps.find(({ kind }) => kind === 'reply');
    assert.doesNotMatch(JSON.stringify(seen?.body), /Nothing is known of them here|The file by courier|Nada se sabe/);
    pair.now = before;
    assert(allowed.kind === 'bytes' && later.kind === 'bytes');
    assert.notEqual(allowed.bytes.length, later.bytes.length);
  });
});
