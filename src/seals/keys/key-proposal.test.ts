// SPDX-License-Identifier: Apache-2.0
/** Proposals of key events on their way: who may sign what, copies joined, and what is needed before a history grows by them. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import type { Instant, Result } from '../../kernel/index.ts';
import { realSuites } from '../suites/suites.ts';
import { rootsDigest } from './apply-key-event.ts';
import { makeAuthority } from './authority-keys.ts';
import { readRootFile, type RootFile, rootFiles } from './authority-keys-file.ts';
import type { KeyChange } from './key-change.ts';
import { foldKeyHistory } from './key-history.ts';
import {
  finishKeyProposal,
  joinKeyProposals,
  type KeyProposal,
  proposalSentences,
  proposeKeyEvents,
  readKeyProposal,
  signKeyProposal,
  writeKeyProposal,
} from './key-proposal.ts';

const random = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
const at = '2026-01-05T09:00:00.000Z' as Instant;
const authority = makeAuthority({ ...realSuites, random, createdAt: at, rootCount: 3, threshold: 2 });
const other = makeAuthority({ ...realSuites, random, createdAt: at, rootCount: 3, threshold: 2 });
const { suite } = realSuites;
const spare = suite.generate(random);
const addition: KeyChange = { kind: 'add-key', purpose: 'dispatch', suite: suite.name, publicKey: spare.publicKey };
const address: KeyChange = { kind: 'endpoint', url: 'https://peers.xa.example:7150' };
const retirement: KeyChange = { kind: 'retire-key', keyId: authority.keys.dispatch.keyId };

function value<Value>(result: Result<Value>): Value {
  assert(result.ok, JSON.stringify(result));
  return result.value;
}
function rootsOf({ roots, authorityId }: typeof authority, set: 'present' | 'next'): RootFile[] {
  const threshold = set === 'present' ? roots.threshold : roots.nextThreshold;
  return rootFiles({ authorityId, suite: suite.name, threshold, pairs: roots[set] }).map((file) => value(readRootFile(file, 'root')));
}
const [present, next, foreign] = [rootsOf(authority, 'present'), rootsOf(authority, 'next'), rootsOf(other, 'present')];
const propose = (...changes: readonly KeyChange[]): KeyProposal =>
  value(proposeKeyEvents(authority.history, changes, { ...realSuites, at }));
const signedBy = (proposal: KeyProposal, ...roots: readonly (RootFile | undefined)[]): KeyProposal =>
  roots.reduce((sofar, root) => (root === undefined ? assert.fail('no such root') : value(signKeyProposal(sofar, root, suite))), proposal);
const finished = (proposal: KeyProposal) => finishKeyProposal(authority.history, proposal, realSuites);
const problemOf = (result: Result<unknown>): string => (result.ok ? 'done' : (result.issues[0]?.problem ?? ''));

describe('a key proposal', () => {
  test('grows the history when enough roots have signed it, whatever file it went through', () => {
    const proposal = signedBy(propose(addition, retirement), present[0], present[2]);
    const carried = value(readKeyProposal(writeKeyProposal(proposal)));
    const state = value(foldKeyHistory([...authority.history, ...value(finished(carried))], realSuites));
    assert.equal(state.size, 3);
    assert.deepEqual(
      state.keys.filter((key) => key.purpose === 'dispatch' && key.retiredAt === null).map((key) => key.publicKey),
      [spare.publicKey],
    );
    assert.equal(proposalSentences(carried).length, 2);
    assert.match(proposalSentences(carried)[1] ?? '', /^2: retires key_.*what it signed stays good$/);
  });

  test('goes on where a change that broke off between two of its events has stopped, and is not done twice', () => {
    const proposal = signedBy(propose(addition, address, retirement), present[0], present[2]);
    const events = value(finished(proposal));
    for (const written of [1, 2]) {
      const torn = [...authority.history, ...events.slice(0, written)];
      assert.deepEqual(value(finishKeyProposal(torn, proposal, realSuites)), events.slice(written));
    }
    const done = finishKeyProposal([...authority.history, ...events], proposal, realSuites);
    assert.match(problemOf(done), /says it stands at/);
    // One that stands in the middle only, with another behind it, is no beginning of this change.
    const [first, second] = events;
    assert(first !== undefined && second !== undefined);
    const elsewhere = signedBy(value(proposeKeyEvents([...authority.history, first], [retirement], { ...realSuites, at })), ...present);
    const turned = [...authority.history, first, ...value(finishKeyProposal([...authority.history, first], elsewhere, realSuites))];
    assert.match(problemOf(finishKeyProposal(turned, proposal, realSuites)), /says it stands at|does not follow/);
  });

  test('signed by too few, by one holder twice, or by nobody, it changes nothing', () => {
    assert.match(problemOf(finished(propose(addition))), /No root has signed/);
    const once = signedBy(propose(addition), present[0]);
    assert.equal(finished(once).ok, false);
    assert.match(problemOf(signKeyProposal(once, present[0] ?? assert.fail(), suite)), /signed it already/);
    assert.equal(finished(value(joinKeyProposals([once, once]))).ok, false, 'a copy of the same signature counts once');
  });

  test('copies that holders signed at the same time are joined; what is no copy is refused', () => {
    const [left, right] = [signedBy(propose(addition), present[0]), signedBy(propose(addition), present[1])];
    assert.ok(finished(value(joinKeyProposals([left, right]))).ok);
    assert.match(problemOf(joinKeyProposals([left, propose(address)])), /not copies/);
    assert.match(problemOf(joinKeyProposals([left, propose(addition, retirement)])), /not copies/);
    assert.match(problemOf(joinKeyProposals([])), /There is none/);
  });

  test("another authority's root signs nothing here", () => {
    assert.match(problemOf(signKeyProposal(propose(addition), foreign[0] ?? assert.fail(), suite)), /another authority/);
  });

  test('roots that are to come sign their own succession, and those in force everything before it', () => {
    const rotation: KeyChange = {
      kind: 'rotate-root',
      roots: authority.roots.next.map((pair) => pair.publicKey),
      threshold: authority.roots.nextThreshold,
      nextRootsDigest: rootsDigest([spare.publicKey], 1),
    };
    const proposal = propose(addition, rotation, retirement);
    const mixed = signedBy(proposal, present[0], present[1], next[0], next[1]);
    assert.deepEqual(
      mixed.documents.map((document) => document.signatures.length),
      [2, 2, 2],
    );
    assert.ok(finished(mixed).ok);
    assert.equal(finished(signedBy(proposal, present[0], present[1])).ok, false, 'the present set alone does not replace itself');
    assert.equal(finished(signedBy(propose(rotation), next[0])).ok, false, 'and of the next set as many as it asks for');
  });

  test('a signature of a stranger among enough others does no harm, and helps nobody', () => {
    const proposal = signedBy(propose(addition), present[0], present[1]);
    const [document] = proposal.documents;
    const [stray] = signedBy(propose(address), present[2]).documents;
    assert(document !== undefined && stray !== undefined);
    const foreignSignature = { ...stray.signatures[0], keyId: `key_${'a'.repeat(52)}` } as (typeof stray.signatures)[number];
    const spoiled = { ...proposal, documents: [{ ...document, signatures: [...document.signatures, foreignSignature] }] };
    assert.ok(finished(spoiled).ok);
    const helped = { ...proposal, documents: [{ ...document, signatures: [...document.signatures.slice(0, 1), foreignSignature] }] };
    assert.equal(finished(helped).ok, false);
  });

  test('it fits one place of one history', () => {
    const proposal = signedBy(propose(addition), present[0], present[1]);
    const grown = [...authority.history, ...value(finished(proposal))];
    assert.equal(finishKeyProposal(grown, proposal, realSuites).ok, false, 'applied once');
    assert.equal(finishKeyProposal(other.history, proposal, realSuites).ok, false, 'in one authority');
  });

  const damaged: readonly (readonly [string, (text: string) => string])[] = [
    ['of another format', (text) => text.replace('comity-key-proposal/1', 'comity-key-proposal/2')],
    ['of another authority', (text) => text.replace(authority.authorityId, other.authorityId)],
    ['with a member more', (text) => text.replace('"format"', '"more": 1, "format"')],
    ['with a payload that is not base 64', (text) => text.replace('"payload": "', '"payload": "*')],
    ['with no event', () => JSON.stringify({ format: 'comity-key-proposal/1', authorityId: authority.authorityId, events: [] })],
    ['that is no JSON', (text) => text.slice(1)],
  ];
  for (const [what, damage] of damaged) {
    test(`a file ${what} is refused`, () => {
      const text = new TextDecoder().decode(writeKeyProposal(propose(addition)));
      assert.equal(readKeyProposal(new TextEncoder().encode(damage(text))).ok, false);
    });
  }
});
