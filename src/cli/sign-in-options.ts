// SPDX-License-Identifier: Apache-2.0
/**
 * The options by which a command signs in at a running server.
 *
 * Why by HTTP and not on the database: the embedded PostgreSQL belongs to the server that runs on it, and every import and
 * export must have an officer, a role and an entry in the log, which the calls of the server see to.
 */
import { type Issue, failWith, type Result } from '../kernel/index.ts';
import { readConfiguration } from '../server/index.ts';
import type { Given } from './command.ts';
import { openSession, type ServerSession } from './server-session.ts';

export const signInOptions = {
  server: { type: 'string' },
  officer: { type: 'string' },
  password: { type: 'string' },
  code: { type: 'string' },
} as const;

export const signInHelp = `  --server ADDRESS       the running server; otherwise COMITY_SERVER, or the one of COMITY_PORT on this machine
  --officer EMAIL        who does it; otherwise COMITY_OFFICER
  --password TEXT        otherwise COMITY_PASSWORD, which keeps it out of the list of processes
  --code DIGITS          six digits of the authenticator; otherwise COMITY_CODE

The server must run: its database is its own while it does, and what is done has an officer and an entry in the log.`;

/** Signs in, or says which option is missing. */
export async function signInByOptions(given: Given): Promise<Result<ServerSession>> {
  const issues: Issue[] = [];
  const word = (option: string, variable: string): string => {
    const value = given.text(option) ?? process.env[variable] ?? '';
    if (value === '') issues.push({ path: `--${option}`, problem: 'It is missing.', remedy: `Give it, or set ${variable}.` });
    return value;
  };
  const words = {
    email: word('officer', 'COMITY_OFFICER'),
    password: word('password', 'COMITY_PASSWORD'),
    code: word('code', 'COMITY_CODE'),
  };
  const server = given.text('server') ?? process.env['COMITY_SERVER'] ?? ownServer(issues);
  if (issues.length > 0) return failWith(issues);
  return openSession(server.replace(/\/+$/, ''), words);
}

function ownServer(issues: Issue[]): string {
  const configuration = readConfiguration(process.env);
  if (configuration.ok) return `http://${configuration.value.host}:${configuration.value.port}`;
  issues.push(...configuration.issues);
  return '';
}
