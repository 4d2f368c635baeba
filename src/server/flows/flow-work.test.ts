// SPDX-License-Identifier: Apache-2.0
/** What the flow thread does, without a thread: a file is looked through, a trace handed on and continued, a freeze planned. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MessageChannel } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import type { Exposed, FlowOrder, FlowTraced, Looked, MovementFacts, ShapesFound } from '../../findings/index.ts';
import type { FreezePlanWire } from '../../flows/wire.ts';
import type { Result } from '../../kernel/index.ts';
import { serveJobs } from '../engines/engine-thread.ts';
import { type FlowJob, openFlowWork } from './flow-work.ts';

const header = 'time,kind,from,to,amount,asset,ledger,decimals';
const file = Buffer.from(
  [
    header,
    '2026-10-20T08:00:00.000Z,cash-in,(outside),XA-victim,10000.00,EUR,bank,2',
    '2026-10-20T09:00:00.000Z,transfer,XA-victim,XA-mule,10000.00,EUR,bank,2',
    '2026-10-20T10:00:00.000Z,transfer,XA-mule,XB-shop,3500.01,EUR,bank,2',
    '2026-10-20T10:30:00.000Z,transfer,XA-mule,XC-card,6000.00,EUR,bank,2',
  ].join('\n'),
);
const source = { id: 'mvf_1', files: [{ name: 'payments.csv', layout: 'comity' }], bytes: [file] };
const order: FlowOrder = {
  seeds: [{ row: 2 }],
  handed: [],
  methods: ['fifo', 'haircut', 'poison'],
  direction: 'forward',
  services: [],
  reach: [
    { authority: 'xb', prefixes: ['XB-'], parties: [] },
    { authority: 'xc', prefixes: [], parties: ['XC-card'] },
  ],
  amountMin: null,
  ageDaysMax: null,
  hopsMax: null,
};

async function answer<Value>(job: FlowJob): Promise<Value> {
  const answered = await openFlowWork().work(job);
  assert.ok(answered.kind === 'answer');
  const value = answered.value as Result<Value>;
  assert.ok(value.ok, JSON.stringify(value));
  return value.value;
}

describe('the work of the flow thread', () => {
  test('says what is in a file', async () => {
    const facts = await answer<MovementFacts>({ kind: 'look', source });
    assert.deepEqual([facts.movements, facts.parties, facts.from, facts.noticed], [4, 4, '2026-10-20T08:00:00.000Z', []]);
  });

  test('asks for the bytes where it does not hold the table, and only there', async () => {
    const { work } = openFlowWork();
    assert.deepEqual(await work({ kind: 'look', source: { ...source, bytes: null } }), { kind: 'bytes-needed' });
    await work({ kind: 'look', source });
    assert.equal((await work({ kind: 'look', source: { ...source, bytes: null } })).kind, 'answer');
  });

  test('traces by each rule, and makes one part by the first that conserves, up to the accounts of others', async () => {
    const traced = await answer<FlowTraced>({ kind: 'trace', source, order, self: 'xa' });
    assert.deepEqual(
      traced.traces.map(({ method }) => method),
      ['fifo', 'haircut', 'poison'],
    );
    assert.equal(traced.comparison?.methods.length, 3);
    assert.deepEqual(
      traced.parts.map(({ method, askedBy, reached }) => [method, askedBy, reached.map((one) => [one.authority, one.entry.amount])]),
      [
        [
          'fifo',
          null,
          [
            ['xc', '6000'],
            ['xb', '3500.01'],
          ],
        ],
      ],
    );
    const again = await answer<FlowTraced>({ kind: 'trace', source, order, self: 'xa' });
    assert.deepEqual(again, traced, 'the same bytes each time');
  });

  test('plans a freeze by who supervises which account', async () => {
    const plan = await answer<FreezePlanWire>({
      kind: 'freeze',
      source,
      order: {
        seeds: order.seeds,
        method: 'fifo',
        alertAt: '2026-10-20T11:00:00.000Z',
        authorities: [
          { authority: 'xb', name: 'XB', prefixes: ['XB-'], parties: [], latencyMinutes: 60 },
          { authority: 'xa', name: 'XA', prefixes: [''], parties: [], latencyMinutes: 15 },
        ],
        notAsked: [{ authority: 'xc', prefixes: ['XC-'], parties: [] }],
        services: [],
      },
    });
    assert.deepEqual(
      new Map(plan.orders.first.map(({ party, authority }) => [party, authority])),
      new Map([
        ['XA-mule', 'XA'],
        ['XB-shop', 'XB'],
        ['XC-card', null],
      ]),
    );
    assert.equal(plan.totals.held, '10000.00');
  });

  test('finds shapes, counts all of them, and draws who paid whom; a shape that there is none of is named', async () => {
    const many = Array.from({ length: 8 }, (_, place) => `2026-10-20T1${place}:00:00.000Z,transfer,XA-p${place},XA-pot,900.00,EUR,bank,2`);
    const fans = { ...source, id: 'mvf_3', bytes: [Buffer.from([header, ...many].join('\n'))] };
    const found = await answer<ShapesFound>({ kind: 'shapes', source: fans, shapes: ['fan-out', 'fan-in'] });
    assert.deepEqual(
      found.counts.map(({ shape, count }) => [shape, count]),
      [
        ['fan-out', 0],
        ['fan-in', 1],
      ],
    );
    const [fan] = found.findings;
    assert.equal(fan?.finding.parties.first[0], 'XA-pot');
    assert.deepEqual(new Set(fan?.edges.map(({ to, amount, movements }) => `${to} ${amount} ${movements}`)), new Set(['XA-pot 900.00 1']));
    assert.equal(fan?.edges.length, 8);
    const refused = await openFlowWork().work({ kind: 'shapes', source: fans, shapes: ['no-shape'] });
    assert.ok(refused.kind === 'answer' && !refused.value.ok);
  });

  test('says how near holdings lie to groups of listed addresses', async () => {
    const order = { groups: [{ name: 'list', parties: ['XA-victim', 'nobody'] }], services: [], hopsMax: 5 };
    const { exposure } = await answer<Exposed>({ kind: 'expose', source, order });
    assert.deepEqual(
      exposure.groups.map(({ listed, found }) => [listed, found]),
      [[2, 1]],
    );
    assert.deepEqual(
      new Map(exposure.parties.first.map(({ party, to }) => [party, to[0]?.hops])),
      new Map([
        ['XA-mule', 1],
        ['XC-card', 2],
        ['XB-shop', 2],
      ]),
    );
  });

  test('shows who pays whom around a party, the sums between some, and the way from one to another', async () => {
    const ever = { fromMs: Number.NEGATIVE_INFINITY, untilMs: Number.POSITIVE_INFINITY };
    const request = { party: 'XA-mule', hopsMax: 1, way: 'out', partiesMax: 2, degreeMax: 5, ...ever } as const;
    const around = await answer<Looked>({ kind: 'around', source, order: { ask: 'around', request } });
    assert.ok(around.ask === 'around');
    assert.deepEqual([around.expansion.parties.map(({ name }) => name), around.expansion.movementsLeftOut], [['XA-mule', 'XB-shop'], 1]);
    const between = { parties: ['XA-mule', 'XC-card'], pairsMax: 5, ...ever };
    const told = await answer<Looked>({ kind: 'around', source, order: { ask: 'sums', request: between } });
    assert.ok(told.ask === 'sums');
    assert.deepEqual([told.sums.pairs[0]?.amount, told.sums.input], ['6000.00', around.expansion.input]);
    const ask = { ask: 'way', request: { from: 'XA-victim', to: 'XC-card', hopsMax: 3 } } as const;
    const way = await answer<Looked>({ kind: 'around', source, order: ask });
    assert.ok(way.ask === 'way');
    assert.deepEqual(
      way.steps?.map(({ row }) => row),
      [2, 4],
    );
    const stated = [{ party: 'XA-mule', asset: 'EUR', at: '2026-10-20T11:00:00.000Z', amount: '400.00' }];
    const known = await answer<Looked>({
      kind: 'around',
      source,
      order: { ask: 'history', request: { party: 'XA-mule', stated, rowsMax: 2 } },
    });
    assert.ok(known.ask === 'history');
    const [euro] = known.history.assets;
    assert.deepEqual([euro?.closing, euro?.movements.count, euro?.movements.first.length], ['499.99', 3, 2]);
    assert.deepEqual(euro?.gaps, [{ at: stated[0]?.at, stated: '400.00', computed: '499.99', missing: '-99.99' }]);
    const back = { ...ask, request: { ...ask.request, from: 'XC-card', to: 'XA-victim' } };
    assert.deepEqual({ ...(await answer<Looked>({ kind: 'around', source, order: back })) }, { ask: 'way', input: way.input, steps: null });
    for (const to of ['nobody', 'XA-victim']) {
      const refused = await openFlowWork().work({ kind: 'around', source, order: { ...ask, request: { ...ask.request, to } } });
      assert.ok(refused.kind === 'answer' && !refused.value.ok && refused.value.issues[0]?.path === 'to');
    }
  });

  test('a file without a movement, and one of other columns, are refused by their own name', async () => {
    for (const text of [`${header}\n`, 'a,b\n1,2\n']) {
      const refused = await openFlowWork().work({ kind: 'look', source: { ...source, bytes: [Buffer.from(text)] } });
      assert.ok(refused.kind === 'answer' && !refused.value.ok);
      assert.match(JSON.stringify(refused.value.issues), /payments\.csv/);
      assert.doesNotMatch(JSON.stringify(refused.value.issues), /comity-engine/);
    }
  });

  const line =
    '{"time":"2026-10-20T08:00:00.000Z","kind":"transfer","from":"a","to":"b","amount":"1","asset":"EUR","ledger":"bank","decimals":"2"}';
  const torn = gzipSync(file).subarray(0, 40);
  const badFiles: readonly (readonly [what: string, name: string, layout: string, bytes: Uint8Array])[] = [
    ['packed, and cut off, read whole', 'blocks.json.gz', 'bitcoin-json', torn],
    ['packed, and cut off, read in rows', 'payments.csv.gz', 'comity', torn],
    ['that is broken after many sound lines', 'payments.jsonl', 'comity', Buffer.from(`${`${line}\n`.repeat(3000)}{"time":`)],
    ['that is no Parquet', 'payments.parquet', 'comity', file],
  ];
  for (const [what, name, layout, bytes] of badFiles) {
    test(`a file ${what}, is refused by its own name`, async () => {
      const refused = await openFlowWork().work({ kind: 'look', source: { id: 'mvf_2', files: [{ name, layout }], bytes: [bytes] } });
      assert.ok(refused.kind === 'answer' && !refused.value.ok);
      assert.ok(JSON.stringify(refused.value.issues).includes(name));
    });
  }

  for (const name of [`${'p'.repeat(290)}.csv`, 'payments [1].csv', 'all*.csv', "o'payments.csv", '../payments.csv']) {
    test(`a file is read whatever it is called: ${name.slice(0, 20)}`, async () => {
      const facts = await answer<MovementFacts>({ kind: 'look', source: { ...source, files: [{ name, layout: 'comity' }] } });
      assert.equal(facts.movements, 4);
    });
  }

  test('a job that fails is told to whoever asked it, and the next one is done', async () => {
    const { port1: asking, port2: working } = new MessageChannel();
    serveJobs(working, async (job: string) => {
      if (job === 'bad') throw new Error('unreadable');
      return { kind: 'answer', value: job };
    });
    const done: object[] = [];
    const both = new Promise<void>((resolve) => asking.on('message', (one: object) => void (done.push(one) === 2 && resolve())));
    asking.postMessage({ number: 1, job: 'bad' }, []);
    asking.postMessage({ number: 2, job: 'good' }, []);
    await both;
    asking.close();
    assert.match(JSON.stringify(done[0]), /"number":1,"failure":"Error: unreadable/);
    assert.deepEqual(done[1], { number: 2, answer: { kind: 'answer', value: 'good' } });
  });
});
