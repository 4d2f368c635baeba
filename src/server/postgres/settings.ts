// SPDX-License-Identifier: Apache-2.0
/**
 * The settings that PostgreSQL is started with, each with its reason. They are given on the command line at every start,
 * so they hold whatever a configuration file in the cluster says.
 */
import path from 'node:path';

/** What the cluster is for: an authority's data, or the throw-away databases of tests. */
export type ClusterPurpose = 'authority' | 'tests';

export interface SettingsInput {
  readonly purpose: ClusterPurpose;
  readonly majorVersion: number;
  readonly name: string;
  readonly folder: string;
  readonly socketFolder: string;
}

type Setting = readonly [name: string, value: string, why: string];

const always: readonly Setting[] = [
  ['listen_addresses', '', 'the Unix socket only: no port to take, none to attack'],
  ['unix_socket_permissions', '0700', 'the account and root alone may knock; the password is asked all the same'],
  ['ssl', 'off', 'nothing crosses a network, and the OpenSSL in the package is past its end of life'],
  ['superuser_reserved_connections', '0', 'no superuser can sign in, so none is waited for'],
  ['jit', 'off', 'compiling costs more than our short queries take'],
  ['huge_pages', 'off', 'containers that promise huge pages without having them end the start'],
  ['timezone', 'UTC', 'instants are UTC everywhere in Comity'],
  ['log_timezone', 'UTC', 'so are the times in the log'],
  ['log_min_messages', 'warning', 'the log tells trouble, not work'],
  ['log_min_error_statement', 'panic', 'a failing statement may hold personal data: it is not logged'],
  ['log_error_verbosity', 'terse', 'the detail of an error quotes values of rows: it is not logged'],
];

const forAuthority: readonly Setting[] = [
  ['shared_buffers', '64MB', 'several servers share one machine in a demonstration'],
  ['max_connections', '30', 'one server process keeps a pool of about ten'],
  ['fsync', 'on', 'a receipt promises that the dispatch is kept'],
  ['full_page_writes', 'on', 'a power cut in the middle of a page is repaired'],
  ['synchronous_commit', 'on', 'what was acknowledged is on the disk'],
  ['max_wal_size', '512MB', 'imports do not wait for checkpoints, and the disk is not filled'],
];

const forTests: readonly Setting[] = [
  ['shared_buffers', '64MB', 'many small databases at once'],
  ['max_connections', '100', 'all test files of one process share the cluster'],
  ['fsync', 'off', 'a test database dies with its test'],
  ['full_page_writes', 'off', 'as above'],
  ['synchronous_commit', 'off', 'as above'],
  ['autovacuum', 'off', 'nothing lives long enough to need it'],
];

/** `-c name=value` for each setting. */
export function settingArguments(input: SettingsInput): string[] {
  const settings: Setting[] = [
    ...always,
    ...(input.purpose === 'authority' ? forAuthority : forTests),
    ['unix_socket_directories', input.socketFolder, 'see start-postgres.ts'],
    ['hba_file', path.join(input.folder, 'access.conf'), 'who may connect is written by us at every start'],
    ['cluster_name', clusterName(input.name), 'names the authority in the list of processes'],
  ];
  if (input.majorVersion >= 18) settings.push(['io_method', 'sync', 'spares three worker processes that a small database does not need']);
  return settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** The one way in: our role, our Unix socket, by password. A line that is not there refuses. */
export const accessRules = 'local all comity scram-sha-256\n';

/** PostgreSQL takes printable ASCII, and up to 63 characters of it. */
function clusterName(name: string): string {
  return name.replace(/[^\w.-]/gu, '-').slice(0, 63);
}
