// SPDX-License-Identifier: Apache-2.0
/** The market thread itself. Started by open-market-engine.ts. */
import { parentPort } from 'node:worker_threads';
import { serveJobs } from '../engines/engine-thread.ts';
import { openMarketWork } from './market-work.ts';

serveJobs(parentPort, openMarketWork().work);
