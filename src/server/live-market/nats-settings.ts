// SPDX-License-Identifier: Apache-2.0
/**
 * How a worker reaches the NATS server, from the environment:
 *
 *     COMITY_NATS_URL            nats://HOST:PORT on this machine, tls://HOST:PORT anywhere. Default: nats://127.0.0.1:4222
 *     COMITY_NATS_CREDENTIALS    file of credentials (JWT and seed) as `nsc` writes it
 *     COMITY_NATS_USER           user, where the server has users; with
 *     COMITY_NATS_PASSWORD_FILE  the file that holds the password
 *     COMITY_NATS_CA             file of the authority that signed the server's certificate, where the system does not know it
 *     COMITY_NATS_CERT, COMITY_NATS_KEY   files of our own certificate and key, where the server asks for one
 *
 * Secrets lie in files and have no default. Market data tells who trades what: it crosses no network in the clear.
 */
import { readFile } from 'node:fs/promises';
import { failWith, type Issue, ok, type Result } from '../../kernel/index.ts';

export interface NatsSettings {
  readonly url: string;
  readonly credentials: Uint8Array | null;
  readonly user: { readonly name: string; readonly password: string } | null;
  /** Null where the address is on this machine and has no TLS. */
  readonly tls: { readonly ca?: string; readonly cert?: string; readonly key?: string } | null;
}

const loopback = ['127.0.0.1', '[::1]', 'localhost'];

export async function readNatsSettings(environment: Readonly<Record<string, string | undefined>>): Promise<Result<NatsSettings>> {
  const issues: Issue[] = [];
  const file = async (name: string): Promise<string | null> => {
    const given = environment[name];
    if (given === undefined) return null;
    const text = await readFile(given, 'utf8').catch(() => null);
    if (text === null) issues.push({ path: name, problem: 'The file cannot be read.', remedy: 'Name a file that this account may read.' });
    return text;
  };
  const address = environment['COMITY_NATS_URL'] ?? 'nats://127.0.0.1:4222';
  const url = URL.parse(address);
  const isPlain = url?.protocol === 'nats:' && url.username === '' && loopback.includes(url.hostname);
  if (!isPlain && (url?.protocol !== 'tls:' || url.username !== ''))
    issues.push({
      path: 'COMITY_NATS_URL',
      problem: 'It is neither tls://HOST:PORT nor nats://HOST:PORT on this machine, or it holds a user.',
      remedy: 'Give tls:// for another machine; a user and its password stand in COMITY_NATS_USER and COMITY_NATS_PASSWORD_FILE.',
    });
  const [credentials, password] = [await file('COMITY_NATS_CREDENTIALS'), await file('COMITY_NATS_PASSWORD_FILE')];
  const name = environment['COMITY_NATS_USER'] ?? null;
  if ((name === null) !== (password === null))
    issues.push({
      path: 'COMITY_NATS_USER',
      problem: 'A user and a file with its password belong together.',
      remedy: 'Give both or none.',
    });
  const [ca, cert, key] = [await file('COMITY_NATS_CA'), await file('COMITY_NATS_CERT'), await file('COMITY_NATS_KEY')];
  if ((cert === null) !== (key === null))
    issues.push({ path: 'COMITY_NATS_CERT', problem: 'A certificate and its key belong together.', remedy: 'Give both or none.' });
  if (issues.length > 0) return failWith(issues);
  const tls = { ...(ca === null ? {} : { ca }), ...(cert === null || key === null ? {} : { cert, key }) };
  return ok({
    url: `${url?.hostname ?? ''}:${url?.port === '' ? '4222' : (url?.port ?? '')}`,
    credentials: credentials === null ? null : new TextEncoder().encode(credentials),
    user: name === null || password === null ? null : { name, password: password.trim() },
    tls: isPlain ? null : tls,
  });
}
