// SPDX-License-Identifier: Apache-2.0
/**
 * The story of a run: who did what, when, one line each. It is what a person reads in a replay, and its digest is what proves
 * that two runs were the same run.
 *
 * Nothing in it depends on a signature or a sealing, which are drawn anew by real cryptography: identifiers and digests get a
 * short name in the order in which they first appear (`dispatch 7`, `case 3`).
 */
import { type Digest, digestOf } from '../../seals/index.ts';

export interface Story {
  tell(who: string, what: string): void;
  /** `case 3` for the third case that was ever named. */
  nameOf(kind: string, id: string): string;
  lines(): readonly string[];
  digest(): Digest;
}

export function makeStory(now: () => number): Story {
  const lines: string[] = [];
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  return {
    tell: (who, what) => void lines.push(`${timeText(now())}  ${who.padEnd(8)}  ${what}`),
    nameOf(kind, id) {
      const known = names.get(id);
      if (known !== undefined) return known;
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      const name = `${kind} ${count}`;
      names.set(id, name);
      return name;
    },
    lines: () => lines,
    digest: () => digestOf(new TextEncoder().encode(lines.join('\n'))),
  };
}

/** `2d 03:04:05.678`, counted from the beginning of the run. */
function timeText(ms: number): string {
  const part = (value: number, digits: number): string => String(value).padStart(digits, '0');
  const [days, rest] = [Math.floor(ms / 86_400_000), ms % 86_400_000];
  const [hours, minutes] = [Math.floor(rest / 3_600_000), Math.floor(rest / 60_000) % 60];
  return `${days}d ${part(hours, 2)}:${part(minutes, 2)}:${part(Math.floor(rest / 1000) % 60, 2)}.${part(rest % 1000, 3)}`;
}
