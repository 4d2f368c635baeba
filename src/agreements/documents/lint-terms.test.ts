// SPDX-License-Identifier: Apache-2.0
/** What lint finds in the terms of an agreement: each row breaks one rule, at the place named. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Instant } from '../../kernel/index.ts';
import { type AgreementDocument, bilateralArrangement, lintAgreement, lintAmong, openQuestions, readAgreement } from '../index.ts';
import { sampleParties } from '../samples/sample-parties.test.ts';
import type { TermOf, TermWire } from '../wire.ts';

const { xa, xb, xd } = sampleParties;
const since = '2026-01-01T00:00:00.000Z' as Instant;
const good = bilateralArrangement({ parties: [xa, xb], inForceFrom: since });
const at = good.terms.length;
const other = `agr_${'1'.repeat(26)}`;

const withTerms = (...terms: readonly TermWire[]): AgreementDocument => ({ ...good, terms: [...good.terms, ...terms] });
const without = (kind: TermWire['kind']): AgreementDocument => ({ ...good, terms: good.terms.filter((term) => term.kind !== kind) });
const cite = { clause: '3' };
const powers = (changes: Partial<TermOf<'powers'>> = {}): TermWire => ({
  kind: 'powers',
  ...cite,
  parties: [xa.authorityId],
  capabilities: ['records'],
  mode: 'through-court',
  law: '',
  ...changes,
});
const personal = (changes: Partial<TermOf<'personal-data'>> = {}): TermWire => ({
  kind: 'personal-data',
  ...cite,
  basis: 'administrative-arrangement',
  to: [xb.authorityId],
  annex: '3',
  categories: ['identity'],
  marking: 'of XA origin',
  breachNoticeHours: 72,
  rights: ['access', 'redress'],
  redressContact: 'the data-protection officer of XB',
  onward: 'with-authorisation',
  ...changes,
});
const precedence = (agreement: string, relation: TermOf<'precedence'>['relation'] = 'prevails-over'): TermWire => ({
  kind: 'precedence',
  ...cite,
  agreement,
  relation,
  kinds: [],
});
const mode = (change: TermOf<'use-mode'>['change'], chosen: TermOf<'use-mode'>['mode']): TermWire => ({
  kind: 'use-mode',
  ...cite,
  change,
  mode: chosen,
});
const nature = (said: 'binding' | 'non-binding'): TermWire => ({ kind: 'legal-nature', ...cite, nature: said, givesRightsToOthers: false });
const dual = (rule: TermOf<'dual-criminality'>['rule'], listedOffences: string[] = []): TermWire => ({
  kind: 'dual-criminality',
  ...cite,
  rule,
  kinds: [],
  listedOffences,
  penaltyYearsMin: null,
});
const status = (expectedFrom: string | null, said: 'able' | 'committed-not-yet-able' = 'committed-not-yet-able'): TermWire => ({
  kind: 'party-status',
  ...cite,
  parties: [xb.authorityId],
  status: said,
  expectedFrom,
});
const mediation = (step: TermOf<'mediation'>['route'][number]['step'], isBinding: boolean): TermWire => ({
  kind: 'mediation',
  ...cite,
  route: [{ step, by: '', days: null }],
  isBinding,
});

suite('terms that cannot be applied are errors', () => {
  const rows: readonly [string, AgreementDocument, string][] = [
    ['a power of an authority that is no party', withTerms(powers({ parties: [xd.authorityId] })), `terms[${at}].parties`],
    ['a power that the party has not declared', withTerms(powers({ capabilities: ['freeze'] })), `terms[${at}].capabilities`],
    ['one power in two ways', withTerms(powers(), powers({ mode: 'directly' })), `terms[${at + 1}]`],
    ['a status of a stranger', withTerms({ ...status(null), parties: [xd.authorityId] } as TermWire), `terms[${at}].parties`],
    ['two statuses of one party', withTerms(status(null), status(null, 'able')), `terms[${at + 1}].parties`],
    ['an expected date that is none', withTerms(status('next year')), `terms[${at}].expectedFrom`],
    ['an able party that is to become able', withTerms(status('2027-01-01T00:00:00.000Z', 'able')), `terms[${at}].expectedFrom`],
    [
      'able only after the end',
      { ...withTerms(status('2029-01-01T00:00:00.000Z')), inForceUntil: '2028-01-01T00:00:00.000Z' },
      `terms[${at}].expectedFrom`,
    ],
    [
      'a contact point of a stranger',
      withTerms({
        kind: 'contact-points',
        ...cite,
        points: [{ party: xd.authorityId, office: 'Desk', contact: 'desk@xd', isAllHours: false }],
      }),
      `terms[${at}].points[0].party`,
    ],
    [
      'two roles of one party',
      withTerms(
        { kind: 'roles', ...cite, role: 'chair', parties: [xa.authorityId], hasVote: true },
        { kind: 'roles', ...cite, role: 'member', parties: [xa.authorityId], hasVote: true },
      ),
      `terms[${at + 1}].parties`,
    ],
    ['a party that signs twice', withTerms(signing(xa.authorityId, xa.authorityId)), `terms[${at}].order`],
    ['a party that is left out of the signing', withTerms(signing(xa.authorityId)), `terms[${at}].order`],
    ['a nature that is not that of the document', { ...good, legalNature: 'binding' }, 'terms[0].nature'],
    ['two terms on the nature of the agreement', withTerms(nature('non-binding')), `terms[${at}]`],
    ['dual criminality that counts and may not count', withTerms(dual('always')), `terms[${at}].rule`],
    ['an exception for listed offences without a list', withTerms(dual('unless-listed')), `terms[${at}].listedOffences`],
    ['a list of offences without an exception', withTerms(dual('never-asked', ['fraud'])), `terms[${at}].listedOffences`],
    [
      'dual criminality never asked and a ground of refusal',
      {
        ...without('refusal-grounds'),
        terms: [
          ...without('refusal-grounds').terms,
          { kind: 'refusal-grounds', clause: '10', allowed: ['R07'], forbidden: [] },
          dual('never-asked'),
        ],
      },
      `terms[${at}].rule`,
    ],
    ['two modes for one change of use', withTerms(mode('purpose-within', 'prior-consent')), `terms[${at}].change`],
    [
      'objection without a time to object',
      { ...good, terms: good.terms.filter((term) => !(term.kind === 'deadline' && term.step === 'object-to-new-use')) },
      `terms[${good.terms.findIndex((term) => term.kind === 'use-mode')}].mode`,
    ],
    [
      'a step before a refusal that cannot come',
      withTerms({ kind: 'refusal-step', ...cite, step: 'rebut', grounds: ['R05'], days: 30 }),
      `terms[${at}].grounds`,
    ],
    [
      'a mark that is not of the scheme',
      withTerms({ kind: 'marking', ...cite, scheme: 'europol-handling', least: 'H9' }),
      `terms[${at}].least`,
    ],
    ['a mark that is not the audience', withTerms({ kind: 'marking', ...cite, scheme: 'tlp', least: 'GREEN' }), `terms[${at}].least`],
    [
      'two marks of one scheme',
      withTerms({ kind: 'marking', ...cite, scheme: 'pap', least: 'RED' }, { kind: 'marking', ...cite, scheme: 'pap', least: null }),
      `terms[${at + 1}].scheme`,
    ],
    [
      'kept longer than it may be used',
      withTerms({ kind: 'retention', ...cite, of: 'information', days: 3650, afterwards: 'destroy' }),
      `terms[${at}].days`,
    ],
    [
      'a language that is none',
      withTerms({ kind: 'languages', ...cite, languages: ['en', 'xx-klingonian'], translatedBy: 'nobody' }),
      `terms[${at}].languages[1]`,
    ],
    [
      'a clock for assistance that is not covered',
      withTerms({ kind: 'deadline', clause: '9.1', step: 'decide', class: 'urgent', amount: 48, unit: 'hour', for: ['freeze'] }),
      `terms[${at}]`,
    ],
    ['an outcome that binds and that nobody gives', withTerms(mediation('heads-of-authority', true)), `terms[${at}].isBinding`],
    [
      'a vote that needs nobody',
      withTerms({ kind: 'voting', ...cite, rule: 'none', per: 'party', perJurisdictionMax: null, isBinding: false }),
      `terms[${at}].rule`,
    ],
    ['an arrangement on personal data that is not annexed', withTerms(personal({ annex: null })), `terms[${at}].annex`],
    ['an annex that is no clause', withTerms(personal({ annex: 'A' })), `terms[${at}].annex`],
    ['personal data without a mark', withTerms(personal({ marking: '' })), `terms[${at}].marking`],
    ['personal data without redress', withTerms(personal({ redressContact: '' })), `terms[${at}].redressContact`],
    ['personal data of no kind', withTerms(personal({ categories: [] })), `terms[${at}].categories`],
    ['no transfer, and yet kinds of data', withTerms(personal({ basis: 'no-transfer' })), `terms[${at}].categories`],
    ['two bases for one receiving party', withTerms(personal(), personal({ basis: 'adequacy' })), `terms[${at + 1}].to`],
    ['precedence over what is no agreement', withTerms(precedence('the old memorandum')), `terms[${at}].agreement`],
    ['precedence over itself', withTerms(precedence(good.id)), `terms[${at}].agreement`],
    ['ranked twice against one agreement', withTerms(precedence(other), precedence(other, 'yields-to')), `terms[${at + 1}].agreement`],
    [
      'a memory that says nothing of what to verify',
      sourced({ reference: 'IOSCO MMoU, paragraph 6(e)', read: 'memory' }),
      'clauses[0].sources[0]',
    ],
  ];
  for (const [name, document, place] of rows) {
    test(name, () => {
      const errors = lintAgreement(document).filter(({ severity }) => severity === 'error');
      assert(
        errors.some(({ path }) => path === place),
        `${place} is among: ${errors.map(({ path, problem }) => `${path}: ${problem}`).join(' | ')}`,
      );
      assert(!readAgreement(new TextEncoder().encode(JSON.stringify(document))).ok, 'a document with an error is not read');
    });
  }
  test('the sample that they all start from has none', () => assert.deepEqual(lintAgreement(good), []));
});

suite('terms that may say two things are warnings', () => {
  const rows: readonly [string, AgreementDocument, RegExp][] = [
    ['a party without a contact point', withTerms(contactOf(xa.authorityId)), /No contact point is named for Financial/],
    [
      'consent that nobody can ask for',
      { ...without('onward'), terms: [...without('onward').terms, mode('purpose-outside', 'prior-consent')] },
      /lets anybody ask/,
    ],
    ['consent presumed for a use outside', withTerms(mode('purpose-outside', 'presumed-consent')), /ask for it beforehand/],
    [
      'consent presumed for authorities that no request names',
      withTerms(mode('recipient-named-in-request', 'presumed-consent')),
      /need not name any/,
    ],
    [
      'a cure where there is nothing to mend',
      withTerms({ kind: 'refusal-step', ...cite, step: 'cure', grounds: ['R01'], days: null }),
      /does not suit R01/,
    ],
    [
      'reports that may not reach the one who asks',
      withTerms({ kind: 'report-secrecy', ...cite, mayReach: ['financial-intelligence-unit'] }),
      /may not be made known/,
    ],
    [
      'a vote on joining that nobody can count',
      withTerms({ kind: 'accession', ...cite, kinds: ['securities-regulator'], steps: ['vote'], consent: 'all' }),
      /how a vote is counted/,
    ],
    [
      'a body that need not keep silent',
      withTerms({ kind: 'self-regulatory-bodies', ...cite, mayReceive: true, safeguards: [] }),
      /without keeping it confidential/,
    ],
    ['a tail that is shorter than the time to reply', tailOf(10), /before their time to reply/],
    [
      'an observer with a vote',
      withTerms({ kind: 'roles', ...cite, role: 'observer', parties: [xa.authorityId], hasVote: true }),
      /observer is given a vote/,
    ],
    ['a breach notified at no time', withTerms(personal({ breachNoticeHours: null })), /notified at no agreed time/],
    ['special categories of data', withTerms(personal({ categories: ['special-categories'] })), /Special categories/],
    [
      'a retention that no datum carries',
      {
        ...good,
        terms: [
          ...good.terms.map((term) => (term.kind === 'use-conditions' ? { ...term, retentionDays: null } : term)),
          { kind: 'retention', ...cite, of: 'information', days: 365, afterwards: 'destroy' },
        ],
      },
      /data do not carry this one/,
    ],
    [
      'a clause on languages without a term',
      { ...good, clauses: [...good.clauses, { number: '99', heading: 'Languages', text: 'English.' }] },
      /speaks of languages/,
    ],
    [
      'a clause on costs without a term',
      { ...good, clauses: [...good.clauses, { number: '99', heading: 'Costs', text: 'Own.' }] },
      /speaks of costs/,
    ],
  ];
  for (const [name, document, expected] of rows) {
    test(name, () => {
      const problems = lintAgreement(document).map(({ severity, problem }) => `${severity} ${problem}`);
      assert(
        problems.some((problem) => problem.startsWith('warning') && expected.test(problem)),
        problems.join(' | '),
      );
    });
  }
});

suite('precedence among several agreements', () => {
  const named = (digit: string, title: string, ...terms: readonly TermWire[]): AgreementDocument => ({
    ...good,
    id: `agr_${digit.repeat(26)}`,
    title,
    terms: [...good.terms, ...terms],
  });
  const [first, second, third] = ['2', '3', '4'].map((digit) => `agr_${digit.repeat(26)}`) as [string, string, string];
  test('a circle of three is found in the one that closes it, with the way round', () => {
    const one = named('2', 'One', precedence(second));
    const two = named('3', 'Two', precedence(third));
    const three = named('4', 'Three', precedence(first));
    const [found, ...more] = lintAmong(three, [one, two]);
    assert.deepEqual([found?.severity, found?.path, more], ['error', `terms[${at}].agreement`, []]);
    assert.equal(found?.problem, 'It closes a circle of precedence: "Three" goes before "One" goes before "Two" goes before "Three".');
    assert.deepEqual(lintAmong(two, [one]), [], 'without the third there is no circle');
  });
  test('two that both yield to each other close one', () => {
    const one = named('2', 'One', precedence(second, 'yields-to'));
    const two = named('3', 'Two', precedence(first, 'yields-to'));
    assert.equal(lintAmong(two, [one]).length, 1);
  });
  test('the same order said from both sides, and standing beside, close none', () => {
    const one = named('2', 'One', precedence(second));
    assert.deepEqual(lintAmong(named('3', 'Two', precedence(first, 'yields-to')), [one]), []);
    assert.deepEqual(lintAmong(named('3', 'Two', precedence(first, 'supplements')), [one]), []);
  });
  test('an earlier version of the same agreement does not count', () => {
    const one = named('2', 'One', precedence(second));
    const before = named('3', 'Two', precedence(first));
    assert.deepEqual(lintAmong(named('3', 'Two'), [one, before]), []);
  });
});

test('what is still to verify stands with its clause', () => {
  const document = sourced({ reference: 'IOSCO MMoU, paragraph 6(e)', read: 'memory', toVerify: 'the paragraph number' });
  assert.deepEqual(lintAgreement(document), []);
  assert.deepEqual(openQuestions(document), [{ clause: '1', reference: 'IOSCO MMoU, paragraph 6(e)', toVerify: 'the paragraph number' }]);
});

function sourced(source: NonNullable<AgreementDocument['clauses'][number]['sources']>[number]): AgreementDocument {
  return { ...good, clauses: good.clauses.map((clause, index) => (index === 0 ? { ...clause, sources: [source] } : clause)) };
}
function signing(...order: string[]): TermWire {
  return { kind: 'signing', ...cite, signersMin: 1, order };
}
function contactOf(party: string): TermWire {
  return { kind: 'contact-points', ...cite, points: [{ party, office: 'Desk', contact: 'desk@xa.example', isAllHours: true }] };
}
function tailOf(tailDays: number): AgreementDocument {
  return { ...good, terms: good.terms.map((term) => (term.kind === 'withdrawal' ? { ...term, tailDays } : term)) };
}
