// SPDX-License-Identifier: Apache-2.0
//
// Circles in a graph of imports, found by walking it once, depth first: an edge back to a file that is still being
// walked closes a circle. Each way round is given once, as the files in order.

type State = 'open' | 'done';

export function findCircles(edges: readonly (readonly [string, string])[]): string[][] {
  const next = new Map<string, string[]>();
  for (const [from, to] of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const states = new Map<string, State>();
  const circles: string[][] = [];

  const walk = (file: string, trail: readonly string[]): void => {
    states.set(file, 'open');
    const here = [...trail, file];
    for (const to of next.get(file) ?? []) {
      const state = states.get(to);
      if (state === 'open') circles.push(here.slice(here.indexOf(to)));
      if (state === undefined) walk(to, here);
    }
    states.set(file, 'done');
  };

  for (const file of next.keys()) {
    if (!states.has(file)) walk(file, []);
  }
  return circles;
}
