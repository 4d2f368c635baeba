// SPDX-License-Identifier: Apache-2.0
/**
 * Every template in the box: it fills without a complaint, plays one request to its answer and one to its refusal, refuses on no
 * other ground than its instrument has, and runs the clocks of its instrument. The rows are for a lawyer to read.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { canonicalJson, type Instant } from '../../kernel/index.ts';
import {
  type Act,
  type AgreementDocument,
  agreementTemplates,
  type AgreementTemplate,
  deadlinesOf,
  decide,
  type Facts,
  fillTemplate,
  findTemplate,
  indexAgreements,
  knownAgreement,
  lintAgreement,
  noFacts,
  openQuestions,
  type Party,
  readAct,
  readAgreement,
  refOf,
  templateInGeneral,
  trainingMark,
} from '../index.ts';
import { sampleParties } from '../samples/sample-parties.test.ts';
import { capabilities, jointWorks } from '../terms/vocabulary.ts';
import type { AssistanceKind, FillTemplateWire, RefusalGround } from '../wire.ts';

const since = '2026-01-01T00:00:00.000Z' as Instant;
const now = '2026-11-20T15:30:00.000Z' as Instant;

/** Two parties of the kind that the template is made for, which can do whatever it may ask. */
function partiesFor(template: AgreementTemplate): Party[] {
  const kind = template.partyKinds[0] ?? 'securities-regulator';
  return [sampleParties.xa, sampleParties.xb].map((party, index) => {
    const isPlayed = index === 1 && template.partyKinds.includes('training-authority');
    const played = isPlayed ? { kind: 'training-authority' as const, name: `${party.name} ${trainingMark}` } : { kind };
    return { ...party, ...played, capabilities: [...capabilities] };
  });
}

/** Every option that the template takes, filled. */
function filledIn(template: AgreementTemplate): FillTemplateWire {
  const [first, second] = [sampleParties.xa.authorityId, sampleParties.xb.authorityId];
  const options: Partial<FillTemplateWire> = {
    thirdCountry: [second],
    throughCourt: [{ party: first, capabilities: ['telephone-records', 'internet-records'] }],
    firms: ['529900T8BM49AURSDO55'],
    besides: `agr_${'7'.repeat(26)}`,
    redressContact: 'the data-protection officer of XB',
  };
  const chosen = Object.fromEntries(Object.entries(options).filter(([option]) => template.options.some((one) => one === option)));
  return {
    parties: partiesFor(template),
    inForceFrom: since,
    inForceUntil: '2031-01-01T00:00:00.000Z',
    languages: ['en', 'pt'],
    ...chosen,
  };
}

function filled(template: AgreementTemplate): AgreementDocument {
  const result = fillTemplate(template, filledIn(template));
  assert(result.ok, JSON.stringify(result));
  assert.deepEqual(result.value.findings, [], 'not even a warning');
  return result.value.document;
}

for (const template of agreementTemplates) {
  suite(`template ${template.key}`, () => {
    test('filled in every way it takes, lint finds nothing, and the document reads back', () => {
      const document = filled(template);
      const read = readAgreement(new TextEncoder().encode(canonicalJson(document)));
      assert(read.ok);
      assert.deepEqual(document.parties.length, 2);
    });
    test('shown in general, lint finds nothing either', () => assert.deepEqual(lintAgreement(templateInGeneral(template)), []));
    test('its clauses are numbered in order, and each says where what it says was read', () => {
      const numbers = template.clauses.map(({ number }) => number.split('.').map(Number));
      for (const [index, [major = 0, minor = 0]] of numbers.entries()) {
        const [before = 0, beforeMinor = 0] = numbers[index - 1] ?? [];
        assert(
          (major === before + 1 && minor === 0) || (major === before && minor === beforeMinor + 1),
          `clause ${template.clauses[index]?.number} follows clause ${template.clauses[index - 1]?.number}`,
        );
      }
      for (const clause of template.clauses) {
        assert(clause.sources.length > 0, clause.number);
        assert(clause.text.length > 20, clause.number);
      }
    });
    if (templateInGeneral(template).terms.some(({ kind }) => kind === 'assistance')) {
      test('a request is made, acknowledged, asked about and answered', () => playToClosure(filled(template)));
      test('another is refused on a ground of the agreement, and on no other', () => playToRefusal(filled(template)));
    } else {
      test('nothing is asked under it, and joint matters are opened', () => playJointWork(filled(template)));
    }
  });
}

const step = 'sha256:step';
const approved: Facts = {
  ...noFacts,
  preparedBy: 'off_p',
  stepDigest: step,
  approvals: [{ officer: 'off_a', subject: step, at: now, authenticator: null }],
};

function askUnder(document: AgreementDocument): Extract<Act, { kind: 'ask' }> {
  const assistance = document.terms.find((term) => term.kind === 'assistance')?.kinds[0];
  const purpose = document.terms.find((term) => term.kind === 'purposes')?.purposes[0];
  assert(assistance !== undefined && purpose !== undefined);
  const content = document.terms.flatMap((term) =>
    term.kind === 'request-content' && (term.for === undefined || term.for.includes(assistance)) ? term.fields : [],
  );
  const [from, to] = document.parties.map(({ authorityId }) => authorityId) as [string, string];
  return {
    kind: 'ask',
    from,
    to,
    assistance,
    purpose,
    class: 'normal',
    urgencyGround: null,
    urgencyReasonGiven: false,
    content: [...new Set(content)].toSorted(),
  };
}

function outcome(document: AgreementDocument, act: Act, facts: Facts = approved): string {
  const { verdict, permit } = decide(act, indexAgreements([knownAgreement(document)]), facts, now);
  assert.equal(permit !== null, verdict.outcome === 'permitted');
  return `${verdict.outcome} ${verdict.reasons[0]?.kind ?? ''}`;
}

function playJointWork(document: AgreementDocument): void {
  const [from, to] = document.parties.map(({ authorityId }) => authorityId) as [string, string];
  const ask: Act = { kind: 'ask', from, to, assistance: 'freeze', purpose: 'supervision', ...normal };
  assert.equal(outcome(document, ask), 'refused assistance-not-covered');
  const matter = 'jnt_1';
  const agreement = refOf(knownAgreement(document));
  for (const work of jointWorks) {
    assert.equal(outcome(document, { kind: 'open-joint-matter', from, to, matter, work }), 'permitted allowed', work);
    assert.equal(outcome(document, { kind: 'joint-note', from: to, to: from, agreement, matter, work }), 'permitted allowed', work);
  }
}

const normal = { class: 'normal' as const, urgencyGround: null, urgencyReasonGiven: false, content: [] };

function playToClosure(document: AgreementDocument): void {
  const ask = askUnder(document);
  assert.equal(outcome(document, { ...ask, content: [] }).split(' ')[0], 'needs', 'an empty form');
  assert.equal(outcome(document, ask), 'permitted allowed');
  const { verdict } = decide(ask, indexAgreements([knownAgreement(document)]), approved, now);
  assert(verdict.deadlines.every(({ dueAt }) => dueAt > now));
  const back = { from: ask.to, to: ask.from, agreement: refOf(knownAgreement(document)), requestId: 'req_1' };
  const forth = { ...back, from: ask.from, to: ask.to };
  assert.equal(outcome(document, { kind: 'acknowledge', ...back }), 'permitted allowed');
  assert.equal(outcome(document, { kind: 'ask-back', ...back }), 'permitted allowed');
  assert.equal(outcome(document, { kind: 'answer-back', ...forth }), 'permitted allowed');
  const reply = {
    kind: 'reply' as const,
    ...back,
    completeness: 'complete' as const,
    assistance: ask.assistance,
    purpose: ask.purpose,
    dataCount: 2,
    everyDatumConditioned: true,
    passedOnCount: 0,
    everyPassOnAllowed: true,
  };
  assert.equal(outcome(document, reply), 'permitted allowed');
  assert.equal(outcome(document, { ...reply, everyDatumConditioned: false }), 'refused conditions-too-loose');
}

function playToRefusal(document: AgreementDocument): void {
  const ask = askUnder(document);
  const agreement = refOf(knownAgreement(document));
  const refuse = (ground: RefusalGround, reasonsGiven = true): string => {
    const plain: Act = { kind: 'refuse', from: ask.to, to: ask.from, agreement, requestId: 'req_1', ground, reasonsGiven };
    // A refusal says, where acts can say it, that the requester was consulted before.
    const consulted = readAct({ ...plain, consultedFirst: true }, 'act');
    return outcome(document, consulted.ok ? consulted.value : plain);
  };
  const allowed = new Set(document.terms.flatMap((term) => (term.kind === 'refusal-grounds' ? term.allowed : [])));
  assert(allowed.size > 0);
  for (const ground of ['R01', 'R02', 'R03', 'R04', 'R05', 'R06', 'R07', 'R08', 'R09', 'R10', 'R11', 'R12'] as const) {
    if (allowed.has(ground)) {
      assert.equal(refuse(ground), 'permitted ground-allowed', ground);
      assert.equal(refuse(ground, false), 'needs refusal-reasons', ground);
    } else assert.match(refuse(ground), /^refused ground-(?:forbidden|not-allowed)$/, ground);
  }
  for (const ground of ['X1', 'X2', 'X3', 'X4'] as const) assert.equal(refuse(ground), 'refused ground-never-accepted', ground);
  for (const ground of allowed) playAgainstRefusal(document, ask, ground);
  assert.equal(outcome(document, { ...ask, purpose: 'commercial' }), 'refused purpose-never');
  assert.equal(
    outcome(document, ask, noFacts).startsWith('permitted'),
    !document.terms.some((term) => term.kind === 'approvals' && term.act === 'ask'),
  );
}

/** Rebutted or cured where a clause lets it, and then reopened or upheld; nowhere else. */
function playAgainstRefusal(document: AgreementDocument, ask: Pick<Act, 'from' | 'to'>, ground: RefusalGround): void {
  const on = { from: ask.from, to: ask.to, agreement: refOf(knownAgreement(document)), requestId: 'req_1', ground };
  const back = { ...on, from: ask.to, to: ask.from };
  const isGiven = (step: 'rebut' | 'cure'): boolean =>
    document.terms.some((term) => term.kind === 'refusal-step' && term.step === step && term.grounds.includes(ground));
  const expected = (step: 'rebut' | 'cure'): string => (isGiven(step) ? 'permitted refusal-step' : 'refused refusal-stands');
  assert.equal(outcome(document, { kind: 'rebut', ...on, reasonsGiven: true }), expected('rebut'), ground);
  assert.equal(outcome(document, { kind: 'cure', ...on, supplied: ['facts'] }), expected('cure'), ground);
  assert.equal(outcome(document, { kind: 'reopen', ...back }), 'permitted ground-allowed', ground);
  assert.equal(outcome(document, { kind: 'uphold', ...back, reasonsGiven: true }), 'permitted ground-allowed', ground);
}

suite('the clocks are those of the instrument', () => {
  type Row = readonly [key: string, requestClass: 'normal' | 'urgent', assistance: AssistanceKind, expected: readonly string[]];
  const rows: readonly Row[] = [
    ['competent-authorities-digital-assets', 'normal', 'information-from-files', ['acknowledge 5 working days']],
    [
      'competent-authorities-digital-assets',
      'urgent',
      'information-from-files',
      ['acknowledge 3 working days', 'contest-urgency 3 working days', 'interim-reply 10 working days', 'reply 20 working days'],
    ],
    ['competent-authorities-market-abuse', 'normal', 'information-from-files', ['acknowledge 10 working days']],
    ['competent-authorities-market-abuse', 'urgent', 'information-from-files', ['acknowledge 10 working days']],
    ['third-country-digital-assets', 'normal', 'freeze', ['acknowledge 5 working days']],
    [
      'third-country-digital-assets',
      'urgent',
      'statement',
      ['acknowledge 3 working days', 'contest-urgency 3 working days', 'interim-reply 10 working days', 'reply 20 working days'],
    ],
    ['fiu-exchange', 'normal', 'suspicious-reports', ['acknowledge 5 working days', 'interim-reply 30 working days']],
    ['freezing-orders', 'urgent', 'freeze', ['decide 48 hours']],
    ['freezing-orders', 'normal', 'freeze', []],
    ['freezing-orders', 'normal', 'confiscation', ['decide 45 days']],
    ['investigation-order', 'normal', 'statement', ['acknowledge 7 days', 'decide 30 days']],
    ['investigation-order', 'urgent', 'statement', ['acknowledge 7 days', 'decide 30 days', 'provisional-measure 24 hours']],
    ['sanctions-notification', 'urgent', 'freeze', ['acknowledge 2 hours', 'decide 8 hours']],
    ['sanctions-notification', 'urgent', 'registrations', ['acknowledge 2 hours', 'decide 5 working days']],
    ['supervisory-college', 'normal', 'information-from-files', ['acknowledge 3 working days', 'reply 15 working days']],
    ['multilateral-securities-memorandum', 'normal', 'statement', ['acknowledge 10 working days', 'reply 60 working days']],
    ['enhanced-securities-memorandum', 'normal', 'audit-papers', ['acknowledge 10 working days', 'reply 60 working days']],
    ['exchange-of-letters', 'normal', 'registrations', ['acknowledge 10 working days', 'reply 40 working days']],
    ['letters-of-request', 'normal', 'statement', ['acknowledge 10 working days']],
    ['personal-data-arrangement', 'normal', 'statement', ['acknowledge 10 working days']],
    ['joint-analysis', 'normal', 'joint-analysis', ['acknowledge 2 working days']],
  ];
  for (const [key, requestClass, assistance, expected] of rows) {
    test(`${key}, ${requestClass}, ${assistance}: ${expected.join(', ') || 'none'}`, () => {
      const document = filled(templateOf(key));
      const [, asked] = document.parties;
      const found = deadlinesOf(
        knownAgreement(document),
        { class: requestClass, assistance },
        { receivedAt: now, asOf: now },
        asked?.authorityId ?? '',
      );
      assert.deepEqual(
        found.map(({ step: one, sentence }) => `${one} ${/within (\d+ [a-z ]+) of receipt/.exec(sentence)?.[1] ?? ''}`),
        expected,
      );
    });
  }
  const later: readonly (readonly [key: string, step: string, amount: number, unit: string])[] = [
    ['freezing-orders', 'execute', 48, 'hour'],
    ['freezing-orders', 'answer-limit-request', 42, 'day'],
    ['investigation-order', 'execute', 90, 'day'],
    ['joint-analysis', 'invite', 5, 'day'],
    ['joint-analysis', 'decline-invitation', 5, 'day'],
    ['joint-analysis', 'launch', 20, 'day'],
    ['supervisory-college', 'give-opinion', 30, 'day'],
    ['supervisory-college', 'launch', 30, 'day'],
    ['competent-authorities-digital-assets', 'object-to-new-use', 10, 'working-day'],
    ['personal-data-arrangement', 'object-to-new-use', 10, 'working-day'],
  ];
  for (const [key, named, amount, unit] of later) {
    test(`${key}: ${named} within ${amount} ${unit}s of what starts it`, () => {
      const term = filled(templateOf(key)).terms.find((one) => one.kind === 'deadline' && one.step === named);
      assert(term?.kind === 'deadline');
      assert.deepEqual([term.amount, term.unit], [amount, unit]);
    });
  }
});

suite('the grounds of refusal are those of the instrument', () => {
  const rows: readonly (readonly [key: string, allowed: string, isR07Forbidden: boolean])[] = [
    ['multilateral-securities-memorandum', 'R01 R02 R04 R05 R06 R10', true],
    ['enhanced-securities-memorandum', 'R01 R02 R04 R05 R06 R10', true],
    ['third-country-digital-assets', 'R01 R02 R03 R04 R05 R06 R10', true],
    ['competent-authorities-digital-assets', 'R02 R03 R04 R05', false],
    ['competent-authorities-market-abuse', 'R02 R03 R04 R05', false],
    ['freezing-orders', 'R05 R06 R07 R08 R09 R12', false],
    ['investigation-order', 'R01 R02 R05 R07 R08 R09 R12', false],
    ['fiu-exchange', 'R01 R03 R06 R08 R10 R11', true],
    ['joint-analysis', 'R01 R03 R06 R10 R11', true],
  ];
  for (const [key, allowed, isR07Forbidden] of rows) {
    test(`${key}: ${allowed}${isR07Forbidden ? ', never for lack of dual criminality' : ''}`, () => {
      const terms = filled(templateOf(key)).terms.filter((term) => term.kind === 'refusal-grounds');
      assert.equal(
        terms
          .flatMap((term) => term.allowed)
          .toSorted()
          .join(' '),
        allowed,
      );
      assert.equal(
        terms.some((term) => term.forbidden.includes('R07')),
        isR07Forbidden,
      );
    });
  }
});

suite('other uses are those of the instrument', () => {
  const rows: readonly (readonly [key: string, change: string, mode: string])[] = [
    ['fiu-exchange', 'recipient-named-in-request', 'presumed-consent'],
    ['fiu-exchange', 'other-recipient', 'prior-consent'],
    ['competent-authorities-digital-assets', 'purpose-within', 'notify-and-object'],
    ['competent-authorities-digital-assets', 'purpose-outside', 'prior-consent'],
    ['competent-authorities-market-abuse', 'purpose-within', 'prior-consent'],
    ['third-country-digital-assets', 'purpose-within', 'prior-consent'],
    ['personal-data-arrangement', 'purpose-within', 'notify-and-object'],
    ['multilateral-securities-memorandum', 'purpose-outside', 'prior-consent'],
  ];
  for (const [key, change, mode] of rows) {
    test(`${key}: ${change} by ${mode}`, () => {
      const term = filled(templateOf(key)).terms.find((one) => one.kind === 'use-mode' && one.change === change);
      assert.equal(term?.kind === 'use-mode' ? term.mode : null, mode);
    });
  }
});

suite('filling', () => {
  const memorandum = templateOf('multilateral-securities-memorandum');
  const good = { parties: partiesFor(memorandum), inForceFrom: since };
  test('equal input gives equal bytes; other parties or another date give another agreement', () => {
    const one = fillTemplate(memorandum, good);
    const again = fillTemplate(memorandum, structuredClone(good));
    const later = fillTemplate(memorandum, { ...good, inForceFrom: '2027-01-01T00:00:00.000Z' });
    assert(one.ok && again.ok && later.ok);
    assert.equal(canonicalJson(one.value.document), canonicalJson(again.value.document));
    assert.notEqual(one.value.document.id, later.value.document.id);
  });
  test('a party that is not yet able stands in the document as such', () => {
    const [, second] = good.parties;
    const result = fillTemplate(memorandum, { ...good, notYetAble: [second?.authorityId ?? ''] });
    assert(result.ok);
    const status = result.value.document.terms.find((term) => term.kind === 'party-status');
    assert.deepEqual(status?.kind === 'party-status' ? [status.parties, status.status] : null, [
      [second?.authorityId],
      'committed-not-yet-able',
    ]);
  });
  test('a power through a court stands apart from those used directly', () => {
    const enhanced = templateOf('enhanced-securities-memorandum');
    const [first] = partiesFor(enhanced);
    const result = fillTemplate(enhanced, { ...filledIn(enhanced) });
    assert(result.ok);
    const own = result.value.document.terms
      .filter((term) => term.kind === 'powers')
      .filter(({ parties }) => parties[0] === first?.authorityId);
    assert.deepEqual(
      own.map(({ mode, capabilities: powers }) => [mode, [...powers].toSorted()]),
      [
        ['directly', ['audit-papers', 'compel-attendance', 'firm-communications', 'freeze', 'freeze-advice']],
        ['through-court', ['internet-records', 'telephone-records']],
      ],
    );
  });
  test('an agreement to stand beside makes the clause on precedence, and none is there without it', () => {
    const enhanced = templateOf('enhanced-securities-memorandum');
    const alone = fillTemplate(enhanced, { parties: partiesFor(enhanced), inForceFrom: since });
    assert(alone.ok);
    assert(!alone.value.document.terms.some((term) => term.kind === 'precedence'));
    assert(filled(enhanced).terms.some((term) => term.kind === 'precedence'));
  });
  test('a party of another kind is warned of', () => {
    const result = fillTemplate(memorandum, {
      ...good,
      parties: [sampleParties.xa, { ...sampleParties.xb, capabilities: ['files', 'records', 'statements'] }],
    });
    assert(result.ok);
    assert.deepEqual(
      result.value.findings.map(({ severity, path }) => [severity, path]),
      [['warning', 'parties[1].kind']],
    );
  });
  const languagesAt = templateInGeneral(memorandum).terms.findIndex((term) => term.kind === 'languages');
  const broken: readonly (readonly [name: string, input: Partial<FillTemplateWire>, path: string])[] = [
    ['a stranger who is not yet able', { notYetAble: [sampleParties.xd.authorityId] }, 'notYetAble[0]'],
    ['an option that the template has no use for', { observers: [sampleParties.xa.authorityId] }, 'observers'],
    ['a party twice', { parties: [sampleParties.xa, sampleParties.xa] }, 'parties[1].authorityId'],
    ['a date that is none', { inForceFrom: 'tomorrow' }, 'inForceFrom'],
    ['an end before the beginning', { inForceUntil: '2025-01-01T00:00:00.000Z' }, 'inForceUntil'],
    ['a language that is none', { languages: ['nonsense-language'] }, `terms[${languagesAt}].languages[0]`],
  ];
  for (const [name, input, path] of broken) {
    test(`${name} is refused with its place`, () => {
      const result = fillTemplate(memorandum, { ...good, ...input });
      assert(!result.ok);
      assert(
        result.issues.some((issue) => issue.path === path && issue.remedy !== ''),
        result.issues.map((issue) => issue.path).join(', '),
      );
    });
  }
  test('a template for two is not filled with three', () => {
    const letters = templateOf('exchange-of-letters');
    const result = fillTemplate(letters, { parties: [sampleParties.xa, sampleParties.xb, sampleParties.xc], inForceFrom: since });
    assert(!result.ok);
    assert.equal(result.issues[0]?.path, 'parties');
  });
});

test('what a template leaves uncertain is listed, and goes into the document', () => {
  const memorandum = templateOf('multilateral-securities-memorandum');
  const questions = openQuestions(templateInGeneral(memorandum));
  assert(questions.length >= 15, 'the paragraphs of the memorandum were not read in the primary text');
  assert.deepEqual(openQuestions(filled(memorandum)), questions);
});

test('every template has a key, a title and a summary of its own', () => {
  for (const member of ['key', 'title', 'summary'] as const) {
    assert.equal(new Set(agreementTemplates.map((template) => template[member])).size, agreementTemplates.length, member);
  }
  assert.equal(agreementTemplates.length, 16);
});

function templateOf(key: string): AgreementTemplate {
  const template = findTemplate(key);
  assert(template !== null, key);
  return template;
}
