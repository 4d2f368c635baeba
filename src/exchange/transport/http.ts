// SPDX-License-Identifier: Apache-2.0
/**
 * The door to peers: every call to another server goes through here, and so does its answer.
 *
 *     name -> address judged (connect-guard) -> TLS 1.3, own certificate shown -> key of the peer's certificate is one of its
 *     transport keys, else nothing is sent -> signed call (signed-call) -> answer whose signature holds and answers this call
 *
 * The address is the one in the peer's row. No proxy is asked, no redirect followed, no cookie kept, no coding undone: an answer
 * that carries one is no answer. Whatever fails is `unreachable`: only what is signed counts, and an error that anybody on the
 * way could have written says nothing.
 *
 * TLS keeps strangers from our traffic, and is not what a dispatch's secrecy rests on: that is sealed for the recipient inside.
 */
import type { ClientRequest } from 'node:http';
import { Agent, request as callHttps } from 'node:https';
import { lookup } from 'node:dns/promises';
import { isIP, Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { RandomBytes } from '../../kernel/index.ts';
import { activeKeys, type HeldKey, type KeyState, tlsIdentityOf, transportKeyOfCertificate, transportSuite } from '../../seals/index.ts';
import type { NetworkAnswer, PeerAddress } from '../ports.ts';
import { networkOfAddress, type PeerNetwork } from './connect-guard.ts';
import { checkAnswer, nonceBytes, signCall, type SignedHeaders } from './signed-call.ts';

export interface PeerCall {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** From `/exchange/` on. */
  readonly path: string;
  readonly mediaType?: string;
  readonly body?: Uint8Array;
  /** How long the answer may be, where a receipt is not all that comes. */
  readonly answerBytesMax?: number;
  /**
   * True where the answer proves itself, as key events do, which the roots have signed: it is taken from whoever listens at the
   * address. So a peer that had to revoke its transport key at once is found again, and its new key is learned.
   */
  readonly provesItself?: true;
}

export type CallPeer = (peer: PeerAddress, call: PeerCall) => Promise<NetworkAnswer>;

export interface PeerDoorOptions {
  /** The transport key to be used now; null where the authority has none, and then nobody is reached. */
  readonly transportKey: () => HeldKey | null;
  /** Which networks connections may be opened to. */
  readonly networks: readonly PeerNetwork[];
  readonly random: RandomBytes;
  /** Resolves a name to addresses; the system does where nothing else is given. */
  readonly resolve?: Resolve;
}

export type Resolve = (name: string) => Promise<readonly string[]>;

export interface PeerDoor {
  readonly call: CallPeer;
  /** Closes the connections that are kept. */
  readonly close: () => void;
}

/** From opening the connection to the whole answer. */
const callMsMax = 30_000;
/** Receipts and the standing of a blob: small JSON documents and signatures. */
const answerBytesUsually = 65_536;
/** To one peer at a time: as many as the runs of the delivery handle side by side, and a blob on its way. */
const connectionsMax = 20;
const noMediaType = 'application/octet-stream';

export function peerDoor(options: PeerDoorOptions): PeerDoor {
  const agents = new Map<string, Agent>();
  const agentFor = (peer: PeerAddress, key: HeldKey, call: PeerCall): Agent => {
    // A connection to nobody in particular is never kept for anything else.
    if (call.provesItself === true) return agentTo(peer, key, { options, isPinned: false });
    const name = `${peer.authorityId} ${peer.endpoint} ${key.keyId} ${peer.keyState.head}`;
    const known = agents.get(name);
    if (known !== undefined) return known;
    // A key of either side has changed: what was opened under the old one is not used again.
    for (const [other, agent] of agents) {
      if (!other.startsWith(`${peer.authorityId} `)) continue;
      agent.destroy();
      agents.delete(other);
    }
    const agent = agentTo(peer, key, { options, isPinned: true });
    agents.set(name, agent);
    return agent;
  };
  return {
    async call(peer, call) {
      const key = options.transportKey();
      const url = URL.parse(`${peer.endpoint.replace(/\/+$/, '')}${call.path}`);
      if (key === null || url?.protocol !== 'https:') return unreachable;
      const body = call.body ?? new Uint8Array();
      const signed = { method: call.method, targetUri: url.href, mediaType: call.mediaType ?? noMediaType, body };
      const headers = signCall(signed, {
        keyId: key.keyId,
        sign: (bytes) => transportSuite.sign(key.privateKey, bytes),
        nowSeconds: callClock(),
        nonce: options.random(nonceBytes),
      });
      const given = { method: call.method, headers, agent: agentFor(peer, key, call), signal: AbortSignal.timeout(callMsMax) };
      const { answerBytesMax = answerBytesUsually, provesItself = false } = call;
      return answerOf(callHttps(url, given), body, { ...signed, headers, keyState: peer.keyState, answerBytesMax, provesItself });
    },
    close() {
      for (const agent of agents.values()) agent.destroy();
      agents.clear();
    },
  };
}

/** The clock of the machine: a signature's minute is one of real time, whatever a story or a simulation plays. */
export function callClock(): number {
  return Math.floor(Date.now() / 1000);
}

const unreachable: NetworkAnswer = { kind: 'unreachable' };

/** The raw keys by which a peer may be known; while one is being replaced there are two. */
function pinsOf(keyState: KeyState): readonly Uint8Array[] {
  return activeKeys(keyState, 'transport').map((key) => key.publicKey);
}

function agentTo(peer: PeerAddress, key: HeldKey, by: Pick<Wanted, 'options' | 'isPinned'>): Agent {
  const agent = new Agent({ keepAlive: by.isPinned, maxSockets: connectionsMax });
  const open: Agent['createConnection'] = (wanted, done) => {
    const { host = '', port } = wanted as { host?: string; port?: number | string };
    const connecting = async (): Promise<void> => {
      try {
        done?.(null, await connect({ peer, key, ...by, name: host.replace(/^\[|\]$/g, ''), port: Number(port) }));
      } catch (error) {
        done?.(error instanceof Error ? error : new Error(String(error)), new Socket());
      }
    };
    void connecting();
    return undefined;
  };
  return Object.assign(agent, { createConnection: open });
}

interface Wanted {
  readonly peer: PeerAddress;
  readonly key: HeldKey;
  readonly options: PeerDoorOptions;
  readonly isPinned: boolean;
  readonly name: string;
  readonly port: number;
}

/** A connection at whose other end a key of the peer was proved where it is pinned, or an error; nothing was sent to anybody else. */
async function connect({ peer, key, options, isPinned, name, port }: Wanted): Promise<TLSSocket> {
  const isName = isIP(name) === 0;
  const { networks, resolve = systemResolve } = options;
  const addresses = isName ? await resolve(name) : [name];
  const host = addresses.find((address) => networks.some((network) => network === networkOfAddress(address)));
  if (host === undefined) throw new Error('no address of this name is one to connect to');
  const { certificate, privateKey } = tlsIdentityOf(key, key.keyId);
  return new Promise((done, fail) => {
    const socket = connectTls({
      host,
      port,
      // A name is told to the other side only where it is one.
      ...(isName ? { servername: name } : {}),
      cert: certificate,
      key: privateKey,
      minVersion: 'TLSv1.3',
      maxVersion: 'TLSv1.3',
      // No authority of certificates is asked: whose key it is, the pin decides, before a byte is sent.
      rejectUnauthorized: false,
      timeout: callMsMax,
    });
    socket.once('timeout', () => socket.destroy(new Error('the other server does not answer')));
    socket.once('error', fail);
    socket.once('secureConnect', () => {
      if (!isPinned || holdsPin(socket, peer.keyState)) done(socket);
      else socket.destroy(new Error('the other server does not hold a transport key of this peer'));
    });
  });
}

const systemResolve: Resolve = async (name) => (await lookup(name, { all: true })).map(({ address }) => address);

function holdsPin(socket: TLSSocket, keyState: KeyState): boolean {
  const raw = socket.getPeerX509Certificate()?.raw;
  const key = raw === undefined ? null : transportKeyOfCertificate(raw);
  return key !== null && pinsOf(keyState).some((pin) => Buffer.from(pin).equals(key));
}

interface SentCall {
  readonly method: string;
  readonly targetUri: string;
  readonly headers: SignedHeaders;
  readonly keyState: KeyState;
  readonly answerBytesMax: number;
  readonly provesItself: boolean;
}

function answerOf(request: ClientRequest, body: Uint8Array, sent: SentCall): Promise<NetworkAnswer> {
  return new Promise((resolve) => {
    // Refused, reset, timed out, too long: all the same to us, since only what is signed counts.
    request.on('error', () => resolve(unreachable));
    request.on('response', (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size > sent.answerBytesMax) request.destroy(new Error('the answer is too long'));
        else parts.push(part);
      });
      response.on('error', () => resolve(unreachable));
      response.on('end', () => {
        const bytes = new Uint8Array(Buffer.concat(parts));
        const status = response.statusCode ?? 0;
        resolve(
          counts(sent, status, bytes, response.rawHeaders)
            ? { kind: 'answered', status, bytes, ...retryAfterOf(response.headers['retry-after']) }
            : unreachable,
        );
      });
    });
    request.end(body);
  });
}

/** In seconds, as servers of this program say it; another form says nothing. It moves the next attempt and nothing else. */
function retryAfterOf(text: string | undefined): { retryAfterMs?: number } {
  return text !== undefined && /^\d{1,6}$/.test(text) ? { retryAfterMs: Number(text) * 1000 } : {};
}

function counts(sent: SentCall, status: number, body: Uint8Array, rawHeaders: readonly string[]): boolean {
  if (carriesMore(rawHeaders)) return false;
  if (sent.provesItself) return true;
  const answer = { status, body, call: { method: sent.method, targetUri: sent.targetUri, headers: sent.headers } };
  const checked = checkAnswer(answer, rawHeaders, {
    nowSeconds: callClock(),
    publicKeyOf: (keyId) => activeKeys(sent.keyState, 'transport').find((key) => key.keyId === keyId)?.publicKey ?? null,
    verify: (publicKey, bytes, signature) => transportSuite.verify(publicKey, bytes, signature),
  });
  return checked.kind === 'signed';
}

/** A coding, a cookie or a place to go instead: things that an answer between servers never has. */
function carriesMore(rawHeaders: readonly string[]): boolean {
  const names = rawHeaders.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase());
  return ['content-encoding', 'set-cookie', 'location'].some((name) => names.includes(name));
}
