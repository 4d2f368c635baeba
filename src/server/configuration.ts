// SPDX-License-Identifier: Apache-2.0
/**
 * Configuration: everything an operator can set, from the environment, checked before anything starts.
 *
 *     COMITY_FOLDER         the authority's data folder; made by `comity init`. Default: ./.comity/authority
 *     COMITY_PORT           port of the HTTP server. Default: 7100
 *     COMITY_HOST           address to listen on. Default: 127.0.0.1, since a TLS proxy or a firewall belongs before it
 *     COMITY_PUBLIC_URL     the address that officers type and peers deliver to. Default: http://HOST:PORT
 *     COMITY_DELIVERY_URL   the address that stands in the invitation for peers. Default: COMITY_PUBLIC_URL
 *     COMITY_POSTGRES_BIN   folder of other PostgreSQL binaries than those of the packages
 *     DATABASE_URL          a PostgreSQL that the operator runs; then none is started here
 *     COMITY_LOG            `info`, `warn`, `error` or `silent`. Default: info
 *
 * There is no secret among them and no default key: keys lie in the data folder, and a password for PostgreSQL stands in
 * DATABASE_URL, which is never printed.
 */
import path from 'node:path';
import { failWith, type Issue, ok, type Result } from '../kernel/index.ts';

export interface Configuration {
  readonly folder: string;
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string;
  readonly deliveryUrl: string;
  readonly postgresBin: string | null;
  readonly databaseUrl: string | null;
  readonly logLevel: 'info' | 'warn' | 'error' | 'silent';
}

/** The same for the port that was taken, where the configuration left the choice to the system. */
export function withPort(configuration: Configuration, port: number): Configuration {
  if (configuration.port !== 0) return configuration;
  const named = (url: string): string => url.replace(/:0$/, `:${port}`);
  return { ...configuration, port, publicUrl: named(configuration.publicUrl), deliveryUrl: named(configuration.deliveryUrl) };
}

const logLevels = ['info', 'warn', 'error', 'silent'] as const;

/** The configuration, or every wrong setting at once. */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Result<Configuration> {
  const issues: Issue[] = [];
  const port = readPort(environment['COMITY_PORT'] ?? '7100', issues);
  const host = environment['COMITY_HOST'] ?? '127.0.0.1';
  const publicUrl = readUrl('COMITY_PUBLIC_URL', environment['COMITY_PUBLIC_URL'] ?? `http://${host}:${port}`, issues);
  const deliveryUrl = readUrl('COMITY_DELIVERY_URL', environment['COMITY_DELIVERY_URL'] ?? publicUrl, issues);
  const logLevel = logLevels.find((level) => level === (environment['COMITY_LOG'] ?? 'info'));
  if (logLevel === undefined) {
    issues.push({ path: 'COMITY_LOG', problem: 'It is not a level of the log.', remedy: `Give one of ${logLevels.join(', ')}.` });
  }
  const databaseUrl = environment['DATABASE_URL'] ?? null;
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    issues.push({
      path: 'DATABASE_URL',
      problem: 'It is not the address of a PostgreSQL.',
      remedy: 'Give postgresql://officer:password@host:port/database.',
    });
  }
  if (issues.length > 0 || logLevel === undefined) return failWith(issues);
  return ok({
    folder: path.resolve(environment['COMITY_FOLDER'] ?? '.comity/authority'),
    port,
    host,
    publicUrl,
    deliveryUrl,
    postgresBin: environment['COMITY_POSTGRES_BIN'] ?? null,
    databaseUrl,
    logLevel,
  });
}

function readPort(text: string, issues: Issue[]): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  issues.push({
    path: 'COMITY_PORT',
    problem: `"${text}" is not a port.`,
    remedy: 'Give a number from 1 to 65535, or 0 for any free one.',
  });
  return 0;
}

function readUrl(name: string, text: string, issues: Issue[]): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain = url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.search === '' && url.hash === '';
  if (!isPlain)
    issues.push({
      path: name,
      problem: `"${text}" is not a plain http or https address.`,
      remedy: 'Give for example https://comity.example.',
    });
  return text.replace(/\/+$/, '');
}
