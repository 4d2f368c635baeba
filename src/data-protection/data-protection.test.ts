// SPDX-License-Identifier: Apache-2.0
/** Personal data: the clocks, the steps of a request, who is told of a breach, row by row. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addMs, type Instant, type WorkingCalendar } from '../kernel/index.ts';
import { checkBreachEntry, nextOfBreach, type Notices, playBreach } from './breach.ts';
import { hoursAfter, monthsAfter } from './clocks.ts';
import { checkRequestEntry, type Kept, nextOfRequest, playRequest, type RequestSaid } from './person-request.ts';
import { breachPaper, replyLetter } from './reply-letter.ts';
import { type BreachEntryWire, type BreachSaidWire, type RequestDetailWire, type RequestEntryWire, requestEntrySchema } from './wire.ts';

const calendar: WorkingCalendar = { timeZone: 'Etc/UTC', weekend: [0, 6], holidays: [] };
const dayMs = 86_400_000;
const arrivedAt = '2027-05-03T09:00:00.000Z' as Instant;
const after = (days: number, from: Instant = arrivedAt): Instant => addMs(from, days * dayMs);

describe('clocks of personal data', () => {
  const rows: readonly (readonly [what: string, from: string, months: number, due: string])[] = [
    ['the same day of the next month', '2027-05-03T09:00:00.000Z', 1, '2027-06-03'],
    ['the last day of a shorter month, and from a Sunday to Monday', '2027-01-31T23:00:00.000Z', 1, '2027-03-01'],
    ['three months over the end of a year', '2026-11-30T10:00:00.000Z', 3, '2027-03-01'],
    ['a Saturday to Monday', '2027-04-05T10:00:00.000Z', 2, '2027-06-07'],
  ];
  for (const [what, from, months, due] of rows) {
    it(what, () => assert.equal(monthsAfter(from as Instant, months, calendar).slice(0, 10), due));
  }
  it('a holiday moves the end too', () => {
    assert.equal(monthsAfter(arrivedAt, 1, { ...calendar, holidays: ['2027-06-03' as never] }).slice(0, 10), '2027-06-04');
  });
  it('72 hours run through a weekend', () => {
    assert.equal(hoursAfter('2027-05-07T17:00:00.000Z' as Instant, 72), '2027-05-10T17:00:00.000Z');
  });
});

describe('a request of a person', () => {
  const own = { id: 'rcd_1', what: 'record', title: 'Own record', originator: null, originatorName: null } as const;
  const received = { id: 'rcd_2', what: 'record', title: 'XA-1', originator: 'xa', originatorName: 'Xandria' } as const;
  const searched: RequestSaid = { kind: 'searched', items: [own, received] };
  const confirmed: RequestSaid = { kind: 'identity-confirmed', how: 'Passport seen.' };
  const proposed: RequestEntryWire = {
    kind: 'answer-proposed',
    outcome: 'partly-granted',
    text: 'See below.',
    remedies: 'You may complain.',
  };
  const decide = (itemId: string, change: Partial<Extract<RequestEntryWire, { kind: 'item-decided' }>> = {}): RequestEntryWire => ({
    kind: 'item-decided',
    itemId,
    answer: 'give',
    ground: null,
    reason: '',
    consent: null,
    ...change,
  });
  const told = (...said: readonly (RequestSaid | readonly [day: number, officer: string, said: RequestSaid])[]): Kept<RequestSaid>[] =>
    said.map((one) =>
      Array.isArray(one)
        ? { at: after(one[0]), officer: one[1], said: one[2] }
        : { at: after(1), officer: 'ada', said: one as RequestSaid },
    );
  const played = (entries: readonly Kept<RequestSaid>[], now = after(2)) => playRequest(arrivedAt, entries, { now, calendar });
  const keeper = { officer: 'ada', isKeeper: true, isApprover: true };

  it('the clock is a month from the arrival; extended once it is three', () => {
    assert.deepEqual([played(told()).clock.dueAt.slice(0, 10), played(told()).clock.state], ['2027-06-03', 'running']);
    const extended = told(confirmed, { kind: 'extended', reasons: 'Many files.' });
    assert.equal(played(extended).clock.dueAt.slice(0, 10), '2027-08-03');
    assert.ok(!nextOfRequest(played(extended), extended, keeper).includes('extended'), 'once');
    assert.ok(
      !nextOfRequest(played(told(confirmed), after(40)), told(confirmed), keeper).includes('extended'),
      'and not when it has passed',
    );
  });

  it('while the person owes a proof of identity the clock stands still, and what was lost is added', () => {
    const asked = told([2, 'ada', { kind: 'identity-asked', what: 'A copy of a passport.' }]);
    assert.equal(played(asked, after(90)).clock.state, 'paused');
    const proven = [...asked, ...told([12, 'ada', confirmed])];
    assert.deepEqual(
      [played(proven, after(13)).clock.dueAt.slice(0, 10), played(proven, after(13)).clock.state],
      ['2027-06-13', 'running'],
    );
  });

  const wrong: readonly (readonly [why: string, path: string, entry: RequestEntryWire])[] = [
    ['nothing is withheld without a ground', 'ground', decide('rcd_1', { answer: 'withhold', reason: 'Because.' })],
    ['nor without a reason', 'ground', decide('rcd_1', { answer: 'withhold', ground: 'secrecy', reason: ' ' })],
    ['a datum of another authority is given with its consent alone', 'consent', decide('rcd_2')],
    ['its refusal is no consent', 'consent', decide('rcd_2', { consent: { answer: 'refused', reference: 'Letter' } })],
    ['a decision is about what was found', 'itemId', decide('rcd_9')],
    ['an answer is proposed when all is decided', 'items', proposed],
  ];
  for (const [why, path, entry] of wrong) {
    it(why, () =>
      assert.deepEqual(
        checkRequestEntry(played(told(confirmed, searched)), entry).map((issue) => issue.path),
        [path],
      ),
    );
  }

  it('with the consent of its originator it is given; what is withheld makes the answer one in part', () => {
    const consented = decide('rcd_2', { consent: { answer: 'given', reference: 'Letter of 5 May' } });
    assert.deepEqual(checkRequestEntry(played(told(confirmed, searched)), consented), []);
    const decided = told(confirmed, searched, consented, decide('rcd_1', { answer: 'withhold', ground: 'secrecy', reason: 'A duty.' }));
    assert.deepEqual(
      checkRequestEntry(played(decided), { ...proposed, outcome: 'granted' }).map(({ path }) => path),
      ['outcome'],
    );
    assert.deepEqual(checkRequestEntry(played(decided), proposed), []);
  });

  it('four eyes: who proposed the answer does not approve it; a returned one is proposed again', () => {
    const waits = told(
      confirmed,
      searched,
      decide('rcd_1'),
      decide('rcd_2', { answer: 'not-acknowledged', ground: 'investigation', reason: 'x' }),
      proposed,
    );
    assert.ok(!nextOfRequest(played(waits), waits, keeper).includes('answer-approved'));
    assert.ok(nextOfRequest(played(waits), waits, { ...keeper, officer: 'ben' }).includes('answer-approved'));
    assert.ok(!nextOfRequest(played(waits), waits, { officer: 'ben', isKeeper: true, isApprover: false }).includes('answer-approved'));
    const returned = [...waits, ...told([3, 'ben', { kind: 'answer-returned', reason: 'Say more.' }])];
    assert.equal(played(returned).state, 'deciding');
    const again = [...returned, ...told([4, 'ada', proposed], [5, 'ben', { kind: 'answer-approved' }])];
    assert.equal(played(again).state, 'approved');
    const sent = [...again, ...told([6, 'ada', { kind: 'answer-sent', means: 'By post' }])];
    assert.deepEqual([played(sent).state, played(sent).clock.state], ['answered', 'met']);
    assert.deepEqual(nextOfRequest(played(sent), sent, keeper), ['carried-out']);
  });

  it('an answer that was approved before a later one was proposed does not approve that one', () => {
    const first = told(
      confirmed,
      searched,
      decide('rcd_1'),
      decide('rcd_2', { answer: 'not-acknowledged', ground: 'investigation', reason: 'x' }),
      proposed,
    );
    const sneaky = [...first, ...told([3, 'ben', { kind: 'answer-approved' }])];
    assert.ok(!nextOfRequest(played(sneaky), sneaky, keeper).includes('answer-proposed'));
  });

  it('the letter says what is given and why not, and nothing of what is not acknowledged', () => {
    const items = [
      { ...own, decision: { answer: 'give', ground: null, reason: '' } },
      { ...received, title: 'Hidden title', decision: { answer: 'not-acknowledged', ground: 'investigation', reason: 'Runs.' } },
      {
        ...own,
        id: 'rcd_3',
        title: 'Withheld title',
        decision: { answer: 'withhold', ground: 'rights-of-others', reason: 'A neighbour.' },
      },
    ] as const;
    const detail: RequestDetailWire = {
      row: { id: 'dsr_1', right: 'access', name: 'Mira Sand', arrivedAt, state: 'approved', clock: played(told()).clock },
      opening: {
        right: 'access',
        person: { name: 'Mira Sand', otherNames: [], identifiers: [], contact: 'Quay 9' },
        asked: 'All.',
        arrivedAt,
      },
      items: [...items],
      answer: { outcome: 'partly-granted', text: 'See below.', remedies: 'You may complain.' },
      log: [],
      next: [],
    };
    const text = JSON.stringify(replyLetter(detail, { ownName: 'XB', now: arrivedAt })?.parts);
    assert.ok(text.includes('Own record') && text.includes('rights of others') && text.includes('You may complain.'));
    for (const kept of ['Hidden title', 'Withheld title', 'obstructed', 'A neighbour', 'Runs.']) assert.ok(!text.includes(kept), kept);
    assert.equal(replyLetter({ ...detail, row: { ...detail.row, state: 'proposed' } }, { ownName: 'XB', now: arrivedAt }), null);
  });

  it('a search is no entry that an officer writes', () => assert.ok(!requestEntrySchema.safeParse(searched).success));
});

describe('a breach', () => {
  const discoveredAt = '2027-05-07T17:00:00.000Z' as Instant;
  const affected = [{ authority: 'xa', name: 'Xandria', hours: 24 }];
  const told = (...said: readonly BreachSaidWire[]): Kept<BreachSaidWire>[] =>
    said.map((one) => ({ at: after(0.1, discoveredAt), officer: 'ada', said: one }));
  const played = (entries: readonly Kept<BreachSaidWire>[], days = 1, notices: Notices = new Map()) =>
    playBreach({ discoveredAt, affected, notices }, entries, after(days, discoveredAt));
  const assessed = (risk: 'unlikely' | 'likely' | 'high'): BreachEntryWire => ({ kind: 'assessed', risk, reasons: 'As seen.' });
  const toSupervisor = (at: Instant, lateReasons = ''): BreachEntryWire => ({
    kind: 'supervisor-told',
    at,
    reference: 'DP-7',
    lateReasons,
  });
  const toOriginator: BreachEntryWire = {
    kind: 'originator-told',
    originator: 'xa',
    at: after(0.1, discoveredAt),
    means: 'Call',
    reference: '',
  };

  it('runs to the supervisor and to whose data they are, each by its hours', () => {
    assert.deepEqual(
      played(told()).clocks.map(({ what, dueAt }) => [what, dueAt]),
      [
        ['supervisor', '2027-05-10T17:00:00.000Z'],
        ['Xandria', '2027-05-08T17:00:00.000Z'],
      ],
    );
    assert.deepEqual(
      played(told(), 4).clocks.map(({ state }) => state),
      ['over', 'over'],
    );
  });

  it('is closed when nothing is owed any more, and not before', () => {
    const owed = (...said: readonly BreachEntryWire[]): readonly string[] => played(told(...said)).owed;
    assert.deepEqual(owed(), ['assess the risk', 'tell the supervisor', 'tell Xandria']);
    assert.deepEqual(owed(assessed('high'), toSupervisor(discoveredAt), toOriginator), ['tell the persons']);
    assert.deepEqual(owed(assessed('likely'), toSupervisor(discoveredAt), toOriginator), []);
    const done = played(told(assessed('likely'), toSupervisor(discoveredAt), toOriginator));
    assert.ok(nextOfBreach(done, true).includes('closed') && !nextOfBreach(played(told()), true).includes('closed'));
    assert.deepEqual(nextOfBreach(done, false), []);
  });

  it('whoever gave the data is told when the notice has reached them, not when it was sent; one that did not arrive is sent anew', () => {
    const sent = told({ kind: 'notice-sent', originator: 'xa', notice: 'bnt_1' });
    const at = after(0.2, discoveredAt);
    for (const [state, toldAt, isOwed, mayBeSent] of [
      ['underway', null, true, false],
      ['told', at, false, false],
      ['failed', null, true, true],
    ] as const) {
      const breach = played(sent, 1, new Map([['bnt_1', { state, toldAt }]]));
      assert.deepEqual([breach.owed.includes('tell Xandria'), breach.originators[0]?.toldAt], [isOwed, toldAt], state);
      assert.equal(nextOfBreach(breach, true).includes('notice-sent'), mayBeSent, state);
    }
  });

  it('invariant 18: whatever is entered, it is closed only when each whose data they are was told, and a clock is met only by that', () => {
    const parties = ['xa', 'xc', 'xd'].map((authority) => ({ authority, name: authority, hours: 24 }));
    const moments = fc.integer({ min: 0, max: 200 }).map((hours) => hoursAfter(discoveredAt, hours));
    const entry = fc.oneof(
      fc
        .record({ originator: fc.constantFrom('xa', 'xc', 'xd'), at: moments })
        .map(({ originator, at }) => ({ ...toOriginator, originator, at })),
      fc.constantFrom('xa', 'xc', 'xd').map((originator) => ({ kind: 'notice-sent' as const, originator, notice: `bnt_${originator}` })),
      moments.map((at) => toSupervisor(at, 'Late.')),
      fc.constantFrom(assessed('likely'), assessed('unlikely')),
    );
    const notice = fc.record({ state: fc.constantFrom('underway' as const, 'failed' as const, 'told' as const), at: moments });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), fc.record({ xa: notice, xc: notice, xd: notice }), (said, stands) => {
        const notices = new Map(
          Object.entries(stands).map(([id, { state, at }]) => [`bnt_${id}`, { state, toldAt: state === 'told' ? at : null }] as const),
        );
        const breach = playBreach({ discoveredAt, affected: parties, notices }, told(...said), hoursAfter(discoveredAt, 201));
        for (const [place, { authority }] of parties.entries()) {
          const byOther = said.some((one) => one.kind === 'originator-told' && one.originator === authority);
          const byDispatch =
            stands[authority as 'xa'].state === 'told' && said.some((one) => one.kind === 'notice-sent' && one.originator === authority);
          assert.equal(breach.clocks[place + 1]?.state, byOther || byDispatch ? 'met' : 'over');
          if (!byOther && !byDispatch) assert.ok(!nextOfBreach(breach, true).includes('closed'));
        }
      }),
      { numRuns: 200, verbose: 1 },
    );
  });

  it('that is unlikely to hurt need not be told to the supervisor, until the risk is seen otherwise', () => {
    const excused = told(assessed('unlikely'), { kind: 'supervisor-not-told', reasons: 'Encrypted.' });
    assert.ok(!played(excused).owed.includes('tell the supervisor'));
    assert.ok(played([...excused, ...told(assessed('high'))]).owed.includes('tell the supervisor'));
    assert.ok(!nextOfBreach(played(told(assessed('likely'))), true).includes('supervisor-not-told'));
  });

  const now = after(5, discoveredAt);
  const wrong: readonly (readonly [why: string, path: string | null, entry: BreachEntryWire])[] = [
    ['a late notice has its reasons', 'lateReasons', toSupervisor(after(4, discoveredAt))],
    ['a late notice with reasons is taken', null, toSupervisor(after(4, discoveredAt), 'The scope was not known.')],
    ['a notice at the last moment is in time', null, toSupervisor(hoursAfter(discoveredAt, 72))],
    ['nobody was told before it was discovered', 'at', toSupervisor(after(-1, discoveredAt))],
    ['nobody is told in the future', 'at', toSupervisor(after(6, discoveredAt), 'x')],
    ['an originator whose data are not affected is owed nothing', 'originator', { ...toOriginator, originator: 'xc' }],
  ];
  for (const [why, path, entry] of wrong) {
    it(why, () =>
      assert.deepEqual(
        checkBreachEntry(played(told()), { entry, discoveredAt, now }).map((issue) => issue.path),
        path === null ? [] : [path],
      ),
    );
  }

  it('is printed with its clocks and its log', () => {
    const { clocks, originators, owed, risk } = played(told());
    const paper = breachPaper(
      {
        row: { id: 'brc_1', title: 'A laptop was lost', discoveredAt, isClosed: false, owed: [...owed], nextClock: clocks[0] ?? null },
        opening: {
          discoveredAt,
          happenedAt: null,
          natures: ['confidentiality'],
          title: 'A laptop was lost',
          what: 'On a train.',
          categories: 'Names',
          personsCount: null,
          recordIds: [],
        },
        risk,
        originators: [...originators],
        clocks: [...clocks],
        log: [],
        next: [],
      },
      { ownName: 'XB', now: arrivedAt },
    );
    assert.match(JSON.stringify(paper.parts), /2027-05-10T17:00:00.000Z/);
  });
});
