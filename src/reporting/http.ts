// SPDX-License-Identifier: Apache-2.0
/** Every call of the room. */
import type { CallDefinition } from '../kernel/index.ts';
import { firmCalls } from './firms/http.ts';
import { queueCalls } from './queue/http.ts';
import type { ReportingDeps } from './reporting-deps.ts';
import { submissionCalls } from './submissions/http.ts';

export function reportingCalls(deps: ReportingDeps): readonly CallDefinition[] {
  return [...firmCalls(deps), ...submissionCalls(deps), ...queueCalls(deps)];
}
