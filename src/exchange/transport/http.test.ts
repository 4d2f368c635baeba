// SPDX-License-Identifier: Apache-2.0
/** The door to peers, against servers that behave badly: what comes back is a signed answer or nothing, and never a surprise. */
import assert from 'node:assert/strict';
import { createServer as createPlainServer, type RequestListener } from 'node:http';
import { createServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { describe, test } from 'node:test';
import {
  type HeldKey,
  keyIdOf,
  makeHeldKey,
  realSuites,
  tlsIdentityOf,
  transportKeyOfCertificate,
  transportSuite,
} from '../../seals/index.ts';
import { seededRandom, twoAuthorities } from '../federation.test.ts';
import { httpNetwork, type NetworkAnswer, type PeerAddress } from '../index.ts';
import { callClock, peerDoor, type PeerDoorOptions } from './http.ts';
import { readSignedHeaders, signAnswer } from './signed-call.ts';

const random = seededRandom('door to peers');
const { xa, xb } = twoAuthorities('door to peers');
const [ownKey, peerKey] = [xa, xb].map(({ keys }) => keys.transport ?? assert.fail()) as [HeldKey, HeldKey];
const peerAt = (endpoint: string): PeerAddress => ({ ...xb.keyState, endpoint, keyState: xb.keyState });
const options: PeerDoorOptions = { transportKey: () => ownKey, networks: ['loopback'], random };
const envelope = new Uint8Array([1, 2, 3]);

/** A server with the certificate of a key. */
async function against<Value>(
  listener: RequestListener,
  use: (endpoint: string) => Promise<Value>,
  { key = peerKey, ...more }: { key?: HeldKey } & Pick<ServerOptions, 'minVersion' | 'maxVersion'> = {},
): Promise<Value> {
  const { certificate, privateKey } = tlsIdentityOf(key, key.keyId);
  const server = createServer({ cert: certificate, key: privateKey, requestCert: true, rejectUnauthorized: false, ...more }, listener);
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`https://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Posts an envelope through a door of its own. */
async function post(endpoint: string, changed: Partial<PeerDoorOptions> = {}): Promise<NetworkAnswer> {
  const door = peerDoor({ ...options, ...changed });
  try {
    return await httpNetwork(door.call).post(peerAt(endpoint), envelope);
  } finally {
    door.close();
  }
}

/** Answers as the peer's own server would, or with something changed. */
const answering =
  (changed: { status?: number; key?: HeldKey; body?: string; headers?: Record<string, string>; isUnsigned?: true } = {}): RequestListener =>
  (request, response) => {
    const { status = 200, key = peerKey, body = 'a receipt' } = changed;
    request.resume();
    request.on('end', () => {
      const headers = readSignedHeaders(request.rawHeaders);
      assert.ok(typeof headers !== 'string');
      const targetUri = `https://${request.headers.host ?? ''}${request.url ?? ''}`;
      const answer = {
        status,
        mediaType: 'text/plain',
        body: Buffer.from('a receipt'),
        call: { method: request.method ?? '', targetUri, headers },
      };
      const sign = (bytes: Uint8Array) => transportSuite.sign(key.privateKey, bytes);
      const signed = signAnswer(answer, { keyId: key.keyId, sign, nowSeconds: callClock(), nonce: random(18) });
      response.writeHead(status, {
        ...(changed.isUnsigned === true ? {} : { ...signed, 'content-length': body.length }),
        ...changed.headers,
      });
      response.end(body);
    });
  };

describe('a peer that is well', () => {
  test('gets the envelope as it is, under its address, over TLS 1.3 with our certificate; its answer comes back as it is', async () => {
    const seen: unknown[] = [];
    const answer = await against((request, response) => {
      const socket = request.socket as TLSSocket;
      const shown = transportKeyOfCertificate(socket.getPeerX509Certificate()?.raw ?? new Uint8Array());
      seen.push(request.method, request.url, socket.getProtocol(), Buffer.from(ownKey.publicKey).equals(shown ?? new Uint8Array()));
      seen.push(request.headers['content-type'], request.headers.cookie, request.headers['accept-encoding']);
      answering()(request, response);
    }, post);
    assert.deepEqual(answer, { kind: 'answered', status: 200, bytes: new Uint8Array(Buffer.from('a receipt')) });
    const media = 'application/vnd.comity.envelope';
    assert.deepEqual(seen, ['POST', '/exchange/v1/envelopes', 'TLSv1.3', true, media, undefined, undefined]);
  });

  test('is called again over the same connection', async () => {
    const ports = new Set<number | undefined>();
    await against(
      (request, response) => {
        ports.add(request.socket.remotePort);
        answering()(request, response);
      },
      async (endpoint) => {
        const door = peerDoor(options);
        for (let count = 0; count < 3; count++)
          assert.equal((await httpNetwork(door.call).post(peerAt(endpoint), envelope)).kind, 'answered');
        door.close();
      },
    );
    assert.equal(ports.size, 1);
  });

  test('may answer with an error, which it signs too', async () => {
    assert.equal((await against(answering({ status: 404 }), post)).kind, 'answered');
  });
});

describe('an answer that does not count', () => {
  const stranger = makeHeldKey('transport', { ...realSuites, random });
  const bad: readonly (readonly [what: string, listener: RequestListener])[] = [
    ['one that nobody signed', answering({ isUnsigned: true })],
    ['one that another signed', answering({ key: stranger })],
    ['one whose body was changed', answering({ body: 'a Receipt' })],
    ['one that is packed', answering({ headers: { 'content-encoding': 'gzip' } })],
    ['one that sets a cookie', answering({ headers: { 'set-cookie': 'a=b' } })],
    ['one that leads elsewhere', answering({ status: 307, headers: { location: 'https://127.0.0.1:1/' } })],
    ['a connection that is cut', (request) => void request.socket.destroy()],
    [
      'an answer that is cut',
      (_request, response) => void response.writeHead(200, { 'content-length': '100' }).write('x', () => response.destroy()),
    ],
    ['an answer without end', (_request, response) => void response.writeHead(200).write(Buffer.alloc(200_000))],
  ];
  for (const [what, listener] of bad) {
    test(what, async () => assert.deepEqual(await against(listener, post), { kind: 'unreachable' }));
  }
});

describe('a server to which nothing is sent', () => {
  const untouched: RequestListener = () => assert.fail('a call came through');

  test('one with another key, though it listens at the address of the peer', async () => {
    const key = makeHeldKey('transport', { ...realSuites, random });
    assert.deepEqual(await against(untouched, post, { key }), { kind: 'unreachable' });
  });
  test('one with a certificate of the right name and the wrong key', async () => {
    const pair = transportSuite.generate(random);
    const key = { ...peerKey, ...pair, keyId: keyIdOf('transport', 'ed25519', peerKey.publicKey) };
    assert.deepEqual(await against(untouched, post, { key }), { kind: 'unreachable' });
  });
  test('one that speaks only an older TLS', async () => {
    const answer = await against(untouched, post, { maxVersion: 'TLSv1.2', minVersion: 'TLSv1.2' });
    assert.deepEqual(answer, { kind: 'unreachable' });
  });
  test('one without TLS', async () => {
    const server = createPlainServer(untouched);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    assert.deepEqual(await post(`https://127.0.0.1:${port}`), { kind: 'unreachable' });
    assert.deepEqual(await post(`http://127.0.0.1:${port}`), { kind: 'unreachable' });
    server.close();
  });
  test('one on this machine, where the configuration does not let', async () => {
    assert.deepEqual(await against(untouched, (endpoint) => post(endpoint, { networks: ['public', 'private'] })), { kind: 'unreachable' });
    const byName = (endpoint: string) => post(endpoint.replace('127.0.0.1', 'localhost'), { networks: ['public', 'private'] });
    assert.deepEqual(await against(untouched, byName), { kind: 'unreachable' });
  });
  test('one whose name leads elsewhere the next time it is looked up', async () => {
    const answers = ['127.0.0.1', '169.254.169.254'];
    await against(answering(), async (endpoint) => {
      const named = endpoint.replace('127.0.0.1', 'xb.example');
      const resolve = async () => answers.splice(0, 1);
      assert.equal((await post(named, { resolve })).kind, 'answered', 'the address that was judged is the one connected to');
      assert.deepEqual(await post(named, { resolve }), { kind: 'unreachable' });
      assert.equal(answers.length, 0);
    });
  });
  for (const endpoint of ['https://127.0.0.1:1', 'https://169.254.169.254', 'https://[::ffff:169.254.169.254]', 'https://0.0.0.0:1']) {
    test(`one at ${endpoint}`, async () => assert.deepEqual(await post(endpoint), { kind: 'unreachable' }));
  }
  for (const endpoint of ['file:///etc/passwd', 'nowhere', 'ftp://127.0.0.1', 'https://']) {
    test(`one at "${endpoint}"`, async () => assert.deepEqual(await post(endpoint), { kind: 'unreachable' }));
  }
  test('any, while the authority has no transport key', async () => {
    assert.deepEqual(await against(untouched, (endpoint) => post(endpoint, { transportKey: () => null })), { kind: 'unreachable' });
  });
});
