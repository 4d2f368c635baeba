// SPDX-License-Identifier: Apache-2.0
/**
 * The port for peers: TLS 1.3 and nothing else, apart from the port at which officers work.
 *
 * We show a certificate that our transport key wrote for itself, and ask the other side for its own. Which keys may connect is
 * decided when it has proved to hold one (peer-door.ts); no authority of certificates is asked, so none can be deceived.
 *
 * The key that is shown is looked up for each connection: when the key history moves on to another, the next connection is made
 * with it, and those that stand go on.
 */
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { fail, ok, type Result } from '../../kernel/index.ts';
import { type HeldKey, tlsIdentityOf } from '../../seals/index.ts';
import { closeServer, portFailure } from '../listening.ts';

/** The time-outs of a connection, so that one that dawdles holds nothing for long. */
export const peerTimeouts = {
  /** From the connection to the end of the TLS handshake. */
  handshakeMs: 10_000,
  /** From there to the last header. */
  headersMs: 10_000,
  /** From the first byte of a call to the last of its body. */
  callMs: 30_000,
  /** Between two calls on one connection. */
  idleMs: 65_000,
  /** Without a byte in either direction. */
  silenceMs: 40_000,
  /** How often connections are looked at for that. */
  lookMs: 5000,
} as const;

/** Connections at one time: a few for each of the largest number of parties of an agreement. */
const connectionsMax = 2000;
/** Ours have about a dozen headers. */
const headersMax = 40;
const headerBytesMax = 8192;

export interface PeerPort {
  readonly server: Server;
  readonly port: number;
  /** Asks here for the key from now on. */
  readonly useKey: (transportKey: () => HeldKey | null) => void;
  readonly close: () => Promise<void>;
}

export async function takePeerPort(
  wanted: { readonly port: number; readonly host: string },
  transportKey: () => HeldKey | null,
  timeouts: Readonly<Record<keyof typeof peerTimeouts, number>> = peerTimeouts,
): Promise<Result<PeerPort>> {
  const first = transportKey();
  if (first === null) {
    return fail('transport key', 'This authority has no key for connections.', 'Add one to its key history; see docs/guides/keys.md.');
  }
  let shown = first;
  let keyNow = transportKey;
  const server = createServer({
    ...contextOf(first),
    requestCert: true,
    rejectUnauthorized: false,
    ALPNProtocols: ['http/1.1'],
    handshakeTimeout: timeouts.handshakeMs,
    headersTimeout: timeouts.headersMs,
    requestTimeout: timeouts.callMs,
    keepAliveTimeout: timeouts.idleMs,
    connectionsCheckingInterval: timeouts.lookMs,
    maxHeaderSize: headerBytesMax,
  });
  server.maxConnections = connectionsMax;
  server.maxHeadersCount = headersMax;
  server.setTimeout(timeouts.silenceMs);
  server.prependListener('connection', () => {
    const now = keyNow();
    if (now === null || now.keyId === shown.keyId) return;
    shown = now;
    server.setSecureContext(contextOf(now));
  });
  const code = await new Promise<string | null>((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.name));
    server.listen({ port: wanted.port, host: wanted.host }, () => resolve(null));
  });
  if (code !== null) return portFailure(wanted, code, { port: 'COMITY_PEER_PORT', host: 'COMITY_PEER_HOST' });
  // A handshake that fails is the other side's affair.
  server.on('tlsClientError', () => undefined);
  const useKey = (next: () => HeldKey | null): void => {
    keyNow = next;
  };
  return ok({ server, port: (server.address() as AddressInfo).port, useKey, close: () => closeServer(server) });
}

function contextOf(key: HeldKey) {
  const { certificate, privateKey } = tlsIdentityOf(key, key.keyId);
  return { cert: certificate, key: privateKey, minVersion: 'TLSv1.3', maxVersion: 'TLSv1.3' } as const;
}
