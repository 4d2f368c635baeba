// SPDX-License-Identifier: Apache-2.0
/** The thread of the flow engine itself. Started by open-flow-engine.ts. */
import { parentPort } from 'node:worker_threads';
import { serveJobs } from '../engines/engine-thread.ts';
import { openFlowWork } from './flow-work.ts';

serveJobs(parentPort, openFlowWork().work);
