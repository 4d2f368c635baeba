// SPDX-License-Identifier: Apache-2.0
/**
 * Sets of traders among whom value can go round: strongly connected components of the graph seller to buyer, counted layer by layer.
 *
 * The published procedure (Victor and Weintraud, "Detecting and Quantifying Wash Trading on Decentralized Cryptocurrency Exchanges",
 * WWW 2021) takes the components of more than one vertex, counts each set once, takes 1 off every edge weight, removes edges of weight
 * nothing, and repeats until no edge is left. The edges present change only where a weight occurs, so one search for each different
 * weight, counted as often as the gap to the weight before, gives exactly the same counts with far fewer searches.
 */
export interface WeightedEdge {
  readonly from: number;
  readonly to: number;
  /** How many trades went this way; a whole number, 1 or more. */
  readonly weight: number;
}

export interface CountedSet {
  /** Vertices in rising order. */
  readonly members: readonly number[];
  readonly count: number;
}

/** All sets that occur in any layer, each with the number of layers it occurs in; in order of their members. */
export function countedSets(edges: readonly WeightedEdge[]): readonly CountedSet[] {
  const { names, numberOf } = compactNames(edges);
  const byWeight = edges
    .map(({ from, to, weight }) => ({ from: numberOf[from] ?? 0, to: numberOf[to] ?? 0, weight }))
    .toSorted((left, right) => left.weight - right.weight);
  const counts = new Map<string, { members: readonly number[]; count: number }>();
  let below = 0;
  for (let start = 0; start < byWeight.length;) {
    const weight = byWeight[start]?.weight ?? 0;
    for (const numbers of componentsOf(byWeight.slice(start))) {
      const members = numbers.map((number) => names[number] ?? 0);
      const key = members.join(',');
      const known = counts.get(key) ?? { members, count: 0 };
      known.count += weight - below;
      counts.set(key, known);
    }
    below = weight;
    while (start < byWeight.length && byWeight[start]?.weight === weight) start += 1;
  }
  return [...counts.values()].toSorted((left, right) => compareMembers(left.members, right.members));
}

function compareMembers(left: readonly number[], right: readonly number[]): number {
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Components of more than one vertex (Tarjan, without recursion); members in rising order. */
export function componentsOf(edges: readonly Pick<WeightedEdge, 'from' | 'to'>[]): readonly (readonly number[])[] {
  const graph = compactGraph(edges);
  const found: number[][] = [];
  const state: Search = {
    graph,
    index: new Int32Array(graph.names.length).fill(unseen),
    low: new Int32Array(graph.names.length),
    isOnStack: new Uint8Array(graph.names.length),
    stack: [],
    next: 0,
  };
  for (let vertex = 0; vertex < graph.names.length; vertex += 1) {
    if (state.index[vertex] === unseen) searchFrom(state, vertex, found);
  }
  return found;
}

interface CompactGraph {
  readonly names: readonly number[];
  readonly firstEdge: Int32Array;
  readonly target: Int32Array;
}

interface Search {
  readonly graph: CompactGraph;
  readonly index: Int32Array;
  readonly low: Int32Array;
  readonly isOnStack: Uint8Array;
  readonly stack: number[];
  next: number;
}

const unseen = -1;

/** Vertices get numbers without gaps, in the order of their names. */
function compactGraph(edges: readonly Pick<WeightedEdge, 'from' | 'to'>[]): CompactGraph {
  const { names, numberOf } = compactNames(edges);
  const firstEdge = new Int32Array(names.length + 1);
  for (const { from } of edges) {
    const after = (numberOf[from] ?? 0) + 1;
    firstEdge[after] = (firstEdge[after] ?? 0) + 1;
  }
  for (let vertex = 0; vertex < names.length; vertex += 1) firstEdge[vertex + 1] = (firstEdge[vertex + 1] ?? 0) + (firstEdge[vertex] ?? 0);
  const place = firstEdge.slice();
  const target = new Int32Array(edges.length);
  for (const { from, to } of edges) {
    const vertex = numberOf[from] ?? 0;
    const at = place[vertex] ?? 0;
    target[at] = numberOf[to] ?? 0;
    place[vertex] = at + 1;
  }
  return { names, firstEdge, target };
}

/** Names are numbers of groups, so a table by name is no larger than the groups are many. */
function compactNames(edges: readonly Pick<WeightedEdge, 'from' | 'to'>[]): {
  readonly names: readonly number[];
  readonly numberOf: Int32Array;
} {
  let last = 0;
  for (const { from, to } of edges) last = Math.max(last, from, to);
  const numberOf = new Int32Array(last + 1);
  for (const { from, to } of edges) {
    numberOf[from] = 1;
    numberOf[to] = 1;
  }
  const names: number[] = [];
  for (let name = 0; name <= last; name += 1) if (numberOf[name] === 1) numberOf[name] = names.push(name) - 1;
  return { names, numberOf };
}

function searchFrom(state: Search, root: number, found: number[][]): void {
  const { graph, index, low } = state;
  const path = [root];
  const edgeAt = [graph.firstEdge[root] ?? 0];
  enter(state, root);
  while (path.length > 0) {
    const vertex = path.at(-1) ?? 0;
    const edge = edgeAt.at(-1) ?? 0;
    if (edge < (graph.firstEdge[vertex + 1] ?? 0)) {
      edgeAt[edgeAt.length - 1] = edge + 1;
      const next = graph.target[edge] ?? 0;
      if (index[next] === unseen) {
        enter(state, next);
        path.push(next);
        edgeAt.push(graph.firstEdge[next] ?? 0);
      } else if (state.isOnStack[next] === 1) low[vertex] = Math.min(low[vertex] ?? 0, index[next] ?? 0);
      continue;
    }
    path.pop();
    edgeAt.pop();
    const parent = path.at(-1);
    if (parent !== undefined) low[parent] = Math.min(low[parent] ?? 0, low[vertex] ?? 0);
    if (low[vertex] === index[vertex]) leave(state, vertex, found);
  }
}

function enter(state: Search, vertex: number): void {
  state.index[vertex] = state.next;
  state.low[vertex] = state.next;
  state.next += 1;
  state.stack.push(vertex);
  state.isOnStack[vertex] = 1;
}

function leave(state: Search, vertex: number, found: number[][]): void {
  const members: number[] = [];
  for (;;) {
    const member = state.stack.pop() ?? vertex;
    state.isOnStack[member] = 0;
    members.push(state.graph.names[member] ?? 0);
    if (member === vertex) break;
  }
  if (members.length > 1) found.push(members.toSorted((left, right) => left - right));
}
