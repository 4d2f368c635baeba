// SPDX-License-Identifier: Apache-2.0
/**
 * server: the shell of one authority. It holds configuration, disk, database, network and clock, and wires the rooms to them;
 * it holds no rule of any room.
 *
 * A small worked case. An authority is made once and then started, here as the command line does it:
 *
 *     const configuration = readConfiguration(process.env);                      // every wrong setting at once, or all right
 *     await initialiseAuthority({ configuration, profile, officers, onProgress });   // keys, folder, database, first officers
 *     const started = await startServer({ configuration });
 *     started.value.url                                                          // http://127.0.0.1:7100
 *     await started.value.stop();
 *
 * What is here, each in its own file:
 *  - configuration, data-folder-files: what an operator sets, and what lies in the authority's folder;
 *  - postgres/, authority-database, database: the embedded PostgreSQL or the operator's own, and every room's migrations;
 *  - listening, calls/: from a connection to a call (headers, parsers, own names, who may, input, answer), the calls that belong
 *    to no room, the API document, figures, and the workplace's files;
 *  - wiring: what each room is given of the others; the one place where all of them meet;
 *  - delivery: keeps the outbox moving; streams: tells screens what changed;
 *  - live-market/: a worker that watches a market from NATS, as a process beside the server;
 *  - start-server, initialise: the order of it all.
 *
 * The way of one call. Every room lists its calls as data; `call-mounting` alone decides who may make one, so no room can
 * forget to ask. The answer to someone without a session is the same for every address under /api/, and to an officer what
 * is not there and what is not theirs look alike.
 *
 * State lives in PostgreSQL and nowhere else: sessions, tries, leases of the outbox. So any number of server processes can
 * stand before one database, and several servers can run in one process, as the scenario tests do.
 *
 * What it does not do: it ends no TLS of officers (a proxy does, before it), trusts no header of a proxy, opens no port but its
 * own two, and logs neither names nor content.
 */
export { type Configuration, readConfiguration } from './configuration.ts';
export { allMigrations, type AuthorityDatabase, openAuthorityDatabase } from './authority-database.ts';
export {
  appendHistory,
  type AuthorityFiles,
  type AuthorityProfile,
  authorityProfileSchema,
  isInitialised,
  readAuthorityFiles,
  readKeys,
  withKeysLock,
  writeKeys,
  houseRulesFile,
} from './data-folder-files.ts';
export { type DatabaseConnection, migrate, openDatabase } from './database.ts';
export { type FirstOfficer, initialiseAuthority, type Initialised, type InitialiseOptions } from './initialise.ts';
export { serverEnvironment, serverNodeOptions, systemClock, systemRandom } from './machine/machine.ts';
export { readRestore, removeRestore, type RestoreFacts, writeRestore } from './restore-facts.ts';
export { lastBackup, openForReading, writeBackup, type WrittenBackup } from './backup/write-backup.ts';
export { checkBackup, restoreBackup } from './backup/restore-backup.ts';
export { takePort } from './listening.ts';
export { takePeerPort } from './peers/peer-port.ts';
export { guardPeerCalls, type PeerDoorDeps } from './peers/peer-door.ts';
export { type RunningServer, type ServerOptions, startServer } from './start-server.ts';
export { apiReference } from './calls/api-reference.ts';
export { announce } from './pool/announce.ts';
export { version } from './version.ts';
export { openMarketStream } from './live-market/market-stream.ts';
export { readNatsSettings } from './live-market/nats-settings.ts';
export { watchLiveMarket } from './live-market/watch-live-market.ts';
export { applyKeyProposal } from './key-changes/apply-key-proposal.ts';
export { isReturnAlone } from './key-changes/key-changes.ts';
export { ensureWebBuild } from './calls/web-files.ts';
export { keyText, postNotice, readWebhook, removeWebhook, writeWebhook } from './webhook/index.ts';
export { type Wired, wireRooms } from './wiring.ts';
export type { WiringInput } from './rooms/wiring-input.ts';
