// SPDX-License-Identifier: Apache-2.0
/** One worker of `comity surveil-days`: looks at a day, says in a few figures what came of it, and waits for the next. */
import { parentPort, workerData } from 'node:worker_threads';
import { servePieces } from '../../work-in-order.ts';
import type { MarketDay } from './find-days.ts';
import { type DaysWish, lookAtDay } from './look-at-day.ts';

if (parentPort !== null) servePieces(parentPort, (day) => lookAtDay(workerData as DaysWish, day as MarketDay));
