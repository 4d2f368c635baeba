// SPDX-License-Identifier: Apache-2.0
/**
 * The port: taken first of all, so that an operator learns at once that it is in use, and not after the database started.
 *
 * Until the application is ready every call is answered with 503, so a proxy before us waits instead of failing.
 */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fail, ok, type Result } from '../kernel/index.ts';

/** A call that takes longer is broken: the slowest honest one reads a large import. */
const requestTimeoutMs = 120_000;

/** How long a call may go on once the server was told to stop. */
const closingMsMax = 3000;

export interface TakenPort {
  readonly server: Server;
  /** The port in use; another than the wanted one only where that was 0. */
  readonly port: number;
  /** Hands calls to the application from now on. */
  readonly open: () => void;
  readonly close: () => Promise<void>;
}

export async function takePort(wanted: { readonly port: number; readonly host: string }): Promise<Result<TakenPort>> {
  const server = createServer({ requestTimeout: requestTimeoutMs, keepAliveTimeout: 65_000 });
  server.on('request', sayStarting);
  const code = await new Promise<string | null>((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.name));
    server.listen({ port: wanted.port, host: wanted.host }, () => resolve(null));
  });
  if (code !== null) return portFailure(wanted, code, { port: 'COMITY_PORT', host: 'COMITY_HOST' });
  return ok({
    server,
    port: (server.address() as AddressInfo).port,
    open: () => void server.off('request', sayStarting),
    close: () => closeServer(server),
  });
}

function sayStarting(_request: unknown, response: ServerResponse): void {
  response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' });
  response.end(JSON.stringify({ issues: [{ path: 'server', problem: 'The server is starting.', remedy: 'Try again in a moment.' }] }));
}

/** Calls in flight are given their time; closing what is closed does nothing. */
export async function closeServer(
  server: Pick<Server, 'listening' | 'close' | 'closeAllConnections' | 'closeIdleConnections'>,
): Promise<void> {
  if (!server.listening) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), closingMsMax);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** `named` are the settings by which the port and the address are chosen. */
export function portFailure(
  wanted: { readonly port: number; readonly host: string },
  code: string,
  named: { readonly port: string; readonly host: string },
): ReturnType<typeof fail> {
  const path = `port ${wanted.port} at ${wanted.host}`;
  if (code === 'EADDRINUSE') {
    return fail(path, 'Another program listens there already.', `Stop that program, or name another port in ${named.port}.`);
  }
  if (code === 'EACCES') {
    return fail(path, 'This account may not listen there.', `Name a port from 1024 on in ${named.port}.`);
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return fail(path, 'This machine has no such address.', `Name one of its addresses in ${named.host}, or 127.0.0.1.`);
  }
  return fail(path, `It could not be taken (${code}).`, `Name another port in ${named.port}.`);
}
