// SPDX-License-Identifier: Apache-2.0
/** Tests of the log: what it never says. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type LogFields, openLog } from './log.ts';

function listen(): { lines: string[]; destination: { write(line: string): void } } {
  const lines: string[] = [];
  return { lines, destination: { write: (line) => void lines.push(line) } };
}

describe('log', () => {
  it('keeps an error by its class, code and place, and drops its text, which may quote what an officer typed', () => {
    const { lines, destination } = listen();
    const error = Object.assign(new TypeError('invalid input: Corvin Halloway'), { code: '22P02', detail: 'Key (name)=(Corvin Halloway)' });
    openLog('info', destination).error('call failed', error, { call: 'POST /api/records/:id/uses' });
    const [line = ''] = lines;
    assert.doesNotMatch(line, /Halloway|invalid input/);
    const { error: name, code, call, at } = JSON.parse(line) as { error: string; code: string; call: string; at: string[] };
    assert.deepEqual([name, code, call], ['TypeError', '22P02', 'POST /api/records/:id/uses']);
    assert.match(at[0] ?? '', /log\.test\.ts/);
  });

  it('drops every field that is not in its list', () => {
    const { lines, destination } = listen();
    const fields = { count: 3, password: 'secret', name: 'Ada Quill' } as LogFields;
    openLog('info', destination).info('dispatches handled', fields);
    assert.doesNotMatch(lines[0] ?? '', /secret|Quill/);
    assert.match(lines[0] ?? '', /"count":3/);
  });

  it('says nothing below its level', () => {
    const { lines, destination } = listen();
    openLog('warn', destination).info('call');
    openLog('silent', destination).error('call failed', new Error('broken'));
    assert.deepEqual(lines, []);
  });
});
