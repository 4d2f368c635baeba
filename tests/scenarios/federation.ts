// SPDX-License-Identifier: Apache-2.0
//
// A federation in one process: authorities that have nothing in common but the test's clock. Each has its data folder, keys,
// database, port and officers, is made and started through the server's own front door, and reaches the others over HTTP.
//
//     const federation = await bootFederation(['xa', 'xb']);
//     await makePeers(federation.of('xa'), federation.of('xb'));
//     ...
//     await federation.stop();
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Instant, issuesText, type Result } from '../../src/kernel/index.ts';
import {
  allMigrations,
  type Configuration,
  initialiseAuthority,
  type Initialised,
  readConfiguration,
  type RunningServer,
  startServer,
} from '../../src/server/index.ts';
import { createTestDatabase, type TestDatabase } from '../../src/server/postgres/test-cluster.ts';
import { type AuthorityKey, type Desk, officersOf, profiles } from './authorities.ts';
import { type OfficerAtWork, officerAtWork } from './officer-at-work.ts';
import { type StoryClock, storyClock } from './story-clock.ts';

export interface Authority {
  readonly key: AuthorityKey;
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** Where its peers reach it. */
  readonly peerUrl: string;
  /** Its data folder. */
  readonly folder: string;
  /** Its database. */
  readonly connection: TestDatabase['connection'];
  at(desk: Desk): OfficerAtWork;
  /** Stops the server; what it holds stays. */
  stop(): Promise<void>;
  /** Starts it again on the same port. */
  start(): Promise<void>;
}

export interface Federation {
  readonly clock: StoryClock;
  of(key: AuthorityKey): Authority;
  /** Stops all servers and removes everything they held. */
  stop(): Promise<void>;
  /** For the end of the process, when there is no time left to wait. */
  removeFolders(): void;
}

/** A Thursday; the following Monday is a holiday in XB. */
const storyBegins = '2026-10-29T09:00:00.000Z';

/** With the workplace for a browser where the story needs one. */
export async function bootFederation(keys: readonly AuthorityKey[], { hasWeb = false } = {}): Promise<Federation> {
  const clock = storyClock(storyBegins);
  const booted = await Promise.all(keys.map((key) => bootAuthority(key, clock, hasWeb)));
  return {
    clock,
    of(key) {
      const found = booted.find(({ authority }) => authority.key === key);
      assert.ok(found !== undefined, `${key} was not booted`);
      return found.authority;
    },
    async stop() {
      await Promise.all(booted.map(({ remove }) => remove()));
    },
    removeFolders() {
      for (const { folder } of booted) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Looks again and again until the probe gives something; fails when it took longer than that, in real time. */
export async function eventually<Value>(
  what: string,
  msMax: number,
  probe: () => Promise<Value | null | undefined | false>,
): Promise<Value> {
  const lookEveryMs = 25;
  for (let waitedMs = 0; ; waitedMs += lookEveryMs) {
    const found = await probe();
    if (found !== null && found !== undefined && found !== false) return found;
    assert.ok(waitedMs <= msMax, `not within ${msMax} ms: ${what}`);
    await delay(lookEveryMs);
  }
}

export function expectOk<Value>(result: Result<Value>): Value {
  assert.ok(result.ok, result.ok ? '' : issuesText(result.issues));
  return result.value;
}

interface Booted {
  readonly authority: Authority;
  readonly folder: string;
  readonly remove: () => Promise<void>;
}

/** An authority before its server first started. */
interface MadeAuthority {
  readonly folder: string;
  readonly database: TestDatabase;
  readonly made: Initialised;
  /** Of the story, when it had been made. */
  readonly madeAt: Instant;
}

/** Each of them is made once for a process, with keys, tables and officers; every story goes on from a copy, as after that first hour. */
const madeAuthorities = new Map<AuthorityKey, Promise<MadeAuthority>>();

function makeOnce(key: AuthorityKey): Promise<MadeAuthority> {
  const before = madeAuthorities.get(key);
  if (before !== undefined) return before;
  const making = makeAuthority(key);
  madeAuthorities.set(key, making);
  return making;
}

async function makeAuthority(key: AuthorityKey): Promise<MadeAuthority> {
  const clock = storyClock(storyBegins);
  const folder = await mkdtemp(path.join(tmpdir(), `comity-${key}-made-`));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const database = await createTestDatabase(allMigrations);
  const made = expectOk(
    await initialiseAuthority({
      configuration: configured(folder, 0, 0),
      profile: profiles[key],
      officers: officersOf(key).map(({ name, email, roles }) => ({ name, email, roles })),
      roots: { count: 3, threshold: 2 },
      onProgress: () => undefined,
      connection: database.connection,
      clock: clock.now,
    }),
  );
  return { folder, database, made, madeAt: clock.now() };
}

function configured(folder: string, port: number, peerPort: number): Configuration {
  return expectOk(
    readConfiguration({
      COMITY_FOLDER: folder,
      COMITY_HOST: '127.0.0.1',
      COMITY_PORT: String(port),
      COMITY_PEER_PORT: String(peerPort),
      COMITY_LOG: 'error',
    }),
  );
}

async function bootAuthority(key: AuthorityKey, clock: StoryClock, hasWeb: boolean): Promise<Booted> {
  const before = await makeOnce(key);
  clock.passTo(before.madeAt);
  const folder = await mkdtemp(path.join(tmpdir(), `comity-${key}-`));
  await cp(before.folder, folder, { recursive: true });
  const testDatabase = await createTestDatabase(before.database);
  const { connection } = testDatabase;
  const { made } = before;
  const profile = profiles[key];
  const officers = officersOf(key);
  const common = { connection, clock: clock.now };
  let running: RunningServer = expectOk(await startServer({ configuration: configured(folder, 0, 0), hasWeb, ...common }));
  const { port, peerPort, url } = running;
  const atDesks = new Map(
    officers.map(({ desk, email }) => {
      const created = made.officers.find(({ officer }) => officer.email === email);
      assert.ok(created !== undefined);
      return [desk, officerAtWork(created, () => url, clock)] as const;
    }),
  );
  const authority: Authority = {
    key,
    id: made.authorityId,
    name: profile.name,
    url,
    peerUrl: `https://127.0.0.1:${peerPort}`,
    folder,
    connection,
    at(desk) {
      const found = atDesks.get(desk);
      assert.ok(found !== undefined);
      return found;
    },
    stop: () => running.stop(),
    async start() {
      running = expectOk(await startServer({ configuration: configured(folder, port, peerPort), hasWeb, ...common }));
    },
  };
  const remove = async (): Promise<void> => {
    await running.stop();
    await testDatabase.drop();
    await rm(folder, { recursive: true, force: true });
  };
  return { authority, folder, remove };
}
