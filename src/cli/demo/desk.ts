// SPDX-License-Identifier: Apache-2.0
/**
 * The desk of the demonstration: one page that lists the authorities, their officers, passwords and current codes.
 *
 * It exists because a demonstration has no telephones with authenticators. It listens on this machine only, answers to its own
 * names only (no rebinding), and is no part of any authority's server.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { totpCode } from '../../officers/index.ts';
import { systemClock } from '../../server/index.ts';
import { addMs, msOf, type Instant } from '../../kernel/index.ts';
import { type DeskAuthority, deskPage, deskScript, deskStyle } from './desk-page.ts';

export interface Desk {
  readonly address: string;
  /** What it lists, once the authorities stand. */
  readonly show: (authorities: readonly DeskAuthority[]) => void;
  readonly close: () => Promise<void>;
}

const codeLastsMs = 30_000;

/** Takes the port at once and shows that the authorities are being made until `show` is called. */
export async function openDesk(port: number): Promise<Result<Desk>> {
  let authorities: readonly DeskAuthority[] | null = null;
  const server = createServer((request, response) => answer(request, response, authorities, port));
  const code = await new Promise<string | null>((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.name));
    server.listen({ port, host: '127.0.0.1' }, () => resolve(null));
  });
  if (code !== null) return portTaken(port, code);
  return ok({
    address: `http://localhost:${port}`,
    show: (listed) => {
      authorities = listed;
    },
    close: () => close(server),
  });
}

export function portTaken(port: number, code: string): Result<never> {
  const problem =
    code === 'EADDRINUSE' ? 'Another program listens there already, perhaps another demonstration.' : `It cannot be used (${code}).`;
  return fail(`port ${port}`, problem, 'Stop that program, or choose other ports: npm run demo -- --port-base 7200');
}

function answer(request: IncomingMessage, response: ServerResponse, authorities: readonly DeskAuthority[] | null, port: number): void {
  const send = (status: number, type: string, text: string): void => {
    response.writeHead(status, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    response.end(text);
  };
  const isOwn = [`localhost:${port}`, `127.0.0.1:${port}`].includes(request.headers.host ?? '');
  const place = isOwn && request.method === 'GET' ? request.url : undefined;
  if (place === '/') return send(200, 'text/html', deskPage(authorities));
  if (place === '/desk.css') return send(200, 'text/css', deskStyle);
  if (place === '/desk.js') return send(200, 'text/javascript', deskScript);
  if (place === '/codes') return send(200, 'application/json', JSON.stringify(codesNow(authorities ?? [], systemClock())));
  return send(404, 'text/plain', 'There is nothing here.');
}

/**
 * The present code of each officer and the one after it. A code is good once, so who approves right after signing in takes the
 * next one, which the server accepts already.
 */
function codesNow(authorities: readonly DeskAuthority[], now: Instant): unknown {
  const people = authorities.flatMap(({ officers, persons }) => [...officers, ...persons]);
  return {
    leftMs: codeLastsMs - (msOf(now) % codeLastsMs),
    codes: Object.fromEntries(
      people.map(({ email, authenticatorSecret }) => [
        email,
        [totpCode(authenticatorSecret, now), totpCode(authenticatorSecret, addMs(now, codeLastsMs))],
      ]),
    ),
  };
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
