// SPDX-License-Identifier: Apache-2.0
/** The table of shapes, in the order in which they are looked for and shown. A new shape is one file, or a part of one, and one row here. */
import { roundAmounts, splitPayments, structuring } from './amounts.ts';
import { bipartite, stack } from './bipartite.ts';
import { bridgeHops, passThrough, peelChain } from './chains.ts';
import { simpleCycle, temporalCycle } from './cycle-shapes.ts';
import { fanIn, fanOut } from './fans.ts';
import { gatherScatter, scatterGather } from './scatter-gather.ts';
import { dormant, mixer, nestedService } from './services.ts';
import type { Shape } from './shape.ts';

export const shapes: readonly Shape[] = [
  fanIn,
  fanOut,
  gatherScatter,
  scatterGather,
  temporalCycle,
  simpleCycle,
  bipartite,
  stack,
  peelChain,
  passThrough,
  structuring,
  splitPayments,
  roundAmounts,
  dormant,
  mixer,
  bridgeHops,
  nestedService,
];
