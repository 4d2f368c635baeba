// SPDX-License-Identifier: Apache-2.0
//
// Servers stop and start again, and the counterpart cannot be reached: nothing is lost, nothing arrives twice, and what could
// not be delivered until it expired is said to be so. Days pass on the clock that both servers share.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { z } from 'zod';
import { auditPageSchema } from '../../src/audit/wire.ts';
import { act, approveAsNeeded, caseOf, casesIn, draftTo, openCase, searchRecords, sendRequest, untilState } from './casework.ts';
import { type CooperatingPair, cooperatingPair } from './cooperating-pair.ts';
import { type Authority, eventually } from './federation.ts';
import { dayMs, minuteMs } from './story-clock.ts';

const outboxSchema = z.looseObject({ rows: z.array(z.looseObject({})) });

describe('servers that stop and cannot be reached', () => {
  let pair: CooperatingPair;
  before(async () => {
    pair = await cooperatingPair();
  });

  it('a restart of both servers keeps cases, timelines, records, deadlines and sessions', async () => {
    const { xa, xb } = pair;
    const id = await sendRequest(xa, xb, { reference: 'XA-ENF-2026-200' });
    const reports = await searchRecords(xb.at('keeper'), { q: 'Meridian Tide', kind: 'suspicious-report', purpose: 'fiu-analysis' });
    const records = reports.slice(0, 1).map((record) => ({ recordId: record.id, limits: null }));
    await act(xb.at('preparer'), id, 'replies', { completeness: 'partial', text: 'A first report.', records });
    await approveAsNeeded(xb, id);
    await untilState(xa.at('preparer'), id, 'partly-answered');
    // The limits of a further reply are counted from the moment of looking.
    const look = async (authority: Authority) => ({ ...(await caseOf(authority.at('preparer'), id)), replyLimits: null });
    const told = async () => ({ atXa: await look(xa), atXb: await look(xb) });
    // Request and reply, each sent, received and opened; both sides hear of all of it.
    const before = await eventually('both sides know of both steps that they were opened', 5000, async () => {
      const both = await told();
      const isKnown = [both.atXa, both.atXb].every(({ timeline }) => timeline.filter((event) => event.dispatch !== null).length === 6);
      return isKnown ? both : null;
    });
    await Promise.all([xa.stop(), xb.stop()]);
    await Promise.all([xa.start(), xb.start()]);
    assert.deepEqual(await told(), before);
    // The case goes on where it stood.
    await act(xb.at('preparer'), id, 'questions', { question: 'Is that enough?' });
    await untilState(xa.at('preparer'), id, 'question-open', 8000);
  });

  it('a dispatch to a stopped server arrives after it has started, once', async () => {
    const { federation, xa, xb } = pair;
    const id = await openCase(xa.at('preparer'), draftTo(xb.id, { reference: 'XA-ENF-2026-201' }));
    await act(xa.at('preparer'), id, 'submission');
    await xb.stop();
    assert.equal((await approveAsNeeded(xa, id)).row.state, 'sent');
    await eventually('an attempt has failed and another is due', 5000, async () => {
      const { rows } = await xa.at('administrator').expect(outboxSchema, 'GET', '/api/peers/outbox');
      return rows.length > 0;
    });
    assert.equal((await caseOf(xa.at('preparer'), id)).row.state, 'sent', 'nothing is claimed without a signed receipt');
    await xb.start();
    const arrived = await eventually('the request arrives with a later attempt', 10_000, async () => {
      federation.clock.pass(minuteMs);
      const inbox = await casesIn(xb.at('preparer'), 'inbox');
      const found = inbox.filter((row) => row.id === id);
      return found.length > 0 ? found : null;
    });
    assert.equal(arrived.length, 1);
    const received = await untilState(xa.at('preparer'), id, 'received', 5000);
    assert.equal(received.timeline.filter((event) => event.kind === 'request.delivered').length, 1);
  });

  it('what cannot be delivered until it expires is recorded as not delivered, on the case and in the log', async () => {
    const { federation, xa, xb } = pair;
    const id = await openCase(xa.at('preparer'), draftTo(xb.id, { reference: 'XA-ENF-2026-202' }));
    await act(xa.at('preparer'), id, 'submission');
    await xb.stop();
    await approveAsNeeded(xa, id);
    federation.clock.pass(6 * dayMs);
    assert.equal((await caseOf(xa.at('preparer'), id)).row.state, 'sent', 'it is tried for seven days');
    federation.clock.pass(2 * dayMs);
    const given = await untilState(xa.at('preparer'), id, 'not-delivered', 8000);
    assert.equal(given.row.nextDeadline, null, 'no clock runs for a request that nobody received');
    assert.match(given.timeline.at(-1)?.sentence ?? '', /could not be delivered until it expired/);
    const log = await xa.at('auditor').expect(auditPageSchema, 'GET', '/api/audit/entries?event=dispatch.not-delivered&limit=5');
    assert.equal(log.entries.filter((entry) => entry.details?.['caseRef'] === id).length, 1);
    await xb.start();
    assert.ok(
      (await casesIn(xb.at('preparer'), 'all')).every((row) => row.id !== id),
      'the other side never heard of it',
    );
  });

  it('after a dispatch was given up, later ones are delivered again', async () => {
    await sendRequest(pair.xa, pair.xb, { reference: 'XA-ENF-2026-203' });
  });
});
