// SPDX-License-Identifier: Apache-2.0
//
// An agreement among three authorities, from the draft to the last day on which it binds one of them, over HTTP between three servers
// of which now one and now another is off. What is tried of the rules alone stands in src/negotiation/notes/negotiation.test.ts.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { z } from 'zod';
import { agreementRowSchema } from '../../src/agreements/wire.ts';
import { negotiationDetailSchema, redlineSchema, replaySchema } from '../../src/negotiation/wire.ts';
import { draftTo, sendRequest } from './casework.ts';
import { comity, typed } from './command-line.ts';
import { type Authority, bootFederation, eventually, type Federation } from './federation.ts';
import { makePeers } from './first-day.ts';
import {
  approve,
  begin,
  declare,
  detailAt,
  giveMandate,
  lifeAt,
  mayAsk,
  rowsAt,
  sendChanged,
  signAt,
  standing,
  step,
  until,
} from './negotiating.ts';
import { dayMs, minuteMs } from './story-clock.ts';

/** An identity of the right form that no server of the story has. */
const strangersId = `ca1${'xz'.repeat(25)}xa`.slice(0, 55);

describe('an agreement among three servers, now one and now another cut off', () => {
  let federation: Federation;
  let xa: Authority, xb: Authority, xc: Authority;
  let id = '';
  let terms = '';
  const all = () => [xa, xb, xc];
  const sameHead = async (what: string): Promise<void> => {
    let looks = 0;
    await eventually(what, 60_000, async () => {
      // An attempt that failed on its way while the clock was moved on waits from then; nobody else moves it on again.
      if (++looks % 40 === 0) federation.clock.pass(minuteMs);
      return new Set(await Promise.all(all().map(async (at) => (await detailAt(at, id)).head))).size === 1;
    });
  };

  /** Starts a server again; its peers try once more when the pause between two attempts is over. */
  const back = async (at: Authority): Promise<void> => {
    await at.start();
    federation.clock.pass(15 * minuteMs);
  };

  before(async () => {
    federation = await bootFederation(['xa', 'xb', 'xc']);
    [xa, xb, xc] = [federation.of('xa'), federation.of('xb'), federation.of('xc')];
    await makePeers(xa, xb);
    await makePeers(xa, xc);
    await makePeers(xb, xc);
  });
  after(() => federation.stop());

  it('a draft from a template is seen by nobody else, and the proposal by every party', async () => {
    const draft = await begin(xa, { kind: 'template', name: 'multilateral-memorandum' }, [xb, xc]);
    id = draft.row.id;
    assert.deepEqual(
      [draft.row.state, draft.row.isOurTurn, draft.draft?.findings.filter(({ severity }) => severity === 'error')],
      ['draft', true, []],
    );
    assert.deepEqual(await rowsAt(xb), [], 'nobody else sees it');
    const bad = await xa.at('preparer').call('PUT', `/api/negotiations/${id}/draft`, { text: '{"format":"comity-agreement/1"}' });
    assert.equal(bad.status, 200, 'a draft may hold anything');
    assert.match(await xa.at('preparer').expectRefusal(400, 'POST', `/api/negotiations/${id}/versions`, { remark: '' }), /title/);
    const unknown = JSON.stringify(draft.draft?.document).replaceAll(xc.id, strangersId);
    await xa.at('preparer').call('PUT', `/api/negotiations/${id}/draft`, { text: unknown });
    assert.match(
      await xa.at('preparer').expectRefusal(400, 'POST', `/api/negotiations/${id}/versions`, { remark: '' }),
      /parties: Not a confirmed peer here: Markets Authority of Xiria/,
    );
    const again = await begin(xa, { kind: 'template', name: 'multilateral-memorandum' }, [xb, xc]);
    id = again.row.id;
    await sendChanged(xa, id, (document) => ({ ...document, preamble: 'Proposed by XA.' }), 'As discussed.');
    for (const at of [xb, xc]) {
      const seen = await until(at, id, 'the proposal', ({ row }) => row.state === 'open');
      assert.deepEqual([seen.row.isOurTurn, seen.document?.preamble], [true, 'Proposed by XA.']);
    }
    const redline = await xb.at('preparer').expect(redlineSchema, 'GET', `/api/negotiations/${id}/redline`);
    assert.ok(
      redline.clauses.every(({ change }) => change === 'added'),
      'everything is new',
    );
  });

  it('two counters written while cut off from each other: one stands everywhere, and reaches the other over the third', async () => {
    await sameHead('the proposal is everywhere');
    await xb.stop();
    await sendChanged(xc, id, (document) => ({ ...document, preamble: 'Countered by XC.' }));
    await until(xa, id, 'the counter of XC', ({ document }) => document?.preamble === 'Countered by XC.');
    await xc.stop();
    await back(xb);
    const atXb = await detailAt(xb, id);
    assert.equal(atXb.document?.preamble, 'Proposed by XA.', 'XB has not heard of it');
    await sendChanged(xb, id, (document) => ({
      ...document,
      preamble: 'Countered by XB.',
      clauses: document.clauses.map((clause) => (clause.number === '1' ? { ...clause, text: `${clause.text} And more.` } : clause)),
    }));
    const { behind } = await detailAt(xb, id);
    assert.ok(behind.some(({ party, isOnItsWay }) => party.authorityId === xc.id && isOnItsWay));
    const atXa = await until(xa, id, 'the counter of XB', ({ versions }) => versions.length === 3);
    assert.equal(atXa.document?.preamble, 'Countered by XB.', 'in round 2 the second party of the text goes first');
    await step(xa, id, 'comments', { version: standing(atXa), clause: '1', text: 'This suits us.' });
    const overXa = await until(xb, id, 'the counter of XC, which is off, over XA', ({ versions }) => versions.length === 3);
    assert.equal(overXa.document?.preamble, 'Countered by XB.');
    await back(xc);
    const told = await until(xc, id, 'what stands', ({ document }) => document?.preamble === 'Countered by XB.');
    assert.deepEqual([told.row.isOurTurn, told.versions.find(({ author }) => author.authorityId === xc.id)?.isStanding], [true, false]);
    await sameHead('after the healing all have the same head');
    const redline = await xc.at('preparer').expect(redlineSchema, 'GET', `/api/negotiations/${id}/redline`);
    const changed = redline.clauses.find(({ change }) => change !== 'same');
    assert.deepEqual([changed?.number, changed?.text.at(-1)], ['1', { change: 'added', text: ' And more.' }]);
  });

  it('nobody signs before all have agreed, out of turn, or without a mandate', async () => {
    const version = standing(await detailAt(xa, id));
    const refused = (at: Authority) => at.at('preparer').expectRefusal(400, 'POST', `/api/negotiations/${id}/signature`, { version });
    assert.match(await refused(xa), /not every party has agreed/);
    await step(xa, id, 'agreement', { version });
    await step(xc, id, 'agreement', { version });
    await sameHead('all have agreed');
    assert.match(await refused(xb), /not the turn/);
    const prepared = await step(xa, id, 'signature', { version });
    assert.deepEqual([prepared.waiting?.approversMin, prepared.may.includes('sign')], [1, false]);
    const body = { subject: prepared.waiting?.subject, proof: { kind: 'code', code: '000000' } };
    const address = `/api/negotiations/${id}/waiting/approval`;
    assert.match(await xa.at('approver').expectRefusal(400, 'POST', address, body), /no mandate/);
    for (const at of all()) await giveMandate(at, federation.clock.now());
    const signed = await approve(xa, prepared);
    assert.deepEqual([signed.row.state, signed.signedBy.map(({ authorityId }) => authorityId)], ['signing', [xa.id]]);
    assert.deepEqual(
      await xa
        .at('auditor')
        .expect(z.array(agreementRowSchema), 'GET', '/api/agreements')
        .then((rows) => rows.filter((row) => !row.isBuiltIn)),
      [],
      'nothing is half-signed',
    );
  });

  it('the last signature brings it into force everywhere, with one head and one file', async () => {
    await signAt(xb, id);
    await xa.stop();
    await signAt(xc, id);
    const complete = await until(xb, id, 'complete while XA is off', ({ row }) => row.state === 'complete');
    await back(xa);
    await until(xa, id, 'complete', ({ row }) => row.state === 'complete');
    await sameHead('the same head at the end');
    terms = complete.terms ?? '';
    const files = await Promise.all(all().map((at) => at.at('administrator').file(`/api/agreements/${encodeURIComponent(terms)}/file`)));
    assert.ok(
      files.every((file) => Buffer.from(file).equals(Buffer.from(files[0] ?? new Uint8Array()))),
      'byte for byte the same',
    );
    const seen = complete.notes.find(({ kind, author }) => kind === 'sign' && author.authorityId === xa.id);
    assert.deepEqual(
      seen?.signatories.map(({ office, name }) => [office, name]),
      [['Head of International Affairs', null]],
      'the office travels, the name stays at home',
    );
    assert.equal((await mayAsk(xa, xb)).outcome, 'refused', 'its date has not come');
    assert.match((await mayAsk(xa, xb)).reasons[0]?.sentence ?? '', /in force from/);
    federation.clock.pass(31 * dayMs);
    for (const to of [xb, xc]) assert.notEqual((await mayAsk(xa, to)).outcome, 'refused');
  });

  it('anyone who has the keys checks the notes without a server, and finds the head of every screen', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'comity-notes-'));
    const given: string[] = [];
    for (const at of all()) {
      writeFileSync(path.join(folder, `${at.name}.invitation.json`), await at.at('administrator').file('/api/peers/invitation'));
      given.push('--invitation', path.join(folder, `${at.name}.invitation.json`));
    }
    const notes = path.join(folder, 'all.notes.jsonl');
    const lines = Buffer.from(await xb.at('auditor').file(`/api/negotiations/${id}/notes`)).toString();
    writeFileSync(notes, lines);
    const { head, terms: signedTerms } = await detailAt(xa, id);
    const checked = JSON.parse(await typed(0, 'negotiation', 'check', notes, ...given, '--json')) as Record<string, unknown>;
    assert.deepEqual([checked['head'], checked['terms'], checked['stage']], [head, signedTerms, 'complete']);
    assert.equal(
      (checked['signed'] as readonly { offices: readonly string[] }[]).every(({ offices }) => offices.length > 0),
      true,
    );

    const [, second = ''] = lines.split('\n');
    writeFileSync(notes, lines.replace(second, second.replace(/"payload":"(....)/, '"payload":"AAAA')));
    assert.match(await typed(1, 'negotiation', 'check', notes, ...given), /line 2/);
    assert.match(await typed(1, 'negotiation', 'check', notes, ...given.slice(0, 2)), /known|peer|keys/);
    rmSync(folder, { recursive: true, force: true });
  });

  it('an amendment: which acts of the past would have come out otherwise, and a paper bound to the terms', async () => {
    const content = { ...draftTo(xb.id).content, precautions: 'None.' };
    await sendRequest(xa, xb, { assistance: 'information-from-files', content });
    const draft = await begin(xa, { kind: 'agreement', digest: terms }, []);
    assert.deepEqual([draft.row.version, draft.row.agreementId], [2, (await detailAt(xa, id)).row.agreementId]);
    const without = (kinds: readonly string[]) => kinds.filter((kind) => kind !== 'information-from-files');
    const document = draft.draft?.document ?? null;
    assert.ok(document !== null);
    const narrowed = document.terms.map((term) => (term.kind === 'assistance' ? { ...term, kinds: without(term.kinds) } : term));
    const text = JSON.stringify({ ...document, terms: narrowed });
    await xa.at('preparer').expect(negotiationDetailSchema, 'PUT', `/api/negotiations/${draft.row.id}/draft`, { text });
    const replay = await xa.at('preparer').expect(replaySchema, 'GET', `/api/negotiations/${draft.row.id}/replay`);
    const [asked] = replay.changed;
    assert.deepEqual([replay.judged, asked?.act, asked?.would], [1, 'ask', 'refused']);
    assert.match(asked?.sentence ?? '', /files/);
    const said = await comity(xa, 1, 'negotiation', 'verdicts', draft.row.id, '--json');
    assert.deepEqual(replaySchema.parse(said).changed, replay.changed, 'the command says the same');
    const redline = await xa.at('preparer').expect(redlineSchema, 'GET', `/api/negotiations/${draft.row.id}/redline`);
    assert.equal(redline.counts.terms, 1, 'against the version in force');

    const papers = `/api/negotiations/${id}/papers`;
    assert.match(await xb.at('preparer').expectRefusal(400, 'POST', `${papers}?form=pen`, Buffer.from('no PDF')), /not a PDF/);
    const pdf = Buffer.from('%PDF-1.7 invented');
    const bound = await xb.at('preparer').expect(negotiationDetailSchema, 'POST', `${papers}?form=pen`, pdf);
    const [paper] = bound.papers;
    assert.ok(paper?.isHere === true);
    const told = await until(xc, id, 'the paper', (detail) => detail.papers.length === 1);
    assert.deepEqual([told.papers[0]?.file, told.papers[0]?.isHere], [paper.file, false]);
    assert.deepEqual(await xb.at('auditor').file(`${papers}/${paper.file}`), new Uint8Array(pdf));
    assert.equal(paper.signatures, null, 'of a hand on paper nothing is read');
    const qualified = `${papers}?form=qualified-signature`;
    assert.match(await xb.at('preparer').expectRefusal(400, 'POST', qualified, pdf), /There is no signature in it/);
    const signed = readFileSync(new URL('../../examples/agreements/signed-paper.pdf', import.meta.url));
    const changed = Buffer.from(signed.toString('latin1').replace('Arrangement XA-XB', 'Arrangement XA-XC'), 'latin1');
    assert.match(await xb.at('preparer').expectRefusal(400, 'POST', qualified, changed), /The file was changed after it was signed/);
    const both = await xb.at('preparer').expect(negotiationDetailSchema, 'POST', qualified, signed);
    const signers = both.papers.map(({ signatures }) => signatures?.map(({ signer }) => signer) ?? null);
    assert.deepEqual(signers, [null, ['C=XA, O=Securities Commission of XA, CN=Mara Lindqvist']]);
  });

  it('a suspension and its end, by one party and for it alone', async () => {
    await declare(xc, terms, { kind: 'suspend', reason: 'A court has stayed the law.' });
    await eventually('XA knows of it', 20_000, async () => (await mayAsk(xa, xc)).reasons[0]?.kind === 'suspended');
    assert.notEqual((await mayAsk(xa, xb)).outcome, 'refused', 'between the others it is in force');
    const life = await lifeAt(xa, terms);
    assert.deepEqual(
      life.notes.map(({ kind, text }) => [kind, text]),
      [['suspend', 'A court has stayed the law.']],
    );
    await declare(xc, terms, { kind: 'resume', remark: '' });
    await eventually('XA knows of its end', 20_000, async () => (await mayAsk(xa, xc)).outcome !== 'refused');
  });

  it('the others suspend a party by their vote, which it hears of and answers, and end it again', async () => {
    const parties = { [xa.id]: xa, [xb.id]: xb, [xc.id]: xc };
    assert.deepEqual(
      (await lifeAt(xa, terms)).movable.map(({ party, aim }) => [parties[party.authorityId]?.name, aim]),
      [
        [xb.name, 'suspend'],
        [xc.name, 'suspend'],
      ],
    );
    await declare(xa, terms, { kind: 'motion', party: xc.id, aim: 'suspend', reason: 'It passes on what it receives.' });
    const told = await eventually('XC is told', 20_000, async () => (await lifeAt(xc, terms)).motions[0] ?? null);
    assert.deepEqual([told.mayVote, told.mayAnswer, told.needed, told.state], [false, true, 2, 'open']);
    const { row } = await lifeAt(xc, terms);
    await step(xc, row.id, 'motion-answers', { motion: told.note, text: 'A court ordered it.' });
    assert.notEqual((await mayAsk(xa, xc)).outcome, 'refused', 'one vote of two is not enough');
    const atXb = await eventually('XB has motion and answer', 20_000, async () => {
      const [motion] = (await lifeAt(xb, terms)).motions;
      return motion?.answer === 'A court ordered it.' ? motion : null;
    });
    assert.ok(atXb.mayVote);
    const vote = { kind: 'motion-vote', motion: atXb.note, vote: 'for', reason: '' };
    const address = `/api/negotiations/lives/${encodeURIComponent(terms)}`;
    assert.match(await xc.at('preparer').expectRefusal(400, 'POST', address, vote), /no vote/);
    await declare(xb, terms, vote);
    for (const at of [xa, xb]) {
      const refused = await eventually(`${at.name} asks XC no more`, 20_000, async () => {
        const verdict = await mayAsk(at, xc);
        return verdict.reasons[0]?.kind === 'suspended' ? verdict : null;
      });
      assert.match(refused.reasons[0]?.sentence ?? '', /The other parties have suspended/);
    }
    await eventually('nor XC them', 20_000, async () => (await mayAsk(xc, xa)).reasons[0]?.kind === 'suspended');
    assert.notEqual((await mayAsk(xa, xb)).outcome, 'refused', 'between the others it is in force');
    await declare(xb, terms, { kind: 'motion', party: xc.id, aim: 'lift', reason: 'It has changed its rules.' });
    const lift = await eventually(
      'XA is asked',
      20_000,
      async () => (await lifeAt(xa, terms)).motions.find(({ mayVote }) => mayVote) ?? null,
    );
    await declare(xa, terms, { kind: 'motion-vote', motion: lift.note, vote: 'for', reason: '' });
    await eventually('it has ended at XC', 20_000, async () => (await mayAsk(xc, xa)).outcome !== 'refused');
    await eventually('all have one head', 20_000, async () => {
      const heads = await Promise.all(all().map(async (at) => (await lifeAt(at, terms)).head));
      return new Set(heads).size === 1;
    });
  });

  it('a reservation takes a kind of assistance away, in both directions', async () => {
    await declare(xb, terms, { kind: 'reserve', clause: '1', assistance: ['information-from-files'], text: 'Not from files.' });
    await eventually('XA knows of it', 20_000, async () => (await mayAsk(xa, xb)).reasons[0]?.kind === 'reserved');
    assert.equal((await mayAsk(xb, xa)).reasons[0]?.kind, 'reserved');
  });

  it('a withdrawal needs its notice, and ends the agreement for its author when that has run out', async () => {
    const address = `/api/negotiations/lives/${encodeURIComponent(terms)}`;
    const short = { kind: 'withdraw', reason: 'New law.', noticeDays: 5 };
    assert.match(await xc.at('preparer').expectRefusal(400, 'POST', address, short), /shorter than \d+ days/);
    await declare(xc, terms, { ...short, noticeDays: 60 });
    await eventually('XA is told', 20_000, async () => (await lifeAt(xa, terms)).notes.some(({ kind }) => kind === 'withdraw'));
    assert.notEqual((await mayAsk(xa, xc)).outcome, 'refused', 'until then as before');
    federation.clock.pass(61 * dayMs);
    assert.equal((await mayAsk(xa, xc)).reasons[0]?.kind, 'withdrawn');
    assert.equal((await lifeAt(xc, terms)).may.includes('withdraw'), false);
  });

  it('an authority joins after a check and the vote of every present party, and all sign', async () => {
    const first = await begin(xa, { kind: 'template', name: 'bilateral-arrangement' }, [xb]);
    await step(xa, first.row.id, 'versions', { remark: '' });
    const proposed = await until(xb, first.row.id, 'the proposal', ({ row }) => row.state === 'open');
    await step(xb, first.row.id, 'agreement', { version: standing(proposed) });
    for (const at of [xa, xb]) await signAt(at, first.row.id);
    const signed = await until(xa, first.row.id, 'complete', ({ row }) => row.state === 'complete');

    const draft = await begin(xa, { kind: 'agreement', digest: signed.terms }, [xc]);
    await step(xa, draft.row.id, 'versions', { remark: 'Xiria applies.' });
    for (const at of [xb, xc]) {
      const seen = await until(at, draft.row.id, 'the accession', ({ row }) => row.state === 'open');
      assert.deepEqual([seen.row.version, seen.screenings[0]?.applicant.authorityId], [2, xc.id]);
      await step(at, draft.row.id, 'agreement', { version: standing(seen) });
    }
    const agreed = await until(xa, draft.row.id, 'agreed', ({ row }) => row.state === 'agreed');
    assert.deepEqual([agreed.may.includes('sign'), agreed.may.includes('check')], [false, true]);
    const check = { applicant: xc.id, outcome: 'clear', sources: 'Sanctions lists of today.', findings: '', evidence: null };
    await step(xa, draft.row.id, 'checks', check);
    const vote = { applicant: xc.id, vote: 'for', reason: '' };
    assert.match(await xc.at('preparer').expectRefusal(400, 'POST', `/api/negotiations/${draft.row.id}/votes`, vote), /present party/);
    await until(xb, draft.row.id, 'the check', ({ may }) => may.includes('vote'));
    for (const at of [xa, xb]) await step(at, draft.row.id, 'votes', vote);
    for (const at of all()) await signAt(at, draft.row.id);
    const joined = await until(xb, draft.row.id, 'complete', ({ row }) => row.state === 'complete');
    const rows = await xc.at('auditor').expect(z.array(agreementRowSchema), 'GET', '/api/agreements');
    assert.deepEqual(rows.find(({ ref }) => ref.digest === joined.terms)?.ref.version, 2);
  });
});
