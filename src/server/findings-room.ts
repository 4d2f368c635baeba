// SPDX-License-Identifier: Apache-2.0
/**
 * What room findings is given of the others, and its work: screenings are done piece by piece beside everything else.
 *
 * The work looks once a second for a screening that is open, and goes on without a pause while there is one. Between two pieces of a long
 * computation it lets the calls of officers and peers pass.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AssistanceDeps } from '../assistance/index.ts';
import {
  entityCalls,
  type FindingsDeps,
  holdLists,
  leadCalls,
  listCalls,
  openScreeningWork,
  screeningCalls,
  type ScreeningWork,
} from '../findings/index.ts';
import type { CallDefinition, Database, Instant } from '../kernel/index.ts';
import { listOfficers } from '../officers/index.ts';
import type { RecordDeps } from '../records/index.ts';
import type { Log } from './log.ts';

export interface FindingsRoom {
  readonly calls: readonly CallDefinition[];
  readonly work: ScreeningWork;
}

export function openFindingsRoom(given: {
  readonly assistance: AssistanceDeps;
  readonly records: RecordDeps;
  readonly clock: () => Instant;
  readonly timeZone: string;
}): FindingsRoom {
  const { assistance, records, clock, timeZone } = given;
  const breathe = (): Promise<void> => nextTurn();
  const { database, officerNames, announce, random } = assistance;
  const rest = { database, officerNames, officersWith, announce, random };
  const deps: FindingsDeps = { ...rest, assistance, records, lists: holdLists(breathe), breathe, timeZone };
  return {
    calls: [...listCalls(deps), ...screeningCalls(deps), ...leadCalls(deps), ...entityCalls(deps)],
    work: openScreeningWork(deps, clock),
  };
}

async function officersWith(db: Database, roles: readonly string[]): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const officers = (await listOfficers(db)).filter((officer) => !officer.isDisabled && officer.roles.some((role) => roles.includes(role)));
  return officers.map(({ id, name }) => ({ id, name }));
}

/** An ordered screening begins within a second. */
const lookEveryMs = 1000;

export function startScreeningWork(work: ScreeningWork, log: Log): { readonly stop: () => Promise<void> } {
  let isStopped = false;
  let running: Promise<void> | null = null;
  const run = async (): Promise<void> => {
    try {
      while (!isStopped && (await work.next())) await nextTurn();
    } catch (error) {
      log.error('a screening broke off; it goes on from its last piece', error);
    }
  };
  const timer = setInterval(() => {
    running ??= run().finally(() => {
      running = null;
    });
  }, lookEveryMs);
  timer.unref();
  return {
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
