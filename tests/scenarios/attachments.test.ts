// SPDX-License-Identifier: Apache-2.0
//
// Files travel with a request and with a reply: uploaded in ranges, approved with the step, pushed sealed from server to server,
// and given to officers for a stated purpose. A transfer survives restarts, and takes nothing that was not announced.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { type AttachmentRowWire, attachmentStandingSchema } from '../../src/assistance/wire.ts';
import { auditPageSchema } from '../../src/audit/wire.ts';
import { runCommand } from '../../src/cli/run-command.ts';
import { rangeBytes } from '../../src/exchange/index.ts';
import { realSuites } from '../../src/seals/index.ts';
import { verifyBundle } from '../../src/verifier/index.ts';
import { act, approveAsNeeded, caseOf, draftTo, openCase, untilState } from './casework.ts';
import { type CooperatingPair, cooperatingPair } from './cooperating-pair.ts';
import { type Authority, eventually } from './federation.ts';
import { digestOfFile, file, fileOf, upload } from './files.ts';
import { bundleOf } from './waiting-acts.ts';

describe('files that travel with dispatches', () => {
  let pair: CooperatingPair;
  before(async () => {
    pair = await cooperatingPair();
  });

  /** Waits until the first file of the case stands so here; the story's clock goes on meanwhile. */
  const untilFile = (authority: Authority, id: string, holds: (row: AttachmentRowWire) => boolean, what: string) =>
    eventually(what, 30_000, async () => {
      pair.federation.clock.pass(1000);
      const { attachments } = await caseOf(authority.at('preparer'), id);
      return attachments.find(holds);
    });

  it('a request carries files; both sides see them arrive; each download names its purpose and is in the log', async () => {
    const { xa, xb } = pair;
    const [large, small] = [file(3 * rangeBytes, 31), file(1234, 7)];
    const preparer = xa.at('preparer');
    const ids = [await upload(preparer, 'Trades in März.pdf', large), await upload(preparer, 'letter.pdf', small)];
    const id = await openCase(preparer, draftTo(xb.id, { reference: 'XA-ENF-2026-500', attachments: ids }));
    const submitted = await act(preparer, id, 'submission');
    const [step] = submitted.steps;
    assert.ok(step !== undefined);
    const { attachments: listed } = step.body as { attachments: { name: string; size: number; digest: string }[] };
    assert.deepEqual(
      listed.map(({ name, size, digest }) => [name, size, digest]),
      [
        ['Trades in März.pdf', large.length, digestOfFile(large)],
        ['letter.pdf', small.length, digestOfFile(small)],
      ],
      'what is approved says which files',
    );
    await approveAsNeeded(xa, id);
    await untilState(xb.at('preparer'), id, 'received');
    const there = await untilFile(xb, id, (row) => row.name === 'Trades in März.pdf' && row.state === 'here', 'the large file is at XB');
    assert.deepEqual([there.side, there.place, there.digest], ['theirs', large.length, digestOfFile(large)]);
    const sent = await untilFile(xa, id, (row) => row.push?.state === 'pushed' && row.size === large.length, 'XA knows that it is there');
    assert.equal(sent.push?.place, large.length);
    await untilFile(xb, id, (row) => row.name === 'letter.pdf' && row.state === 'here', 'the small file is at XB');

    const given = await fileOf(xb.at('preparer'), there.id, 'admin-enforcement');
    assert.equal(given.status, 200);
    assert.equal(digestOfFile(given.bytes), digestOfFile(large));
    assert.equal((await fileOf(xb.at('preparer'), there.id, 'fiu-analysis')).status, 400, 'it came with a request for another purpose');
    assert.equal((await fileOf(xb.at('auditor'), there.id, 'admin-enforcement')).status, 404);
    const log = await xb.at('auditor').expect(auditPageSchema, 'GET', '/api/audit/entries?limit=50');
    const events = log.entries.filter((entry) => entry.details?.['attachment'] === there.id).map((entry) => entry.event);
    assert.deepEqual(events.toSorted(), ['attachment.received', 'attachment.use-refused', 'attachment.used']);
  });

  it('a download is saved and never shown, whatever the sender calls it', async () => {
    const { xa } = pair;
    const preparer = xa.at('preparer');
    const name = 'page (1)\u2019s.html';
    const upTo = await preparer.expect(attachmentStandingSchema, 'POST', '/api/assistance/attachments', {
      name,
      mediaType: 'text/html',
      size: 8,
    });
    await preparer.call('PUT', `/api/assistance/attachments/${upTo.id}/ranges/0`, new Uint8Array(8));
    const id = await openCase(preparer, draftTo(pair.xb.id, { reference: 'XA-ENF-2026-501', attachments: [upTo.id] }));
    await untilFile(xa, id, (row) => row.state === 'here', 'it is checked');
    const response = await fetch(`${xa.url}/api/assistance/attachments/${upTo.id}/file?purpose=fiu-analysis`, {
      headers: await preparer.headers(),
    });
    await response.arrayBuffer();
    assert.equal(response.headers.get('content-type'), 'application/octet-stream');
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    assert.match(
      response.headers.get('content-disposition') ?? '',
      /^attachment; filename="page__1__s.html"; filename\*=UTF-8''page%20%281%29/,
    );
  });

  it('a reply carries a file under the conditions of its text; nothing that an officer typed lies on a disk in the clear', async () => {
    const { xa, xb } = pair;
    const id = await openCase(xa.at('preparer'), draftTo(xb.id, { reference: 'XA-ENF-2026-502' }));
    await act(xa.at('preparer'), id, 'submission');
    await approveAsNeeded(xa, id);
    await untilState(xb.at('preparer'), id, 'received');
    await untilState(xa.at('preparer'), id, 'received');
    const content = Buffer.from('statement of account '.repeat(9000));
    const attachments = [await upload(xb.at('preparer'), 'statement.txt', content)];
    await act(xb.at('preparer'), id, 'replies', { completeness: 'complete', text: '', records: [], attachments });
    await approveAsNeeded(xb, id);
    await untilState(xa.at('preparer'), id, 'answered');
    const there = await untilFile(xa, id, (row) => row.side === 'theirs' && row.state === 'here', 'the file is at XA');
    const given = await fileOf(xa.at('preparer'), there.id, 'admin-enforcement');
    assert.equal(digestOfFile(given.bytes), digestOfFile(content));
    const refused = await fileOf(xa.at('preparer'), there.id, 'commercial');
    assert.equal(refused.status, 400, 'the agreement gives it for the purpose of the request');
    for (const authority of [xa, xb]) {
      const bytes = await bundleOf(authority, id);
      const bundle = verifyBundle(bytes, { suites: realSuites });
      assert.deepEqual(bundle.issues, [], 'the bundle of a case with a file verifies');
      assert.deepEqual(
        bundle.attachments.map(({ name, digest, size, by }) => [name, digest, size, by]),
        [['statement.txt', digestOfFile(content), content.length, xb.name]],
        'and names the file under the signature of whoever sent it',
      );
      await checkBeside(bytes, content);
      for (const name of filesUnder(path.join(authority.folder, 'blobs'))) {
        assert.equal(readFileSync(name).includes('statement of account'), false, name);
      }
    }
  });

  it('what breaks off goes on where it stood: the recipient restarts in the middle, and so does the sender', async () => {
    const { xa, xb } = pair;
    const large = file(24 * rangeBytes + 17, 13);
    const preparer = xa.at('preparer');
    const attachments = [await upload(preparer, 'disk image.bin', large)];
    const id = await openCase(preparer, draftTo(xb.id, { reference: 'XA-ENF-2026-503', attachments }));
    await act(preparer, id, 'submission');
    await approveAsNeeded(xa, id);
    await untilState(xb.at('preparer'), id, 'received');
    for (const authority of [xb, xa]) {
      await authority.stop();
      await authority.start();
    }
    const there = await untilFile(xb, id, (row) => row.state === 'here', 'all of it arrives');
    assert.equal(there.digest, digestOfFile(large));
    assert.equal(digestOfFile((await fileOf(xb.at('preparer'), there.id, 'admin-enforcement')).bytes), digestOfFile(large));
  });

  it('an upload takes each range once and in its place, and a step takes no file that is not whole', async () => {
    const officer = pair.xa.at('preparer');
    const about = { name: 'a.pdf', mediaType: 'application/pdf', size: 2 * rangeBytes };
    const { id } = await officer.expect(attachmentStandingSchema, 'POST', '/api/assistance/attachments', about);
    const put = async (place: number, length: number) => {
      const answer = await officer.call('PUT', `/api/assistance/attachments/${id}/ranges/${place}`, new Uint8Array(length).fill(1));
      return [answer.status, (answer.value as { place?: number }).place ?? null];
    };
    assert.deepEqual(await put(rangeBytes, rangeBytes), [200, 0], 'not at a place ahead');
    assert.deepEqual(await put(0, 100), [400, null], 'not in pieces of any size');
    assert.deepEqual(await put(0, rangeBytes), [200, rangeBytes]);
    assert.deepEqual(await put(0, rangeBytes), [200, rangeBytes], 'a range that comes again changes nothing');
    assert.deepEqual(await put(2 * rangeBytes, rangeBytes), [400, null], 'not beyond the end');
    const draft = draftTo(pair.xb.id, { reference: 'XA-ENF-2026-504', attachments: [id] });
    const caseId = await openCase(officer, draft);
    const why = await officer.expectRefusal(400, 'POST', `/api/assistance/cases/${caseId}/submission`);
    assert.match(why, /still being uploaded/);
    await officer.expect(
      attachmentStandingSchema,
      'PUT',
      `/api/assistance/attachments/${id}/ranges/${rangeBytes}`,
      new Uint8Array(rangeBytes),
    );
    for (const name of ['../etc/passwd', 'a/b', 'con:', '', ' x', 'x\u202egpj.exe', '.']) {
      assert.equal((await officer.call('POST', '/api/assistance/attachments', { ...about, name })).status, 400, name);
    }
  });

  it('an upload that is removed is gone, and one of a case is not removed', async () => {
    const officer = pair.xa.at('preparer');
    const id = await upload(officer, 'b.pdf', file(2000, 3));
    assert.equal((await officer.call('DELETE', `/api/assistance/attachments/${id}`)).status, 200);
    assert.equal((await officer.call('GET', `/api/assistance/attachments/${id}`)).status, 404);
    const kept = await upload(officer, 'c.pdf', file(2000, 5));
    await openCase(officer, draftTo(pair.xb.id, { reference: 'XA-ENF-2026-505', attachments: [kept] }));
    assert.equal((await officer.call('DELETE', `/api/assistance/attachments/${kept}`)).status, 404);
  });
});

/** A court holds the file against the bundle, with the command alone; a changed one, or a foreign one beside it, is found. */
async function checkBeside(bundle: Uint8Array, content: Buffer): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'comity-beside-'));
  const verify = async (): Promise<{ code: number; out: string }> => {
    const said: string[] = [];
    const output = { line: (text: string) => void said.push(text), problem: (text: string) => void said.push(text) };
    const code = await runCommand(['verify', path.join(folder, 'case.zip'), '--attachments', path.join(folder, 'files')], output);
    return { code, out: said.join('\n') };
  };
  try {
    await mkdir(path.join(folder, 'files'));
    await writeFile(path.join(folder, 'case.zip'), bundle);
    assert.match((await verify()).out, /not compared, since it is not beside the bundle: "statement\.txt"/);
    await writeFile(path.join(folder, 'files', 'any name'), content);
    const { code, out } = await verify();
    assert.deepEqual([code, /proven: .*any name is "statement\.txt" that .* sent with dispatches/.test(out)], [0, true], out);
    await writeFile(path.join(folder, 'files', 'any name'), changedAt(content, 5));
    const changed = await verify();
    assert.deepEqual([changed.code, /none of the files of this bundle/.test(changed.out)], [1, true], changed.out);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function changedAt(bytes: Buffer, place: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[place] = (changed[place] ?? 0) ^ 1;
  return changed;
}

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
