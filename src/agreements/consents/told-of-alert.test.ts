// SPDX-License-Identifier: Apache-2.0
/** What may be told of an alert, row by row, as a lawyer reads it: the term, what a part holds, the verdict and the clause it cites. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Instant } from '../../kernel/index.ts';
import { decideUnder, knownAgreement, multilateralMemorandum, noFacts, refOf } from '../index.ts';
import { sampleParties } from '../samples/sample-parties.test.ts';
import type { AlertTelling } from '../terms/vocabulary.ts';
import { alertThatTells, mayBeTold, toldOfAlert } from './told-of-alert.ts';

const since = '2026-01-01T00:00:00.000Z' as Instant;
const now = '2026-11-20T15:30:00.000Z' as Instant;
const memorandum = multilateralMemorandum({ parties: [sampleParties.xa, sampleParties.xb], inForceFrom: since });
const terms = memorandum.terms.filter(({ kind }) => kind !== 'approvals' && kind !== 'joint-alerts');
const all: readonly AlertTelling[] = ['others-by-number', 'others-by-name', 'own-alerts', 'linked-accounts'];

function agreementWith(mayTell: readonly AlertTelling[] | null) {
  const added = mayTell === null ? [] : [{ kind: 'joint-alerts' as const, clause: '9', mayTell: [...mayTell] }];
  return knownAgreement({ ...memorandum, terms: [...terms, ...added] });
}

/** The verdict on a reply whose part tells this, by the act that its body makes. */
function judged(mayTell: readonly AlertTelling[] | null, alert: unknown): string {
  const agreement = agreementWith(mayTell);
  const between = { from: sampleParties.xb.authorityId, to: sampleParties.xa.authorityId, agreement: refOf(agreement), requestId: 'req_1' };
  const request = { completeness: 'partial', assistance: 'transaction-records', purpose: 'supervision' } as const;
  const data = { dataCount: 0, everyDatumConditioned: true, passedOnCount: 0, everyPassOnAllowed: true };
  const act = { kind: 'reply', ...between, ...request, ...data, ...toldOfAlert(agreement, alert) } as const;
  const { outcome, reasons } = decideUnder(act, agreement, noFacts, now).verdict;
  const told = reasons.filter(({ kind }) => kind.startsWith('telling'));
  return [outcome, ...told.map(({ kind, clause }) => `${kind} ${clause?.clause ?? '-'}`)].join(', ');
}

suite('what may be told of an alert', () => {
  const told = (...tells: readonly AlertTelling[]): unknown => alertThatTells(tells);
  const links = [{ with: 'Sund Nominees' }];
  const named = { part: { naming: 'named', asked: [{ name: 'Owner Ostrava' }], participants: [], alerts: [], links } };
  const rows: readonly (readonly [string, readonly AlertTelling[] | null, unknown, string])[] = [
    ['no term: what those asked about did', null, told(), 'permitted'],
    ['no term: others by a number', null, told('others-by-number', 'own-alerts'), 'permitted'],
    ['no term: others by name', null, told('others-by-name'), 'permitted'],
    ['no term: which accounts belong together', null, told('linked-accounts'), 'refused, telling-not-covered -'],
    ['an empty term: what those asked about did', [], told(), 'permitted'],
    ['an empty term: others', [], told('others-by-number'), 'refused, telling-not-covered 9'],
    [
      'an empty term: own alerts and links',
      [],
      told('own-alerts', 'linked-accounts'),
      'refused, telling-not-covered 9, telling-not-covered 9',
    ],
    ['by a number only: by name', ['others-by-number'], told('others-by-name'), 'refused, telling-not-covered 9'],
    ['by a number only: by a number', ['others-by-number'], told('others-by-number'), 'permitted, telling-allowed 9'],
    ['links only: links', ['linked-accounts'], told('linked-accounts'), 'permitted, telling-allowed 9'],
    ['links only: own alerts', ['linked-accounts'], told('own-alerts'), 'refused, telling-not-covered 9'],
    [
      'all: by name, own alerts, links',
      all,
      told('others-by-name', 'own-alerts', 'linked-accounts'),
      `permitted${', telling-allowed 9'.repeat(3)}`,
    ],
    ['links only: a link that names somebody not asked about', ['linked-accounts'], named, 'refused, telling-not-covered 9'],
    ['an empty term: taking back tells nothing', [], { kind: 'withdrawn', alert: 'sha256:1', reason: 'Wrong.' }, 'permitted'],
    ['an empty term: a reply without an alert', [], undefined, 'permitted'],
  ];
  for (const [name, mayTell, alert, expected] of rows) test(name, () => assert.equal(judged(mayTell, alert), expected));

  test('acts of before the term stay what they are: without it, nothing but links is said in the act', () => {
    assert.deepEqual(toldOfAlert(agreementWith(null), told('others-by-name', 'own-alerts')), {});
    assert.deepEqual(toldOfAlert(agreementWith([]), told('others-by-name', 'own-alerts')), {
      alertTells: ['others-by-name', 'own-alerts'],
    });
  });

  test('what stands for a withheld alert makes the act that was signed', () => {
    for (const tells of [['others-by-number'], ['others-by-name', 'linked-accounts'], ['own-alerts', 'linked-accounts']] as const)
      assert.deepEqual(toldOfAlert(agreementWith(all), alertThatTells(tells)), { alertTells: [...tells] });
  });

  test('what the form offers is what the agreement lets be told', () => {
    assert.deepEqual(mayBeTold(agreementWith(null)), ['others-by-number', 'others-by-name', 'own-alerts']);
    assert.deepEqual(mayBeTold(agreementWith(['linked-accounts'])), ['linked-accounts']);
  });
});
