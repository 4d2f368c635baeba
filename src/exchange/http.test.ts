// SPDX-License-Identifier: Apache-2.0
/** The network to peers, against servers that behave badly: what comes back is an answer or nothing, and never a surprise. */
import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import type { Digest } from '../seals/index.ts';
import { httpNetwork, type PeerAddress } from './index.ts';
import { twoAuthorities } from './federation.test.ts';

const envelope = new Uint8Array([1, 2, 3]);
const digest = `sha256:${'0'.repeat(64)}` as Digest;

const { keyState } = twoAuthorities('the network').xb;
const at = (endpoint: string): PeerAddress => ({ authorityId: keyState.authorityId, endpoint, keyState });

async function against<Value>(listener: RequestListener, use: (endpoint: string) => Promise<Value>): Promise<Value> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('an envelope is posted as it is, under the address of the peer, and the answer comes back as it is', async () => {
  const seen: unknown[] = [];
  const answer = await against(
    (request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => void parts.push(part));
      request.on('end', () => {
        seen.push(request.method, request.url, request.headers['content-type'], Buffer.concat(parts).toJSON().data, request.headers.cookie);
        response.setHeader('set-cookie', 'a=b');
        response.end(Buffer.from([9, 8]));
      });
    },
    async (endpoint) => {
      const network = httpNetwork();
      const first = await network.post(at(`${endpoint}/`), envelope);
      await network.post(at(endpoint), envelope);
      return first;
    },
  );
  assert.deepEqual(answer, { kind: 'answered', status: 200, bytes: new Uint8Array([9, 8]) });
  const one = ['POST', '/exchange/v1/envelopes', 'application/vnd.comity.envelope', [1, 2, 3], undefined];
  assert.deepEqual(seen, [...one, ...one]);
});

test('a receipt is asked for by the digest of its dispatch', async () => {
  const answer = await against(
    (request, response) => response.writeHead(404).end(request.url),
    (endpoint) => httpNetwork().receipt(at(endpoint), digest),
  );
  assert.deepEqual(answer, { kind: 'answered', status: 404, bytes: new TextEncoder().encode(`/exchange/v1/receipts/${digest}`) });
});

describe('what is no answer', () => {
  const bad: readonly (readonly [what: string, listener: RequestListener])[] = [
    ['a connection that is cut', (request) => void request.socket.destroy()],
    [
      'an answer that is cut',
      (_request, response) => void response.writeHead(200, { 'content-length': '100' }).write('x', () => response.destroy()),
    ],
    ['an answer without end', (_request, response) => void response.writeHead(200).write(Buffer.alloc(200_000))],
  ];
  for (const [what, listener] of bad) {
    test(what, async () => {
      assert.deepEqual(await against(listener, (endpoint) => httpNetwork().post(at(endpoint), envelope)), { kind: 'unreachable' });
    });
  }
  for (const endpoint of ['http://127.0.0.1:1', 'file:///etc/passwd', 'nowhere', 'ftp://127.0.0.1']) {
    test(`the address ${endpoint}`, async () => {
      assert.deepEqual(await httpNetwork().post(at(endpoint), envelope), { kind: 'unreachable' });
    });
  }
});

test('a redirect is an answer like any other, and is not followed', async () => {
  let calls = 0;
  const answer = await against(
    (request, response) => {
      calls += 1;
      response.writeHead(302, { location: `http://${request.headers.host ?? ''}/elsewhere` }).end();
    },
    (endpoint) => httpNetwork().post(at(endpoint), envelope),
  );
  assert.equal(answer.kind === 'answered' ? answer.status : 0, 302);
  assert.equal(calls, 1);
});
