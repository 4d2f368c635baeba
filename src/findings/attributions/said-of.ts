// SPDX-License-Identifier: Apache-2.0
/** What is said of addresses, with all contests of it; and the clusters that hold together when what is contested is set aside. */
import { noteAudit } from '../../audit/index.ts';
import { weightOf } from '../../flows/index.ts';
import type { ClusteringWire } from '../../flows/wire.ts';
import { type By, change, done, type FindingsDeps, type Outcome } from '../findings-deps.ts';
import { filesOfOrder, sourceOfFiles } from '../traces/take-movements.ts';
import { mayDo, stateOf } from './contest.ts';
import {
  attributionsById,
  attributionsOf,
  type AttributionRow,
  contestedPairs,
  type ContestRow,
  contestsOf,
  contestsOfPairs,
  countingAttributions,
  tagFiles,
} from './store.ts';
import { type AttributionWire, type ClustersOrderWire, clustersShownMax, type ContestWire, type SaidWire } from './wire.ts';

export async function saidOf(deps: FindingsDeps, addresses: readonly string[], by: By): Promise<SaidWire[]> {
  const rows = await attributionsOf(deps.database, addresses);
  const contests = await contestWires(
    deps,
    await contestsOf(
      deps.database,
      rows.map(({ id }) => id),
    ),
    by,
  );
  const files = new Map((await tagFiles(deps.database)).map(({ id, name }) => [id, name]));
  const names = await deps.officerNames(deps.database, [...new Set(rows.map((row) => row.said_by))]);
  const wires = rows.map((row): AttributionWire => {
    const { id, address, actor, category, source, confidence, file, said_by: saidBy, said_at: saidAt } = row;
    const own = contests.filter(({ about }) => about.kind === 'attribution' && about.attribution === id);
    return {
      id,
      address,
      actor,
      category,
      source,
      confidence,
      weight: weightOf(row),
      file: file === null ? null : (files.get(file) ?? file),
      saidBy: names.get(saidBy) ?? saidBy,
      saidAt,
      counts: !own.some(({ state }) => state === 'open' || state === 'upheld'),
      contests: own,
    };
  });
  return [...Map.groupBy(wires, ({ address }) => address)].map(([address, own]) => ({
    address,
    isDisputed: new Set(own.filter(({ counts }) => counts).map(({ actor }) => actor)).size > 1,
    attributions: own.toSorted((left, right) => Number(right.counts) - Number(left.counts) || right.weight - left.weight),
  }));
}

interface Clusters {
  readonly clustering: ClusteringWire;
  readonly contests: ContestWire[];
}

export async function clustersIn(deps: FindingsDeps, order: ClustersOrderWire, by: By): Promise<Outcome<Clusters>> {
  const chosen = await filesOfOrder(deps, order);
  if (chosen.kind !== 'done') return chosen;
  const tags = (await countingAttributions(deps.database)).map(tagOfRow);
  const contested = await contestedPairs(deps.database);
  const request = { tags, contested, only: order.address === null ? null : [order.address], shownMax: clustersShownMax };
  const looked = await deps.flows.lookAround(sourceOfFiles(deps, chosen.value), { ask: 'clusters', request });
  if (!looked.ok) return { kind: 'issues', issues: looked.issues };
  if (looked.value.ask !== 'clusters') throw new Error('the engine answered another question');
  const { clustering } = looked.value;
  const members = clustering.clusters.first.flatMap(({ members: { first } }) => first);
  const ofPairs = await contestsOfPairs(deps.database, [...members, ...(order.address === null ? [] : [order.address])]);
  const contests = await contestWires(deps, ofPairs, by);
  return change(deps, async (tx) => {
    const details = { kind: 'clusters', digest: clustering.digest, count: clustering.clusters.count, purpose: order.purpose };
    await noteAudit(tx, { event: 'surroundings.shown', actor: by.officer, at: by.now, details }, deps.random);
    return done({ clustering, contests });
  });
}

function tagOfRow({ address, actor, category, source, confidence }: AttributionRow) {
  return { address, actor, category, source, confidence };
}

export async function contestWires(deps: FindingsDeps, rows: readonly ContestRow[], by: By): Promise<ContestWire[]> {
  const about = new Map(
    (
      await attributionsById(
        deps.database,
        rows.flatMap((row) => row.attribution ?? []),
      )
    ).map((row) => [row.id, row]),
  );
  const officers = rows.flatMap((row) => [row.contested_by, row.opinion_by ?? [], row.withdrawn_by ?? []].flat());
  const names = await deps.officerNames(deps.database, [...new Set(officers)]);
  const word = (officer: string, at: string | null, reason: string | null) => {
    return { by: names.get(officer) ?? officer, at: at ?? '', reason: reason ?? '' };
  };
  return rows.map((row): ContestWire => {
    const said = row.attribution === null ? undefined : about.get(row.attribution);
    const { outcome, opinion_by: opinionBy, withdrawn_by: withdrawnBy } = row;
    return {
      id: row.id,
      state: stateOf(row),
      about:
        said === undefined
          ? { kind: 'pair', one: row.one ?? '', other: row.other ?? '' }
          : { kind: 'attribution', attribution: said.id, address: said.address, actor: said.actor, source: said.source },
      contested: word(row.contested_by, row.contested_at, row.reason),
      opinion: opinionBy === null || outcome === null ? null : { ...word(opinionBy, row.opinion_at, row.opinion_reason), outcome },
      withdrawal: withdrawnBy === null ? null : word(withdrawnBy, row.withdrawn_at, row.withdrawn_reason),
      next: mayDo(row, said?.file === null ? said.said_by : null, by.officer),
    };
  });
}
