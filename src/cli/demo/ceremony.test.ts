// SPDX-License-Identifier: Apache-2.0
/**
 * Two authorities in one process, each with a database of its own, play the first day of cooperation over HTTP: what the
 * demonstration does with processes, and the shortest proof that the rooms are wired.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { addMs, type Instant, issuesText, type Result } from '../../kernel/index.ts';
import { totpCode } from '../../officers/index.ts';
import { allMigrations, initialiseAuthority, readConfiguration, type RunningServer, startServer, systemClock } from '../../server/index.ts';
import { createTestDatabase } from '../../server/postgres/test-cluster.ts';
import { openSession, type ServerSession } from '../server-session.ts';
import { type DemoAuthority, demoAuthorities } from './authorities.ts';
import { importFiles, joinAuthorities, partyOfServer, type Seat } from './ceremony.ts';

interface Standing {
  readonly running: RunningServer;
  readonly signIn: (...roles: readonly string[]) => Promise<ServerSession>;
  /** The code of that officer's authenticator after the one that signed in. */
  readonly nextCode: (...roles: readonly string[]) => string;
  close(): Promise<void>;
}

function value<Value>(result: Result<Value>): Value {
  assert.ok(result.ok, result.ok ? '' : issuesText(result.issues));
  return result.value;
}

async function stand(authority: DemoAuthority): Promise<Standing> {
  const folder = await mkdtemp(path.join(tmpdir(), 'comity-server-'));
  const database = await createTestDatabase(allMigrations);
  const { connection } = database;
  const configuration = value(readConfiguration({ COMITY_FOLDER: folder, COMITY_PORT: '0', COMITY_LOG: 'silent' }));
  const { officers } = value(
    await initialiseAuthority({ configuration, ...authority, roots: { count: 1, threshold: 1 }, connection, onProgress: () => undefined }),
  );
  const running = value(await startServer({ configuration, connection, hasWeb: false }));
  const officerWith = (roles: readonly string[]) => {
    const found = officers.find(({ officer }) => roles.every((role) => officer.roles.some((held) => held === role)));
    assert.ok(found !== undefined);
    return found;
  };
  const nextCode = (...roles: readonly string[]) => totpCode(officerWith(roles).authenticatorSecret, addMs(systemClock(), 30_000));
  const signIn = async (...roles: readonly string[]): Promise<ServerSession> => {
    const { officer, password, authenticatorSecret } = officerWith(roles);
    return value(await openSession(running.url, { email: officer.email, password, code: totpCode(authenticatorSecret, systemClock()) }));
  };
  const close = async (): Promise<void> => {
    await running.stop();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  };
  return { running, signIn, nextCode, close };
}

async function seatOf(key: string, standing: Standing): Promise<Seat> {
  const administrator = await standing.signIn('administrator');
  const party = value(await partyOfServer(administrator));
  const approver = await standing.signIn('administrator', 'approver');
  const approverCode = async () => standing.nextCode('administrator', 'approver');
  return { key, authorityId: standing.running.authorityId, party, administrator, approver, approverCode };
}

describe('the first day of cooperation', () => {
  it('two servers become peers, bring their agreements into force and import their records', async () => {
    const [left, right] = await Promise.all(demoAuthorities.slice(0, 2).map(stand));
    assert.ok(left !== undefined && right !== undefined);
    try {
      const seats = [await seatOf('xa', left), await seatOf('xb', right)];
      const said: string[] = [];
      const inForceFrom = '2026-01-01T00:00:00.000Z' as Instant;
      value(await joinAuthorities(seats, inForceFrom, (sentence) => said.push(sentence)));
      assert.equal(said.length, 7, 'one comparison of fingerprints, six agreements');
      value(await joinAuthorities(seats, inForceFrom, () => undefined));
      for (const { administrator } of seats) {
        const rows = value(await administrator.get('/api/agreements')) as { status: string }[];
        assert.deepEqual(
          rows.map((row) => row.status),
          Array<string>(6).fill('in-force'),
        );
      }
      const keeper = await right.signIn('records-keeper');
      const csv =
        'reference,firm,lei,record_type,date,authority,summary,outcome,amount,currency\nXB-1,Firm,,inspection,2025-01-02,XB,Seen.,,,\n';
      const file = { name: 'compliance.csv', kind: 'compliance-record', format: 'comity-csv', bytes: new TextEncoder().encode(csv) };
      assert.equal(value(await importFiles(keeper, [file])), 1);
      assert.equal(value(await importFiles(keeper, [file])), 1, 'importing again changes nothing');
    } finally {
      await Promise.all([left.close(), right.close()]);
    }
  });
});
