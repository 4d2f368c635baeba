// SPDX-License-Identifier: Apache-2.0
/**
 * What room findings is given of the others, and its work: screenings and surveillance runs are done piece by piece beside everything else.
 *
 * The work looks once a second for one that is open, and goes on without a pause while there is one. Between two pieces of a long
 * computation it lets the calls of officers and peers pass.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AssistanceDeps } from '../assistance/index.ts';
import {
  alertCalls,
  entityCalls,
  type FindingsDeps,
  holdLists,
  leadCalls,
  listCalls,
  openRunWork,
  openScreeningWork,
  screeningCalls,
  traceCalls,
} from '../findings/index.ts';
import { hiddenAmong } from '../desk/index.ts';
import type { CallDefinition, Database, Instant } from '../kernel/index.ts';
import { listOfficers } from '../officers/index.ts';
import type { RecordDeps } from '../records/index.ts';
import type { Log } from './log.ts';
import { openFlowEngine } from './flows/open-flow-engine.ts';
import { openMarketEngine } from './market/open-market-engine.ts';

/** Work that is done piece by piece: false where nothing is open. */
interface PieceWork {
  readonly next: () => Promise<boolean>;
}

export interface FindingsRoom {
  readonly calls: readonly CallDefinition[];
  /** Screenings, and surveillance runs: each goes on for itself, so that neither waits for the other. */
  readonly work: { readonly screenings: PieceWork; readonly runs: PieceWork };
  readonly close: () => Promise<void>;
}

export function openFindingsRoom(given: {
  readonly assistance: AssistanceDeps;
  readonly records: RecordDeps;
  readonly clock: () => Instant;
  readonly timeZone: string;
  readonly ownName: string;
}): FindingsRoom {
  const { assistance, records, clock, timeZone, ownName } = given;
  const breathe = (): Promise<void> => nextTurn();
  const { database, officerNames, announce, random } = assistance;
  const rest = { database, officerNames, officersWith, announce, random };
  const [markets, flows] = [openMarketEngine(), openFlowEngine()];
  const deps: FindingsDeps = {
    ...rest,
    hiddenCases: hiddenAmong,
    assistance,
    records,
    lists: holdLists(breathe),
    markets,
    flows,
    ownName,
    breathe,
    timeZone,
  };
  return {
    calls: [
      ...listCalls(deps),
      ...screeningCalls(deps),
      ...leadCalls(deps),
      ...alertCalls(deps),
      ...traceCalls(deps),
      ...entityCalls(deps),
    ],
    work: { screenings: openScreeningWork(deps, clock), runs: openRunWork(deps, clock) },
    async close() {
      await Promise.all([markets.close(), flows.close()]);
    },
  };
}

async function officersWith(db: Database, roles: readonly string[]): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const officers = (await listOfficers(db)).filter((officer) => !officer.isDisabled && officer.roles.some((role) => roles.includes(role)));
  return officers.map(({ id, name }) => ({ id, name }));
}

/** What was ordered begins within a second. */
const lookEveryMs = 1000;

export function startFindingsWork(room: Pick<FindingsRoom, 'work' | 'close'>, log: Log): { readonly stop: () => Promise<void> } {
  const lanes = [startLane('a screening', room.work.screenings, log), startLane('a surveillance run', room.work.runs, log)];
  return {
    async stop() {
      await Promise.all([room.close(), ...lanes.map((lane) => lane.stop())]);
    },
  };
}

function startLane(what: string, work: PieceWork, log: Log): { readonly stop: () => Promise<void> } {
  let isStopped = false;
  let running: Promise<void> | null = null;
  const run = async (): Promise<void> => {
    try {
      while (!isStopped && (await work.next())) await nextTurn();
    } catch (error) {
      if (!isStopped) log.error(`${what} broke off; it is tried again`, error);
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
