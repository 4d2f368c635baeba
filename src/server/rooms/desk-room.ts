// SPDX-License-Identifier: Apache-2.0
/** What room desk is given of the others, and its work: notices are made a moment after what they tell of. */
import { agreementsInForce, holidaysWith } from '../../agreements/index.ts';
import type { AssistanceDeps } from '../../assistance/index.ts';
import { type DeskDeps, sendNotices, sweepClocks, sweepEvents } from '../../desk/index.ts';
import { propertyFigures } from '../../freezing/index.ts';
import type { Database, Instant } from '../../kernel/index.ts';
import { announcements } from '../../negotiation/index.ts';
import { listOfficers } from '../../officers/index.ts';
import type { Log } from '../log.ts';
import { postNotice, type Webhook } from '../webhook/index.ts';
import { dataProtectionClocks, readingDeps } from './data-protection-room.ts';
import { loanClocks } from './evidence-room.ts';
import { jointClocks, onwardClocks } from './matter-clocks.ts';
import { orderClocks } from './order-clocks.ts';
import type { WiringInput } from './wiring-input.ts';

export function deskDeps({ files, publicUrl }: Pick<WiringInput, 'files' | 'publicUrl'>, assistance: AssistanceDeps): DeskDeps {
  const { database, officerNames, announce, random } = assistance;
  const { timeZone, weekend, holidays } = files.profile.calendar;
  const workingCalendar: DeskDeps['workingCalendar'] = async (db) => ({
    timeZone,
    weekend,
    holidays: holidaysWith(holidays, await announcements(db)),
  });
  const loans = loanClocks(assistance);
  return {
    assistance,
    database,
    officerNames,
    announce,
    random,
    publicUrl,
    timeZone,
    workingCalendar,
    clockSources: [
      loans,
      orderClocks(assistance),
      onwardClocks(assistance),
      jointClocks(assistance),
      dataProtectionClocks(readingDeps({ assistance, workingCalendar })),
    ],
    loanClocks: loans,
    propertyOf: propertyFigures,
    officers: workingOfficers,
    agreementTitles,
  };
}

async function agreementTitles(db: Database): Promise<readonly { readonly id: string; readonly title: string }[]> {
  const known = await agreementsInForce(db);
  return [...known.byDigest.values()].map(({ ref, title }) => ({ id: ref.id, title }));
}

async function workingOfficers(db: Database): Promise<Awaited<ReturnType<DeskDeps['officers']>>> {
  const officers = await listOfficers(db);
  return officers.filter((officer) => !officer.isDisabled).map(({ id, name, roles }) => ({ id, name, roles }));
}

/** What committed while a sweep ran is found by the next one, at the latest. */
const eventsEveryMs = 30_000;
/** A deadline that is near is near for a day. */
const clocksEveryMs = 300_000;

export interface NoticeWork {
  /** Something has happened in a case. */
  readonly wake: () => void;
  readonly stop: () => Promise<void>;
}

export interface Telling {
  /** Null: notices are told in the application alone. */
  readonly webhook: Webhook | null;
  readonly clock: () => Instant;
  readonly log: Log;
}

export function startNoticeWork(deps: DeskDeps, { webhook, clock, log }: Telling): NoticeWork {
  const sending = repeated(() => tellOutside(deps.database, { webhook, clock, log }), { everyMs: eventsEveryMs, log });
  const then = (sweep: Promise<number>): Promise<void> => sweep.then((added) => (added > 0 ? sending.wake() : undefined));
  const events = repeated(() => then(sweepEvents(deps, clock())), { everyMs: eventsEveryMs, log });
  const clocks = repeated(() => then(sweepClocks(deps, clock())), { everyMs: clocksEveryMs, log });
  return {
    wake: events.wake,
    stop: async () => void (await Promise.all([events.stop(), clocks.stop(), sending.stop()])),
  };
}

async function tellOutside(database: Database, { webhook, clock, log }: Telling): Promise<void> {
  if (webhook === null) return;
  const trouble = await sendNotices(database, (notice) => postNotice(webhook, notice, clock()), clock);
  if (trouble !== null) log.warn(`the webhook took no notice: ${trouble}; it is tried again`);
}

/** Runs at once, when woken, and now and then; one run at a time, and one more where it was woken during a run. */
function repeated(work: () => Promise<unknown>, { everyMs, log }: { readonly everyMs: number; readonly log: Log }): NoticeWork {
  let running: Promise<void> | null = null;
  let isWanted = false;
  let isStopped = false;
  const run = async (): Promise<void> => {
    while (isWanted && !isStopped) {
      isWanted = false;
      try {
        await work();
      } catch (error) {
        log.error('notices could not be made; they are tried again', error);
      }
    }
  };
  const wake = (): void => {
    isWanted = true;
    running ??= run().finally(() => {
      running = null;
      if (isWanted && !isStopped) wake();
    });
  };
  const timer = setInterval(wake, everyMs);
  timer.unref();
  wake();
  return {
    wake,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
