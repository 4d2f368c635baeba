// SPDX-License-Identifier: Apache-2.0
/** Language versions of a request and of a reply: exactly one is authentic, each language stands once, and paper says which one holds. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bodyOfDraft } from '../cases/request-draft.ts';
import { actOfRequest } from '../steps/dispatch-bodies.ts';
import { replyBodySchema, requestBodySchema, type RequestDraftWire } from '../wire.ts';
import { languagesSchema, type LanguagesWire, type ReplyLanguagesWire } from './wire.ts';
import { authenticSentence, writtenLanguages, writtenReplyLanguages } from './written-languages.ts';

const pt = { language: 'pt', content: { subject: 'Negociação de MTDX' } };
const fr = { language: 'fr', content: { subject: 'Négociation de MTDX' } };

describe('the language versions of a request', () => {
  const written: readonly (readonly [name: string, draft: LanguagesWire | undefined, sent: LanguagesWire | null])[] = [
    ['nothing is said', undefined, null],
    ['no authentic language is chosen', { authentic: '', versions: [pt] }, null],
    ['one language alone', { authentic: 'en', versions: [] }, { authentic: 'en', versions: [] }],
    [
      'a version of blanks',
      { authentic: 'en', versions: [{ language: 'fr', content: { facts: ' ' } }, pt] },
      { authentic: 'en', versions: [pt] },
    ],
  ];
  for (const [name, draft, sent] of written) {
    test(`${name}: ${sent === null ? 'nothing is sent of it' : JSON.stringify(sent)}`, () =>
      assert.deepEqual(writtenLanguages(draft), sent));
  }

  const judged: readonly (readonly [name: string, given: unknown, places: readonly string[]])[] = [
    ['two others beside the authentic one', { authentic: 'en', versions: [pt, fr] }, []],
    ['the authentic one once more', { authentic: 'pt', versions: [pt] }, ['versions']],
    ['one language twice', { authentic: 'en', versions: [pt, pt] }, ['versions']],
    ['a version in no language', { authentic: 'en', versions: [{ ...pt, language: '' }] }, ['versions.0.language']],
    ['a language in words', { authentic: 'English', versions: [] }, ['authentic']],
    ['an empty text', { authentic: 'en', versions: [{ language: 'pt', content: { subject: '' } }] }, ['versions.0.content.subject']],
    ['two that claim to be authentic', { authentic: ['en', 'pt'], versions: [] }, ['authentic']],
  ];
  for (const [name, given, places] of judged) {
    test(`${name}: ${places.length === 0 ? 'is sent' : 'is not taken in'}`, () => {
      const issues = languagesSchema.safeParse(given).error?.issues ?? [];
      assert.deepEqual(
        issues.map(({ path }) => path.join('.')),
        places,
      );
    });
  }

  const replies: readonly (readonly [name: string, draft: ReplyLanguagesWire | undefined, sent: ReplyLanguagesWire | null])[] = [
    ['a reply of which nothing is said', undefined, null],
    ['a reply whose language is not chosen', { authentic: '', versions: [{ language: 'pt', text: 'Nada consta.' }] }, null],
    [
      'a reply with a version of blanks',
      {
        authentic: 'en',
        versions: [
          { language: 'pt', text: ' Nada consta. ', arrives: ' ' },
          { language: 'fr', text: ' ' },
        ],
      },
      { authentic: 'en', versions: [{ language: 'pt', text: 'Nada consta.' }] },
    ],
  ];
  for (const [name, draft, sent] of replies) {
    test(`${name}: ${sent === null ? 'nothing is sent of it' : JSON.stringify(sent)}`, () =>
      assert.deepEqual(writtenReplyLanguages(draft), sent));
  }

  test('of a reply, each language stands once, one is authentic, and a version is one of a text', () => {
    const reply = { requestId: 'req_1', completeness: 'complete', text: 'Nothing is held.', records: [] } as const;
    const version = { language: 'pt', text: 'Nada consta.' };
    const places = (given: object): string[] =>
      (replyBodySchema.safeParse({ ...reply, ...given }).error?.issues ?? []).map(({ path }) => path.join('.'));
    assert.deepEqual(places({ languages: { authentic: 'en', versions: [version] } }), []);
    assert.deepEqual(places({ languages: { authentic: 'pt', versions: [version] } }), ['languages.versions']);
    assert.deepEqual(places({ languages: { authentic: 'en', versions: [version, version] } }), ['languages.versions']);
    assert.deepEqual(places({ text: '', languages: { authentic: 'en', versions: [version] } }), ['languages.versions']);
    assert.deepEqual(places({ languages: { authentic: 'en', versions: [{ language: 'pt', text: '' }] } }), ['languages.versions.0.text']);
  });

  test('they go with the request and change nothing in what is judged', () => {
    const draft: RequestDraftWire = {
      counterpart: 'ca1xb',
      assistance: 'statement',
      purpose: 'admin-enforcement',
      class: 'normal',
      urgencyGround: null,
      urgencyReason: '',
      content: { subject: 'Trading in MTDX' },
      reference: '',
    };
    const plain = bodyOfDraft(draft, 'req_1');
    const both = bodyOfDraft({ ...draft, languages: { authentic: 'en', versions: [pt] } }, 'req_1');
    assert(plain !== null && both !== null);
    assert.ok(requestBodySchema.safeParse(both).success);
    assert.deepEqual(both.languages, { authentic: 'en', versions: [pt] });
    assert.deepEqual(actOfRequest(both, 'a', 'b'), actOfRequest(plain, 'a', 'b'));
  });

  test('paper says which text holds', () => {
    assert.equal(authenticSentence({ authentic: 'en', versions: [] }), 'The authentic text is in English.');
    const sentence = authenticSentence({ authentic: 'en', versions: [pt, fr] });
    assert.equal(
      sentence,
      'The authentic text is in English. It goes with a text in Portuguese and French; where they differ, the authentic one holds.',
    );
  });
});
