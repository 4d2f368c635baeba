// SPDX-License-Identifier: Apache-2.0
/** Orders for evidence: what one must hold, which step follows which, how long is longest, and what became of formalities. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { addMs, type Instant } from '../kernel/index.ts';
import { checkGatheringStep } from './check-measure.ts';
import { checkGatheringOrder } from './check-order.ts';
import { draftOfGathering } from './open-order.ts';
import { hasLapsed, playGathering, type Taken } from './play-gathering.ts';
import {
  type GatheringInstructionWire,
  gatheringInstructionSchema,
  type GatheringMeasureWire,
  gatheringOrderSchema,
  type GatheringOrderWire,
} from './wire.ts';

const monday = '2026-11-23T10:00:00.000Z' as Instant;
const dayMs = 86_400_000;
const days = (count: number, from: Instant = monday): Instant => addMs(from, count * dayMs);
const decideBy = days(30);

const example = (name: string): GatheringOrderWire =>
  gatheringOrderSchema.parse(JSON.parse(readFileSync(new URL(`../../examples/gathering/${name}.json`, import.meta.url), 'utf8')));
const investigation = example('investigation-order');
const preservation = example('order-to-preserve');
const letter = example('letter-of-request');
/** One of the examples with a member in another's place. */
const but = (order: GatheringOrderWire, change: object): GatheringOrderWire => ({ ...order, ...change });

describe('an order for evidence', () => {
  const paths = (order: GatheringOrderWire, assistance: string) => checkGatheringOrder(order, assistance).map(({ path }) => path);
  const [orders] = investigation.sought;
  assert(orders !== undefined);

  const rows: readonly (readonly [why: string, order: GatheringOrderWire, assistance: string, path: string | null])[] = [
    ['an investigation order that holds all it must', investigation, 'transaction-records', null],
    ['an order to preserve that holds all it must', preservation, 'preserve-data', null],
    ['a letter that holds all it must', letter, 'information-from-files', null],
    ['preserving is not asked by an investigation order', investigation, 'preserve-data', 'order.kind'],
    ['an order to preserve produces nothing', preservation, 'transaction-records', 'order.kind'],
    ['property is frozen by its own certificate', investigation, 'freeze', 'order.kind'],
    ['another authority needs a judge', but(investigation, { capacity: 'other-authority' }), 'transaction-records', 'order.validatedBy'],
    [
      'what could not be ordered at home',
      but(investigation, { isAvailableAtHome: false }),
      'transaction-records',
      'order.isAvailableAtHome',
    ],
    ['secrecy without a reason', but(letter, { confidential: { isAsked: true, reason: ' ' } }), 'statement', 'order.confidential.reason'],
    ['two things of one identifier', but(investigation, { sought: [orders, orders] }), 'transaction-records', 'order.sought'],
    [
      'a period that ends before it begins',
      but(investigation, { sought: [{ ...orders, from: '2026-10-02', to: '2026-10-01' }] }),
      'transaction-records',
      'order.sought.0.to',
    ],
    ['a hearing without questions', but(investigation, { sought: [orders] }), 'statement', 'order.sought.0.questions'],
    ['reciprocity without an assurance', but(letter, { assurance: '' }), 'information-from-files', 'order.assurance'],
    ['a letter that leaves other uses open', but(letter, { keepsSpeciality: false }), 'information-from-files', 'order.keepsSpeciality'],
  ];
  for (const [why, order, assistance, path] of rows) {
    test(why, () => {
      const found = paths(order, assistance);
      if (path === null) assert.deepEqual(found, []);
      else assert(found.includes(path), JSON.stringify(found));
    });
  }

  test('asked by courtesy alone, a letter assures nothing', () => {
    assert.deepEqual(paths(but(letter, { basis: 'comity', assurance: '' }), 'information-from-files'), []);
  });

  test('becomes the texts that an agreement asks of a request', () => {
    const { content, order, assistance } = draftOfGathering({
      counterpart: 'aut_xb',
      assistance: 'transaction-records',
      purpose: 'criminal-investigation',
      order: investigation,
    });
    assert.equal(assistance, 'transaction-records');
    assert.match(content.formalities ?? '', /certifies that the copy is whole: Without it/);
    assert.match(content.period ?? '', /2026-09-01 to 2026-10-31/);
    assert.match(content['earlier-request'] ?? '', /preserve-xa-2026-311/);
    assert.deepEqual(order, { ...investigation });
  });
});

type Step = GatheringMeasureWire | GatheringInstructionWire;

/** Takes each step where it may be taken, a day apart; else says where it goes wrong. */
function story(order: GatheringOrderWire, steps: readonly (readonly [day: number, step: Step])[]) {
  const taken: Taken[] = [];
  const wrong: string[] = [];
  for (const [day, step] of steps) {
    const at = days(day);
    const issues = checkGatheringStep({ order, taken, step, decideBy, at });
    wrong.push(...issues.map(({ path }) => path));
    const side = gatheringInstructionSchema.safeParse(step).success ? 'requesting' : 'requested';
    if (issues.length === 0) taken.push({ side, at, dispatch: null, measure: step });
  }
  return { wrong, gathering: playGathering(order, taken) };
}

const observed = (willObserve = true): Step => ({
  kind: 'recognised',
  note: '',
  formalities: [
    { id: 'certified', willObserve, reason: willObserve ? '' : 'No law here lets a holder certify.' },
    { id: 'digest', willObserve: true, reason: '' },
  ],
});
const results = (isLast: boolean, soughtIds = ['orders', 'opening'], formalities = ['certified', 'digest']): Step => ({
  kind: 'executed',
  results: soughtIds.map((soughtId) => ({ soughtId, outcome: 'obtained' as const, what: 'A file.', at: monday })),
  formalities: formalities.map((id) => ({ id, answer: 'met' as const, note: '' })),
  present: '',
  isLast,
});
const moreTime = (until: Instant): Step => ({ kind: 'more-time', reasons: 'The register is abroad.', until });
const kept = (until: Instant): Step => ({
  kind: 'preserved',
  kept: [{ soughtId: 'orders', heldBy: 'VZX', what: 'A copy set apart' }],
  until,
});
const told: Step = { kind: 'production-issued', orderId: 'order-xa-2026-311', reference: '14 Js 311/26' };
const extend = (until: Instant): Step => ({ kind: 'extend', until, reasons: 'The judge sits next week.' });
const ended = (why: 'produced' | 'released' | 'lapsed'): Step => ({ kind: 'ended', why, note: '' });

describe('an investigation order', () => {
  const rows: readonly (readonly [why: string, steps: readonly (readonly [day: number, step: Step])[], wrong: readonly string[]])[] = [
    [
      'is recognised and carried out in parts',
      [
        [1, observed()],
        [2, results(false, ['orders'], [])],
        [3, results(true, ['opening'])],
      ],
      [],
    ],
    [
      'says of every formality whether it will be observed',
      [[1, { kind: 'recognised', note: '', formalities: [] }]],
      ['measure.formalities', 'measure.formalities'],
    ],
    ['sets a formality aside for a reason', [[1, observed(false)]], []],
    [
      'sets none aside without one',
      [
        [
          1,
          {
            kind: 'recognised',
            note: '',
            formalities: [
              { id: 'certified', willObserve: false, reason: '' },
              { id: 'digest', willObserve: true, reason: '' },
            ],
          },
        ],
      ],
      ['measure.formalities.0.reason'],
    ],
    ['is not carried out before it is recognised', [[1, results(true)]], ['measure.kind']],
    [
      'ends when every thing sought has its answer',
      [
        [1, observed()],
        [2, results(true, ['orders'])],
      ],
      ['measure.results'],
    ],
    [
      'ends when every formality has its answer',
      [
        [1, observed()],
        [2, results(true, ['orders', 'opening'], ['digest'])],
      ],
      ['measure.formalities'],
    ],
    [
      'names only what the order names',
      [
        [1, observed()],
        [2, results(false, ['diary'], [])],
      ],
      ['measure.results'],
    ],
    [
      'is decided within thirty days more, once',
      [
        [1, moreTime(days(60))],
        [2, moreTime(days(59))],
      ],
      ['measure.until'],
    ],
    ['is not decided later than that', [[1, moreTime(days(61))]], ['measure.until']],
    ['is put off before the time has passed', [[31, moreTime(days(60))]], ['measure.until']],
    [
      'may be carried out after all where it was impossible',
      [
        [1, { kind: 'impossible', why: 'place-too-vague', reasons: 'No such house.', consulted: 'By telephone.' }],
        [2, observed()],
      ],
      [],
    ],
    [
      'may be met by another measure',
      [
        [1, observed()],
        [
          2,
          {
            kind: 'other-measure',
            soughtId: 'opening',
            instead: 'A certified extract',
            why: 'less-intrusive',
            reasons: 'It says the same.',
          },
        ],
        [3, results(true)],
      ],
      [],
    ],
    ['preserves nothing', [[1, kept(days(20))]], ['measure.kind']],
  ];
  for (const [why, steps, wrong] of rows) test(why, () => assert.deepEqual(story(investigation, steps).wrong, wrong));

  test('keeps of each formality what was promised and what was done', () => {
    const notMet: Step = {
      kind: 'executed',
      results: [
        { soughtId: 'orders', outcome: 'obtained', what: 'A file.', at: monday },
        { soughtId: 'opening', outcome: 'nothing-found', what: 'Destroyed in 2024.', at: monday },
      ],
      formalities: [
        { id: 'certified', answer: 'not-met', note: 'No law here lets a holder certify.' },
        { id: 'digest', answer: 'met', note: '' },
      ],
      present: '',
      isLast: true,
    };
    const { wrong, gathering } = story(investigation, [
      [1, observed(false)],
      [2, notMet],
    ]);
    assert.deepEqual(wrong, []);
    assert.deepEqual(
      gathering.formalities.map(({ id, willObserve, answer }) => [id, willObserve, answer]),
      [
        ['certified', false, 'not-met'],
        ['digest', true, 'met'],
      ],
    );
    assert.equal(gathering.state, 'executed');
  });
});

describe('an order to preserve', () => {
  const rows: readonly (readonly [
    why: string,
    steps: readonly (readonly [day: number, step: Step])[],
    wrong: readonly string[],
    state: string,
  ])[] = [
    [
      'is kept until the order for production is answered',
      [
        [1, kept(days(61))],
        [20, told],
        [200, ended('produced')],
      ],
      [],
      'ended',
    ],
    ['is kept no longer than was asked, sixty days at most', [[1, kept(days(63))]], ['measure.until'], 'issued'],
    [
      'is extended once, by thirty days at most',
      [
        [1, kept(days(60))],
        [2, extend(days(91))],
        [3, extend(days(90))],
        [4, extend(days(95))],
      ],
      ['measure.until', 'measure.until'],
      'preserved',
    ],
    [
      'lapses when its time has passed',
      [
        [1, kept(days(10))],
        [9, ended('lapsed')],
        [11, ended('lapsed')],
      ],
      ['measure.why'],
      'lapsed',
    ],
    [
      'is not brought back once its time has passed',
      [
        [1, kept(days(10))],
        [11, extend(days(20))],
        [12, told],
      ],
      ['measure.kind', 'measure.kind'],
      'preserved',
    ],
    [
      'does not lapse once the order for production was told of',
      [
        [1, kept(days(10))],
        [5, told],
        [40, ended('lapsed')],
      ],
      ['measure.why'],
      'kept-for-production',
    ],
    [
      'is let go when it is released',
      [
        [1, kept(days(10))],
        [2, ended('released')],
        [3, { kind: 'release', reasons: 'Settled.' }],
        [4, ended('released')],
      ],
      ['measure.why'],
      'ended',
    ],
    ['is not produced by itself', [[1, results(true)]], ['measure.kind'], 'issued'],
  ];
  for (const [why, steps, wrong, state] of rows) {
    test(why, () => {
      const { wrong: found, gathering } = story(preservation, steps);
      assert.deepEqual(found, wrong);
      assert.equal(gathering.state, state);
    });
  }

  test('has lapsed from the moment that was set, whatever anybody says', () => {
    const { gathering } = story(preservation, [[1, kept(days(10))]]);
    assert.equal(hasLapsed(gathering, days(10)), false);
    assert.equal(hasLapsed(gathering, addMs(days(10), 1)), true);
  });
});
