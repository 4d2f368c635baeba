// SPDX-License-Identifier: Apache-2.0
/** What lint finds, one altered agreement for each thing, and how a document is read. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { canonicalJson, type Instant } from '../../kernel/index.ts';
import { digestOf } from '../../seals/index.ts';
import {
  type AgreementDocument,
  bilateralArrangement,
  demoAgreements,
  lintAgreement,
  multilateralMemorandum,
  peeringInstrument,
  readAgreement,
  readParty,
} from '../index.ts';
import { sampleParties } from '../samples/sample-parties.test.ts';

const { xa, xb, xc } = sampleParties;
const since = '2026-01-01T00:00:00.000Z' as Instant;
const good = bilateralArrangement({ parties: [xa, xb], inForceFrom: since });

type Term = AgreementDocument['terms'][number];
const withTerm = (term: Term): AgreementDocument => ({ ...good, terms: [...good.terms, term] });
const withoutTerms = (kind: Term['kind']): AgreementDocument => ({ ...good, terms: good.terms.filter((term) => term.kind !== kind) });
const withClause = (heading: string, text: string): AgreementDocument => ({
  ...good,
  clauses: [...good.clauses, { number: '99', heading, text }],
});
const withParty = (changes: Partial<typeof xa>): AgreementDocument => ({
  ...good,
  parties: [{ ...xa, ...changes }, xb] as AgreementDocument['parties'],
});
const withCalendar = (changes: Partial<AgreementDocument['parties'][number]['calendar']>): AgreementDocument =>
  withParty({ calendar: { ...xa.calendar, ...changes } });
const useTerm: Extract<Term, { kind: 'use-conditions' }> = {
  kind: 'use-conditions',
  clause: '11',
  limits: { purposes: ['supervision'], handling: 'red', onward: 'never', evidentialUse: 'forbidden', mayNotifySubject: false, note: '' },
  retentionDays: null,
};

suite('what cannot be applied is an error', () => {
  const rows: readonly [string, AgreementDocument, string][] = [
    ['an identifier of another kind', { ...good, id: `req_${'0'.repeat(26)}` }, 'id'],
    ['a beginning that is no moment', { ...good, inForceFrom: '2026-01-01' }, 'inForceFrom'],
    ['an end that is no moment', { ...good, inForceUntil: 'never' }, 'inForceUntil'],
    ['an end before the beginning', { ...good, inForceUntil: '2025-01-01T00:00:00.000Z' }, 'inForceUntil'],
    ['a party twice', { ...good, parties: [xa, xa] }, 'parties[1].authorityId'],
    ['a party that is no authority', withParty({ authorityId: 'ca1short' }), 'parties[0].authorityId'],
    ['a jurisdiction that is none', withParty({ jurisdiction: 'ZZ' }), 'parties[0].jurisdiction'],
    ['a time zone that is none', withCalendar({ timeZone: 'Europe/Atlantis' }), 'parties[0].calendar.timeZone'],
    ['a week without a working day', withCalendar({ weekend: [0, 1, 2, 3, 4, 5] }), 'parties[0].calendar.weekend'],
    ['a holiday that is no day', withCalendar({ holidays: ['2026-02-30'] }), 'parties[0].calendar.holidays[0]'],
    [
      'two clauses of one number',
      { ...good, clauses: [...good.clauses, { number: '4', heading: 'Again', text: 'Again.' }] },
      `clauses[${good.clauses.length}].number`,
    ],
    ['a term without a clause', withTerm({ kind: 'unsolicited', clause: '44', isAllowed: true }), `terms[${good.terms.length}].clause`],
    ['assistance without a purpose', withoutTerms('purposes'), 'terms'],
    ['nothing permitted at all', { ...good, terms: [{ kind: 'confidentiality', clause: '13', survivesTermination: true }] }, 'terms'],
    [
      'a kind of dispatch that is none',
      withTerm({ kind: 'dispatch-kinds', clause: '3', kinds: ['telegram'] }),
      `terms[${good.terms.length}].kinds`,
    ],
    [
      'commercial use as a purpose',
      withTerm({ kind: 'purposes', clause: '6', purposes: ['commercial'] }),
      `terms[${good.terms.length}].purposes`,
    ],
    [
      'commercial use as a condition',
      withTerm({ ...useTerm, limits: { ...useTerm.limits, purposes: ['commercial'] } }),
      `terms[${good.terms.length}].limits.purposes`,
    ],
    [
      'a ground that no agreement accepts',
      withTerm({ kind: 'refusal-grounds', clause: '10', allowed: ['X2'], forbidden: [] }),
      `terms[${good.terms.length}].allowed`,
    ],
    [
      'a ground both allowed and forbidden',
      withTerm({ kind: 'refusal-grounds', clause: '10', allowed: ['R07'], forbidden: [] }),
      `terms[${good.terms.length}].allowed`,
    ],
    [
      'two deadlines for one step',
      withTerm({ kind: 'deadline', clause: '9', step: 'reply', class: 'normal', amount: 5, unit: 'day' }),
      `terms[${good.terms.length}]`,
    ],
  ];
  for (const [name, document, path] of rows) {
    test(name, () => {
      const found = lintAgreement(document).filter(({ severity }) => severity === 'error');
      assert(
        found.some((finding) => finding.path === path),
        `${path} is among ${found.map((finding) => finding.path).join(', ')}`,
      );
      const read = readAgreement(bytesOf(document));
      assert.equal(read.ok, false);
    });
  }
});

suite('what may say two things is a warning', () => {
  const rows: readonly [string, AgreementDocument, RegExp][] = [
    ['a clause on refusing without a term', withClause('Further refusal', 'Text.'), /speaks of refusing/],
    ['a clause on urgency without a term', withClause('Urgency', 'Text.'), /speaks of urgency/],
    ['a clause on secrecy without a term', withClause('Professional secrecy', 'Text.'), /speaks of confidentiality/],
    ['a clause on withdrawal without a term', withClause('Termination', 'Text.'), /speaks of withdrawal/],
    ['a period that no clock keeps', withClause('Replies', 'It replies within 7 working days.'), /within 7 working days/],
    ['a period in hours that no clock keeps', withClause('Alarms', 'It answers within 48 hours.'), /within 48 hours/],
    [
      'a number in the text that differs from the term',
      {
        ...good,
        clauses: good.clauses.map((clause) => ({ ...clause, text: clause.text.replace('within 5 working days', 'within 6 working days') })),
      },
      /within 6 working days/,
    ],
    [
      'no ground of refusal',
      { ...good, terms: good.terms.filter(({ kind }) => kind !== 'refusal-grounds' && kind !== 'refusal-step') },
      /could ever be refused/,
    ],
    ['no condition of use', withoutTerms('use-conditions'), /No term limits the use/],
    ['no confidentiality', withoutTerms('confidentiality'), /keeps what is exchanged/],
    ['no withdrawal', withoutTerms('withdrawal'), /requests under way/],
    ['a request need state neither facts nor use', withoutTerms('request-content'), /need state neither the facts/],
    ['urgent deadlines without urgency', withoutTerms('urgency'), /no term says what is urgent/],
    ['a kind of assistance nobody can provide', withTerm({ kind: 'assistance', clause: '4', kinds: ['freeze'] }), /No party declares/],
    [
      'a use for which nobody can ask',
      withTerm({ ...useTerm, limits: { ...useTerm.limits, purposes: ['sanctions'] } }),
      /for which nobody can ask/,
    ],
    ['tax among the purposes', withTerm({ kind: 'purposes', clause: '6', purposes: ['tax'] }), /Tax is off/],
    ['immigration among the purposes', withTerm({ kind: 'purposes', clause: '6', purposes: ['immigration'] }), /Immigration/],
    [
      'a normal request whose urgency may be contested',
      withTerm({ kind: 'deadline', clause: '9', step: 'contest-urgency', class: 'normal', amount: 3, unit: 'day' }),
      /no urgency to contest/,
    ],
  ];
  for (const [name, document, pattern] of rows) {
    test(name, () => {
      const found = lintAgreement(document);
      assert(
        found.some(({ severity, problem }) => severity === 'warning' && pattern.test(problem)),
        found.map(({ problem }) => problem).join('\n'),
      );
      assert.equal(readAgreement(bytesOf(document)).ok, true);
    });
  }
});

suite('agreements of this program', () => {
  const parties = [xa, xb, xc];
  const documents = [
    ...demoAgreements({ parties: [xa, { ...xb, capabilities: ['files', 'freeze', 'confiscate', 'freeze-advice'] }], inForceFrom: since }),
    multilateralMemorandum({ parties, inForceFrom: since }),
    peeringInstrument(xa, xb).document,
  ];
  for (const document of documents) test(`${document.title}: nothing is found`, () => assert.deepEqual(lintAgreement(document), []));
});

suite('reading a document', () => {
  test('gives the document and the digest of its exact bytes', () => {
    const bytes = new TextEncoder().encode(JSON.stringify(good, null, 2));
    const read = readAgreement(bytes);
    assert(read.ok);
    assert.deepEqual([canonicalJson(read.value.document), read.value.digest], [canonicalJson(good), digestOf(bytes)]);
  });
  const text = canonicalJson(good);
  const rows: readonly [string, string][] = [
    ['a member this version does not know', text.replace('"version":1', '"version":1,"more":true')],
    ['a name given twice', text.replace('"version":1', '"version":1,"version":2')],
    ['a term of an unknown kind', text.replace('"kind":"withdrawal"', '"kind":"escape"')],
    ['another format', text.replace('comity-agreement/1', 'comity-agreement/2')],
    ['text after the document', `${text} {}`],
    ['no JSON', 'An agreement.'],
  ];
  for (const [name, altered] of rows) {
    test(`${name} is refused with its place`, () => {
      assert.notEqual(altered, text);
      const read = readAgreement(new TextEncoder().encode(altered));
      assert(!read.ok && read.issues.every((issue) => issue.path !== '' && issue.remedy !== ''));
    });
  }
  test('a party from outside is read strictly', () => {
    assert.equal(readParty(xa, 'invitation').ok, true);
    assert.equal(readParty({ ...xa, kind: 'club' }, 'invitation').ok, false);
  });
});

function bytesOf(document: AgreementDocument): Uint8Array {
  return new TextEncoder().encode(canonicalJson(document));
}
