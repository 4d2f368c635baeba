// SPDX-License-Identifier: Apache-2.0
/**
 * Which accounts on markets belong together, and through what: the rule alone, over links that officers judged and records that may be read.
 *
 *     XVEN/acc-71  -held-  Quill Ltd (registration R-1)  -owner-  Ada Quill (R-1, owner 1)  -same passport-  Ada Quill (report S-9)  -held-  YVEN/9
 *
 * Two accounts are one subject's where the way between them leads over the same subject alone: an identifier, or an officer's word. They are
 * of one group of owners where it leads through a beneficial owner as well. The shortest way is told, one within a subject before any other.
 * No way leads through a third account: two persons may hold one, and are not made one by it.
 *
 * An owner counts from 25 per cent, or who controls, or whom the register calls beneficial (Regulation (EU) 2024/1624, articles 51 to 53).
 */
import type { RecordBodyWire } from '../../records/index.ts';
import { isPair } from '../entities/merge-proposals.ts';
import { participantKey, participantOf } from './account-keys.ts';

export interface LinkPlace {
  /** `records:rcd_...#/firm` */
  readonly key: string;
  /** By any of them the same subject is known elsewhere. */
  readonly keys: readonly string[];
}

export interface LinkRecord {
  readonly id: string;
  readonly places: readonly LinkPlace[];
  /** Keys of the places of its beneficial owners; the firm is at `/firm`. */
  readonly owners: readonly string[];
}

export interface HeldAccount {
  readonly judgement: string;
  readonly participant: string;
  readonly place: string;
}

export interface PlaceJudgement {
  readonly id: string;
  readonly left: string;
  readonly right: string;
  readonly verdict: 'same' | 'different' | 'unsure';
}

export interface LinkStep {
  readonly kind: 'held' | 'identifier' | 'judged' | 'owner';
  readonly from: string;
  readonly to: string;
  /** The judgement, or the field of the identifier that both have; empty for an owner. */
  readonly by: string;
}

export interface JoinedAccount {
  readonly participant: string;
  readonly relation: 'same-subject' | 'owner-group';
  readonly steps: readonly LinkStep[];
}

export interface AccountGraph {
  /** Who belongs with this participant, those of the same subject first, the shorter way first. */
  readonly joinedTo: (participant: string) => readonly JoinedAccount[];
}

/** Steps of one way: beyond, it is a matter of an investigation and no longer of a glance. */
const stepsMax = 12;

export function joinAccounts(given: {
  readonly held: readonly HeldAccount[];
  readonly records: readonly LinkRecord[];
  readonly judgements: readonly PlaceJudgement[];
}): AccountGraph {
  const ways = waysOf(given);
  return {
    joinedTo(participant) {
      const own = reach(ways, participant, false);
      const known = new Set(own.map((one) => one.participant));
      return [...own, ...reach(ways, participant, true).filter((one) => !known.has(one.participant))];
    },
  };
}

type Ways = ReadonlyMap<string, readonly LinkStep[]>;

function waysOf({ held, records, judgements }: Parameters<typeof joinAccounts>[0]): Ways {
  const places = new Map(records.flatMap((record) => record.places.map((place) => [place.key, place] as const)));
  const ways = new Map<string, LinkStep[]>();
  const put = (step: LinkStep): void => {
    ways.set(step.from, [...(ways.get(step.from) ?? []), step]);
    ways.set(step.to, [...(ways.get(step.to) ?? []), { ...step, from: step.to, to: step.from }]);
  };
  for (const { judgement, participant, place } of held) {
    if (places.has(place)) put({ kind: 'held', from: participantKey(participant), to: place, by: judgement });
  }
  for (const { id, left, right, verdict } of judgements) {
    if (verdict === 'same' && places.has(left) && places.has(right)) put({ kind: 'judged', from: left, to: right, by: id });
  }
  const apart = judgements.filter(({ verdict }) => verdict === 'different');
  const byKey = new Map<string, string[]>();
  for (const { key, keys } of places.values()) for (const one of keys) byKey.set(one, [...(byKey.get(one) ?? []), key]);
  for (const [field, sharing] of byKey) {
    for (const [at, from] of sharing.entries()) {
      for (const to of sharing.slice(at + 1)) {
        if (!apart.some((judged) => isPair(judged, from, to))) put({ kind: 'identifier', from, to, by: field.split(':')[0] ?? '' });
      }
    }
  }
  for (const { id, owners } of records) for (const owner of owners) put({ kind: 'owner', from: `records:${id}#/firm`, to: owner, by: '' });
  return ways;
}

/** Breadth first, so that the first way to an account is a shortest one. */
function reach(ways: Ways, participant: string, throughOwners: boolean): JoinedAccount[] {
  const start = participantKey(participant);
  const cameBy = new Map<string, LinkStep | null>([[start, null]]);
  const found: JoinedAccount[] = [];
  const queue = [start];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const step of ways.get(next) ?? []) {
      if (cameBy.has(step.to) || (step.kind === 'owner' && !throughOwners)) continue;
      cameBy.set(step.to, step);
      const name = participantOf(step.to);
      if (name === null) queue.push(step.to);
      else {
        const steps = wayTo(cameBy, step.to);
        const relation = steps.some(({ kind }) => kind === 'owner') ? 'owner-group' : 'same-subject';
        if (steps.length <= stepsMax) found.push({ participant: name, relation, steps });
      }
    }
  }
  return found;
}

function wayTo(cameBy: ReadonlyMap<string, LinkStep | null>, end: string): readonly LinkStep[] {
  const steps: LinkStep[] = [];
  for (let step = cameBy.get(end); step !== null && step !== undefined; step = cameBy.get(step.from)) steps.unshift(step);
  return steps;
}

/** The places of a registration's beneficial owners. */
export function beneficialOwners(body: RecordBodyWire): readonly string[] {
  if (body.kind !== 'registration') return [];
  return body.owners.flatMap(({ role, interest }, at) => {
    const share = Number(interest?.shareMin ?? interest?.shareMax ?? Number.NaN);
    const says = interest?.isBeneficial;
    const isOwner = says ?? (role === 'controller' || (role === 'owner' && (Number.isNaN(share) || share >= ownerShareMin)));
    return isOwner ? [`/owners/${at}`] : [];
  });
}

/** Per cent: Regulation (EU) 2024/1624, article 52. */
const ownerShareMin = 25;
