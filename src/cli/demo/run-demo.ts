// SPDX-License-Identifier: Apache-2.0
/**
 * The demonstration from start to end: ports, authorities, servers, the first day of cooperation, the desk.
 *
 *     desk's port -> authorities made (first start) -> one process each -> ceremony over HTTP (first start) -> desk shows
 *
 * The authorities share nothing but this machine: no process opens another's folder or database once it runs. They are made
 * here, before their servers start, because a server can only be told what an officer of it says.
 */
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fail, type Instant, msOf, instantFromMs, ok, type Result } from '../../kernel/index.ts';
import { makePassword } from '../../officers/index.ts';
import {
  ensureWebBuild,
  houseRulesFile,
  initialiseAuthority,
  isInitialised,
  systemClock,
  systemRandom,
  takePort,
} from '../../server/index.ts';
import { removeDataFolder } from '../../server/postgres/index.ts';
import type { ServerSession } from '../server-session.ts';
import type { DemoAuthority } from './authorities.ts';
import { importFiles, importLists, joinAuthorities, partyOfServer, type Seat } from './ceremony.ts';
import { playCasework } from './casework/play-casework.ts';
import { type ChildServer, startChild } from './child-server.ts';
import { openDesk, portTaken } from './desk.ts';
import { letFirmReport } from './let-firm-report.ts';
import { openNegotiation } from './open-negotiation.ts';
import { publishArrangement } from './publish-arrangement.ts';
import { resolveEntities } from './casework/resolve-entities.ts';
import { sampleFiles, sampleLists } from './sample-files.ts';
import { beginFindings } from './watch-market.ts';
import { type DemoMemory, type DemoOfficer, readMemory, writeMemory } from './secrets.ts';
import { codesOf, holds, secondRegistrar, signInAs } from './sign-ins.ts';

export interface DemoOptions {
  readonly folder: string;
  readonly portBase: number;
  readonly hasWeb: boolean;
  readonly authorities: readonly DemoAuthority[];
  readonly onProgress: (sentence: string) => void;
  /** Settled when the person wants it to end; also heard while it is still starting. */
  readonly stopAsked: Promise<void>;
}

export interface DemoListing {
  readonly key: string;
  readonly name: string;
  readonly jurisdiction: string;
  /** Of the workplace. */
  readonly address: string;
  readonly officers: readonly DemoOfficer[];
  /** Persons of firms that report to it. */
  readonly persons: readonly DemoOfficer[];
}

export interface RunningDemo {
  readonly desk: string;
  readonly authorities: readonly DemoListing[];
  /** The name of an authority whose server ended by itself. */
  readonly lost: Promise<string>;
  readonly stop: () => Promise<void>;
}

interface Place extends DemoAuthority {
  readonly folder: string;
  readonly port: number;
  readonly peerPort: number;
  /** The address that officers type. */
  readonly publicUrl: string;
}

/** Ports for peers lie this far above those for officers. */
const peerPortDistance = 50;

/** `stopped` when the person asked for the end before it was ready. */
export async function startDemo(options: DemoOptions): Promise<Result<RunningDemo> | 'stopped'> {
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => void (await Promise.all(undo.splice(0).map((step) => step())));
  let isStopped = false;
  void options.stopAsked.then(() => {
    isStopped = true;
  });
  let started: Result<RunningDemo> | null = null;
  try {
    started = await start({ ...options, isStopped: () => isStopped }, undo, stop);
  } finally {
    if (started?.ok !== true) await stop();
  }
  return isStopped && !started.ok ? 'stopped' : started;
}

type StartOptions = DemoOptions & { readonly isStopped: () => boolean };
const interrupted = fail('demo', 'It was stopped while it was starting.', 'Start it again; it goes on where it stopped.');

async function start(options: StartOptions, undo: (() => Promise<unknown>)[], stop: () => Promise<void>): Promise<Result<RunningDemo>> {
  const { folder, portBase, hasWeb, onProgress } = options;
  const places = options.authorities.map((authority, index): Place => {
    const port = portBase + index + 1;
    return {
      ...authority,
      port,
      peerPort: port + peerPortDistance,
      folder: path.join(folder, authority.key),
      publicUrl: `http://${authority.key}.localhost:${port}`,
    };
  });
  const desk = await openDesk(portBase);
  if (!desk.ok) return desk;
  undo.push(desk.value.close);
  const free = await checkPorts(places);
  if (!free.ok) return free;
  const building = hasWeb ? ensureWebBuild(onProgress) : Promise.resolve(false);
  const made = await Promise.all([makeAuthorities(folder, places, onProgress), building]);
  const [memory] = made;
  if (!memory.ok) return memory;
  if (options.isStopped()) return interrupted;
  onProgress('Starting a server for each authority');
  const servers = await Promise.all(places.map((place) => startChild({ ...place, hasWeb })));
  for (const server of servers) if (server.ok) undo.push(server.value.stop);
  const running: ChildServer[] = [];
  for (const server of servers) {
    if (!server.ok) return server;
    running.push(server.value);
  }
  if (options.isStopped()) return interrupted;
  const joined = await joinOnce(folder, memory.value, places, running, onProgress);
  if (!joined.ok) return joined;
  const authorities = places.map(({ key, profile, publicUrl }): DemoListing => {
    const { name, jurisdiction } = profile;
    return {
      key,
      name,
      jurisdiction,
      address: publicUrl,
      officers: memory.value.authorities[key]?.officers ?? [],
      persons: joined.value[key] ?? [],
    };
  });
  desk.value.show(authorities);
  const lost = Promise.race(places.map(async (place, index) => running[index]?.ended.then(() => place.profile.name) ?? place.profile.name));
  return ok({
    desk: desk.value.address,
    authorities,
    lost,
    stop,
  });
}

/** Removes every authority's data, wherever its database was kept. Refused while one of them runs. */
export async function removeDemo(folder: string, authorities: readonly DemoAuthority[]): Promise<Result<void>> {
  for (const { key } of authorities) {
    const removed = await removeDataFolder(path.join(folder, key, 'postgres'));
    if (!removed.ok) return removed;
    await rm(path.join(folder, key), { recursive: true, force: true });
  }
  await rm(path.join(folder, 'demo.json'), { force: true });
  return ok(undefined);
}

async function checkPorts(places: readonly Place[]): Promise<Result<null>> {
  for (const port of places.flatMap((place) => [place.port, place.peerPort])) {
    const taken = await takePort({ port, host: '127.0.0.1' });
    if (!taken.ok) return portTaken(port, 'EADDRINUSE');
    await taken.value.close();
  }
  return ok(null);
}

/** A person who tries it has the passkeys of their own browser, which may be copied to their other devices. */
const demoHouseRules = { allowsCopiedPasskeys: true, publishesRegister: true };

// --- authorities ----------------------------------------------------------------------------------------------------

async function makeAuthorities(
  folder: string,
  places: readonly Place[],
  onProgress: (sentence: string) => void,
): Promise<Result<DemoMemory>> {
  const before = await readMemory(folder);
  if (!before.ok) return before;
  let memory = before.value;
  const failures = await Promise.all(
    places.map(async (place) => {
      const isMade = isInitialised(place.folder);
      if (isMade && memory.authorities[place.key] !== undefined) return null;
      if (isMade)
        return fail(
          place.folder,
          'An authority is here whose sign-ins the demonstration does not know.',
          'Start again with --reset, or name another --folder.',
        );
      onProgress(`Making ${place.profile.name}: keys, database, officers`);
      const configuration = { folder: place.folder, databaseUrl: null, postgresBin: process.env['COMITY_POSTGRES_BIN'] ?? null };
      const note = (sentence: string): void => (sentence.includes('kept in') ? onProgress(sentence) : undefined);
      const made = await initialiseAuthority({
        configuration,
        profile: place.profile,
        officers: place.officers,
        roots: oneRoot,
        onProgress: note,
      });
      if (!made.ok) return made;
      await writeFile(path.join(place.folder, houseRulesFile), `${JSON.stringify(demoHouseRules, null, 2)}\n`, { mode: 0o600 });
      const officers = made.value.officers.map(({ officer, password, authenticatorSecret }): DemoOfficer => {
        const { name, email, roles } = officer;
        return { name, email, roles, password, authenticatorSecret };
      });
      memory = { ...memory, authorities: { ...memory.authorities, [place.key]: { authorityId: made.value.authorityId, officers } } };
      return null;
    }),
  );
  if (memory !== before.value) await writeMemory(folder, memory);
  return failures.find((failure) => failure !== null) ?? ok(memory);
}

// --- the first day --------------------------------------------------------------------------------------------------

/** Peering, agreements and records, unless they stand among exactly these authorities. */
async function joinOnce(
  folder: string,
  memory: DemoMemory,
  places: readonly Place[],
  servers: readonly ChildServer[],
  onProgress: (sentence: string) => void,
): Promise<Result<DemoMemory['persons']>> {
  if (places.every(({ key }) => memory.joined.includes(key))) return ok(memory.persons);
  const seats: Seat[] = [];
  const preparers: ServerSession[] = [];
  const sessions: ServerSession[] = [];
  for (const [index, { key }] of places.entries()) {
    const known = memory.authorities[key];
    const address = servers[index]?.address ?? '';
    const officers = known?.officers ?? [];
    const administrator = await signInAs(['administrator'], officers, address);
    if (!administrator.ok) return administrator;
    const approver = await signInAs(secondRegistrar, officers, address);
    if (!approver.ok) return approver;
    // Once for all that a preparer does on the first day: a code is good once.
    const preparer = await signInAs(['preparer'], officers, address);
    if (!preparer.ok) return preparer;
    preparers.push(preparer.value);
    sessions.push(administrator.value, approver.value, preparer.value);
    const party = await partyOfServer(administrator.value);
    if (!party.ok) return party;
    const approverCode = codesOf(officers.find((officer) => holds(officer, secondRegistrar)));
    const both = { administrator: administrator.value, approver: approver.value, approverCode };
    seats.push({ key, authorityId: known?.authorityId ?? '', party: party.value, ...both });
  }
  // The venue's day and the flow of money are worked through beside the ceremony, which mostly waits.
  const watching = beginFindings(seats, preparers, onProgress);
  const [joined, watched] = await Promise.all([joinAuthorities(seats, startOfDay(systemClock()), onProgress), watching]);
  if (!joined.ok) return joined;
  if (!watched.ok) return watched;
  const negotiated = await negotiateOnce(seats, onProgress);
  if (!negotiated.ok) return negotiated;
  const published = await publishOnce(seats, onProgress);
  if (!published.ok) return published;
  const persons: Record<string, DemoOfficer[]> = {};
  for (const [index, { key, profile }] of places.entries()) {
    const keeper = await signInAs(['records-keeper'], memory.authorities[key]?.officers ?? [], servers[index]?.address ?? '');
    if (!keeper.ok) return keeper;
    sessions.push(keeper.value);
    const taken = await takeSamples(keeper.value, key, index === 0);
    if (!taken.ok) return taken;
    onProgress(`${profile.name} has ${taken.value} records`);
    if (key !== reportedTo) continue;
    const reporting = await letFirmReport(keeper.value, servers[index]?.address ?? '', makePassword(systemRandom));
    if (!reporting.ok) return reporting;
    persons[key] = [reporting.value];
  }
  const told = await playCasework(seats, preparers, { memory, addresses: servers.map(({ address }) => address) }, onProgress);
  if (!told.ok) return told;
  for (const session of sessions) await session.end();
  await writeMemory(folder, { ...memory, persons, joined: places.map(({ key }) => key) });
  return ok(persons);
}

/** Records and lists of an authority, and who is the same in them; how many records it has. */
async function takeSamples(keeper: ServerSession, key: string, judges: boolean): Promise<Result<number>> {
  const imported = await importFiles(keeper, await sampleFiles(key));
  if (!imported.ok) return imported;
  const listed = await importLists(keeper, await sampleLists());
  if (!listed.ok) return listed;
  const resolved = await resolveEntities(keeper, judges);
  return resolved.ok ? imported : resolved;
}

/** The authority to which a firm reports in the demonstration. */
const reportedTo = 'xb';

/** The third proposes an arrangement to the first, which has none with it yet. */
async function negotiateOnce(seats: readonly Seat[], onProgress: (sentence: string) => void): Promise<Result<null>> {
  const [first, , third] = seats;
  if (first === undefined || third === undefined) return ok(null);
  onProgress(`${third.party.name} proposes an arrangement to ${first.party.name}`);
  return openNegotiation(third, first, systemClock());
}

/** So the third can see what the first two may ask each other. */
async function publishOnce([, second, third]: readonly Seat[], onProgress: (sentence: string) => void): Promise<Result<null>> {
  if (second === undefined || third === undefined) return ok(null);
  onProgress(`${second.party.name} publishes an arrangement that ${third.party.name} is no party to`);
  return publishArrangement(second, third);
}

/** The demo changes no keys, and one person watches it. */
const oneRoot = { count: 1, threshold: 1 };
const dayMs = 86_400_000;

function startOfDay(now: Instant): Instant {
  return instantFromMs(msOf(now) - (msOf(now) % dayMs));
}
