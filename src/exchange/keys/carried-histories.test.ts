// SPDX-License-Identifier: Apache-2.0
/**
 * A dispatch brings a document with the key history of its signer, and the recipient knows that signer: what it believes, what it
 * learns, and whom it freezes. The signer is XA in these stories, whom XB knows as a peer; who brings the document does not matter.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { JsonValue } from '../../kernel/index.ts';
import {
  appendKeyEvent,
  type CarriedDocument,
  carryDocument,
  type HeldKey,
  type KeyChange,
  makeAuthority,
  makeHeldKey,
  readKeyFork,
} from '../../seals/index.ts';
import {
  deliverAll,
  effectsOf,
  type Federation,
  queueAsk,
  seededRandom,
  standInSuites,
  start,
  twoAuthorities,
} from '../federation.test.ts';
import { takeKeyEvents } from './take-key-events.ts';

interface Told {
  readonly federation: Federation;
  /** The history of XA after more events, signed by its true roots. */
  readonly grown: (...changes: readonly KeyChange[]) => readonly Uint8Array[];
  readonly fresh: () => HeldKey;
  /** XB has learnt of this history before. */
  readonly knows: (history: readonly Uint8Array[]) => Promise<void>;
  /** Brings a document deep in a body; how its delivery ended, and what XB says of XA afterwards. */
  readonly bring: (document: CarriedDocument) => Promise<{ code: unknown; isAdmitted: boolean; size: number; state: string | undefined }>;
}

function told(seed: string): Told {
  const federation = twoAuthorities(seed);
  const { authorityId } = federation.xa.keyState;
  // The roots of XA follow from the seed, as everything does.
  const { roots } = makeAuthority({ ...standInSuites, random: seededRandom(seed), createdAt: start });
  const { store } = federation.xb;
  return {
    federation,
    fresh: () => makeHeldKey('dispatch', { ...standInSuites, random: federation.random }),
    grown(...changes) {
      let history = federation.xa.history;
      for (const change of changes) {
        const event = appendKeyEvent(history, change, { ...standInSuites, at: federation.now, rootKeyPairs: roots.present });
        assert.ok(event.ok, JSON.stringify(event));
        history = history.concat([event.value]);
      }
      return history;
    },
    async knows(history) {
      const offer = { peer: authorityId, from: 0, events: history, at: federation.now };
      const taken = await store.transaction((tx) => takeKeyEvents(federation.xb.ports, tx, offer));
      assert.equal(taken.outcome, 'extended');
    },
    async bring(document) {
      const digest = await queueAsk(federation, 'xa', { body: { records: [{ passedOn: { consent: { ...document } as JsonValue } }] } });
      await deliverAll(federation);
      const peer = store.state().peers.get(authorityId);
      return {
        code: store.state().log.findLast(({ event }) => event === 'dispatch.refused-admission')?.details['code'],
        isAdmitted: effectsOf(federation.xb).some((effect) => effect.digest === digest),
        size: peer?.keyState.size ?? 0,
        state: peer?.state,
      };
    },
  };
}

function consent(key: HeldKey, history: readonly Uint8Array[]): CarriedDocument {
  const payload = new TextEncoder().encode('{"answer":"granted"}');
  return carryDocument({ payloadType: 'application/vnd.comity.consent+json', payload, suite: standInSuites.suite, key, history });
}

const add = ({ suite, publicKey }: HeldKey): KeyChange => ({ kind: 'add-key', purpose: 'dispatch', suite, publicKey });

describe('a document that carries the key history of its signer', () => {
  test('is believed where it shows what is held here', async () => {
    const { federation, bring } = told('same');
    assert.deepEqual(await bring(consent(federation.xa.keys.dispatch, federation.xa.history)), {
      code: undefined,
      isAdmitted: true,
      size: 1,
      state: 'live',
    });
  });

  test('is believed where it is older than what is held here, while its key counts', async () => {
    const { federation, grown, fresh, knows, bring } = told('older');
    await knows(grown(add(fresh())));
    const { isAdmitted, size } = await bring(consent(federation.xa.keys.dispatch, federation.xa.history));
    assert.deepEqual([isAdmitted, size], [true, 2]);
  });

  test('is rejected where its key was revoked after the history that it shows', async () => {
    const { grown, fresh, knows, bring } = told('revoked');
    const next = fresh();
    const stolen = consent(next, grown(add(next)));
    await knows(grown(add(next), { kind: 'revoke-key', keyId: next.keyId, suspectFrom: 0 }));
    const { code, isAdmitted, state } = await bring(stolen);
    assert.deepEqual([code, isAdmitted, state], ['document-invalid', false, 'live'], 'a theft is no misconduct of its owner');
  });

  test('that shows a longer history teaches it', async () => {
    const { grown, fresh, bring } = told('longer');
    const next = fresh();
    const history = grown(add(next));
    const { isAdmitted, size } = await bring(consent(next, history));
    assert.deepEqual([isAdmitted, size], [true, 2]);
  });

  test('that contradicts the history held here freezes its signer, and the proof is kept though the dispatch is rejected', async () => {
    const { federation, grown, fresh, knows, bring } = told('fork');
    await knows(grown(add(fresh())));
    const other = fresh();
    const { code, isAdmitted, size, state } = await bring(consent(other, grown(add(other))));
    assert.deepEqual([code, isAdmitted, size, state], ['document-invalid', false, 2, 'frozen']);
    const [evidence] = federation.xb.store.state().keys.evidence.values();
    assert.ok(evidence !== undefined);
    const fork = readKeyFork(evidence.bytes, standInSuites);
    assert.ok(fork.ok, JSON.stringify(fork));
    assert.deepEqual([fork.value.authorityId, fork.value.index], [federation.xa.keyState.authorityId, 1]);
    assert.ok(federation.xb.store.state().log.some(({ event }) => event === 'peer.frozen'));
  });

  test('whose history was made up is rejected, and nobody is frozen for it', async () => {
    const { federation, bring } = told('made up');
    const stranger = makeAuthority({ ...standInSuites, random: seededRandom('stranger'), createdAt: start });
    const other = appendKeyEvent(
      stranger.history,
      { kind: 'close' },
      { ...standInSuites, at: start, rootKeyPairs: stranger.roots.present },
    );
    assert.ok(other.ok);
    const { code, isAdmitted, state } = await bring(consent(federation.xa.keys.dispatch, [...federation.xa.history, other.value]));
    assert.deepEqual([code, isAdmitted, state], ['document-invalid', false, 'live']);
  });

  test('of an authority that nobody here knows proves itself', async () => {
    const { bring } = told('unknown');
    const stranger = makeAuthority({ ...standInSuites, random: seededRandom('stranger'), createdAt: start });
    assert.equal((await bring(consent(stranger.keys.dispatch, stranger.history))).isAdmitted, true);
  });

  test('in our own name is held against what we know best', async () => {
    const { federation, bring } = told('own');
    const { keys, history } = federation.xb;
    assert.equal((await bring(consent(keys.dispatch, history))).isAdmitted, true);
    const random = seededRandom('own');
    const [, ours] = [0, 1].map(() => makeAuthority({ ...standInSuites, random, createdAt: start }));
    assert.ok(ours !== undefined && ours.authorityId === federation.xb.keyState.authorityId);
    // With roots that only we hold, a history of ours that we do not know.
    const more = appendKeyEvent(history, { kind: 'close' }, { ...standInSuites, at: start, rootKeyPairs: ours.roots.present });
    assert.ok(more.ok);
    assert.equal((await bring(consent(keys.dispatch, [...history, more.value]))).code, 'document-invalid');
  });
});
