// SPDX-License-Identifier: Apache-2.0
/** One authority's part of an alert is as narrow as the question; the parts of several say together what none says alone. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { digestOfValue, marketEventsBuilder, type MarketEvents, type NewEvent } from '../../columns/index.ts';
import { jointAlertSchema, type JointAlertWire } from '../wire.ts';
import { type FoundPart, partOfAlert, type PartOrder } from './alert-part.ts';
import { joinAlertParts, type PlacedPart } from './join-parts.ts';
import { holdingOf } from './market-holding.ts';

type Row = Pick<NewEvent, 'kind' | 'side'> & Partial<NewEvent> & { readonly by: string; readonly met?: string; readonly seconds: number };

const originMs = Date.parse('2026-11-02T09:00:00.000Z');
const moment = (seconds: number): string => `${new Date(originMs + seconds * 1000).toISOString().slice(0, 23)}000000Z`;

/** A venue with ZED in whole dollars and OTHER beside it; `owned` accounts have an owner. */
function venueOf(venue: string, rows: readonly Row[], owned: Readonly<Record<string, string>> = {}): MarketEvents {
  const builder = marketEventsBuilder(originMs);
  const rest = { venue, class: 'spot', quoteCurrency: 'USD', priceDecimals: 2, sizeDecimals: 1, expiryMs: null, strike: null } as const;
  const zed = builder.instrument({ ...rest, symbol: 'ZED-USD', underlying: 'ZED' });
  builder.instrument({ ...rest, symbol: 'OTHER-USD', underlying: 'OTHER' });
  for (let order = 1; order < 20; order += 1) builder.orders.numberOfId(order);
  const account = (name: string): number => builder.account(venue, name, owned[name]);
  for (const [index, { by, met, seconds, ...row }] of rows.entries()) {
    const counterAccount = met === undefined ? 0 : account(met);
    builder.add({ instrument: zed, ...row, timeNs: seconds * 1e9, account: account(by), counterAccount, sequence: index + 1 });
  }
  return builder.finish().events;
}

const question: PartOrder = {
  from: moment(10),
  until: moment(100),
  underlyings: ['ZED'],
  instruments: [],
  asked: ['Owner Ostrava', 'XVEN/acc-7'],
  others: [],
  naming: 'coded',
};

const rows: readonly Row[] = [
  { kind: 'add', side: 'buy', order: 1, price: 10_050, size: 400, by: 'acc-1', seconds: 20 },
  { kind: 'trade', side: 'sell', counterOrder: 1, price: 10_050, size: 150, by: 'acc-9', met: 'acc-1', seconds: 30 },
  { kind: 'cancel', side: 'buy', order: 1, by: 'acc-1', seconds: 40 },
  { kind: 'trade', side: 'buy', price: 10_060, size: 20, by: 'acc-2', met: 'acc-9', seconds: 50 },
  { kind: 'trade', side: 'buy', price: 10_060, size: 20, by: 'acc-1', met: 'acc-9', seconds: 300 },
];
const owned = { 'acc-1': 'Owner Ostrava' };

function found(events: MarketEvents, change: Partial<PartOrder> = {}): FoundPart {
  const part = partOfAlert(events, { ...question, ...change });
  assert.ok(part.ok, JSON.stringify(part));
  return part.value;
}

describe("one authority's part", () => {
  const events = venueOf('YVEN', rows, owned);

  test('of a file it is known from when until when it goes, and what it holds', () => {
    const { instruments, ...rest } = holdingOf(events);
    assert.deepEqual(rest, { from: moment(20), until: moment(300), events: 5, instrumentsCount: 2 });
    assert.deepEqual(instruments[0], { venue: 'YVEN', symbol: 'ZED-USD', underlying: 'ZED' });
  });

  test('it tells what those asked about did in the period, exactly, and whom the data do not hold', () => {
    const { part, ownNames } = found(events);
    assert.deepEqual(part.asked, [
      { name: 'Owner Ostrava', isFound: true },
      { name: 'XVEN/acc-7', isFound: false },
    ]);
    assert.deepEqual(ownNames, ['Owner Ostrava']);
    assert.deepEqual(
      part.acts.map(({ at, kind, price, size }) => [at.slice(17, 19), kind, price, size]),
      [
        ['20', 'placed', '100.50', '40.0'],
        ['30', 'bought', '100.50', '15.0'],
        ['40', 'withdrawn', '100.50', '25.0'],
      ],
    );
    assert.deepEqual(part.sums, [{ participant: 0, instrument: 0, orders: 1, withdrawals: 1, trades: 1, bought: '15.0', sold: '0.0' }]);
  });

  test('with whom they traded, another underlying and another time are not told of', () => {
    assert.doesNotMatch(JSON.stringify(found(events).part), /acc-9|acc-2|OTHER|09:05/);
    assert.deepEqual(found(events, { underlyings: ['OTHER'] }).part.acts, []);
    assert.deepEqual(found(events, { underlyings: [] }).part.acts, [], 'no underlying asks for nothing, not for everything');
    const named = [{ venue: 'YVEN', symbol: 'ZED-USD' }];
    assert.equal(found(events, { underlyings: [], instruments: named }).part.acts.length, 3, 'an instrument means its underlying');
  });

  test('whoever is told of besides stands by a number, or by name where that is chosen', () => {
    const others = ['YVEN/acc-2'];
    assert.deepEqual(found(events, { others }).part.participants, [
      { name: 'Owner Ostrava', isAsked: true },
      { name: 'participant 2', isAsked: false },
    ]);
    assert.equal(found(events, { others, naming: 'named' }).part.participants[1]?.name, 'YVEN/acc-2');
  });

  test('a period that is none is refused', () => {
    assert.equal(partOfAlert(events, { ...question, until: moment(10) }).ok, false);
    assert.equal(partOfAlert(events, { ...question, from: 'soon' }).ok, false);
  });
});

/** Ten seconds of every fifteen are after one of these: XVEN sells, YVEN buys three seconds later. */
const beats = [12, 27, 42, 57, 72, 87];
const legs = (venue: string, side: 'buy' | 'sell', delay: number, at = beats.flatMap((beat) => [beat, beat])): MarketEvents =>
  venueOf(
    venue,
    at.map((beat): Row => ({ kind: 'trade', side, price: 10_000, size: 20, by: 'acc-1', met: 'acc-9', seconds: beat + delay })),
    owned,
  );
const placed = (authority: string, events: MarketEvents, dispatch: string | null = null): PlacedPart => {
  return { authority, name: `Authority ${authority}`, dispatch, part: found(events).part };
};

function joined(parts: readonly PlacedPart[], dark: JointAlertWire['dark'] = []): JointAlertWire {
  return jointAlertSchema.parse(joinAlertParts({ alert: `sha256:${'a'.repeat(64)}`, parts, dark }));
}

describe('parts of several authorities', () => {
  const ours = placed('xc', legs('XVEN', 'sell', 0));
  const theirs = placed('xa', legs('YVEN', 'buy', 3), `sha256:${'d'.repeat(64)}`);

  test('what one side sold and the other bought meets, and trades that follow are set beside chance', () => {
    const { findings, positions, from, until } = joined([ours, theirs]);
    assert.deepEqual(
      findings.map(({ kind, authorities, figures }) => [kind, authorities, figures]),
      [
        ['offset', ['xa', 'xc'], { share: 1 }],
        ['follows', ['xc', 'xa'], { following: 12, trades: 12, byChance: 8 }],
      ],
    );
    assert.deepEqual(
      positions.map(({ authority, net }) => [authority, net]),
      [
        ['xc', '-24'],
        ['xa', '24'],
      ],
    );
    assert.deepEqual([from, until], [moment(10), moment(100)]);
  });

  test('what may well be chance is not told of: six of six, where four would by chance', () => {
    const few = [placed('xc', legs('XVEN', 'sell', 0, beats)), placed('xa', legs('YVEN', 'buy', 3, beats))];
    assert.ok(joined(few).findings.every(({ kind }) => kind !== 'follows'));
  });

  test('two that buy both meet in nothing', () => {
    const same = placed('xa', legs('YVEN', 'sell', 3));
    assert.ok(joined([ours, same]).findings.every(({ kind }) => kind !== 'offset'));
  });

  test('what is not told is named, by a part itself and by whoever told nothing', () => {
    const refused = { authority: 'xb', why: 'refused', sentence: 'XB tells nothing.' } as const;
    const { dark } = joined([ours, theirs], [refused]);
    assert.deepEqual(
      dark.map(({ authority, why }) => `${authority} ${why}`),
      ['xb refused', 'xc not-found', 'xa not-found'],
    );
  });

  test('the document names the digest of each part, of its events and of itself; another part is another document', () => {
    const { digest, ...content } = joined([ours, theirs]);
    assert.equal(digestOfValue(content), digest);
    assert.deepEqual(
      content.parts.map((part) => [part.digest, part.events]),
      [ours, theirs].map(({ part }) => [digestOfValue(part), part.events]),
    );
    assert.notEqual(joined([ours, placed('xa', legs('YVEN', 'buy', 4))]).digest, digest);
    assert.equal(joined([ours, theirs]).digest, digest, 'and the same parts are the same one');
  });
});
