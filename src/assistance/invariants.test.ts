// SPDX-License-Identifier: Apache-2.0
/**
 * The invariants that every instrument of the field shares, as far as a case between two authorities is to hold them: 3, 4, 23 and 24 by
 * the number under which the house's catalogue keeps them. What the agreement holds of them stands in
 * src/agreements/verdicts/invariants.test.ts.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { deadlinesOf, knownAgreement } from '../agreements/index.ts';
import { addMs, type Instant } from '../kernel/index.ts';
import { checkDraft } from './cases/check-draft.ts';
import { nextOfState } from './overview/next-of-state.ts';
import { type CaseEvent, isClosed, stateAfter, transitionOf, transitions } from './states/case-states.ts';
import { act, deliverAll, draftTo, json, look, openPair, type Pair, approve, call, type Side } from './two-authorities.test.ts';
import type { CaseDetailWire, CaseState, RequestDraftWire } from './wire.ts';

const draft = draftTo('ca1xb');
/** Words around what matters, letters that JavaScript spells in two cases alike. */
const around = fc
  .array(fc.constantFrom('the', 'firm', 'of', 'XB', '2026', 'conta', 'délai', ',', '\n'), { maxLength: 8 })
  .map((words) => words.join(' '));
const inAnyCase = (text: string) => fc.constantFrom(text, text.toUpperCase(), `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`);
const findings = (found: RequestDraftWire, rule: string) => checkDraft(found).filter((one) => one.rule === rule).length;

describe('what is looked for while a request is written', () => {
  const ownDelays = [
    'our own deadline',
    'our hearing',
    'we overlooked it',
    'it expires soon',
    'o nosso prazo',
    'notre délai',
    'nuestro plazo',
  ];
  test('invariant 3: urgency of the own making is said to be none, wherever the reason says so and in whichever language', () => {
    const phrase = fc.constantFrom(...ownDelays).chain(inAnyCase);
    fc.assert(
      fc.property(around, phrase, around, fc.constantFrom('normal' as const, 'urgent' as const), (first, own, last, requestClass) => {
        const urgencyReason = `${first} ${own} ${last}`;
        assert.equal(findings({ ...draft, class: requestClass, urgencyReason }, 'urgency-own-delay'), requestClass === 'urgent' ? 1 : 0);
      }),
    );
  });

  const behalfs = [
    'on behalf of the police',
    'em nome da polícia',
    'em nome do tribunal',
    'au nom du parquet',
    "au nom d'un tribunal",
    'en nombre del fiscal',
  ];
  test('invariant 24: who asks for another is asked for whom, until the field says it', () => {
    const phrase = fc.constantFrom(...behalfs).chain(inAnyCase);
    const field = fc.constantFrom('facts' as const, 'why-useful' as const);
    fc.assert(
      fc.property(around, phrase, around, field, fc.constantFrom('', '  ', 'The police of XC.'), (first, behalf, last, place, named) => {
        const content = { ...draft.content, [place]: `${first} ${behalf} ${last}`, 'on-behalf-of': named };
        assert.equal(findings({ ...draft, content }, 'on-whose-behalf'), named.trim() === '' ? 1 : 0);
      }),
    );
  });
});

describe('invariant 23: what came of an answer is asked for', () => {
  const events = [...new Set(transitions.map(({ event }) => event))];
  const reportable: readonly CaseState[] = ['partly-answered', 'answered', 'refused', 'upheld', 'impossible'];

  test('whatever led to it, a case with an answer asks its requester for a report, and nobody else, until the last one closes it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events), { maxLength: 40 }), (tried) => {
        let [state, resume]: [CaseState, CaseState | null] = ['received', null];
        const happened: CaseEvent[] = [];
        for (const event of tried) {
          const transition = transitionOf(state, event);
          if (transition === null) continue;
          happened.push(event);
          [state, resume] = [stateAfter(transition, resume), event === 'question' ? state : resume];
          const asked = (side: 'requesting' | 'requested') =>
            nextOfState({ state, side, isWaiting: false }, ['preparer', 'records-keeper']);
          assert.equal(asked('requesting').includes('report-use'), reportable.includes(state), `${happened.join(', ')}: ${state}`);
          assert(!asked('requested').includes('report-use'));
          if (event === 'feedback') assert(state === 'closed' && isClosed(state));
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('invariant 4: clocks start at receipt', () => {
  let pair: Pair;
  before(async () => {
    pair = await openPair();
  });
  after(async () => pair?.close());

  async function sent(requestClass: 'normal' | 'urgent'): Promise<string> {
    const urgency = {
      urgencyGround: 'investor-harm',
      urgencyReason: 'Savers are paying into the scheme every day, and it moves on.',
    } as const;
    const body = { ...draftTo(pair.xb.id), class: requestClass, ...(requestClass === 'urgent' ? urgency : {}) };
    const { row } = json(await call(pair, pair.xa, 'preparer', 'POST /api/assistance/drafts', { body })) as CaseDetailWire;
    json(await act(pair, pair.xa, row.id, 'submission', null));
    json(await approve(pair, pair.xa, row.id));
    return row.id;
  }

  /** What was read, by whom and after how long, is nothing to the clocks; nor is how long the dispatch was on its way. */
  test('however long the request was on its way, and whenever it is read, by whom and how often', async () => {
    const agreement = knownAgreement(pair.arrangement);
    const reading = fc.record({ side: fc.constantFrom('xa' as const, 'xb' as const), afterMinutes: fc.integer({ min: 1, max: 3_000 }) });
    const story = fc.record({
      requestClass: fc.constantFrom('normal' as const, 'urgent' as const),
      minutesOnTheWay: fc.integer({ min: 0, max: 4_000 }),
      readings: fc.array(reading, { maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(story, async ({ requestClass, minutesOnTheWay, readings }) => {
        pair.network = 'is-down';
        const id = await sent(requestClass);
        await deliverAll(pair);
        pair.now = addMs(pair.now, minutesOnTheWay * 60_000);
        pair.network = 'works';
        const receivedAt = await delivered(id);
        const request = { class: requestClass, assistance: 'suspicious-reports' as const };
        const expected = deadlinesOf(agreement, request, { receivedAt, asOf: receivedAt }, pair.xb.id).map(({ step, dueAt }) => [
          step,
          dueAt,
        ]);
        const clocks = async (side: Side) => (await look(pair, side, id)).deadlines.map(({ step, dueAt }) => [step, dueAt]);
        for (const { side, afterMinutes } of readings) {
          pair.now = addMs(pair.now, afterMinutes * 60_000);
          assert.deepEqual(await clocks(pair[side]), expected);
        }
        json(await act(pair, pair.xb, id, 'acknowledgement', { expectedReplyAt: null, note: '' }));
        await deliverAll(pair);
        for (const side of [pair.xa, pair.xb]) assert.deepEqual(await clocks(side), expected);
      }),
      // Each run is a case between two servers, so a failing one is shown as it is and not made smaller.
      { numRuns: 4, endOnFailure: true },
    );
  });

  /** A minute passes with every look, so that what could not be delivered is tried again. */
  const roundsMax = 20;

  /** Both sides name one moment: the one in the receipt that the recipient signed. */
  async function delivered(id: string): Promise<Instant> {
    for (let round = 0; round < roundsMax; round++) {
      await deliverAll(pair);
      const { row, timeline } = await look(pair, pair.xa, id);
      const found = timeline.find(({ kind }) => kind === 'request.delivered');
      if (row.state === 'received' && found !== undefined) return found.at as Instant;
    }
    return assert.fail('the request arrives');
  }
});
