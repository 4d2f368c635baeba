// SPDX-License-Identifier: Apache-2.0
/**
 * Configuration: everything an operator can set, from the environment, checked before anything starts.
 *
 *     COMITY_FOLDER         the authority's data folder; made by `comity init`. Default: ./.comity/authority
 *     COMITY_PORT           port at which officers work, over HTTP. Default: 7100
 *     COMITY_HOST           address to listen on for it. Default: 127.0.0.1, since a TLS proxy belongs before it
 *     COMITY_PUBLIC_URL     the address that officers type. Default: http://HOST:PORT
 *     COMITY_PEER_PORT      port for the servers of peers, over TLS 1.3 that is ours alone. Default: COMITY_PORT and 50
 *     COMITY_PEER_HOST      address to listen on for it. Default: COMITY_HOST
 *     COMITY_DELIVERY_URL   the address that stands in the invitation for peers. Default: https://PEER_HOST:PEER_PORT
 *     COMITY_PEER_NETWORKS  where connections to peers may lead: words of public, private, loopback. Default: public,private,
 *                           and loopback too where our own COMITY_DELIVERY_URL is a loopback address
 *     COMITY_POSTGRES_BIN   folder of other PostgreSQL binaries than those of the packages
 *     DATABASE_URL          a PostgreSQL that the operator runs; then none is started here
 *     COMITY_LOG            `info`, `warn`, `error` or `silent`. Default: info
 *
 * There is no secret among them and no default key: keys lie in the data folder, and a password for PostgreSQL stands in
 * DATABASE_URL, which is never printed.
 */
import path from 'node:path';
import { networkOfAddress, type PeerNetwork, peerNetworks } from '../exchange/index.ts';
import { failWith, type Issue, ok, type Result } from '../kernel/index.ts';

export interface Configuration {
  readonly folder: string;
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string;
  readonly peerPort: number;
  readonly peerHost: string;
  readonly deliveryUrl: string;
  readonly peerNetworks: readonly PeerNetwork[];
  readonly postgresBin: string | null;
  readonly databaseUrl: string | null;
  readonly logLevel: 'info' | 'warn' | 'error' | 'silent';
}

/** The same for the ports that were taken, where the configuration left the choice to the system. */
export function withPorts(configuration: Configuration, taken: { readonly port: number; readonly peerPort: number }): Configuration {
  const named = (url: string, port: number): string => url.replace(/:0$/, `:${port}`);
  const { publicUrl, deliveryUrl } = configuration;
  return { ...configuration, ...taken, publicUrl: named(publicUrl, taken.port), deliveryUrl: named(deliveryUrl, taken.peerPort) };
}

/** The distance between the two ports where only one is named: authorities on one machine have theirs side by side. */
const peerPortDistance = 50;

const logLevels = ['info', 'warn', 'error', 'silent'] as const;

/** The configuration, or every wrong setting at once. */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Result<Configuration> {
  const issues: Issue[] = [];
  const port = readPort('COMITY_PORT', environment['COMITY_PORT'] ?? '7100', issues);
  const host = environment['COMITY_HOST'] ?? '127.0.0.1';
  const publicUrl = readUrl('COMITY_PUBLIC_URL', environment['COMITY_PUBLIC_URL'] ?? `http://${host}:${port}`, issues);
  const peer = readPeerSettings(environment, { port, host }, issues);
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
    ...peer,
    postgresBin: environment['COMITY_POSTGRES_BIN'] ?? null,
    databaseUrl,
    logLevel,
  });
}

type PeerSettings = Pick<Configuration, 'peerPort' | 'peerHost' | 'deliveryUrl' | 'peerNetworks'>;

function readPeerSettings(
  environment: Readonly<Record<string, string | undefined>>,
  officers: { readonly port: number; readonly host: string },
  issues: Issue[],
): PeerSettings {
  const beside = officers.port === 0 ? 0 : officers.port + peerPortDistance;
  const peerPort = readPort('COMITY_PEER_PORT', environment['COMITY_PEER_PORT'] ?? String(beside), issues);
  const peerHost = environment['COMITY_PEER_HOST'] ?? officers.host;
  const deliveryUrl = environment['COMITY_DELIVERY_URL'] ?? `https://${peerHost}:${peerPort}`;
  const url = URL.parse(deliveryUrl);
  if (url?.protocol !== 'https:' || url.href !== `${deliveryUrl.replace(/\/$/, '')}/`)
    issues.push({
      path: 'COMITY_DELIVERY_URL',
      problem: `"${deliveryUrl}" is not an https address of host and port alone.`,
      remedy: 'Give for example https://comity.example:7150; peers connect to it directly, without a proxy that ends their TLS.',
    });
  const isOnOneMachine =
    networkOfAddress(url?.hostname.replace(/^\[|\]$/g, '') ?? '') === 'loopback' || /(^|\.)localhost$/.test(url?.hostname ?? '');
  const words = (environment['COMITY_PEER_NETWORKS'] ?? (isOnOneMachine ? 'public,private,loopback' : 'public,private')).split(',');
  const networks = peerNetworks.filter((network) => words.includes(network));
  if (networks.length < words.length)
    issues.push({
      path: 'COMITY_PEER_NETWORKS',
      problem: `"${words.join(',')}" does not name networks.`,
      remedy: `Give words of ${peerNetworks.join(', ')}, with commas between them.`,
    });
  return { peerPort, peerHost, deliveryUrl: deliveryUrl.replace(/\/+$/, ''), peerNetworks: networks };
}

function readPort(name: string, text: string, issues: Issue[]): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  issues.push({ path: name, problem: `"${text}" is not a port.`, remedy: 'Give a number from 1 to 65535, or 0 for any free one.' });
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
