// SPDX-License-Identifier: Apache-2.0
/**
 * How good the shapes are on generated half-years: `flows.shapes_recall` by tenth of intensity (of what is planted, how much one of its own shapes
 * finds), `flows.shapes_lookalike_share` (of lawful look-alikes, how many set off a shape they look like), and `flows.shapes_precision` (of all
 * findings, how many name a planted launderer); then on public graphs, where they are at hand.
 */
import { digested, generateMovements, runShapes, shapes, typologies } from '../src/flows/index.ts';
import { onLabelledGraphs } from './flows/labelled-graphs.ts';
import type { Print } from './main.ts';

const seedsPerTenth = 5;
const households = 400;

export function run(print: Print): Promise<void> {
  let [findings, right, pairs, set] = [0, 0, 0, 0];
  for (let intensity = 1; intensity <= 10; intensity += 1) {
    let [planted, found] = [0, 0];
    for (let seed = 1; seed <= seedsPerTenth; seed += 1) {
      const order = {
        seed: seed * 100 + intensity,
        households,
        beginsAt: Date.UTC(2026, 0, 1),
        planted: typologies.map((typology) => ({ typology, intensity })),
      };
      const generated = generateMovements(order);
      const own = runShapes(digested(generated.movements), {
        shapes,
        parameters: {},
        onProgress: () => undefined,
      });
      const launderers = new Set(generated.planted.filter(({ isLaundering }) => isLaundering).flatMap(({ accounts }) => accounts));
      findings += own.length;
      right += own.filter(({ parties }) => parties.first.some((name) => launderers.has(name))).length;
      for (const { accounts, isLaundering, shapes: wanted, looksLike } of generated.planted) {
        const names = new Set(accounts);
        const at = own.filter(({ parties }) => parties.first.some((name) => names.has(name))).map(({ shape }) => shape.id);
        if (isLaundering) {
          planted += 1;
          if (at.some((id) => wanted.includes(id))) found += 1;
        } else {
          pairs += looksLike.length;
          set += looksLike.filter((id) => at.includes(id)).length;
        }
      }
    }
    print({
      name: `flows.shapes_recall.intensity_${intensity}`,
      value: Math.round((found / planted) * 1000) / 1000,
      unit: 'share',
    });
  }
  print({
    name: 'flows.shapes_lookalike_share',
    value: Math.round((set / pairs) * 1000) / 1000,
    unit: 'share',
    goal: 0.05,
  });
  print({
    name: 'flows.shapes_precision',
    value: Math.round((right / findings) * 1000) / 1000,
    unit: 'share',
    goal: 0.5,
  });
  return onLabelledGraphs(print);
}
