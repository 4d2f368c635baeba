// SPDX-License-Identifier: Apache-2.0
/**
 * The rules of a negotiation, and that every party ends with the same: notes of invented parties, unsigned, each under a digest of its
 * content as a signed one would be. The signatures, mandates and servers are tried in tests/scenarios/negotiation.test.ts.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bilateralArrangement, multilateralMemorandum, type AgreementDocument, type Party } from '../../agreements/index.ts';
import { sampleParties } from '../../agreements/samples/sample-parties.test.ts';
import { addMs, type Instant } from '../../kernel/index.ts';
import { contradictionIn, type Digest, digestOfJson, headsOf, placesOf } from '../../seals/index.ts';
import type { NoteKind, NoteOf, NoteWire } from '../wire.ts';
import { judgeNote, type NoteJudgement } from './judge-note.ts';
import { negotiationState, type NegotiationState } from './negotiation-state.ts';
import type { ReadNote } from './signed-note.ts';

const begins = '2026-11-20T09:00:00.000Z' as Instant;
const negotiation = 'ngt_00000000000000000000000001';
const [xa, xb, xc]: [Party, Party, Party] = [sampleParties.xa, sampleParties.xb, sampleParties.xc];

function bilateral(preamble: string): string {
  return JSON.stringify({ ...bilateralArrangement({ parties: [xa, xb], inForceFrom: begins }), preamble });
}
function memorandum(preamble: string, more: Partial<AgreementDocument> = {}): string {
  return JSON.stringify({ ...multilateralMemorandum({ parties: [xa, xb, xc], inForceFrom: begins }), version: 1, preamble, ...more });
}

type Common = 'v' | 'negotiation' | 'author' | 'place' | 'follows' | 'at' | 'preparedBy' | 'approvals' | 'mandates';
type Said = { [Kind in NoteKind]: Omit<NoteOf<Kind>, Common> }[NoteKind];

/** One server of a party: what it holds, and what it says. Its clock is the number of notes that it holds. */
function deskOf({ authorityId: self }: { readonly authorityId: string }) {
  const notes = new Map<Digest, ReadNote>();
  const note = (said: Said, more: Partial<NoteWire> = {}): ReadNote => {
    const common = { v: 1, negotiation, author: self, place: placesOf(notes, self) + 1, follows: headsOf(notes) };
    const rest = { at: addMs(begins, notes.size * 1000), preparedBy: 'off_00000000000000000000000001', approvals: [], mandates: [] };
    const made = { ...common, ...rest, ...said, ...more } as NoteWire;
    return { digest: digestOfJson(made), note: made, text: '' };
  };
  const take = (read: ReadNote): NoteJudgement => {
    const judged: NoteJudgement = notes.has(read.digest) ? { kind: 'good' } : judgeNote(notes, read.note);
    if (judged.kind === 'good') notes.set(read.digest, read);
    return judged;
  };
  const state = (): NegotiationState => {
    const found = negotiationState(notes);
    assert(found !== null, 'something was proposed');
    return found;
  };
  return {
    self,
    notes,
    note,
    take,
    state,
    say(said: Said): ReadNote {
      const read = note(said);
      const judged = take(read);
      assert.equal(judged.kind, 'good', judged.kind === 'bad' ? judged.issue.problem : judged.kind);
      return read;
    },
    /** The place and the sentence by which it may not be said. */
    refusal(said: Said, more: Partial<NoteWire> = {}): string {
      const judged = judgeNote(notes, note(said, more).note);
      assert.equal(judged.kind, 'bad', 'it is refused');
      return judged.kind === 'bad' ? `${judged.issue.path}: ${judged.issue.problem}` : '';
    },
    /** Hears everything that another holds, as far as it is good. */
    hear(other: { readonly notes: ReadonlyMap<Digest, ReadNote> }): void {
      for (let isMore = true; isMore;) {
        const news = [...other.notes.values()].filter(({ digest }) => !notes.has(digest));
        isMore = news.filter((read) => take(read).kind === 'good').length > 0;
      }
    },
  };
}
type Desk = ReturnType<typeof deskOf>;

function propose(document: string): Said {
  return { kind: 'propose', document, replaces: null, remark: '' };
}
const agree = (desk: Desk): Said => ({ kind: 'agree', version: desk.state().standing.note });
const sign = (desk: Desk): Said => ({ kind: 'sign', version: desk.state().standing.note, keyId: '', signature: '' });
const counter = (desk: Desk, document: string): Said => ({ kind: 'counter', answers: desk.state().standing.note, document, remark: '' });

function hearAll(desks: readonly Desk[]): void {
  for (const desk of desks) for (const other of desks) desk.hear(other);
}

describe('a negotiation', () => {
  test('from a proposal over a counter-proposal to the last signature', () => {
    const [a, b] = [deskOf(xa), deskOf(xb)];
    a.say(propose(bilateral('First.')));
    b.hear(a);
    assert.deepEqual([b.state().stage, b.state().turn], ['open', [xb.authorityId]]);
    b.say({ kind: 'comment', version: b.state().standing.note, clause: '4', text: 'Within ten days is not possible here.' });
    b.say(counter(b, bilateral('Second.')));
    a.hear(b);
    assert.deepEqual([a.state().standing.round, a.state().turn], [2, [xa.authorityId]]);
    a.say(agree(a));
    assert.deepEqual([a.state().stage, a.state().turn], ['agreed', [xa.authorityId]]);
    a.say(sign(a));
    b.hear(a);
    assert.deepEqual([b.state().stage, b.state().turn], ['signing', [xb.authorityId]]);
    b.say(sign(b));
    a.hear(b);
    for (const desk of [a, b]) assert.deepEqual([desk.state().stage, desk.state().turn], ['complete', []]);
    assert.deepEqual(headsOf(a.notes), headsOf(b.notes));
  });

  test('two counter-proposals of one round: the next around the table stands, everywhere alike', () => {
    const desks = [deskOf(xa), deskOf(xb), deskOf(xc)] as const;
    const [a, b, c] = desks;
    a.say(propose(memorandum('First.')));
    hearAll(desks);
    b.say(counter(b, memorandum('By XB.')));
    c.say(counter(c, memorandum('By XC.')));
    hearAll(desks);
    for (const desk of desks) {
      const { standing, versions, turn } = desk.state();
      assert.equal(standing.agreement.document.preamble, 'By XB.', 'in round 2 the second party goes first');
      assert.equal(versions.length, 3);
      assert.deepEqual(turn, [xa.authorityId, xc.authorityId], 'XC, whose version does not stand, is asked like everybody');
    }
    c.say(counter(c, memorandum('By XC once more.')));
    hearAll(desks);
    assert.equal(a.state().standing.agreement.document.preamble, 'By XC once more.', 'and may counter again, in the next round');
  });

  test('an accession is signed after a check and the vote of every present party', () => {
    const desks = [deskOf(xa), deskOf(xb), deskOf(xc)] as const;
    const [a, b, c] = desks;
    const { id } = JSON.parse(memorandum('')) as AgreementDocument;
    const ref = { id, version: 1, digest: digestOfJson('version 1') };
    const replaces = {
      ref,
      parties: [xa.authorityId, xb.authorityId],
      inForceFrom: begins,
      accession: { isChecked: true, consent: 'all' as const },
    };
    assert.match(
      a.refusal({ kind: 'propose', document: memorandum('', { version: 1 }), replaces, remark: '' }),
      /Version 1 is in force already/,
    );
    a.say({ kind: 'propose', document: memorandum('', { version: 2 }), replaces, remark: 'XC applies.' });
    hearAll(desks);
    b.say(agree(b));
    hearAll(desks);
    c.say(agree(c));
    hearAll(desks);
    const applicant = xc.authorityId;
    const check: Said = { kind: 'check', applicant, outcome: 'clear', sources: 'Sanctions lists of today.', findings: '', evidence: null };
    assert.match(a.refusal(sign(a)), /has not passed its check and the vote/);
    assert.match(c.refusal(check), /Only a present party/);
    assert.match(a.refusal({ kind: 'vote', applicant, vote: 'for', reason: '' }), /Nobody has checked/);
    a.say(check);
    a.say({ kind: 'vote', applicant, vote: 'for', reason: '' });
    assert.match(a.refusal({ kind: 'vote', applicant, vote: 'for', reason: '' }), /voted already/);
    hearAll(desks);
    assert.match(a.refusal(sign(a)), /has not passed/, 'one vote of two is not enough');
    b.say({ kind: 'vote', applicant, vote: 'for', reason: '' });
    hearAll(desks);
    for (const desk of desks) {
      desk.say(sign(desk));
      hearAll(desks);
    }
    assert.equal(c.state().stage, 'complete');
  });
});

describe('what may not be written', () => {
  const refusals: readonly (readonly [why: string, pattern: RegExp, refused: (a: Desk, b: Desk) => string])[] = [
    ['a text that cannot be read', /agreement/, (a) => deskOf({ authorityId: a.self }).refusal(propose('{'))],
    ['a proposal of no party', /no party/, () => deskOf(xc).refusal(propose(bilateral('')))],
    ['a second proposal', /opens a negotiation/, (a) => a.refusal(propose(bilateral('Other.')))],
    ['an answer to nothing', /No proposal/, () => deskOf(xa).refusal({ kind: 'end', reason: 'x' })],
    ['by a stranger', /no party/, (a) => hearing(xc, a).refusal(agree(a))],
    ['countering oneself', /written or agreed/, (a) => a.refusal(counter(a, bilateral('Mine again.')))],
    ['countering with the same text', /text that stands/, (a, b) => b.refusal(counter(a, bilateral('First.')))],
    ['other parties', /parties are others/, (a, b) => b.refusal(counter(a, memorandumOf(bilateralId())))],
    ['another version number', /another agreement or version/, (a, b) => b.refusal(counter(a, withVersion(bilateral(''), 2)))],
    [
      'a comment on no clause',
      /no clause 99/,
      (a, b) => b.refusal({ kind: 'comment', version: a.state().standing.note, clause: '99', text: 'x' }),
    ],
    ['signing before all agree', /not every party has agreed/, (a) => a.refusal(sign(a))],
    ['agreeing twice', /agreed to this version already/, (a) => a.refusal(agree(a))],
    ['a suspension before anything is in force', /not possible/, (a) => a.refusal(suspension)],
    [
      'a paper for other terms',
      /never on the table/,
      (a) => a.refusal({ kind: 'bind', terms: digestOfJson('x'), file: digestOfJson('y'), size: 1, form: 'pen' }),
    ],
    ['a place that is taken', /not note 2/, (a) => a.refusal({ kind: 'end', reason: 'x' }, { place: 1 })],
    [
      'an earlier moment than before',
      /earlier than a note/,
      (a) => a.refusal({ kind: 'end', reason: 'x' }, { at: '2026-01-01T00:00:00.000Z' }),
    ],
    ['leaving out an own note', /not note/, (a) => a.refusal({ kind: 'end', reason: 'x' }, { follows: [] })],
  ];
  for (const [why, pattern, refused] of refusals) {
    test(why, () => {
      const [a, b] = [deskOf(xa), deskOf(xb)];
      a.say(propose(bilateral('First.')));
      b.hear(a);
      assert.match(refused(a, b), pattern);
    });
  }

  test('out of order: only the next in the order of the text signs, and nobody breaks off after signing', () => {
    const [a, b] = [deskOf(xa), deskOf(xb)];
    a.say(propose(bilateral('First.')));
    b.hear(a);
    b.say(agree(b));
    assert.match(b.refusal(sign(b)), /not the turn/);
    a.hear(b);
    assert.match(a.refusal(counter(a, bilateral('Too late.'))), /every party has agreed/);
    a.say(sign(a));
    assert.match(a.refusal({ kind: 'end', reason: 'x' }), /signed already/);
    assert.match(a.refusal(sign(a)), /not the turn/);
    b.hear(a);
    b.say({ kind: 'end', reason: 'The board has changed its mind.' });
    a.hear(b);
    assert.deepEqual([a.state().stage, a.state().endedBy?.author], ['ended', xb.authorityId]);
  });

  test('a note that follows on what is not here waits, and two notes for one place end everything', () => {
    const [a, b] = [deskOf(xa), deskOf(xb)];
    const first = a.say(propose(bilateral('First.')));
    const second = a.say({ kind: 'comment', version: first.digest, clause: '1', text: 'One.' });
    assert.equal(b.take(second).kind, 'unknown-past');
    b.hear(a);
    const other = a.note({ kind: 'comment', version: first.digest, clause: '1', text: 'Another.' }, { place: 2, follows: [first.digest] });
    b.notes.set(other.digest, other);
    assert.equal(contradictionIn(b.notes)?.author, xa.authorityId);
    assert.deepEqual([b.state().stage, b.state().turn], ['contradicted', []]);
    assert.match(b.refusal(agree(b)), /contradicted itself/);
  });
});

const suspension: Said = { kind: 'suspend', agreement: { id: 'agr_x', version: 1, digest: digestOfJson('x') }, reason: 'x' };
const bilateralId = (): string => (JSON.parse(bilateral('')) as AgreementDocument).id;
const memorandumOf = (id: string): string => memorandum('', { id });
function withVersion(document: string, version: number): string {
  return JSON.stringify({ ...(JSON.parse(document) as AgreementDocument), version });
}
function hearing(party: Party, other: Desk): Desk {
  const desk = deskOf(party);
  desk.hear(other);
  return desk;
}

// --- any interleaving -----------------------------------------------------------------------------------------------

/** Mulberry32: a small generator, so that a seed names a run. */
function diceOf(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

/** What a desk does when it is its moment: whatever the rules let it, chosen by the dice. */
function act(desk: Desk, dice: (sides: number) => number, step: number): void {
  const state = negotiationState(desk.notes);
  if (state === null) return;
  const choices: Said[] = [
    ...(dice(5) === 0 ? [counter(desk, memorandum(`Step ${step} of ${desk.self.slice(3, 5)}.`))] : []),
    agree(desk),
    sign(desk),
    { kind: 'comment', version: state.standing.note, clause: '1', text: `At step ${step}.` },
    ...(dice(60) === 0 ? [{ kind: 'end', reason: 'No more.' } as const] : []),
  ];
  const chosen = desk.note(choices[dice(choices.length)] ?? agree(desk));
  desk.take(chosen);
}

describe('any interleaving of three parties that are cut off at random', () => {
  const runs = 150;
  const seeds = Array.from({ length: runs }, (_, index) => 1000 + index);
  const ended: string[] = [];

  test(`ends with the same head and the same state everywhere (seeds 1000 to ${999 + runs})`, () => {
    for (const seed of seeds) {
      const dice = diceOf(seed);
      const desks = [deskOf(xa), deskOf(xb), deskOf(xc)] as const;
      desks[0].say(propose(memorandum('First.')));
      /** For each desk the version that it once saw agreed by all: it must stand from then on. */
      const settled = new Map<string, string>();
      for (let step = 0; step < 80; step++) {
        const [one, other] = [desks[dice(3)] ?? desks[0], desks[dice(3)] ?? desks[1]];
        if (dice(2) === 0) act(one, dice, step);
        else one.hear(other);
        for (const desk of desks) {
          const state = negotiationState(desk.notes);
          if (state === null) continue;
          const before = settled.get('all');
          const isAgreed = state.agreedBy.length === 3;
          if (isAgreed) {
            assert.equal(before ?? state.standing.note, state.standing.note, `seed ${seed}: two versions were agreed by all`);
            settled.set('all', state.standing.note);
            settled.set(desk.self, state.standing.note);
          }
          const own = settled.get(desk.self);
          if (own !== undefined) assert.equal(state.standing.note, own, `seed ${seed}: an agreed version was unsettled`);
        }
      }
      hearAll(desks);
      hearAll(desks);
      const [first, ...others] = desks.map((desk) => ({ heads: headsOf(desk.notes), state: shown(desk.state()) }));
      for (const found of others) assert.deepEqual(found, first, `seed ${seed}: the parties differ`);
      ended.push(first?.state.stage ?? '');
    }
    for (const stage of ['open', 'complete', 'ended']) assert.ok(ended.includes(stage), `some run ends ${stage}`);
  });

  test('a rule that breaks it is found: with the latest writer standing, an agreed version is unsettled', () => {
    let isFound = false;
    for (const seed of seeds) {
      const dice = diceOf(seed);
      const desks = [deskOf(xa), deskOf(xb)] as const;
      desks[0].say(propose(bilateral('First.')));
      desks[1].hear(desks[0]);
      // XB agrees, and counters all the same, as no rule of ours lets it.
      desks[1].say(agree(desks[1]));
      const forced = desks[1].note(counter(desks[1], bilateral(`Forced ${dice(9)}.`)));
      assert.equal(desks[1].take(forced).kind, 'bad');
      desks[1].notes.set(forced.digest, forced);
      isFound ||= desks[1].state().agreedBy.length < 2;
    }
    assert.ok(isFound);
  });
});

function shown({ stage, standing, agreedBy, signatures, turn }: NegotiationState) {
  return { stage, standing: standing.note, agreedBy, signed: signatures.map(({ author }) => author), turn };
}
