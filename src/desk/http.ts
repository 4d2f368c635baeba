// SPDX-License-Identifier: Apache-2.0
/** All calls of this room. */
import type { CallDefinition } from '../kernel/index.ts';
import { agendaCalls } from './agenda/http.ts';
import { caseDeskCalls } from './case-desk/http.ts';
import type { DeskDeps } from './desk-deps.ts';
import { noticeCalls } from './notices/http.ts';
import { rotaCalls } from './rota/http.ts';
import { statisticsCalls } from './statistics/http.ts';
import { taskCalls } from './tasks/http.ts';
import { wallCalls } from './walls/http.ts';
import { worklistCalls } from './worklist/http.ts';

export function deskCalls(deps: DeskDeps): CallDefinition[] {
  return [
    ...worklistCalls(deps),
    ...caseDeskCalls(deps),
    ...wallCalls(deps),
    ...taskCalls(deps),
    ...agendaCalls(deps),
    ...rotaCalls(deps),
    ...noticeCalls(deps),
    ...statisticsCalls(deps),
  ];
}
