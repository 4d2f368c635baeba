// SPDX-License-Identifier: Apache-2.0
//
// An authority loses its database and comes back from a backup of yesterday. Its peer still holds receipts for what the backup does not
// know: nothing of it is lost, nothing arrives twice, and until the holders of roots have said so, the server only looks.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { auditPageSchema } from '../../src/audit/wire.ts';
import { rangeBytes } from '../../src/exchange/index.ts';
import { instantFromMs, msOf } from '../../src/kernel/index.ts';
import { finishKeyProposal, proposeKeyEvents, readRootFile, realSuites, signKeyProposal } from '../../src/seals/index.ts';
import {
  appendHistory,
  checkBackup,
  readAuthorityFiles,
  readConfiguration,
  readRestore,
  restoreBackup,
  type RunningServer,
  startServer,
  systemRandom,
  writeBackup,
} from '../../src/server/index.ts';
import { createTestDatabase, type TestDatabase } from '../../src/server/postgres/test-cluster.ts';
import { act, caseOf, casesIn, sendRequest, untilState } from './casework.ts';
import { type Authority, bootFederation, eventually, expectOk, type Federation } from './federation.ts';
import { arrangementBetween, importSamples, makePeers, memorandumAmong, signAll } from './first-day.ts';
import { digestOfFile, file as fileOfBytes, fileOf, upload } from './files.ts';
import { minuteMs } from './story-clock.ts';

const receivedIt = { expectedReplyAt: '2026-11-20T00:00:00.000Z', note: 'It is here.' };

describe('an authority that comes back from a backup', () => {
  let federation: Federation;
  let [xa, xb]: Authority[] = [];
  let [early, late] = ['', ''];
  const [earlyFile, lateFile] = [fileOfBytes(rangeBytes + 700, 17), fileOfBytes(rangeBytes + 900, 19)];
  let folder = '';
  let file = '';
  let identity = '';
  let database: TestDatabase;
  let restored: RunningServer | null = null;
  const sides = (): { xa: Authority; xb: Authority } => {
    assert.ok(xa !== undefined && xb !== undefined);
    return { xa, xb };
  };

  before(async () => {
    federation = await bootFederation(['xa', 'xb']);
    [xa, xb] = [federation.of('xa'), federation.of('xb')];
    await makePeers(xa, xb);
    await signAll(await arrangementBetween(xa, xb), xa, xb);
    await signAll(await memorandumAmong(xa, xb), xa, xb);
    await importSamples(xb);
    folder = await mkdtemp(path.join(tmpdir(), 'comity-restored-'));
    file = path.join(folder, 'backup.age');
    database = await createTestDatabase();
    identity = await generateHybridIdentity();
  });
  after(async () => {
    await restored?.stop();
    await database.drop();
    await federation.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('is backed up while it works, and goes on working', async () => {
    const { xa, xb } = sides();
    early = await sendRequest(xa, xb, { reference: 'XA-BEFORE', attachments: [await upload(xa.at('preparer'), 'early.pdf', earlyFile)] });
    await untilFile(xb, early);
    const place = { folder: xb.folder, databaseUrl: addressOf(xb), postgresBin: null };
    const recipients = [await identityToRecipient(identity)];
    const written = expectOk(await writeBackup(place, { file, recipients }));
    assert.ok(written.bytes > 0);
    const checked = expectOk(await checkBackup({ file, identity }));
    assert.equal(checked.header.authorityId, xb.id);
    assert.equal(checked.header.logSize, written.logSize);
    const first = await blobsIn(xb.folder);
    assert.deepEqual([checked.blobs, written.spoiltBlobs], [1, []], 'the file that came before is in it');
    late = await sendRequest(xa, xb, { reference: 'XA-AFTER', attachments: [await upload(xa.at('preparer'), 'late.pdf', lateFile)] });
    await untilFile(xb, late);
    assert.equal((await casesIn(xb.at('preparer'), 'inbox')).length, 2);
    const [blob, ...others] = (await blobsIn(xb.folder)).filter((one) => !first.includes(one));
    assert.ok(blob !== undefined && others.length === 0);
    const bytes = await readFile(blob);
    await writeFile(blob, bytes.with(1000, (bytes[1000] ?? 0) ^ 1));
    const spoilt = expectOk(await writeBackup(place, { file: `${file}.3`, recipients }));
    assert.deepEqual(
      spoilt.spoiltBlobs,
      [`sha256:${path.basename(blob)}`],
      'one that is no longer what its name says is named and left out',
    );
    assert.equal(expectOk(await checkBackup({ file: `${file}.3`, identity })).blobs, 1);
    assert.equal((await writeBackup(place, { file, recipients })).ok, false, 'an existing file is not overwritten');
    assert.equal((await checkBackup({ file, identity: await generateHybridIdentity() })).ok, false, 'another identity does not open it');
    const noRecipient = await writeBackup(place, { file: `${file}.2`, recipients: [] });
    assert.equal(noRecipient.ok, false, 'private keys are never written in the clear');
  });

  it('does nothing but look before the return is announced', async () => {
    const { xb } = sides();
    await xb.stop();
    const place = { folder: path.join(folder, 'xb'), databaseUrl: null, postgresBin: null };
    const now = federation.clock.now();
    const { connection } = database;
    expectOk(await restoreBackup({ place, file, identity, now, onProgress: () => undefined, connection }));
    restored = await startRestored();
    assert.deepEqual(
      (await casesIn(xb.at('preparer'), 'inbox')).map((row) => row.id),
      [early],
    );
    const refusal = await xb.at('preparer').expectRefusal(409, 'POST', `/api/assistance/cases/${early}/acknowledgement`, receivedIt);
    assert.match(refusal, /came back from a backup/);
    assert.match(await xb.at('administrator').expectRefusal(409, 'GET', '/api/audit/checkpoint'), /came back from a backup/);
  });

  it('learns from its peer how much of its log was seen', async () => {
    await eventually('the peer was asked', 20_000, async () => {
      const facts = await readRestore(path.join(folder, 'xb'));
      return facts !== null && facts.seenSize > facts.logSize ? facts : null;
    });
  });

  it('goes on when the quorum of roots has said so, and has lost nothing that its peer holds', async () => {
    const { xa, xb } = sides();
    const own = path.join(folder, 'xb');
    const facts = await readRestore(own);
    assert.ok(facts !== null);
    const { logSize, logRoot, seenSize } = facts;
    const files = expectOk(await readAuthorityFiles(own, systemRandom));
    const change = { kind: 'restore-epoch', epoch: 1, logSize, logRoot, seenSize } as const;
    let proposal = expectOk(proposeKeyEvents(files.history, [change], { ...realSuites, at: federation.clock.now() }));
    for (const name of ['present-1.json', 'present-3.json']) {
      const root = expectOk(readRootFile(new Uint8Array(await readFile(path.join(xb.folder, 'roots', name)))));
      proposal = expectOk(signKeyProposal(proposal, root, realSuites.suite));
    }
    const events = expectOk(finishKeyProposal(files.history, proposal, realSuites));
    await appendHistory(own, { from: files.history.length, events });
    const inbox = await eventually('the peer has offered again what was lost', 30_000, async () => {
      federation.clock.pass(minuteMs);
      const rows = await casesIn(xb.at('preparer'), 'inbox');
      return rows.length === 2 ? rows : null;
    });
    assert.deepEqual(inbox.map((row) => row.id).toSorted(), [early, late].toSorted());
    assert.equal(await readRestore(own), null);
    // At the peer the dispatch had been delivered, and is so once.
    const timeline = (await caseOf(xa.at('preparer'), late)).timeline.filter((event) => event.kind === 'request.delivered');
    assert.equal(timeline.length, 1);
    const { entries } = await xb.at('administrator').expect(auditPageSchema, 'GET', '/api/audit/entries?event=server.restored');
    assert.ok(entries.length > 0);
    const largest = Math.max(...entries.map((entry) => entry.index));
    assert.ok(largest >= seenSize, 'the log was carried past everything that was seen');
  });

  it('has its files again: one from the backup, and one that its peer brings a second time', async () => {
    const { xb } = sides();
    for (const [id, bytes] of [
      [early, earlyFile],
      [late, lateFile],
    ] as const) {
      const attachment = await untilFile(xb, id);
      const given = await fileOf(xb.at('preparer'), attachment, 'admin-enforcement');
      assert.equal(digestOfFile(given.bytes), digestOfFile(bytes));
    }
  });

  it('is answered and answers as before, at places that were never taken', async () => {
    const { xa, xb } = sides();
    for (const id of [early, late]) {
      await act(xb.at('preparer'), id, 'acknowledgement', receivedIt);
      await untilState(xa.at('preparer'), id, 'acknowledged', 15_000);
    }
  });

  /** Waits until the file of the case is whole here, and gives its identifier. */
  async function untilFile(authority: Authority, id: string): Promise<string> {
    const row = await eventually(`the file of ${id} is here`, 30_000, async () => {
      federation.clock.pass(1000);
      return (await caseOf(authority.at('preparer'), id)).attachments.find(({ state }) => state === 'here');
    });
    return row.id;
  }

  /** On the ports of the server that was lost. */
  async function startRestored(): Promise<RunningServer> {
    const { xb } = sides();
    const configuration = expectOk(
      readConfiguration({
        COMITY_FOLDER: path.join(folder, 'xb'),
        COMITY_HOST: '127.0.0.1',
        COMITY_PORT: new URL(xb.url).port,
        COMITY_PEER_PORT: new URL(xb.peerUrl).port,
        COMITY_LOG: 'error',
      }),
    );
    const clock = () => instantFromMs(msOf(federation.clock.now()));
    return expectOk(await startServer({ configuration, hasWeb: false, connection: database.connection, clock }));
  }
});

/** The whole blobs in a data folder. */
async function blobsIn(folder: string): Promise<string[]> {
  const entries = await readdir(path.join(folder, 'blobs'), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function addressOf(authority: Authority): string {
  const { host, port, database, user, password } = authority.connection;
  const words = [user, password, host].map((word) => encodeURIComponent(word ?? ''));
  return `postgresql://${words[0]}:${words[1]}@/${database}?host=${words[2]}&port=${port}`;
}
