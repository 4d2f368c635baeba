// SPDX-License-Identifier: Apache-2.0
/** Of what binds the authority an approver reads every word, with authorities by their names and the agreement by its title. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { indexAgreements } from '../agreements/index.ts';
import { type AuthorityId, isAuthorityId } from '../seals/index.ts';
import { shownOfNote } from './shown-of-note.ts';
import type { ContentWire } from './wire.ts';

const [xa, xb] = [`ca1${'a'.repeat(52)}`, `ca1${'b'.repeat(52)}`] as [AuthorityId, AuthorityId];
const nameOf = (id: string): string => `Authority ${id.at(-1) ?? ''}`;
const known = {
  self: xa,
  namesOf: async (ids: readonly string[]) => new Map(ids.map((id) => [id, { name: nameOf(id) }])),
  agreements: indexAgreements([]),
};
const agreement = { id: 'arr', version: 2, digest: `sha256:${'5'.repeat(64)}` };

const answers: ContentWire = { kind: 'answers', answers: [{ question: 'staff', text: 'Four officers.' }] };
const samples: Readonly<Record<string, ContentWire>> = {
  'a plan': {
    kind: 'plan',
    version: 3,
    plan: {
      title: 'Operation Lantern',
      form: 'joint-action',
      purpose: 'asset-tracing',
      summary: 'Two venues hold what one scheme took.',
      conduct: 'Selling a token on false figures.',
      subjects: [{ kind: 'wallet', value: 'xa-1f00' }],
      participants: [xa, xb].map((authorityId) => ({ authorityId, isNeeded: authorityId === xa })),
      lead: xa,
      criteria: [{ criterion: 'began-first', authority: xa, because: 'its inquiry opened in May' }],
      leadReason: 'It holds the ledger.',
      decideBy: '2026-12-01T08:00:00.000Z',
      instant: '2026-12-01T09:00:00.000Z',
      windowMinutes: 37,
      steps: [
        {
          id: 'search',
          owner: xb,
          title: 'Search the office',
          measure: 'search',
          preconditions: ['a warrant'],
          isAtInstant: false,
          startsAt: '2026-12-01T09:30:00.000Z',
          endsAt: '2026-12-01T12:00:00.000Z',
        },
      ],
      press: { embargoUntil: '2026-12-02T09:00:00.000Z', speaker: xb, lines: 'We say nothing before.' },
      disclosures: [{ what: 'The order', to: 'the person affected', by: xb, when: 'afterwards' }],
    },
  },
  'a difference': {
    kind: 'raise',
    title: 'Whether lists are files',
    participants: [xa, xb],
    about: 'refusal',
    agreement,
    caseRef: 'req_1',
    position: 'Lists of clients are files.',
    asks: 'That they are given.',
    route: [{ step: 'panel', days: 30 }],
    isBinding: false,
  },
  answers,
};

/** Every text that an officer wrote or chose; the stages are copied from the agreement, and a step is known by its title. */
function wordsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.startsWith('sha256:') ? [] : [isAuthorityId(value) ? nameOf(value) : value];
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => (['route', 'id', 'agreement'].includes(name) ? [] : wordsOf(member)));
}

describe('what an approver reads of a note of a joint matter', () => {
  for (const [name, said] of Object.entries(samples))
    test(name, async () => {
      // To a third, so that both names must stand there.
      const shown = await shownOfNote({ ...known, self: '' }, null, said);
      const read = Object.values(shown).join('\n');
      for (const word of wordsOf(said)) assert.ok(read.includes(word), `${word} in ${read}`);
    });

  test('a note in an open matter says first which matter it is, and who else is in it', async () => {
    const matter = { title: 'Operation Lantern', participants: [xa, xb] };
    const shown = await shownOfNote(known, matter, answers);
    assert.deepEqual(Object.entries(shown), [
      ['title', 'Operation Lantern'],
      ['jointStep', 'answers'],
      ['counterpart', 'Authority b'],
      ['answers', 'staff · Four officers.'],
    ]);
  });
});
