// SPDX-License-Identifier: Apache-2.0
// The door for peers, over real connections: who comes through, who is cut off, and what is refused before a room sees it.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { request as callHttps } from 'node:https';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { after, before, describe, it } from 'node:test';
import { z } from 'zod';
import { callClock, type CallPeer, nonceBytes, type Peer, peerDoor, signCall } from '../../exchange/index.ts';
import { defineCall, instantFromMs, type RandomBytes } from '../../kernel/index.ts';
import { foldKeyHistory, type HeldKey, makeAuthority, realSuites, tlsIdentityOf, transportSuite } from '../../seals/index.ts';
import { makeApp } from '../calls/app.ts';
import { mountCalls } from '../calls/call-mounting.ts';
import { openLog } from '../log.ts';
import { guardPeerCalls } from './peer-door.ts';
import { peerTimeouts, takePeerPort } from './peer-port.ts';

let drawn = 0;
const random: RandomBytes = (count) => {
  const parts = Array.from({ length: Math.ceil(count / 32) }, () => createHash('sha256').update(`peer door ${drawn++}`).digest());
  return new Uint8Array(Buffer.concat(parts).subarray(0, count));
};
const clock = () => instantFromMs(Date.now());

function authority() {
  const made = makeAuthority({ ...realSuites, random, createdAt: clock() });
  const folded = foldKeyHistory(made.history, realSuites);
  assert.ok(folded.ok);
  const key: HeldKey = made.keys.transport ?? assert.fail();
  const peer: Peer = { authorityId: made.authorityId, endpoint: '', state: 'live', keyState: folded.value, keysSeenAt: clock() };
  return { key, peer };
}

const [xa, xb, xc] = [authority(), authority(), authority()];
/** Who is known to XB, which listens. */
const known = new Map([[xa.key.keyId, xa.peer]]);
let shownKey = xb.key;
const body = Buffer.from('bytes of a call');

async function listen(timeouts = peerTimeouts as Readonly<Record<keyof typeof peerTimeouts, number>>) {
  const taken = await takePeerPort({ port: 0, host: '127.0.0.1' }, () => shownKey, timeouts);
  assert.ok(taken.ok);
  const host = `127.0.0.1:${taken.value.port}`;
  const app = await makeApp(taken.value.server, openLog('silent'), () => undefined);
  const peerOfKey = async (publicKey: Uint8Array) =>
    [...known.values()].find(({ keyState }) => keyState.keys.some((key) => Buffer.from(key.publicKey).equals(publicKey))) ?? null;
  guardPeerCalls(app, { ownHost: host, transportKey: () => shownKey, peerOfKey, random });
  const calls = [
    defineCall({
      method: 'POST',
      path: '/exchange/v1/echo/:name',
      whoMay: 'peer',
      summary: 'Says who called with what.',
      params: z.strictObject({ name: z.string() }),
      body: { kind: 'bytes', bytesMax: 100 },
      handle: async (input) => ({ kind: 'json', value: { peer: input.peer, name: input.params.name, bytes: input.body.length } }),
    }),
  ];
  const mounting = {
    findSession: async () => null,
    findFirm: async () => null,
    knownRoles: [],
    isOwnHost: (given: string) => given === host,
    isSecure: false,
  };
  mountCalls(app, calls, { ...mounting, clock, random });
  app.setNotFoundHandler(async (_request, reply) => reply.code(404).send({ issues: [] }));
  await app.ready();
  const close = async () => {
    await app.close();
    await taken.value.close();
  };
  return { host, port: taken.value.port, close };
}

describe('the door for peers', () => {
  let server: Awaited<ReturnType<typeof listen>>;
  const doors: { close(): void }[] = [];
  before(async () => {
    server = await listen();
  });
  after(async () => {
    for (const door of doors) door.close();
    await server.close();
  });

  const callAs = (caller: typeof xa, expected = xb.peer): CallPeer => {
    const door = peerDoor({ transportKey: () => caller.key, networks: ['loopback'], random });
    doors.push(door);
    return (_, call) => door.call({ ...expected, endpoint: `https://${server.host}` }, call);
  };
  const echo = { method: 'POST', path: '/exchange/v1/echo/one', mediaType: 'application/octet-stream', body } as const;
  const toXb = { ...xb.peer, endpoint: '' };

  /** A call with its headers as given, over TLS with this key; null when the connection was cut. */
  function rawCall(given: {
    readonly key?: HeldKey | null;
    readonly headers?: (signed: Record<string, string>) => Record<string, string | string[]>;
    readonly path?: string;
    readonly sent?: Buffer;
    readonly signedBy?: HeldKey;
  }): Promise<{ readonly status: number; readonly text: string; readonly isSigned: boolean } | null> {
    const { key = xa.key, path = '/exchange/v1/echo/one', sent = body, signedBy = xa.key } = given;
    const tls = key === null ? null : tlsIdentityOf(key, key.keyId);
    const signed = signCall(
      { method: 'POST', targetUri: `https://${server.host}/exchange/v1/echo/one`, mediaType: 'application/octet-stream', body },
      {
        keyId: signedBy.keyId,
        sign: (bytes) => transportSuite.sign(signedBy.privateKey, bytes),
        nowSeconds: callClock(),
        nonce: random(nonceBytes),
      },
    );
    const headers = given.headers?.({ ...signed }) ?? signed;
    return new Promise((resolve) => {
      const options = { method: 'POST', headers, agent: false, rejectUnauthorized: false } as const;
      const secrets = tls === null ? {} : { cert: tls.certificate, key: tls.privateKey };
      const call = callHttps(`https://${server.host}${path}`, { ...options, ...secrets }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          const text = Buffer.concat(parts).toString('utf8');
          resolve({ status: response.statusCode ?? 0, text, isSigned: response.headers.signature !== undefined });
        });
      });
      call.on('error', () => resolve(null));
      call.end(sent);
    });
  }

  it('a peer that signs is heard, and the room is told who it is', async () => {
    const answer = await callAs(xa)(toXb, echo);
    assert.ok(answer.kind === 'answered');
    assert.deepEqual(JSON.parse(new TextDecoder().decode(answer.bytes)), { peer: xa.peer.authorityId, name: 'one', bytes: body.length });
  });

  it('what a room refuses, and what is not there, is answered and signed too', async () => {
    const call = callAs(xa);
    const statusOf = async (changed: object) => {
      const answer = await call(toXb, { ...echo, ...changed });
      return answer.kind === 'answered' ? answer.status : answer.kind;
    };
    assert.equal(await statusOf({ path: '/exchange/v1/nowhere' }), 404);
    assert.equal(await statusOf({ path: '/api/peers' }), 404, 'the calls of officers are at another port');
    assert.equal(await statusOf({ body: Buffer.alloc(101) }), 413);
    assert.equal(await statusOf({ mediaType: 'text/html' }), 415);
    assert.equal(await statusOf({ body: new Uint8Array() }), 400);
  });

  it('a stranger is cut off: without a certificate, with one of its own, or an authority that was never invited', async () => {
    assert.equal(await rawCall({ key: null }), null);
    assert.equal(await rawCall({ key: xc.key, signedBy: xc.key }), null);
    assert.equal(await rawCall({ key: xc.key, signedBy: xa.key }), null, 'a signature that was copied does not help');
    assert.deepEqual(await callAs(xc)(toXb, echo), { kind: 'unreachable' });
  });

  it('a peer is one authority on both levels: its connection cannot carry the signature of another', async () => {
    known.set(xc.key.keyId, xc.peer);
    try {
      assert.equal((await rawCall({ key: xc.key, signedBy: xc.key }))?.status, 200);
      assert.equal((await rawCall({ key: xc.key, signedBy: xa.key }))?.status, 401);
    } finally {
      known.delete(xc.key.keyId);
    }
  });

  it('a key that counts no more is refused at once, on a connection that stands as well', async () => {
    const call = callAs(xa);
    assert.equal((await call(toXb, echo)).kind, 'answered');
    known.delete(xa.key.keyId);
    try {
      assert.deepEqual(await call(toXb, echo), { kind: 'unreachable' });
    } finally {
      known.set(xa.key.keyId, xa.peer);
    }
  });

  const spoiled: readonly (readonly [what: string, given: Parameters<typeof rawCall>[0], status: number])[] = [
    ['without a signature', { headers: (signed) => without(signed, 'signature') }, 400],
    [
      'with two digests',
      { headers: (signed) => ({ ...signed, 'content-digest': [signed['content-digest'] ?? '', 'sha-256=:AA==:'] }) },
      400,
    ],
    ['with another body of the same length', { sent: Buffer.from(body.map((byte) => byte ^ 1)) }, 400],
    ['for another address', { path: '/exchange/v1/echo/two' }, 401],
    ['with a host that is not ours', { headers: (signed) => ({ ...signed, host: 'xa.example' }) }, 401],
    ['with a coding', { headers: (signed) => ({ ...signed, 'content-encoding': 'gzip' }) }, 400],
    ['with another kind of content', { headers: (signed) => ({ ...signed, 'content-type': 'text/csv' }) }, 401],
  ];
  for (const [what, given, status] of spoiled) {
    it(`a call ${what} is refused with ${status}`, async () => {
      const answer = await rawCall(given);
      assert.equal(answer?.status, status);
      assert.doesNotMatch(answer?.text ?? '', /"peer"/);
    });
  }

  it('a call that was seen is refused when it comes again, byte for byte', async () => {
    let kept: Record<string, string> | null = null;
    const headers = (signed: Record<string, string>) => {
      kept ??= signed;
      return kept;
    };
    assert.equal((await rawCall({ headers }))?.status, 200);
    assert.equal((await rawCall({ headers }))?.status, 401);
  });

  it('an unsigned answer is given to an unsigned call: nothing of ours stands under what nobody asked', async () => {
    assert.equal((await rawCall({ headers: () => ({}) }))?.isSigned, false);
    assert.equal((await rawCall({}))?.isSigned, true);
  });

  it('an older TLS and plain HTTP find nothing', async () => {
    const old = await new Promise((resolve) => {
      const socket = connectTls({ port: server.port, host: '127.0.0.1', maxVersion: 'TLSv1.2', rejectUnauthorized: false }, () =>
        resolve('in'),
      );
      socket.on('error', () => resolve('refused'));
    });
    assert.equal(old, 'refused');
    const plain = await new Promise((resolve) => {
      const socket = connect({ port: server.port, host: '127.0.0.1' }, () => socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n'));
      let got = '';
      socket.on('data', (part: Buffer) => (got += part.toString('latin1')));
      socket.on('close', () => resolve(got.includes('HTTP/1.1 200')));
      socket.on('error', () => undefined);
    });
    assert.equal(plain, false);
  });

  it('a question whose answer proves itself is asked of whoever listens, so that a new key can be learned', async () => {
    shownKey = authority().key;
    try {
      assert.deepEqual(await callAs(xa)(toXb, echo), { kind: 'unreachable' });
      const answer = await callAs(xa)(toXb, { ...echo, provesItself: true });
      assert.deepEqual(answer.kind === 'answered' ? answer.status : answer, 200);
    } finally {
      shownKey = xb.key;
    }
  });

  it('the key that is shown changes without a pause: the next connection is made under the other one', async () => {
    const newer = authority();
    assert.equal((await callAs(xa)(toXb, echo)).kind, 'answered');
    shownKey = newer.key;
    try {
      assert.deepEqual(await callAs(xa)(toXb, echo), { kind: 'unreachable' }, 'to a peer that does not know the key');
      assert.equal((await callAs(xa, newer.peer)({ ...newer.peer, endpoint: '' }, echo)).kind, 'answered');
    } finally {
      shownKey = xb.key;
    }
    assert.equal((await callAs(xa)(toXb, echo)).kind, 'answered');
  });
});

function without(headers: Readonly<Record<string, string>>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([other]) => other !== name));
}

describe('connections that dawdle', () => {
  /** A fiftieth of what holds in earnest. */
  const timeouts = { handshakeMs: 200, headersMs: 200, callMs: 600, idleMs: 1300, silenceMs: 800, lookMs: 50 };
  let server: Awaited<ReturnType<typeof listen>>;
  before(async () => {
    server = await listen(timeouts);
  });
  after(() => server.close());

  const tls = tlsIdentityOf(xa.key, xa.key.keyId);
  const secure = () =>
    connectTls({ port: server.port, host: '127.0.0.1', cert: tls.certificate, key: tls.privateKey, rejectUnauthorized: false });
  /** Milliseconds until the other side has ended the connection. */
  const endOf = async (socket: Socket): Promise<number> => {
    const begun = performance.now();
    // A connection that is ended from over there may be reset while we still send: that is an end as well.
    socket.on('error', () => undefined);
    socket.resume();
    await new Promise((resolve) => socket.once('close', resolve));
    return performance.now() - begun;
  };
  /** Sends a byte every twenty milliseconds, as long as the connection lasts. */
  const drip = (socket: Socket, text: string): void => {
    let at = 0;
    const timer = setInterval(() => {
      if (socket.destroyed || at >= text.length) clearInterval(timer);
      else socket.write(text.slice(at, (at += 1)));
    }, 20);
  };
  const head = (length: number): string =>
    `POST /exchange/v1/echo/one HTTP/1.1\r\nHost: ${server.host}\r\nContent-Length: ${length}\r\n\r\n`;

  it('one that never shakes hands is ended', async () => {
    assert.ok((await endOf(connect({ port: server.port, host: '127.0.0.1' }))) < 3000);
  });

  it('one whose header comes byte by byte is ended, also when a peer holds it', async () => {
    const socket = secure();
    socket.once('secureConnect', () => drip(socket, head(0)));
    assert.ok((await endOf(socket)) < 3000);
  });

  it('one whose body comes byte by byte is ended', async () => {
    const socket = secure();
    socket.once('secureConnect', () => {
      socket.write(head(90));
      drip(socket, 'x'.repeat(90));
    });
    assert.ok((await endOf(socket)) < 3000);
  });

  it('a hundred of them keep no peer waiting', async () => {
    const slow = Array.from({ length: 100 }, () => connect({ port: server.port, host: '127.0.0.1' }));
    for (const socket of slow) socket.on('error', () => undefined);
    const door = peerDoor({ transportKey: () => xa.key, networks: ['loopback'], random });
    const call = { method: 'POST', path: '/exchange/v1/echo/one', mediaType: 'application/octet-stream', body } as const;
    const answer = await door.call({ ...xb.peer, endpoint: `https://${server.host}` }, call);
    assert.equal(answer.kind === 'answered' ? answer.status : answer.kind, 200);
    door.close();
    for (const socket of slow) socket.destroy();
  });
});
