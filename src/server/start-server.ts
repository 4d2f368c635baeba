// SPDX-License-Identifier: Apache-2.0
/**
 * Starting an authority's server, and stopping it.
 *
 *     port -> files -> port for peers -> database, migrations -> rooms -> topics -> calls and workplace -> log entry -> open
 *     -> delivery
 *
 * The ports are taken first and opened last, so that nothing answers before everything stands. Whatever fails on the way
 * closes what was opened, in reverse. Nothing is kept in the module, so several servers can run in one process.
 */
import type { FastifyInstance } from 'fastify';
import { appendAudit } from '../audit/index.ts';
import { deliveryFigures } from '../exchange/index.ts';
import { liveFigures } from '../findings/index.ts';
import { fail, type Instant, ok, type RandomBytes, type Result } from '../kernel/index.ts';
import { findReporter, removeEndedPersonSessions } from '../reporting/index.ts';
import { knowsByRoles } from '../records/index.ts';
import { findSession, hasOfficers, removeExpired, roles } from '../officers/index.ts';
import { makeApp } from './calls/app.ts';
import { type AuthorityDatabase, openAuthorityDatabase } from './authority-database.ts';
import { answerElsewhere, findCaller, mountCalls, type MountingDeps, sendEnded } from './calls/call-mounting.ts';
import { transportKeyInUse } from '../exchange/index.ts';
import { type Configuration, withPorts } from './configuration.ts';
import { type AuthorityFiles, readAuthorityFiles } from './data-folder-files.ts';
import type { DatabaseConnection } from './database.ts';
import { startBlobWork } from './blob-work.ts';
import { startImportWork } from './rooms/import-work.ts';
import { startFindingsWork } from './rooms/findings-room.ts';
import { startNoticeWork } from './rooms/desk-room.ts';
import { startDelivery, startTending } from './delivery.ts';
import { lookWhenDue } from './engines/look-when-due.ts';
import { spareHeapPasses, systemClock, systemRandom } from './machine/machine.ts';
import { startKeyWork } from './key-work.ts';
import { type LiveKeys, openLiveKeys } from './live-keys.ts';
import { callsUnderHold, openRestoreHold, type RestoreHold } from './restore-hold.ts';
import { readRestore } from './restore-facts.ts';
import { type TakenPort, takePort } from './listening.ts';
import { type Log, openLog } from './log.ts';
import { openMetrics } from './calls/metrics.ts';
import { ownCalls } from './calls/own-calls.ts';
import { isOwnHost } from './calls/own-host.ts';
import { guardPeerCalls } from './peers/peer-door.ts';
import { type PeerPort, takePeerPort } from './peers/peer-port.ts';
import { openStreams, outboxTopic, type Streams } from './streams.ts';
import { ensureWebBuild, serveWeb } from './calls/web-files.ts';
import { readWebhook, type Webhook } from './webhook/index.ts';
import { type Wired, wireRooms } from './wiring.ts';

export interface ServerOptions {
  readonly configuration: Configuration;
  /** A database that is opened already by others, such as one of a test; then none is started. */
  readonly connection?: DatabaseConnection;
  readonly clock?: () => Instant;
  readonly random?: RandomBytes;
  /** Takes sentences for the operator, in the order of the work. */
  readonly onProgress?: (sentence: string) => void;
  /** False: calls only, for tests and for an authority that serves the workplace elsewhere. */
  readonly hasWeb?: boolean;
}

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  readonly peerPort: number;
  readonly authorityId: string;
  /** What holds the data, in words. */
  readonly database: string;
  /** Settled when the server cannot go on by itself: its PostgreSQL ended. */
  readonly lost: Promise<void>;
  /** Ends calls, delivery and database cleanly; may be called again. */
  readonly stop: () => Promise<void>;
}

/** Ended sessions and counted tries are removed this often. */
const tidyEveryMs = 600_000;
/** What ends by a period of days is noticed within some seconds of its end. */
const periodsEveryMs = 5000;

type Undo = () => Promise<unknown>;

export async function startServer(options: ServerOptions): Promise<Result<RunningServer>> {
  spareHeapPasses();
  const undo: Undo[] = [];
  const stop = stopOnce(undo);
  let started: Result<RunningServer> | null = null;
  try {
    started = await start(options, undo, stop);
    return started;
  } finally {
    if (started === null || !started.ok) await stop();
  }
}

async function start(options: ServerOptions, undo: Undo[], stop: () => Promise<void>): Promise<Result<RunningServer>> {
  const { clock = systemClock, random = systemRandom, onProgress = () => undefined, hasWeb = true } = options;
  const taken = await takePort(options.configuration);
  if (!taken.ok) return taken;
  undo.push(taken.value.close);
  const files = await readAuthorityFiles(options.configuration.folder, random);
  if (!files.ok) return files;
  const webhook = await readWebhook(options.configuration.folder);
  if (!webhook.ok) return webhook;
  const { keys, keyState } = files.value;
  const { peerPort, peerHost } = options.configuration;
  const peerTaken = await takePeerPort({ port: peerPort, host: peerHost }, () => transportKeyInUse(keys, keyState));
  if (!peerTaken.ok) return peerTaken;
  undo.push(peerTaken.value.close);
  const configuration = withPorts(options.configuration, { port: taken.value.port, peerPort: peerTaken.value.port });
  if (hasWeb) await ensureWebBuild(onProgress);
  const opened = await openAuthorityDatabase(configuration, onProgress, options.connection);
  if (!opened.ok) return opened;
  undo.push(opened.value.close);
  const database = opened.value;
  if (!(await hasOfficers(database.database))) {
    const remedy = 'Name the database that `./comity init` filled, or remove authority.json and make the authority again.';
    return fail(configuration.folder, 'The database has no officers, so it is not the one of this authority.', remedy);
  }
  const log = openLog(configuration.logLevel);
  const shell = await openShell(
    {
      configuration,
      files: files.value,
      webhook: webhook.value,
      database,
      taken: taken.value,
      peerTaken: peerTaken.value,
      log,
      clock,
      random,
      hasWeb,
    },
    undo,
  );
  const { authorityId, head, size } = files.value.keyState;
  const details = { authority: authorityId, keyState: head, keyEvents: size };
  await database.database
    .transaction()
    .execute((tx) => appendAudit(tx, { event: 'server.started', actor: 'server', at: clock(), details }, random));
  taken.value.open();
  shell.startWork();
  log.info('server started', { port: taken.value.port });
  log.info('peers are answered', { port: peerTaken.value.port });
  return ok({
    url: configuration.publicUrl,
    port: taken.value.port,
    peerPort: peerTaken.value.port,
    authorityId,
    database: database.description,
    lost: database.lost,
    stop,
  });
}

interface Shell {
  readonly configuration: Configuration;
  readonly files: AuthorityFiles;
  /** Where notices are told outside of the application; null: nowhere. */
  readonly webhook: Webhook | null;
  readonly database: AuthorityDatabase;
  readonly taken: TakenPort;
  readonly peerTaken: PeerPort;
  readonly log: Log;
  readonly clock: () => Instant;
  readonly random: RandomBytes;
  readonly hasWeb: boolean;
}

/** Rooms, topics, calls and workplace, all standing and none open yet. */
async function openShell(shell: Shell, undo: Undo[]): Promise<{ startWork(): void }> {
  const { configuration, files, database, taken, log, clock, random } = shell;
  const metrics = openMetrics(
    () => deliveryFigures(database.database),
    () => liveFigures(database.database, clock()),
  );
  const live = openLiveKeys(files, { folder: configuration.folder, random, log });
  await live.settle(clock());
  const { publicUrl, deliveryUrl: endpoint, peerNetworks } = configuration;
  const wired = wireRooms({
    files: live.files,
    database: database.database,
    folder: configuration.folder,
    publicUrl,
    endpoint,
    peerNetworks,
    clock,
    random,
    brokeOff: (error) => log.error('a dispatch in a pouch broke off; the others in it went on', error),
  });
  const facts = await readRestore(configuration.folder);
  const hold = openRestoreHold({ facts, folder: configuration.folder, files: live.files, database: database.database, clock, random });
  if (hold.isHeld()) log.warn('this server came back from a backup: it sends and signs nothing before its key history says so');
  const rooms = { ...wired, calls: callsUnderHold(wired.calls, hold) };
  shell.peerTaken.useKey(rooms.peers.transportKey);
  const app = await makeApp(taken.server, log, metrics.noteCall);
  // At the end the screens' streams are closed first, then the port when the calls in flight are answered.
  undo.push(() => app.close(), taken.close);
  const streams = await openStreams(database.pool, log);
  undo.push(streams.close);
  const own = { ...configuration, port: taken.port };
  const mounting: MountingDeps = {
    findSession: (token, now) => findSession(database.database, token, now),
    findFirm: (shown, now) => findReporter(database.database, shown, now),
    knownRoles: roles,
    isOwnHost: (host) => isOwnHost(host, own),
    isSecure: configuration.publicUrl.startsWith('https:'),
    clock,
    random,
  };
  const forOfficers = rooms.calls.filter(({ whoMay }) => whoMay !== 'peer');
  mountCalls(
    app,
    [...forOfficers, ...ownCalls({ profile: files.profile, database: database.database, metrics, calls: rooms.calls })],
    mounting,
  );
  mountStream(app, streams, mounting);
  const elsewhere = answerElsewhere.bind(null, mounting);
  if (shell.hasWeb) await serveWeb(app, elsewhere);
  else app.setNotFoundHandler(elsewhere);
  await app.ready();
  await openPeerPort(shell, { rooms, mounting, onCall: metrics.noteCall }, undo);
  return { startWork: () => startWork({ shell, streams, rooms, live, hold, noteDispatches: metrics.noteDispatches }, undo) };
}

/** The other application: calls of peers and nothing else, each behind the door. */
async function openPeerPort(
  shell: Shell,
  given: { readonly rooms: Wired; readonly mounting: MountingDeps; readonly onCall: Parameters<typeof makeApp>[2] },
  undo: Undo[],
): Promise<void> {
  const { peerTaken, log, random, configuration } = shell;
  const { rooms, mounting, onCall } = given;
  undo.push(async () => rooms.close());
  const app = await makeApp(peerTaken.server, log, onCall);
  undo.push(() => app.close(), peerTaken.close);
  const ownHost = new URL(configuration.deliveryUrl).host;
  guardPeerCalls(app, { ...rooms.peers, ownHost, random });
  mountCalls(
    app,
    rooms.calls.filter(({ whoMay }) => whoMay === 'peer'),
    { ...mounting, isOwnHost: (host) => host === ownHost },
  );
  app.setNotFoundHandler(answerElsewhere.bind(null, mounting));
  await app.ready();
}

function startWork(
  work: { shell: Shell; streams: Streams; rooms: Wired; live: LiveKeys; hold: RestoreHold; noteDispatches: (count: number) => void },
  undo: Undo[],
): void {
  const { shell, streams } = work;
  const { log, database, clock } = shell;
  const delivery = startDelivery(async (looking) => {
    const count = work.hold.isHeld() ? 0 : await work.rooms.deliverDue(looking);
    work.noteDispatches(count);
    return count;
  }, log);
  const { tendDelivery, tendOperations, tendNewUses, tendRefusals } = work.rooms;
  const tended = [
    startTending(tendDelivery, log).stop,
    ...[tendNewUses, tendRefusals].map((tend) => startTending(tend, log, periodsEveryMs).stop),
  ];
  const operations = lookWhenDue(tendOperations, {
    clock,
    onFailure: (error) => log.error('joint operations could not be tended; it is tried again', error),
  });
  undo.push(delivery.stop, ...tended, operations.stop);
  if (work.rooms.blobRoom !== null) undo.push(startBlobWork(work.rooms.blobRoom, log).stop);
  const notices = startNoticeWork(work.rooms.desk, { webhook: shell.webhook, clock, log });
  const lanes = [startFindingsWork(work.rooms.findings, log)];
  if (work.rooms.imports !== null) lanes.push(startImportWork(work.rooms.imports, log));
  undo.push(...lanes.map((lane) => lane.stop), notices.stop);
  streams.onTopic((topic) => {
    if (topic === outboxTopic) delivery.wake();
    else for (const lane of lanes) lane.wake();
    if (topic === 'cases') notices.wake();
    if (topic === 'joint') operations.wake();
  });
  const tidy = setInterval(() => {
    Promise.all([removeExpired(database.database, clock()), removeEndedPersonSessions(database.database, clock())]).catch(
      (error: unknown) => log.error('ended sessions could not be removed', error),
    );
  }, tidyEveryMs);
  tidy.unref();
  undo.push(async () => clearInterval(tidy));
  undo.push(
    startKeyWork({ live: work.live, hold: work.hold, rooms: work.rooms, database: database.database, random: shell.random, clock, log })
      .stop,
  );
}

/** The stream is no call: it is answered for as long as the screen is open. Any officer may listen; it carries topics only. */
function mountStream(app: FastifyInstance, streams: Streams, mounting: MountingDeps): void {
  app.get('/api/stream', async (request, reply) => {
    const found = await findCaller({ whoMay: [] }, mounting, request);
    if ('ended' in found) return sendEnded(reply, found.ended, mounting);
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) reply.raw.setHeader(name, value);
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
    const knowsReports = knowsByRoles(found.caller.officer?.roles ?? []);
    if (!streams.serve(reply.raw, { knowsReports })) reply.raw.end();
    return reply;
  });
}

/** Undoes in reverse, each step once, and goes on where one fails: a broken stream must not keep the database open. */
function stopOnce(undo: Undo[]): () => Promise<void> {
  let stopping: Promise<void> | null = null;
  const run = async (): Promise<void> => {
    const failures: unknown[] = [];
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw new AggregateError(failures, 'the server did not stop cleanly');
  };
  return () => {
    stopping ??= run();
    return stopping;
  };
}
