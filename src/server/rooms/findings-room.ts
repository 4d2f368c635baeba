// SPDX-License-Identifier: Apache-2.0
/**
 * What room findings is given of the others, and its work: screenings and surveillance runs are done piece by piece beside everything else.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AssistanceDeps } from '../../assistance/index.ts';
import {
  accountLinkCalls,
  alertCalls,
  attributionCalls,
  canvasCalls,
  entityCalls,
  type FindingsDeps,
  holdLists,
  liveCalls,
  jointAlertCalls,
  leadCalls,
  listCalls,
  openLookWork,
  openRunWork,
  openScreeningWork,
  screeningCalls,
  exposureCalls,
  rampCalls,
  clawbackCalls,
  studioCalls,
  studyCalls,
  surroundingsCalls,
  traceCalls,
} from '../../findings/index.ts';
import { holdsOnEditions } from '../../evidence/index.ts';
import { standingOrders } from '../../freezing/index.ts';
import { hiddenAmong } from '../../desk/index.ts';
import type { CallDefinition, Database, Instant } from '../../kernel/index.ts';
import { listOfficers } from '../../officers/index.ts';
import type { RecordDeps } from '../../records/index.ts';
import type { Log } from '../log.ts';
import { openFlowEngine } from '../flows/open-flow-engine.ts';
import { openMarketEngine } from '../market/open-market-engine.ts';
import { type Lane, startLane } from '../engines/work-lane.ts';

/** Work that is done piece by piece: false where nothing is open. */
interface PieceWork {
  readonly next: () => Promise<boolean>;
}

export interface FindingsRoom {
  readonly calls: readonly CallDefinition[];
  /** For what the room carries out when it is approved. */
  readonly deps: FindingsDeps;
  /** Screenings, surveillance runs, and files judged with drafts: each goes on for itself, so that none waits for the other. */
  readonly work: { readonly screenings: PieceWork; readonly runs: PieceWork; readonly looks: PieceWork };
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
    holdsOnEditions,
    assistance,
    records,
    lists: holdLists(breathe),
    markets,
    flows,
    ownName,
    standingOrders: async () => (await standingOrders({ assistance })).map((one) => ({ ...one, accounts: [...one.accounts] })),
    breathe,
    timeZone,
  };
  return {
    deps,
    calls: [
      ...listCalls(deps),
      ...screeningCalls(deps),
      ...leadCalls(deps),
      ...alertCalls(deps),
      ...liveCalls(deps),
      ...accountLinkCalls(deps),
      ...jointAlertCalls(deps),
      ...studioCalls(deps),
      ...traceCalls(deps),
      ...studyCalls(deps),
      ...exposureCalls(deps),
      ...rampCalls(deps),
      ...clawbackCalls(deps),
      ...surroundingsCalls(deps),
      ...canvasCalls(deps),
      ...attributionCalls(deps),
      ...entityCalls(deps),
    ],
    work: { screenings: openScreeningWork(deps, clock), runs: openRunWork(deps, clock), looks: openLookWork(deps, clock) },
    async close() {
      await Promise.all([markets.close(), flows.close()]);
    },
  };
}

async function officersWith(db: Database, roles: readonly string[]): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const officers = (await listOfficers(db)).filter((officer) => !officer.isDisabled && officer.roles.some((role) => roles.includes(role)));
  return officers.map(({ id, name }) => ({ id, name }));
}

export function startFindingsWork(room: Pick<FindingsRoom, 'work' | 'close'>, log: Log): Lane {
  const lanes = [
    startLane('a screening', room.work.screenings.next, log),
    startLane('a surveillance run', room.work.runs.next, log),
    startLane('a file judged with a draft', room.work.looks.next, log),
  ];
  return {
    wake: () => lanes.forEach((lane) => lane.wake()),
    async stop() {
      await Promise.all([room.close(), ...lanes.map((lane) => lane.stop())]);
    },
  };
}
