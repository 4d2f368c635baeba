// SPDX-License-Identifier: Apache-2.0
/** Motions about a party, as a lawyer reads them: who moves, who votes, when it is carried, and that all compute the same. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type AgreementDocument, multilateralMemorandum, type Party } from '../../agreements/index.ts';
import { sampleParties } from '../../agreements/samples/sample-parties.test.ts';
import { addMs, type Instant } from '../../kernel/index.ts';
import { type Digest, digestOfJson, headsOf, placesOf } from '../../seals/index.ts';
import { judgeLifeNote, lifeState } from '../notes/life-state.ts';
import type { ReadNote } from '../notes/signed-note.ts';
import { negotiationLimits, type NoteKind, type NoteOf, type NoteWire } from '../wire.ts';
import { motionsIn } from './motions.ts';

const begins = '2026-11-20T09:00:00.000Z' as Instant;
const dayMs = 86_400_000;
const negotiation = 'ngt_00000000000000000000000001';
const { xa, xb, xc, xd } = sampleParties;
const fourParties = [xa, xb, xc, xd];

type Common = 'v' | 'negotiation' | 'author' | 'place' | 'follows' | 'at' | 'preparedBy' | 'approvals' | 'mandates' | 'agreement';
type Said = { [Kind in NoteKind]: Omit<NoteOf<Kind>, Common> }[NoteKind];
type Consent = 'none' | 'simple-majority' | 'two-thirds' | 'all';

function memorandum(consent: Consent | null, parties: readonly Party[] = fourParties, noticeDays = 0): AgreementDocument {
  const document = multilateralMemorandum({ parties: [...parties], inForceFrom: begins });
  const terms = document.terms.filter(({ kind }) => kind !== 'suspension');
  if (consent === null) return { ...document, terms };
  const term = { kind: 'suspension', clause: '16', of: 'another-party', consent, areReasonsNeeded: true, noticeDays } as const;
  return { ...document, terms: [...terms, term] };
}

/** The life of one agreement at one server of each party; what one says, all others hear until they are cut off. */
function tableOf(document: AgreementDocument) {
  const digest = digestOfJson(document);
  const agreement = { id: document.id, version: 1, digest };
  const desks = new Map(document.parties.map(({ authorityId }) => [authorityId, new Map<Digest, ReadNote>()]));
  const held = ({ authorityId }: Party): Map<Digest, ReadNote> => {
    const notes = desks.get(authorityId);
    assert(notes !== undefined, 'it has a place at the table');
    return notes;
  };
  const note = (by: Party, said: Said, afterDays: number): ReadNote => {
    const notes = held(by);
    const common = { v: 1, negotiation, author: by.authorityId, place: placesOf(notes, by.authorityId) + 1, follows: headsOf(notes) };
    const people = { preparedBy: 'off_00000000000000000000000001', approvals: [], mandates: [] };
    const made = { ...common, at: addMs(begins, afterDays * dayMs), ...people, agreement, ...said } as NoteWire;
    return { digest: digestOfJson(made), note: made, text: '' };
  };
  return {
    document,
    held,
    /** Says it at the author's own desk alone. */
    sayAlone(by: Party, said: Said, afterDays: number): Digest {
      const read = note(by, said, afterDays);
      const judged = judgeLifeNote(held(by), read.note, { document, digest });
      assert.equal(judged.kind, 'good', judged.kind === 'bad' ? judged.issue.problem : judged.kind);
      held(by).set(read.digest, read);
      return read.digest;
    },
    say(by: Party, said: Said, afterDays: number): Digest {
      const digest = this.sayAlone(by, said, afterDays);
      this.hearAll();
      return digest;
    },
    refusal(by: Party, said: Said, afterDays: number): string {
      const judged = judgeLifeNote(held(by), note(by, said, afterDays).note, { document, digest });
      assert.equal(judged.kind, 'bad', 'it is refused');
      return judged.kind === 'bad' ? judged.issue.problem : '';
    },
    /** Everybody hears everything, however often it takes. */
    hearAll(): void {
      for (let isMore = true; isMore;) {
        isMore = false;
        for (const own of desks.values()) {
          for (const other of desks.values()) {
            for (const [name, read] of other) {
              if (own.has(name) || judgeLifeNote(own, read.note, { document, digest }).kind !== 'good') continue;
              own.set(name, read);
              isMore = true;
            }
          }
        }
      }
    },
    suspended(at: Party = xa): readonly (readonly [string, string | null])[] {
      return lifeState(held(at), document).suspensions.map(({ from, until }) => [from, until]);
    },
  };
}

const move = (party: Party, aim: 'suspend' | 'lift' = 'suspend'): Said => ({
  kind: 'motion',
  party: party.authorityId,
  aim,
  reason: 'It passes on what it receives.',
});
const vote = (motion: string, given: 'for' | 'against' = 'for'): Said => ({ kind: 'motion-vote', motion, vote: given, reason: '' });
const day = (count: number): string => addMs(begins, count * dayMs);

describe('how many of the parties that are not concerned suspend one of four', () => {
  const rows: readonly (readonly [consent: Consent, votesFor: number, votesAgainst: number, state: 'carried' | 'lost' | 'open'])[] = [
    ['none', 1, 0, 'carried'],
    ['simple-majority', 1, 0, 'open'],
    ['simple-majority', 2, 0, 'carried'],
    ['simple-majority', 1, 2, 'lost'],
    ['two-thirds', 1, 1, 'open'],
    ['two-thirds', 2, 0, 'carried'],
    ['two-thirds', 1, 2, 'lost'],
    ['all', 2, 0, 'open'],
    ['all', 3, 0, 'carried'],
    ['all', 2, 1, 'lost'],
  ];
  for (const [consent, votesFor, votesAgainst, state] of rows) {
    test(`${consent}: ${votesFor} for, ${votesAgainst} against: ${state}`, () => {
      const table = tableOf(memorandum(consent));
      const motion = table.say(xa, move(xd), 1);
      const voters = [xb, xc];
      for (let count = 1; count < votesFor; count++) table.say(voters.shift() ?? xb, vote(motion), 1 + count);
      for (let count = 0; count < votesAgainst; count++) table.say(voters.shift() ?? xb, vote(motion, 'against'), 3 + count);
      const [found] = motionsIn(table.held(xa), table.document);
      const seen = found?.carriedAt !== null ? 'carried' : found.isLost ? 'lost' : 'open';
      assert.equal(seen, state);
      assert.equal(table.suspended().length, state === 'carried' ? 1 : 0);
    });
  }
});

describe('a motion about a party', () => {
  test('is carried at the moment of the vote that made it enough, takes effect after the notice, and is ended by another', () => {
    const table = tableOf(memorandum('two-thirds', fourParties, 5));
    const motion = table.say(xa, move(xd), 1);
    table.say(xb, vote(motion), 3);
    assert.deepEqual(table.suspended(), [[day(8), null]]);
    const lift = table.say(xc, move(xd, 'lift'), 20);
    table.say(xa, vote(lift), 21);
    assert.deepEqual(table.suspended(), [[day(8), day(21)]]);
    const again = table.say(xb, move(xd), 30);
    table.say(xc, vote(again), 31);
    assert.deepEqual(table.suspended(), [
      [day(8), day(21)],
      [day(36), null],
    ]);
  });

  test('invariant 19: whoever votes, in whatever order, it is carried by enough of the others alone, and the one concerned never has a vote', () => {
    const needed = { 'simple-majority': 2, 'two-thirds': 2, all: 3 } as const;
    const anyVotes = fc.tuple(fc.constantFrom('for' as const, 'against' as const), fc.constantFrom('for' as const, 'against' as const));
    fc.assert(
      fc.property(
        fc.constantFrom('simple-majority' as const, 'two-thirds' as const, 'all' as const),
        fc.shuffledSubarray([xa, xb, xc, xd], { minLength: 4 }),
        anyVotes,
        (consent, [mover = xa, concerned = xd, ...voters], given) => {
          const table = tableOf(memorandum(consent));
          const motion = table.say(mover, move(concerned), 1);
          const [first] = motionsIn(table.held(mover), table.document);
          assert.equal(first?.voters.includes(concerned.authorityId), false);
          assert.match(table.refusal(concerned, vote(motion, 'against'), 2), /no vote/);
          let votesFor = 1;
          for (const [place, voter] of voters.entries()) {
            if (table.suspended(mover).length > 0 || motionsIn(table.held(mover), table.document)[0]?.isLost === true) break;
            const said = given[place] ?? 'against';
            table.say(voter, vote(motion, said), 3 + place);
            votesFor += said === 'for' ? 1 : 0;
            assert.match(table.refusal(concerned, vote(motion, 'against'), 4 + place), /no vote|suspended|decided|carried|lost/);
          }
          for (const party of fourParties) assert.equal(table.suspended(party).length, votesFor >= needed[consent] ? 1 : 0);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('the party concerned is heard once and has no vote', () => {
    const table = tableOf(memorandum('two-thirds'));
    const motion = table.say(xa, move(xd), 1);
    assert.match(table.refusal(xd, vote(motion, 'against'), 2), /no vote/);
    assert.match(table.refusal(xb, { kind: 'motion-answer', motion, text: 'Not me.' }, 2), /another party/);
    const answer: Said = { kind: 'motion-answer', motion, text: 'A court ordered it.' };
    table.say(xd, answer, 2);
    assert.match(table.refusal(xd, answer, 3), /answered already/);
    assert.deepEqual(
      motionsIn(table.held(xa), table.document)[0]?.answers.map(({ text }) => text),
      ['A court ordered it.'],
    );
  });

  test('a party that is leaving has no vote, and is not counted among those whose vote is needed', () => {
    const table = tableOf(memorandum('all'));
    table.say(xc, { kind: 'withdraw', reason: 'New law.', noticeDays: 90 }, 1);
    const motion = table.say(xa, move(xd), 2);
    table.say(xb, vote(motion), 3);
    assert.deepEqual(table.suspended(), [[day(3), null]]);
  });

  test('may not be made where no clause lets the others, about oneself, a stranger, or one that is suspended or has a motion already', () => {
    assert.match(tableOf(memorandum(null)).refusal(xa, move(xd), 1), /No clause/);
    const table = tableOf(memorandum('two-thirds'));
    assert.match(table.refusal(xa, move(xa), 1), /against itself/);
    assert.match(tableOf(memorandum('all', [xa, xb])).refusal(xa, move(xb), 1), /Nobody else is left/);
    assert.match(tableOf(memorandum('all', [xa, xb, xc])).refusal(xa, move(xd), 1), /no party/);
    assert.match(table.refusal(xa, move(xd, 'lift'), 1), /not suspended it/);
    const motion = table.say(xa, move(xd), 1);
    assert.match(table.refusal(xb, move(xd), 2), /is open/);
    assert.match(table.refusal(xa, vote(motion), 2), /voted already/);
    table.say(xb, vote(motion), 2);
    assert.match(table.refusal(xb, move(xd), 3), /suspended already/);
    assert.match(table.refusal(xc, vote(motion), 3), /carried, lost or has lapsed/);
    assert.match(table.refusal(xd, { kind: 'resume', remark: '' }, 4), /not suspended it/, 'who was suspended by others does not resume');
  });

  test('lapses after its days, and another can be made', () => {
    const table = tableOf(memorandum('all'));
    const motion = table.say(xa, move(xd), 1);
    assert.match(table.refusal(xb, vote(motion), 2 + negotiationLimits.motionDaysMax), /lapsed/);
    table.say(xb, move(xd), 2 + negotiationLimits.motionDaysMax);
  });

  test('two votes written while cut off from each other are both counted, and all find the same moment', () => {
    const table = tableOf(memorandum('two-thirds'));
    const motion = table.say(xa, move(xd), 1);
    table.sayAlone(xb, vote(motion), 4);
    table.sayAlone(xc, vote(motion), 3);
    assert.deepEqual([table.suspended(xb), table.suspended(xc)], [[[day(4), null]], [[day(3), null]]]);
    table.hearAll();
    for (const party of fourParties) assert.deepEqual(table.suspended(party), [[day(3), null]], 'the earlier of the two made it enough');
    const heads = fourParties.map((party) => headsOf(table.held(party)).join());
    assert.equal(new Set(heads).size, 1);
  });
});
