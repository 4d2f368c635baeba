// SPDX-License-Identifier: Apache-2.0
/**
 * The cast: seven invented authorities with real key histories, and the agreements among them.
 *
 * It is made once for each suite and used by every run: who the authorities are is not what a seed varies. Each one's history
 * is prepared for what may happen to its keys: a second dispatch key is added, and then the first is retired, or declared
 * stolen. All states are folded by the rules of room seals; nothing is written by hand.
 *
 *     `first`   genesis, endpoint   + add-key  `added`   + retire-key   `retired`
 *                                                        + revoke-key   `revoked`
 *                                   + another add-key ...               `otherHistories`: shorter, as long, longer
 *
 * Every two of them share either an arrangement of their own, with urgent requests, or the memorandum among all.
 */
import assert from 'node:assert/strict';
import {
  bilateralArrangement,
  type KnownAgreement,
  knownAgreement,
  multilateralMemorandum,
  type Party,
  type PartyIdentity,
  peeringInstrument,
} from '../../agreements/index.ts';
import { addMs, type Instant, issuesText, msOf, newId } from '../../kernel/index.ts';
import {
  appendKeyEvent,
  type AuthorityId,
  type AuthorityKeys,
  foldKeyHistory,
  type KeyPair,
  type KeyChange,
  type KeyState,
  makeAuthority,
  makeHeldKey,
  settledKeys,
  type Suites,
} from '../../seals/index.ts';
import { diceOf } from '../ground/dice.ts';

/** The moment at which every run begins, by a right clock. */
export const beginning = '2026-11-20T15:30:00.000Z' as Instant;
export const beginningMs = msOf(beginning);

export interface Member {
  /** The letters of its jurisdiction: `xa`. */
  readonly name: string;
  readonly authorityId: AuthorityId;
  readonly identity: PartyIdentity;
  readonly endpoint: string;
  readonly officers: { readonly preparer: string; readonly approver: string };
  /** Its public key history and its private keys, as they are at the beginning and as they may become. */
  readonly stages: Readonly<Record<KeyStageName, KeyStage>>;
  /** They sign what its history gets during a run. */
  readonly roots: readonly KeyPair[];
  /** Histories that its roots have signed too, and that part from those above after `first`. */
  readonly otherHistories: readonly KeyStage[];
}

export type KeyStageName = 'first' | 'added' | 'retired' | 'revoked';

export interface KeyStage {
  readonly history: readonly Uint8Array[];
  readonly state: KeyState;
  readonly keys: AuthorityKeys;
}

export interface Cast {
  readonly suites: Suites;
  readonly members: readonly Member[];
  /** The agreement that governs between two of them. */
  between(one: Member, other: Member): KnownAgreement;
  instrument(one: Member, other: Member): KnownAgreement;
  byDigest(digest: string): KnownAgreement | null;
}

/** Genesis and endpoint: what all histories of one member have in common. */
export const beginningOfHistories = 2;

const jurisdictions = ['XA', 'XB', 'XC', 'XD', 'XE', 'XF', 'XG'] as const;
const kinds = ['securities-regulator', 'financial-intelligence-unit', 'market-authority', 'central-bank'] as const;
const yearMs = 365 * 86_400_000;

const casts = new Map<Suites, Cast>();

export function castFor(suites: Suites): Cast {
  const known = casts.get(suites) ?? makeCast(suites);
  casts.set(suites, known);
  return known;
}

function makeCast(suites: Suites): Cast {
  const made = jurisdictions.map((jurisdiction, index) => makeMember(suites, jurisdiction, index));
  const members = made.map(({ member }) => member);
  const inForceFrom = addMs(beginning, -3 * yearMs);
  const memorandum = knownAgreement(multilateralMemorandum({ parties: made.map(({ party }) => party), inForceFrom }));
  const [shared, instruments] = [new Map<string, KnownAgreement>(), new Map<string, KnownAgreement>()];
  const pairName = (one: Member, other: Member): string => [one.name, other.name].toSorted().join('-');
  for (const [at, one] of made.entries()) {
    for (const [otherAt, other] of made.entries()) {
      if (at >= otherAt) continue;
      const name = pairName(one.member, other.member);
      const isBilateral = (at + otherAt) % 2 === 1;
      const own = isBilateral ? knownAgreement(bilateralArrangement({ parties: [one.party, other.party], inForceFrom })) : memorandum;
      shared.set(name, own);
      instruments.set(name, peeringInstrument(one.member.identity, other.member.identity));
    }
  }
  const byDigest = new Map([...shared.values(), ...instruments.values()].map((agreement) => [agreement.digest as string, agreement]));
  const found = (map: ReadonlyMap<string, KnownAgreement>, name: string): KnownAgreement => {
    const agreement = map.get(name);
    assert(agreement !== undefined, `${name} are two members of the cast`);
    return agreement;
  };
  return {
    suites,
    members,
    between: (one, other) => found(shared, pairName(one, other)),
    instrument: (one, other) => found(instruments, pairName(one, other)),
    byDigest: (digest) => byDigest.get(digest) ?? null,
  };
}

function makeMember(suites: Suites, jurisdiction: string, index: number): { readonly member: Member; readonly party: Party } {
  const name = jurisdiction.toLowerCase();
  const random = diceOf(`cast ${name}`).bytes;
  const endpoint = `https://${name}.localhost`;
  const createdAt = addMs(beginning, -2 * yearMs);
  const { authorityId, history, keys, roots } = makeAuthority({ ...suites, random, createdAt, endpoint });
  const next = makeHeldKey('dispatch', { ...suites, random });
  const extend = (events: readonly Uint8Array[], change: KeyChange): Uint8Array[] => {
    const event = appendKeyEvent(events, change, { ...suites, at: beginning, rootKeyPairs: roots.present });
    assert(event.ok, event.ok ? '' : issuesText(event.issues));
    return [...events, event.value];
  };
  assert.equal(history.length, beginningOfHistories);
  const added = extend(history, { kind: 'add-key', purpose: 'dispatch', suite: next.suite, publicKey: next.publicKey });
  const retired = extend(added, { kind: 'retire-key', keyId: keys.dispatch.keyId });
  const revoked = extend(added, { kind: 'revoke-key', keyId: keys.dispatch.keyId, suspectFrom: 0 });
  const stage = (events: readonly Uint8Array[], held: AuthorityKeys): KeyStage => {
    const state = stateOf(foldKeyHistory(events, suites));
    return { history: events, state, keys: settledKeys(held, state, beginning) };
  };
  const prepared = { ...keys, waiting: [...keys.waiting, next] };
  const another = makeHeldKey('dispatch', { ...suites, random: diceOf(`cast ${name}, another history`).bytes });
  const shorter = extend(history, { kind: 'add-key', purpose: 'dispatch', suite: another.suite, publicKey: another.publicKey });
  const asLong = extend(shorter, { kind: 'retire-key', keyId: keys.dispatch.keyId });
  const longer = extend(asLong, { kind: 'endpoint', url: `https://elsewhere.${name}.localhost` });
  const identity = { authorityId, name: `Authority of ${jurisdiction}`, kind: kinds[index % kinds.length] ?? 'central-bank', jurisdiction };
  const calendar = { timeZone: 'UTC', weekend: [0, 6], holidays: [] };
  const member: Member = {
    name,
    authorityId,
    identity,
    endpoint,
    roots: roots.present,
    officers: { preparer: newId('off', createdAt, random), approver: newId('off', createdAt, random) },
    stages: {
      first: stage(history, prepared),
      added: stage(added, prepared),
      retired: stage(retired, prepared),
      revoked: stage(revoked, prepared),
    },
    otherHistories: [shorter, asLong, longer].map((events) => stage(events, { ...keys, waiting: [...keys.waiting, another] })),
  };
  return { member, party: { ...identity, capabilities: ['files'], calendar, contact: 'Foreign requests' } };
}

function stateOf(folded: ReturnType<typeof foldKeyHistory>): KeyState {
  assert(folded.ok, folded.ok ? '' : issuesText(folded.issues));
  return folded.value;
}
