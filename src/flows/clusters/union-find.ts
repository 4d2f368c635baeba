// SPDX-License-Identifier: Apache-2.0
/** Sets that grow together: each member points towards the lowest of its set, and paths are halved on the way. */
export interface Sets {
  /** The lowest member of the set. */
  find(member: number): number;
  /** Joins the sets of two members; false where they are one already. */
  join(one: number, other: number): boolean;
}

export function makeSets(count: number): Sets {
  const parent = new Uint32Array(count);
  for (let member = 0; member < count; member += 1) parent[member] = member;
  const find = (member: number): number => {
    let at = member;
    for (;;) {
      const up = parent[at] ?? at;
      if (up === at) return at;
      const above = parent[up] ?? up;
      parent[at] = above;
      at = above;
    }
  };
  return {
    find,
    join(one, other) {
      const [left, right] = [find(one), find(other)];
      if (left === right) return false;
      parent[Math.max(left, right)] = Math.min(left, right);
      return true;
    },
  };
}
