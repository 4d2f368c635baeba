// SPDX-License-Identifier: Apache-2.0
/**
 * Joint operations: the rows of the table in judge-operation.ts, and a federation that loses, repeats and reorders notes while its members
 * get ready, drop out and decide. Whatever happens, nothing is committed without all that are needed, and all end with one outcome.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { digestOfJson, headsOf, inReadingOrder, pastOf, placesOf } from '../../seals/index.ts';
import { judgeJointNote, matterState } from '../matter.ts';
import type { JointNote, Notes } from '../notes/joint-note.ts';
import { inWeekdays } from '../periods.ts';
import type { ContentWire, JointNoteWire, PlanWire } from '../wire.ts';
import { operationState, readinessNamed, stepsToRelease } from './operation-state.ts';
import { planIssues, tallyOf } from './plan.ts';

const minute = 60_000;
const start = Date.parse('2026-11-20T08:00:00.000Z');
const at = (minutes: number): string => new Date(start + minutes * minute).toISOString();
const matter = `jnt_${'0'.repeat(26)}`;

function planOf(members: readonly string[], notNeeded: readonly string[] = []): PlanWire {
  const [lead = ''] = members;
  return {
    title: 'Operation Lantern',
    form: 'joint-action',
    purpose: 'asset-tracing',
    summary: 'Three venues hold what one scheme took.',
    conduct: 'Selling a token on false figures, May to October 2026.',
    subjects: [{ kind: 'wallet', value: 'xa-1f00' }],
    participants: members.map((authorityId) => ({ authorityId, isNeeded: !notNeeded.includes(authorityId) })),
    lead,
    criteria: [{ criterion: 'began-first', authority: lead, because: 'its inquiry opened in May' }],
    leadReason: '',
    decideBy: at(60),
    instant: at(90),
    windowMinutes: 30,
    steps: members.map((owner) => ({
      id: `freeze-${owner}`,
      owner,
      title: 'Freeze at its venue',
      measure: 'freeze',
      preconditions: ['the order is signed'],
      isAtInstant: true,
      startsAt: at(90),
      endsAt: at(120),
    })),
    press: { embargoUntil: at(600), speaker: lead, lines: '' },
    disclosures: [],
  };
}

function noteBy(notes: Notes, author: string, minutes: number, said: ContentWire): JointNote {
  const note: JointNoteWire = {
    v: 1,
    matter,
    author,
    place: placesOf(notes, author) + 1,
    follows: headsOf(notes),
    at: at(minutes),
    preparedBy: 'off_1',
    approvals: [],
    said,
  };
  return { digest: digestOfJson(note), note, text: '' };
}

/** What one authority holds; takes in what it judges good. */
interface Desk {
  readonly name: string;
  notes: Map<JointNote['digest'], JointNote>;
}

function deskOf(name: string): Desk {
  return { name, notes: new Map() };
}

function take(one: Desk, note: JointNote): boolean {
  if (one.notes.has(note.digest)) return true;
  const isGood = judgeJointNote(one.notes, note.note).kind === 'good';
  if (isGood) one.notes = new Map([...one.notes, [note.digest, note]]);
  return isGood;
}

function write(one: Desk, minutes: number, said: ContentWire): JointNote | null {
  const note = noteBy(one.notes, one.name, minutes, said);
  return take(one, note) ? note : null;
}

function planHeld(one: Desk): string {
  return operationState(one.notes, null)?.standing.note ?? '';
}

function ready(one: Desk, minutes: number): JointNote | null {
  const orders = [{ step: `freeze-${one.name}`, digest: `sha256:${'a'.repeat(64)}` }];
  const idem = { outcome: 'none' as const, reason: '' };
  return write(one, minutes, {
    kind: 'ready',
    plan: planHeld(one),
    basis: 'its market act, section 12',
    idem,
    met: metBy(one.name),
    orders,
  });
}

function metBy(owner: string): { step: string; precondition: string }[] {
  return [{ step: `freeze-${owner}`, precondition: 'the order is signed' }];
}

function decide(one: Desk, minutes: number, outcome: 'commit' | 'abort'): JointNote | null {
  const state = operationState(one.notes, null);
  const named = outcome === 'commit' && state !== null ? readinessNamed(state.readiness) : [];
  const reason = outcome === 'abort' ? 'not ready' : '';
  return write(one, minutes, { kind: 'decide', plan: planHeld(one), outcome, ready: named, reason });
}

function opened(members: readonly string[], notNeeded: readonly string[] = []): Map<string, Desk> {
  const desks = new Map(members.map((name) => [name, deskOf(name)]));
  const first = write(desk(desks, members[0] ?? ''), 0, { kind: 'plan', version: 1, plan: planOf(members, notNeeded) });
  assert(first, 'the plan is good');
  for (const one of desks.values()) take(one, first);
  return desks;
}

function desk(desks: Map<string, Desk>, name: string): Desk {
  const found = desks.get(name);
  assert(found !== undefined);
  return found;
}

function share(desks: Map<string, Desk>): void {
  const all = [...desks.values()].flatMap(({ notes }) => [...notes.values()]);
  for (const one of desks.values()) for (const note of inReadingOrder(new Map(all.map((found) => [found.digest, found])))) take(one, note);
}

suite('a joint operation', () => {
  test('is committed only over the readiness of every needed participant', () => {
    const desks = opened(['xa', 'xb', 'xc']);
    ready(desk(desks, 'xa'), 10);
    ready(desk(desks, 'xb'), 11);
    share(desks);
    assert.equal(decide(desk(desks, 'xa'), 20, 'commit'), null, 'xc has said nothing');
    ready(desk(desks, 'xc'), 21);
    share(desks);
    assert(decide(desk(desks, 'xa'), 22, 'commit'));
  });
  test('goes on without a participant that is not needed', () => {
    const desks = opened(['xa', 'xb', 'xc'], ['xc']);
    ready(desk(desks, 'xa'), 10);
    ready(desk(desks, 'xb'), 11);
    share(desks);
    assert(decide(desk(desks, 'xa'), 20, 'commit'));
  });
  test('one of five drops out before the decision: it cannot be committed, and is called off', () => {
    const desks = opened(['xa', 'xb', 'xc', 'xd', 'xe']);
    for (const one of desks.values()) ready(one, 10);
    share(desks);
    write(desk(desks, 'xe'), 59, { kind: 'unready', plan: planHeld(desk(desks, 'xe')), reason: 'the court took its order back' });
    share(desks);
    assert.equal(decide(desk(desks, 'xa'), 59, 'commit'), null);
    assert(decide(desk(desks, 'xa'), 59, 'abort'));
    share(desks);
    for (const one of desks.values()) {
      const state = operationState(one.notes, at(90));
      assert.equal(state?.stage, 'aborted');
      assert.deepEqual(state === null ? null : stepsToRelease(state, one.name, at(90)), []);
    }
  });
  test('one of five drops out while the decision is on its way: the four act, it does not, and all know', () => {
    const desks = opened(['xa', 'xb', 'xc', 'xd', 'xe']);
    for (const one of desks.values()) ready(one, 10);
    share(desks);
    assert(decide(desk(desks, 'xa'), 59, 'commit'));
    assert(write(desk(desks, 'xe'), 59, { kind: 'unready', plan: planHeld(desk(desks, 'xe')), reason: 'the court took its order back' }));
    share(desks);
    const releasing = [...desks.values()].filter((one) => {
      const state = operationState(one.notes, at(90));
      assert.equal(state?.stage, 'committed');
      return state !== null && stepsToRelease(state, one.name, at(90)).length > 0;
    });
    assert.deepEqual(
      releasing.map(({ name }) => name),
      ['xa', 'xb', 'xc', 'xd'],
    );
  });
  const rows: readonly (readonly [name: string, attempt: (desks: Map<string, Desk>) => JointNote | null])[] = [
    ['readiness after the time to decide', (desks) => ready(desk(desks, 'xb'), 61)],
    ['a decision by another than the lead', (desks) => decide(desk(desks, 'xb'), 20, 'abort')],
    ['a plan by another than the lead', (desks) => write(desk(desks, 'xb'), 5, { kind: 'plan', version: 2, plan: planOf(['xa', 'xb']) })],
    ['a plan that jumps a version', (desks) => write(desk(desks, 'xa'), 5, { kind: 'plan', version: 3, plan: planOf(['xa', 'xb']) })],
    ['a report before the decision', (desks) => report(desk(desks, 'xb'), 95)],
    ['a conclusion before the decision', (desks) => write(desk(desks, 'xa'), 5, { kind: 'conclude', text: 'over' })],
    [
      'a word of a stranger',
      (desks) => write(deskOf('xz'), 5, { kind: 'comment', text: 'hello' }) ?? decide(desk(desks, 'xb'), 1, 'commit'),
    ],
    [
      'readiness where the conduct was judged, without a reason',
      (desks) => {
        const plan = planHeld(desk(desks, 'xb'));
        const orders = [{ step: 'freeze-xb', digest: `sha256:${'a'.repeat(64)}` }];
        return write(desk(desks, 'xb'), 5, {
          kind: 'ready',
          plan,
          basis: 'its act',
          idem: { outcome: 'final', reason: '' },
          met: metBy('xb'),
          orders,
        });
      },
    ],
    [
      'readiness without an order',
      (desks) => {
        const plan = planHeld(desk(desks, 'xb'));
        return write(desk(desks, 'xb'), 5, {
          kind: 'ready',
          plan,
          basis: 'its act',
          idem: { outcome: 'none', reason: '' },
          met: metBy('xb'),
          orders: [],
        });
      },
    ],
    [
      'readiness while something that must come before is not said to be met',
      (desks) => {
        const plan = planHeld(desk(desks, 'xb'));
        const orders = [{ step: 'freeze-xb', digest: `sha256:${'a'.repeat(64)}` }];
        return write(desk(desks, 'xb'), 5, {
          kind: 'ready',
          plan,
          basis: 'its act',
          idem: { outcome: 'none', reason: '' },
          met: [],
          orders,
        });
      },
    ],
  ];
  for (const [name, attempt] of rows) {
    test(`refuses ${name}`, () => assert.equal(attempt(opened(['xa', 'xb'])), null));
  }
  test('refuses what is done before the instant, takes it at the instant, and lets only the lead conclude', () => {
    const desks = opened(['xa', 'xb']);
    for (const one of desks.values()) ready(one, 10);
    share(desks);
    decide(desk(desks, 'xa'), 20, 'commit');
    share(desks);
    assert.equal(report(desk(desks, 'xb'), 89), null);
    assert(report(desk(desks, 'xb'), 90));
    assert(report(desk(desks, 'xa'), 90));
    share(desks);
    assert.equal(write(desk(desks, 'xb'), 100, { kind: 'conclude', text: 'over' }), null);
    assert(write(desk(desks, 'xa'), 100, { kind: 'conclude', text: 'over' }));
    assert.equal(matterState(desk(desks, 'xa').notes, null, inWeekdays)?.stage, 'concluded');
  });
  test('releases at the instant and in the window after it, not before and not later', () => {
    const desks = opened(['xa', 'xb']);
    for (const one of desks.values()) ready(one, 10);
    share(desks);
    decide(desk(desks, 'xa'), 20, 'commit');
    const state = (minutes: number) => {
      const found = operationState(desk(desks, 'xa').notes, at(minutes));
      assert(found !== null);
      return stepsToRelease(found, 'xa', at(minutes)).length;
    };
    assert.deepEqual([state(89), state(90), state(120), state(121)], [0, 1, 1, 0]);
  });
});

function report(by: Desk, minutes: number): JointNote | null {
  return write(by, minutes, {
    kind: 'report',
    plan: planHeld(by),
    step: `freeze-${by.name}`,
    outcome: 'done',
    doneAt: at(minutes),
    amount: { minor: '125000', currency: 'EUR' },
    text: '',
  });
}

suite('whatever the network does', () => {
  test('no commit without all that are needed, no two outcomes, and no release without a commit', () => {
    const action = fc.record({
      who: fc.nat(4),
      what: fc.constantFrom('ready', 'unready', 'commit', 'abort', 'deliver', 'deliver', 'deliver', 'lose'),
      which: fc.nat(1000),
      to: fc.nat(4),
    });
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 5 }), fc.array(action, { maxLength: 60 }), (size, actions) => {
        const members = ['xa', 'xb', 'xc', 'xd', 'xe'].slice(0, size);
        const desks = opened(members, members.slice(4));
        const list = [...desks.values()];
        const written: JointNote[] = [];
        for (const [step, { who, what, which, to }] of actions.entries()) {
          const minutes = Math.min(100, 1 + step * 2);
          const one = list[who % size];
          assert(one !== undefined);
          const made =
            what === 'ready'
              ? ready(one, minutes)
              : what === 'unready'
                ? write(one, minutes, { kind: 'unready', plan: planHeld(one), reason: 'not any more' })
                : what === 'commit' || what === 'abort'
                  ? decide(one, minutes, what)
                  : null;
          if (made !== null) written.push(made);
          const next = written[which % Math.max(1, written.length)];
          if (what === 'deliver' && next !== undefined) take(list[to % size] ?? deskOf('nobody'), next);
          for (const each of list) checkSafety(each, minutes);
        }
        // The network heals: everybody hears everything at last.
        for (let round = 0; round < size + 1; round += 1) share(desks);
        const outcomes = new Set(list.map(({ notes }) => operationState(notes, at(200))?.stage));
        assert.equal(outcomes.size, 1, [...outcomes].join(', '));
        const heads = new Set(list.map(({ notes }) => headsOf(notes).join()));
        assert.equal(heads.size, 1, 'all hold the same notes');
      }),
      { numRuns: 300, seed: 20261127 },
    );
  });
});

function checkSafety(one: Desk, minutes: number): void {
  const state = operationState(one.notes, at(minutes));
  assert(state !== null);
  const released = stepsToRelease(state, one.name, at(Math.max(90, minutes)));
  if (state.decision === null || state.decision.said.outcome === 'abort') return assert.deepEqual(released, []);
  const decision = one.notes.get(state.decision.digest);
  const past = pastOf(one.notes, decision?.note.follows ?? []);
  assert(past !== null);
  const before = operationState(past, null);
  assert(
    before?.readiness.every(({ isNeeded, state: own }) => !isNeeded || own === 'ready'),
    'every needed one was ready in its past',
  );
}

suite('a plan', () => {
  test('is whole as it stands', () => assert.deepEqual(planIssues(planOf(['xa', 'xb'])), []));
  test('names the lead that the criteria weigh heaviest, or says why another', () => {
    const plan = planOf(['xa', 'xb']);
    const criteria: PlanWire['criteria'] = [
      { criterion: 'began-first', authority: 'xa', because: 'May' },
      { criterion: 'most-harm', authority: 'xb', because: '8,000 of 9,500' },
      { criterion: 'suspects-there', authority: 'xb', because: 'both directors' },
    ];
    assert.deepEqual(tallyOf({ ...plan, criteria }), [
      { authority: 'xb', weight: 5 },
      { authority: 'xa', weight: 3 },
    ]);
    assert.deepEqual(
      planIssues({ ...plan, criteria }).map(({ path }) => path),
      ['plan.leadReason'],
    );
    assert.deepEqual(planIssues({ ...plan, criteria, leadReason: 'xb asked it to' }), []);
  });
  const broken: readonly (readonly [name: string, change: Partial<PlanWire>, path: string])[] = [
    ['decides after the instant', { decideBy: at(95) }, 'plan.decideBy'],
    ['speaks to the press before the instant', { press: { embargoUntil: at(10), speaker: 'xa', lines: '' } }, 'plan.press.embargoUntil'],
    ['is led by a stranger', { lead: 'xz', leadReason: 'why not' }, 'plan.lead'],
    ['has no criteria', { criteria: [] }, 'plan.criteria'],
    ['does nothing at the instant', { steps: planOf(['xa', 'xb']).steps.map((step) => ({ ...step, isAtInstant: false })) }, 'plan.steps'],
    ['gives a step to a stranger', { steps: planOf(['xa', 'xb']).steps.map((step) => ({ ...step, owner: 'xz' })) }, 'plan.steps[0].owner'],
  ];
  for (const [name, change, path] of broken) {
    test(`is refused where it ${name}`, () => assert.equal(planIssues({ ...planOf(['xa', 'xb']), ...change })[0]?.path, path));
  }
});
