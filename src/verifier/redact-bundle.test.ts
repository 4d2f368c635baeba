// SPDX-License-Identifier: Apache-2.0
/** A copy that shows less is as valid as the whole, and says what it does not show; a copy that hides without saying so is not valid. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { askAct } from '../agreements/index.ts';
import type { Instant } from '../kernel/index.ts';
import { bundleLayout, readStoredZip, realSuites, type Withholding } from '../seals/index.ts';
import { shownBody } from './shown-body.ts';
import { type BundleVerdict, placesInBundle, redactBundle, verifyBundle } from './index.ts';
import { listedAnew, sampleBundle, signedAnew, zipOf } from '../../tests/verifiers/sample-bundle.ts';

const sample = sampleBundle('a case to redact');
const zip = zipOf(sample.files);
const at = '2026-12-01T09:00:00.000Z' as Instant;
const by = 'Registry of the Court of XA';

function redacted(withhold: readonly Withholding[], from: Uint8Array = zip): Uint8Array {
  const made = redactBundle(from, { withhold, by, at, suites: realSuites });
  assert(made.ok, JSON.stringify(made));
  return made.value;
}

function withheld(dispatch: number, pointer: string, manner: Withholding['manner'] = 'withheld', reason = 'Not needed.'): Withholding {
  return { dispatch, pointer, manner, reason };
}

function verdictOn(bytes: Uint8Array): BundleVerdict {
  return verifyBundle(bytes, { suites: realSuites });
}

function filesOf(bytes: Uint8Array): Map<string, Uint8Array> {
  const files = readStoredZip(bytes);
  assert(files.ok);
  return files.value;
}

const places = placesInBundle(zip, realSuites);
assert(places.ok);
const allPlaces = places.value.flatMap((dispatch, index) => dispatch.places.map((place) => ({ dispatch: index + 1, ...place })));
const choices = fc
  .subarray(allPlaces, { minLength: 1, maxLength: 12 })
  .chain((chosen) =>
    fc
      .array(fc.boolean(), { minLength: chosen.length, maxLength: chosen.length })
      .map((hide) =>
        chosen.map(({ dispatch, pointer, isMember }, index) =>
          withheld(dispatch, pointer, isMember && hide[index] === true ? 'hidden' : 'withheld'),
        ),
      ),
  );

describe('a copy with parts withheld', () => {
  test('is valid whatever is withheld, and proves the same', () => {
    const whole = verdictOn(zip);
    fc.assert(
      fc.property(choices, (chosen) => {
        const verdict = verdictOn(redacted(chosen));
        assert.deepEqual(verdict.issues, []);
        assert.deepEqual(verdict.lines, whole.lines);
        const count = verdict.withheld.reduce((sum, line) => sum + line.count, 0);
        assert.equal(count, chosen.length);
      }),
      { seed: 5001, numRuns: 60 },
    );
  });

  test('leaves a request what it was: made orally before, with what its author knows of proceedings', () => {
    const said = { from: 'ca1a', to: 'ca1b', assistance: 'statement', purpose: 'supervision', class: 'urgent', content: {} } as const;
    const why = { urgencyGround: 'flight-of-assets', urgencyReason: 'Today.' } as const;
    const act = askAct({ ...said, ...why, judgedBefore: 'pending', askedOrally: true });
    const [seed, salt, digest] = [new Uint8Array(32), new Uint8Array(16), new Uint8Array(32)];
    const places = { requestId: 'req_1', judgedBefore: 'pending', oral: { askedBy: 'A' }, reference: 'R-1' };
    for (const gone of ['reference', 'judgedBefore', 'oral']) {
      const members = Object.entries(places).map(([name, value]) => {
        const part = name === gone ? ({ kind: 'withheld', digest } as const) : ({ kind: 'open', value, seed } as const);
        return { kind: 'named', name, salt, part } as const;
      });
      const { body } = shownBody({ kind: 'members', members }, { act, caseRef: 'req_1', from: 'ca1a', hasConditions: false });
      assert.deepEqual([body['judgedBefore'], body['oral'] !== undefined], ['pending', true], gone);
    }
  });
  test('says what is withheld, by whom and why, and that nobody signed it', () => {
    const reason = 'The name of an informant.';
    const verdict = verdictOn(
      redacted([withheld(3, '/records/0/body', 'withheld', reason), withheld(1, '/content/facts', 'hidden', reason)]),
    );
    assert.deepEqual(
      verdict.withheld.map(({ path, pointer, manner, statedBy, isSigned }) => [path, pointer, manner, statedBy, isSigned]),
      [
        ['dispatches/0001.json', '/content', 'hidden', `${by}, ${at}`, false],
        ['dispatches/0003.json', '/records/0/body', 'withheld', `${by}, ${at}`, false],
      ],
    );
    assert(verdict.withheld.every((line) => line.reason === reason));
  });

  test('names what could not be compared with the act', () => {
    const verdict = verdictOn(redacted([withheld(1, '/content/facts'), withheld(3, '/records/0')]));
    assert.deepEqual(verdict.unchecked, ['dispatches/0001.json: /content/facts', 'dispatches/0003.json: /records/0']);
  });

  test('can be made of a copy: both holders are named', () => {
    const first = redacted([withheld(1, '/reference')]);
    const second = redactBundle(first, { withhold: [withheld(1, '/content')], by: 'Clerk', at, suites: realSuites });
    assert(second.ok);
    assert.deepEqual(
      verdictOn(second.value).withheld.map(({ pointer, statedBy }) => [pointer, statedBy]),
      [
        ['/reference', `${by}, ${at}`],
        ['/content', `Clerk, ${at}`],
      ],
    );
  });

  test('is not made of a copy for a place that is withheld there, but for one around it, or for its name', () => {
    const first = redacted([withheld(1, '/content/facts')]);
    const again = redactBundle(first, { withhold: [withheld(1, '/content/facts')], by: 'Clerk', at, suites: realSuites });
    assert(!again.ok);
    assert.deepEqual(
      again.issues.map(({ path, problem }) => [path, problem]),
      [['withhold[0].pointer', 'This place is withheld already.']],
    );
    for (const more of [withheld(1, '/content'), withheld(1, '/content/facts', 'hidden'), withheld(1, '/content', 'hidden')]) {
      assert.deepEqual(verdictOn(redacted([more], first)).issues, []);
    }
    const hidden = redacted([withheld(1, '/content/facts', 'hidden')]);
    assert.deepEqual(verdictOn(redacted([withheld(1, '/content', 'hidden')], hidden)).issues, []);
  });

  test('holds no text and no name of what is hidden', () => {
    const files = filesOf(redacted([withheld(1, '/content', 'hidden'), withheld(3, '/text')]));
    const all = [...files].filter(([path]) => !path.startsWith('keys/')).map(([, bytes]) => new TextDecoder().decode(bytes));
    for (const text of ['Meridian Tide', 'One report.']) assert(!all.some((one) => one.includes(text)), text);
  });

  const impossible: readonly (readonly [string, readonly Withholding[], RegExp])[] = [
    ['nothing', [], /Nothing is chosen/],
    ['a dispatch that is not there', [withheld(4, '/text')], /3 dispatches/],
    ['a place that is not there', [withheld(1, '/nothing')], /no such place/],
    ['a place twice', [withheld(1, '/content'), withheld(1, '/content')], /twice/],
    ['a place without a reason', [withheld(1, '/content', 'withheld', ' ')], /No reason/],
    ['an element with its name', [withheld(3, '/records/0', 'hidden')], /cannot be hidden/],
  ];
  for (const [what, chosen, problem] of impossible) {
    test(`is not made for ${what}`, () => {
      const made = redactBundle(zip, { withhold: chosen, by, at, suites: realSuites });
      assert(!made.ok);
      assert.match(made.issues.map((issue) => issue.problem).join(' '), problem);
    });
  }

  test('is not made of a bundle that is not valid', () => {
    const broken = Uint8Array.from(zip);
    broken[200] = (broken[200] ?? 0) ^ 1;
    assert.equal(redactBundle(broken, { withhold: [withheld(1, '/content')], by, at, suites: realSuites }).ok, false);
  });
});

describe('a copy that hides without saying so', () => {
  const copy = redacted([withheld(3, '/records/0/body'), withheld(1, '/reference', 'hidden')]);
  const files = filesOf(copy);
  const rewritten = (change: (files: Map<string, Uint8Array>) => void): BundleVerdict => {
    const changed = new Map(files);
    change(changed);
    return verdictOn(zipOf(listedAnew(changed)));
  };
  const statements = JSON.parse(new TextDecoder().decode(files.get(bundleLayout.withheld))) as { statements: Record<string, unknown>[] };
  const withStatements = (list: readonly unknown[]) => (changed: Map<string, Uint8Array>) =>
    void changed.set(bundleLayout.withheld, new TextEncoder().encode(JSON.stringify({ v: 1, statements: list })));
  const rows: readonly (readonly [string, (files: Map<string, Uint8Array>) => void])[] = [
    ['all statements left out', (changed) => void changed.delete(bundleLayout.withheld)],
    ['one statement left out', withStatements(statements.statements.slice(1))],
    ['another place stated', withStatements(statements.statements.map((one) => ({ ...one, pointer: '/text' })))],
    ['hidden stated as withheld', withStatements(statements.statements.map((one) => ({ ...one, manner: 'withheld' })))],
    ['more stated than is hidden', withStatements(statements.statements.map((one) => ({ ...one, count: 2 })))],
    ['a statement without a reason', withStatements(statements.statements.map((one) => ({ ...one, reason: '' })))],
    ['a statement that knows more', withStatements(statements.statements.map((one) => ({ ...one, note: '' })))],
    [
      'the whole body put back, the statement kept',
      (changed) => {
        for (const [path, bytes] of sample.files) if (path.startsWith('bodies/')) changed.set(path, bytes);
      },
    ],
  ];
  for (const [what, change] of rows) {
    test(what, () => assert.equal(rewritten(change).isValid, false));
  }
  test('an exporter who withholds under his certificate without a reason', () => {
    const changed = new Map(files);
    changed.delete(bundleLayout.withheld);
    assert.equal(verdictOn(zipOf(signedAnew(changed, sample.xa.dispatchKey))).isValid, false);
  });
});
