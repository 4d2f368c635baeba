// SPDX-License-Identifier: Apache-2.0
/**
 * `npm run bench -- NAME`: measures one thing and prints each figure as a line of JSON.
 *
 * A measurement is a file beside this one that exports `run(print)`. What each figure means, its unit and its goal stand in
 * docs/reference/figures.md.
 */
import { readdir } from 'node:fs/promises';

export interface Figure {
  /** Room and quantity, with the unit last: `exchange.p99_ms`. */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the primitive operations alone would allow, measured in the same run. */
  readonly limit?: number;
  /** Value by limit. */
  readonly ratio?: number;
  readonly goal?: number;
}
export type Print = (figure: Figure) => void;

const own = 'main';
const names = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.ts')).map((name) => name.slice(0, -'.ts'.length));
const measurements = names.filter((name) => name !== own).toSorted();
const wanted = process.argv[2] ?? '';

if (measurements.includes(wanted)) {
  const { run } = (await import(`./${wanted}.ts`)) as { readonly run: (print: Print) => Promise<void> };
  await run((figure) => void process.stdout.write(`${JSON.stringify(figure)}\n`));
} else {
  process.stderr.write(
    `There is ${wanted === '' ? 'no name given' : `no measurement "${wanted}"`}. Name one of: ${measurements.join(', ')}\n`,
  );
  process.exitCode = 2;
}
