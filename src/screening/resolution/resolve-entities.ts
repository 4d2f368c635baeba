// SPDX-License-Identifier: Apache-2.0
/**
 * Which records from different sources are one entity: a registration, a report and a list entry that name the same person or firm.
 *
 * Records are filed by blocking keys like a list; each is asked for among the others, and every pair that reaches `unsureFrom` becomes
 * evidence with its reasons. Pairs from `sameFrom` are joined, the surest first; a person's judgement goes before every score: "same" joins,
 * "different" keeps two records apart, and with them the clusters they stand in. Judgements are values handed in; taking one back and
 * resolving again gives what was before.
 *
 * A cluster keeps the id it had when most of its records were in it before; a cluster without a past is named by its first record.
 */
import type { ListedSubject } from '../lists/subject.ts';
import type { SeenFeature } from '../matching/compare-names.ts';
import { questionOfSubject } from '../matching/compare-subjects.ts';
import { buildIndex } from '../search/screening-index.ts';
import { search } from '../search/search.ts';

export interface SourceRecord {
  /** Where it is from: registrations, reports, the name of a list. */
  readonly source: string;
  readonly subject: ListedSubject;
}

export interface Evidence {
  readonly left: string;
  readonly right: string;
  readonly score: number;
  readonly seen: readonly SeenFeature[];
}

/** What a person said about two records, by their keys. */
export interface Judgement {
  readonly left: string;
  readonly right: string;
  readonly verdict: 'same' | 'different' | 'unsure';
}

export interface EntityCluster {
  readonly id: string;
  /** Keys of its records, in order. */
  readonly records: readonly string[];
  /** The pairs that joined them: one fewer than records, each with its reasons; none for a pair that a person joined. */
  readonly joinedBy: readonly (Evidence | Judgement)[];
}

export interface Resolution {
  readonly clusters: readonly EntityCluster[];
  /** Pairs for a person to judge: alike, but not enough, or kept apart by nothing but the score. */
  readonly unsure: readonly Evidence[];
}

/** Joined without a person from here: above the match threshold, since a wrong join spreads to all that is said about either. */
export const sameFrom = 0.84;
export const unsureFrom = 0.7;

export function recordKey(record: SourceRecord): string {
  return `${record.source}:${record.subject.id}`;
}

export function resolveEntities(
  given: readonly SourceRecord[],
  judgements: readonly Judgement[],
  previous: ReadonlyMap<string, string> = new Map(),
): Resolution {
  const gathering = gatherEvidence(given);
  while (gathering.next());
  return clusterEntities(given.map(recordKey), gathering.evidence(), judgements, previous);
}

/** The clusters that evidence and judgements make; the same however often it is asked, so that a judgement taken back is undone wholly. */
export function clusterEntities(
  given: readonly string[],
  evidence: readonly Evidence[],
  judgements: readonly Judgement[],
  previous: ReadonlyMap<string, string> = new Map(),
): Resolution {
  // In their order, so that the order in which records were handed in changes nothing.
  const keys = given.toSorted();
  const clusterOf = new Map(keys.map((key) => [key, key]));
  const joined = new Map<string, (Evidence | Judgement)[]>();
  const rootOf = (key: string): string => {
    let root = key;
    while (clusterOf.get(root) !== root) root = clusterOf.get(root) ?? root;
    clusterOf.set(key, root);
    return root;
  };
  const join = (pair: Evidence | Judgement): void => {
    const [left, right] = [rootOf(pair.left), rootOf(pair.right)];
    if (left === right) return;
    const [first, second] = left < right ? [left, right] : [right, left];
    clusterOf.set(second, first);
    joined.set(first, [...(joined.get(first) ?? []), ...(joined.get(second) ?? []), pair]);
  };
  const known = judgements.filter((one) => clusterOf.has(one.left) && clusterOf.has(one.right));
  const apart = known.filter((one) => one.verdict === 'different');
  const mayJoin = (pair: Evidence | Judgement): boolean => {
    const [left, right] = [rootOf(pair.left), rootOf(pair.right)];
    return !apart.some((one) => {
      const [a, b] = [rootOf(one.left), rootOf(one.right)];
      return (a === left && b === right) || (a === right && b === left);
    });
  };
  for (const judgement of known) if (judgement.verdict === 'same' && mayJoin(judgement)) join(judgement);
  const doubted = new Set(known.filter((one) => one.verdict !== 'same').map(pairKey));
  const sure = evidence.filter((one) => one.score >= sameFrom && !doubted.has(pairKey(one)));
  for (const pair of sure) if (mayJoin(pair)) join(pair);
  const groups = Map.groupBy(keys, rootOf);
  const clusters = [...groups].map(([root, members]) => ({ records: members, joinedBy: joined.get(root) ?? [] }));
  const judged = new Set(known.filter((one) => one.verdict !== 'unsure').map(pairKey));
  return {
    clusters: withIds(clusters, previous),
    unsure: evidence.filter((one) => rootOf(one.left) !== rootOf(one.right) && !judged.has(pairKey(one))),
  };
}

function pairKey(pair: { readonly left: string; readonly right: string }): string {
  return pair.left < pair.right ? `${pair.left} ${pair.right}` : `${pair.right} ${pair.left}`;
}

/** Evidence of many records, gathered piece by piece, so that whoever has other work can do it in between. */
export interface EvidenceGathering {
  /** Asks for the next record among the others; false where all were asked. */
  readonly next: () => boolean;
  /** Every pair of records that is alike, once, the surest first. */
  readonly evidence: () => readonly Evidence[];
}

export function gatherEvidence(given: readonly SourceRecord[]): EvidenceGathering {
  const records = given.toSorted((one, other) => (recordKey(one) < recordKey(other) ? -1 : 1));
  const bySource = Map.groupBy(records, (record) => record.source);
  const index = buildIndex(
    [...bySource].map(([list, members]) => ({ list, threshold: unsureFrom, subjects: members.map((one) => one.subject) })),
  );
  const found = new Map<string, Evidence>();
  let at = 0;
  const next = (): boolean => {
    const record = records[at];
    if (record === undefined) return false;
    at += 1;
    const left = recordKey(record);
    for (const { text } of record.subject.names) {
      for (const hit of search(index, { ...questionOfSubject(record.subject), name: text })) {
        const right = `${hit.list}:${hit.subject.id}`;
        const pair = { left, right, score: hit.score, seen: hit.seen };
        if (left !== right && (found.get(pairKey(pair))?.score ?? 0) < hit.score) found.set(pairKey(pair), pair);
      }
    }
    return true;
  };
  const evidence = (): readonly Evidence[] =>
    [...found.entries()]
      .toSorted(([one, left], [other, right]) => right.score - left.score || (one < other ? -1 : 1))
      .map(([, pair]) => pair);
  return { next, evidence };
}

/** The largest clusters choose first; an id of the past is given once. */
function withIds(clusters: readonly Omit<EntityCluster, 'id'>[], previous: ReadonlyMap<string, string>): readonly EntityCluster[] {
  const taken = new Set<string>();
  const past = (records: readonly string[]): readonly string[] => {
    const counts = Map.groupBy(
      records.flatMap((key) => previous.get(key) ?? []),
      (id) => id,
    );
    return [...counts].toSorted(([one, left], [other, right]) => right.length - left.length || (one < other ? -1 : 1)).map(([id]) => id);
  };
  return clusters
    .toSorted((one, other) => other.records.length - one.records.length || ((one.records[0] ?? '') < (other.records[0] ?? '') ? -1 : 1))
    .map((cluster) => {
      const candidates = [...past(cluster.records), ...cluster.records.map((key) => `ent:${key}`)];
      const id = candidates.find((one) => !taken.has(one)) ?? `ent:${cluster.records.join('+')}`;
      taken.add(id);
      return { id, ...cluster };
    })
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
