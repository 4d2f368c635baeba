// SPDX-License-Identifier: Apache-2.0
/**
 * Keys change while two authorities work: the holders of roots sign, the officers approve, the running server follows and its peer
 * hears of it. The key for connections is replaced in two rounds, and nothing waits for it.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { auditPageSchema } from '../../src/audit/wire.ts';
import { keyChangeSchema, ownKeysSchema, type OwnKeysWire, peerKeysSchema } from '../../src/exchange/wire.ts';
import { activeKeys, type HeldKey, type KeyChange, makeHeldKey, readKeyFork, realSuites } from '../../src/seals/index.ts';
import { readAuthorityFiles, systemRandom } from '../../src/server/index.ts';
import { act, approveAsNeeded, casesIn, draftTo, openCase, sendRequest } from './casework.ts';
import { type Authority, bootFederation, eventually, expectOk, type Federation } from './federation.ts';
import { arrangementBetween, makePeers, signAll } from './first-day.ts';
import { signedProposal } from './key-proposals.ts';
import { hourMs } from './story-clock.ts';
import { approveAct, waitingAct, waitingActs } from './waiting-acts.ts';

const program = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

describe('keys change while two authorities work', () => {
  let federation: Federation;
  let xa: Authority;
  let xb: Authority;
  const filesOf = async (authority: Authority) => expectOk(await readAuthorityFiles(authority.folder, systemRandom));
  const keysOf = (authority: Authority): Promise<OwnKeysWire> => authority.at('administrator').expect(ownKeysSchema, 'GET', '/api/keys');
  const sizeAt = async (authority: Authority): Promise<number> => (await keysOf(authority)).size;
  const sizeSeenAt = async (host: Authority, guest: Authority): Promise<number> =>
    (await host.at('administrator').expect(peerKeysSchema, 'GET', `/api/peers/${guest.id}/keys`)).events.length;
  const eventsAt = async (authority: Authority, event: string) =>
    (await authority.at('auditor').expect(auditPageSchema, 'GET', `/api/audit/entries?event=${event}`)).entries;

  const signed = (changes: readonly KeyChange[], newKeys: readonly HeldKey[] = [], roots = [1, 3]): Promise<Uint8Array> =>
    signedProposal(xa, { changes, at: federation.clock.now(), newKeys, roots });
  async function layBefore(file: Uint8Array): Promise<void> {
    const said = await xa.at('administrator').expect(keyChangeSchema, 'POST', '/api/keys/changes', file);
    assert.equal(said.isApplied, false);
  }
  /** Both approvers, and then until server and peer have followed. */
  async function approveAndFollow(): Promise<void> {
    const before = await sizeAt(xa);
    assert.equal(await approveAct(xa.at('approver'), xa.id), false, 'one of two');
    assert.equal(await approveAct(xa.at('secondApprover'), xa.id), true);
    await eventually('the running server follows', 10_000, async () => (await sizeAt(xa)) > before);
    const after = await sizeAt(xa);
    await eventually('its peer has heard of it', 10_000, async () => (await sizeSeenAt(xb, xa)) === after);
  }
  const transportKeys = async () => activeKeys((await filesOf(xa)).keyState, 'transport').map((key) => key.keyId);

  before(async () => {
    federation = await bootFederation(['xa', 'xb']);
    [xa, xb] = [federation.of('xa'), federation.of('xb')];
    await makePeers(xa, xb);
    await signAll(await arrangementBetween(xa, xb), xa, xb);
  });
  after(() => federation.stop());

  it('what too few roots have signed, or what is no change of ours, is not even laid before the officers', async () => {
    const key = makeHeldKey('transport', { ...realSuites, random: systemRandom });
    const change = { kind: 'add-key', purpose: 'transport', suite: key.suite, publicKey: key.publicKey } as const;
    const alone = await signed([change], [], [1]);
    const administrator = xa.at('administrator');
    await administrator.expectRefusal(400, 'POST', '/api/keys/changes', alone);
    await administrator.expectRefusal(400, 'POST', '/api/keys/changes', new TextEncoder().encode('{"format":"other"}'));
    await xb.at('administrator').expectRefusal(400, 'POST', '/api/keys/changes', await signed([change]));
    assert.deepEqual(await waitingActs(xa.at('approver')), []);
  });

  it('the key for connections is added by two approvals, and the exchange goes on', async () => {
    const [former] = await transportKeys();
    const key = makeHeldKey('transport', { ...realSuites, random: systemRandom });
    await layBefore(await signed([{ kind: 'add-key', purpose: 'transport', suite: key.suite, publicKey: key.publicKey }], [key]));
    const { shown, approversMin } = await waitingAct(xa.at('approver'), xa.id);
    assert.equal(approversMin, 2);
    assert.match(shown['change'] ?? '', new RegExp(`adds a key for transport: ${key.keyId}`));
    assert.equal(await sizeAt(xa), 1, 'nothing changes before');
    await approveAndFollow();
    assert.deepEqual(await transportKeys(), [key.keyId, former]);
    await sendRequest(xa, xb, { reference: 'XA-TWO-KEYS' });
  });

  it('the older one is retired in a second round; connections of both directions stand on the new one', async () => {
    const [newest, former] = await transportKeys();
    assert.ok(newest !== undefined && former !== undefined);
    await layBefore(await signed([{ kind: 'retire-key', keyId: former }]));
    await approveAndFollow();
    assert.deepEqual(await transportKeys(), [newest]);
    await sendRequest(xa, xb, { reference: 'XA-NEW-KEY' });
    await eventually('every peer has heard of it', 10_000, async () => (await keysOf(xa)).peers.every((peer) => peer.isTold));
  });

  it('the log says who approved what, and no alarm was raised', async () => {
    const approved = await eventsAt(xa, 'keys.change-approved');
    assert.deepEqual(
      approved.map(({ details }) => [details?.['keyEvents'], details?.['count']]),
      [
        [3, 2],
        [2, 2],
      ],
    );
    assert.equal((await eventsAt(xa, 'approval.given')).filter(({ details }) => details?.['kind'] === 'key-event').length, 4);
    assert.deepEqual(await eventsAt(xa, 'keys.changed-unapproved'), []);
  });

  it('a change that no longer follows on the history is not approved', async () => {
    const [current] = await transportKeys();
    assert.ok(current !== undefined);
    const key = makeHeldKey('log', { ...realSuites, random: systemRandom });
    await layBefore(await signed([{ kind: 'add-key', purpose: 'log', suite: key.suite, publicKey: key.publicKey }], [key]));
    const file = path.join(xa.folder, 'address.json');
    await writeFile(file, await signed([{ kind: 'endpoint', url: xa.peerUrl }]));
    const apply = (...words: string[]): Promise<{ code: number; out: string }> =>
      new Promise((resolve) => {
        const environment = { PATH: process.env['PATH'], COMITY_FOLDER: xa.folder };
        execFile(process.execPath, [program, 'keys', 'apply', file, ...words], { env: environment }, (error, out, err) =>
          resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: out + err }),
        );
      });
    const refused = await apply();
    assert.equal(refused.code, 1);
    assert.match(refused.out, /2 officers approve a change of keys/);
    assert.equal(await sizeAt(xa), 3, 'the command does not go round the officers');
    assert.equal((await apply('--without-approval')).code, 0);
    await eventually('the server follows', 10_000, async () => (await sizeAt(xa)) === 4);
    await eventually('and raises an alarm', 10_000, async () => (await eventsAt(xa, 'keys.changed-unapproved')).length === 1);
    await approveAct(xa.at('approver'), xa.id);
    const { subject } = await waitingAct(xa.at('secondApprover'), xa.id);
    const proof = { kind: 'code', code: xa.at('secondApprover').code() };
    await xa.at('secondApprover').expectRefusal(400, 'POST', '/api/approvals', { subject, proof });
    assert.equal(await sizeAt(xa), 4);
  });

  it('roots that sign another event at a place that is taken are found out, as soon as the peer is shown it', async () => {
    const held = await eventually('XB holds all four events', 10_000, async () => {
      const keys = await xb.at('administrator').expect(peerKeysSchema, 'GET', `/api/peers/${xa.id}/keys`);
      return keys.events.length === 4 ? keys : null;
    });
    assert.deepEqual(held.evidence, []);
    await xa.stop();
    // The last event is taken back, and another one of the same length of history stands in its place.
    await rm(path.join(xa.folder, 'history', '0004.json'));
    const file = path.join(xa.folder, 'another.json');
    await writeFile(file, await signed([{ kind: 'endpoint', url: xa.peerUrl }]));
    const environment = { PATH: process.env['PATH'], COMITY_FOLDER: xa.folder };
    await promisify(execFile)(process.execPath, [program, 'keys', 'apply', file, '--without-approval'], { env: environment });
    await xa.start();
    assert.equal(await sizeAt(xa), 4);
    // A day later the view of XB is too old to admit anything before it has asked.
    federation.clock.pass(25 * hourMs);
    const id = await openCase(xa.at('preparer'), draftTo(xb.id, { reference: 'XA-TWO-HISTORIES' }));
    await act(xa.at('preparer'), id, 'submission');
    await approveAsNeeded(xa, id);
    const { evidence } = await eventually('XB has found that XA has two histories', 20_000, async () => {
      const keys = await xb.at('administrator').expect(peerKeysSchema, 'GET', `/api/peers/${xa.id}/keys`);
      return keys.evidence.length > 0 ? keys : null;
    });
    assert.deepEqual(
      evidence.map(({ kind }) => kind),
      ['key-fork'],
    );
    const proof = await xb.at('auditor').file(`/api/peers/${xa.id}/evidence/${evidence[0]?.digest ?? ''}`);
    const fork = expectOk(readKeyFork(proof, realSuites));
    assert.deepEqual([fork.authorityId, fork.index], [xa.id, 3]);
    const [frozen] = await eventsAt(xb, 'peer.frozen');
    assert.deepEqual([frozen?.details?.['peer'], frozen?.details?.['reason']], [xa.id, 'key-fork']);
    await eventually('the request is refused', 20_000, async () => {
      federation.clock.pass(60_000);
      return (await eventsAt(xb, 'dispatch.refused-admission')).some(({ details }) => details?.['code'] === 'not-a-peer');
    });
    assert.ok((await casesIn(xb.at('preparer'), 'all')).every((row) => row.id !== id));
  });
});
