// SPDX-License-Identifier: Apache-2.0
//
// The command at a server that answers as ours does, and takes only what ours takes.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { newUseQuestionSchema } from '../../onward/index.ts';
import { runCommand } from '../run-command.ts';

const refused = { outcome: 'refused', reasons: [], step: 'ask', agreement: null, objectUntil: null };

describe('comity records new-use', () => {
  const asked: unknown[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      response.setHeader('content-type', 'application/json');
      if (request.url === '/api/session') response.end(JSON.stringify({ csrfToken: 'a-token' }));
      else {
        asked.push(newUseQuestionSchema.parse(JSON.parse(body)));
        response.end(JSON.stringify(refused));
      }
    });
  });
  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(() => server.close());

  it('asks for the verdict alone where no reason is given, at an address copied from the browser', async () => {
    const lines: string[] = [];
    const output = { line: (line: string) => void lines.push(line), problem: (line: string) => void lines.push(line) };
    const address = `http://xa.localhost:${(server.address() as AddressInfo).port}`;
    const signIn = ['--server', address, '--officer', 'mara@xa.example', '--password', 'x', '--code', '123456'];
    const code = await runCommand(['records', 'new-use', 'rcd_1', '--purpose', 'supervision', ...signIn], output);
    assert.deepEqual(lines, ['refused', 'Ask its originator for its consent: --reason TEXT.']);
    assert.equal(code, 1);
    assert.deepEqual(asked, [{ recordId: 'rcd_1', purpose: 'supervision', isEvidence: false }]);
  });
});
