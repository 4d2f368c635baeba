// SPDX-License-Identifier: Apache-2.0
/** Notices to a receiver of the operator's: signed, without a word of a case, each until it was taken, for a day. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { sql } from 'kysely';
import { deskMigrations, sendNotices } from '../../desk/index.ts';
import { addMs, type Instant, issuesText } from '../../kernel/index.ts';
import { migrate, openDatabase } from '../database.ts';
import { systemRandom } from '../machine/machine.ts';
import { createTestDatabase } from '../postgres/test-cluster.ts';
import { keyText, postNotice, readWebhook, removeWebhook, type Webhook, writeWebhook } from './index.ts';

const start = '2026-11-27T08:00:00.000Z' as Instant;
const minuteMs = 60_000;

interface Call {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

describe('a webhook', () => {
  let folder = '';
  let server: Server;
  let webhook: Webhook;
  let status = 204;
  const calls: Call[] = [];
  let opened: ReturnType<typeof openDatabase>;
  let drop: () => Promise<void>;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'comity-webhook-'));
    server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        calls.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
        response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end('Thank you, and more than anybody reads.');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const written = await writeWebhook(folder, `http://127.0.0.1:${(server.address() as AddressInfo).port}/comity`, systemRandom);
    assert.ok(written.ok, written.ok ? '' : issuesText(written.issues));
    webhook = written.value;
    const database = await createTestDatabase();
    drop = () => database.drop();
    opened = openDatabase(database.connection);
    await migrate(opened.database, [deskMigrations]);
  });
  after(async () => {
    await opened.close();
    await drop();
    server.close();
    server.closeAllConnections();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    status = 204;
    calls.length = 0;
    await sql`delete from desk_notices`.execute(opened.database);
  });

  const tell = (id: string, at: Instant = start): Promise<unknown> =>
    sql`insert into desk_notices (id, officer, kind, case_id, about, made_by, at)
      values (${id}, 'off_1', 'request-arrived', 'req_secret', ${id}, 'off_2', ${at})`.execute(opened.database);
  const run = (now: Instant): Promise<string | null> =>
    sendNotices(
      opened.database,
      (notice) => postNotice(webhook, notice, now),
      () => now,
    );

  it('says kind, officer and moment, and no word of a case; a receiver with the key knows that it is ours', async () => {
    await tell('ntc_1');
    assert.equal(await run(start), null);
    const [call] = calls;
    assert.ok(call !== undefined && calls.length === 1);
    assert.deepEqual(JSON.parse(call.body), { id: 'ntc_1', kind: 'request-arrived', officer: 'off_1', at: start });
    const { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signature } = call.headers;
    assert.deepEqual([id, seconds], ['ntc_1', '1795766400']);
    const key = Buffer.from(keyText(webhook.key).slice('whsec_'.length), 'base64');
    const expected = createHmac('sha256', key)
      .update(`${String(id)}.${String(seconds)}.${call.body}`)
      .digest('base64');
    assert.equal(signature, `v1,${expected}`);
  });

  it('a notice that was taken goes once; one that was not goes again after five minutes, and not before', async () => {
    status = 503;
    await tell('ntc_1');
    await tell('ntc_2');
    assert.equal(await run(start), 'it answered 503');
    assert.equal(calls.length, 1, 'the next would wait for the same receiver');
    status = 200;
    assert.equal(await run(addMs(start, 4 * minuteMs)), null);
    assert.equal(calls.length, 1);
    await run(addMs(start, 5 * minuteMs));
    await run(addMs(start, 11 * minuteMs));
    assert.deepEqual(
      calls.map(({ headers }) => headers['webhook-id']),
      ['ntc_1', 'ntc_1', 'ntc_2'],
    );
  });

  it('what is older than a day is left to the application', async () => {
    await tell('ntc_old', addMs(start, -86_400_001));
    await tell('ntc_new', addMs(start, -86_399_999));
    await run(start);
    assert.deepEqual(
      calls.map(({ headers }) => headers['webhook-id']),
      ['ntc_new'],
    );
  });

  it('a redirection is not followed, and a receiver that is gone is said to be', async () => {
    status = 302;
    await tell('ntc_1');
    assert.equal(await run(start), 'it answered 302');
    assert.equal(calls.length, 1);
    const gone = { ...webhook, url: 'http://127.0.0.1:9/comity' };
    assert.equal(await postNotice(gone, { id: 'ntc_2', kind: 'try', officer: '', at: start }, start), 'it could not be reached');
  });

  it('two senders tell a notice once', async () => {
    await tell('ntc_1');
    await Promise.all([run(start), run(start)]);
    assert.equal(calls.length, 1);
  });

  it('address and key lie in a file for the server alone; a broken one is named with its remedy', async () => {
    const file = path.join(folder, 'webhook.json');
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    assert.deepEqual(await readWebhook(folder), { ok: true, value: webhook });
    const good = await readFile(file, 'utf8');
    for (const [broken, sentence] of [
      [good.replace('whsec_', 'secret'), /no address and key/],
      [good.replace(/whsec_.{8}/, 'whsec_'), /not 32 bytes/],
      [good.replace('127.0.0.1', '192.0.2.1'), /leads to another machine/],
      ['{', /webhook\.json/],
    ] as const) {
      await writeFile(file, broken);
      const read = await readWebhook(folder);
      assert.match(read.ok ? 'taken' : issuesText(read.issues), sentence);
    }
    await writeFile(file, good);
    await chmod(file, 0o600);
    assert.deepEqual([await removeWebhook(folder), await removeWebhook(folder)], [true, false]);
    assert.deepEqual(await readWebhook(folder), { ok: true, value: null });
  });

  it('only an address that hides what is sent is taken', async () => {
    for (const address of [
      'ftp://chat.xa.example',
      'http://chat.xa.example',
      'https://ada:secret@chat.xa.example',
      'chat',
      'https://x.example/#a',
    ])
      assert.equal((await writeWebhook(folder, address, systemRandom)).ok, false, address);
    for (const address of ['https://chat.xa.example/comity?room=1', 'http://localhost:9000/', 'http://[::1]:9000/'])
      assert.equal((await writeWebhook(folder, address, systemRandom)).ok, true, address);
  });
});
