// SPDX-License-Identifier: Apache-2.0
/**
 * Clusters: addresses that reasons hold together, and what tags say of them.
 *
 * A change of ownership by one wrong link is the usual way in which a cluster swallows an exchange. So a reason that would join two
 * clusters whose tags name different actors is not followed but shown as a conflict, and so is one that an officer contests.
 */
import { digestOfValue, type Movements } from '../../columns/index.ts';
import { indexMovements } from '../movement-index.ts';
import { momentText } from '../moment-text.ts';
import type { DigestedMovements } from '../tracing/trace.ts';
import type { ClusteringWire } from '../wire.ts';
import { findLinks, type Link, type LinkReason, linkReasons, type LinkRules } from './evidence.ts';
import { claimsOf, type Tag, weightOf } from './tags.ts';
import { makeSets } from './union-find.ts';

export interface ClusterOrder {
  readonly tags: readonly Tag[];
  readonly reasons: readonly LinkReason[];
  /** Pairs of addresses that an officer says are not one owner's. */
  readonly contested: readonly (readonly [string, string])[];
  readonly rules: LinkRules;
  /** Clusters with one of these addresses alone are shown, and their conflicts; null: the largest. All are counted. */
  readonly only: readonly string[] | null;
  /** How many clusters and conflicts the document shows; all are counted. */
  readonly shownMax: number;
}

export const ordinaryRules: LinkRules = { equalOutputsMin: 3, depositPayersMax: 5, servicePayersMin: 20, forwardHoursMax: 48 };
/** Tags from this weight on forbid a join with another actor's. */
const firmWeight = 0.5;
const membersShown = 50;
const evidenceShown = 50;

export function clusterParties({ movements, digest }: DigestedMovements, order: ClusterOrder): ClusteringWire {
  const found = findLinks(movements, indexMovements(movements), order.rules);
  const links = found.links.filter(({ reason }) => order.reasons.includes(reason));
  const tagsByParty = tagged(movements, order.tags);
  const joined = joinLinks(movements, links, tagsByParty, order.contested);
  const members = new Map<number, number[]>();
  for (const { one, other } of joined.followed) {
    const head = joined.find(one);
    const own = members.get(head) ?? [];
    members.set(head, own);
    own.push(one, other);
  }
  for (const party of tagsByParty.keys()) if (!members.has(joined.find(party))) members.set(joined.find(party), [party]);
  const evidence = Map.groupBy(joined.followed, ({ one }) => joined.find(one));
  const clusters = [...members]
    .map(([head, all]) => ({ head, all: [...new Set(all)].toSorted((left, right) => left - right) }))
    .toSorted((left, right) => right.all.length - left.all.length || left.head - right.head);
  const wanted = order.only === null ? null : new Set(order.only.flatMap((name) => movements.parties.find(name) ?? []));
  const shown = wanted === null ? clusters : clusters.filter(({ all }) => all.some((party) => wanted.has(party)));
  const near = new Set(
    wanted === null ? [] : [...(order.only ?? []), ...shown.flatMap(({ all }) => all.map((party) => movements.parties.nameOf(party)))],
  );
  const conflicts = wanted === null ? joined.conflicts : joined.conflicts.filter(({ one, other }) => near.has(one) || near.has(other));
  const content = {
    format: 'comity-clusters/1' as const,
    input: digest,
    rules: { ...order.rules },
    reasons: linkReasons.map((reason) => ({ reason, links: found.links.filter((link) => link.reason === reason).length })),
    coinJoins: found.coinJoins,
    clusters: {
      count: clusters.length,
      parties: clusters.reduce((sum, { all }) => sum + all.length, 0),
      first: shown.slice(0, order.shownMax).map(({ head, all }) => ({
        members: { count: all.length, first: all.slice(0, membersShown).map((party) => movements.parties.nameOf(party)) },
        claims: claimsOf(all.flatMap((party) => tagsByParty.get(party) ?? [])).slice(0, membersShown),
        evidence: (evidence.get(head) ?? []).slice(0, evidenceShown).map((link) => linkText(movements, link)),
      })),
    },
    conflicts: { count: joined.conflicts.length, first: conflicts.slice(0, order.shownMax) },
  } satisfies Omit<ClusteringWire, 'digest'>;
  return { ...content, digest: digestOfValue(content) };
}

function tagged({ parties }: Movements, tags: readonly Tag[]): Map<number, Tag[]> {
  const byParty = new Map<number, Tag[]>();
  for (const tag of tags) {
    const party = parties.find(tag.address);
    if (party === null || party === 0) continue;
    byParty.set(party, [...(byParty.get(party) ?? []), tag]);
  }
  return byParty;
}

/** Follows the links in order, the firm actor of each set known; what would join two of them is kept apart. */
function joinLinks(
  movements: Movements,
  links: readonly Link[],
  tags: ReadonlyMap<number, readonly Tag[]>,
  contested: readonly (readonly [string, string])[],
) {
  const sets = makeSets(movements.parties.size);
  const actors = new Map<number, string>();
  for (const [party, own] of tags) {
    const strongest = claimsOf(own.filter((tag) => weightOf(tag) >= firmWeight))[0];
    if (strongest !== undefined) actors.set(party, strongest.actor);
  }
  const apart = new Set(contested.flatMap(([one, other]) => [`${one}\u0000${other}`, `${other}\u0000${one}`]));
  const followed: Link[] = [];
  const conflicts: ClusteringWire['conflicts']['first'][number][] = [];
  for (const link of links) {
    const [left, right] = [sets.find(link.one), sets.find(link.other)];
    const [one, other] = [actors.get(left), actors.get(right)];
    const names = [movements.parties.nameOf(link.one), movements.parties.nameOf(link.other)] as const;
    if (apart.has(names.join('\u0000'))) conflicts.push({ ...linkText(movements, link), why: 'an officer contests it' });
    else if (one !== undefined && other !== undefined && one !== other && left !== right) {
      conflicts.push({ ...linkText(movements, link), why: `tags say ${one} on one side and ${other} on the other` });
    } else {
      followed.push(link);
      sets.join(left, right);
      const actor = one ?? other;
      if (actor !== undefined) actors.set(sets.find(left), actor);
    }
  }
  return { followed, conflicts, find: (member: number) => sets.find(member) };
}

function linkText(movements: Movements, { reason, one, other, row }: Link) {
  return {
    reason,
    one: movements.parties.nameOf(one),
    other: movements.parties.nameOf(other),
    row: movements.sourceRow[row] ?? 0,
    at: momentText(movements.timeMs[row] ?? 0),
  };
}
