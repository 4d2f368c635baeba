// SPDX-License-Identifier: Apache-2.0
/** Opening matters and adding to them: the entry is checked against what stands, kept, and noted in the log without a word of its content. */
import { searchedCases } from '../assistance/index.ts';
import { noteAudit } from '../audit/index.ts';
import { type Instant, type Issue, newId, type Transaction, wholeUseCase } from '../kernel/index.ts';
import { recordRowsById, recordsAbout } from '../records/index.ts';
import { type Acting, checkRequestEntry, nextOfRequest, type RequestSaid } from './person-request.ts';
import { checkBreachEntry, mayBeNotified, nextOfBreach } from './breach.ts';
import { supervisorHours } from './clocks.ts';
import type { DataProtectionDeps } from './data-protection-deps.ts';
import { breachOf, requestOf } from './read-matter.ts';
import { insertEntry, insertMatter, lockMatter, noOtherCases } from './store.ts';
import type {
  BreachEntryWire,
  breachOpeningSchema,
  HeldItemWire,
  NoticeWire,
  requestOpeningSchema,
  RequestEntryWire,
  StoredBreach,
} from './wire.ts';
import type { z } from 'zod';

export interface By extends Acting {
  readonly now: Instant;
}
export type Kept =
  | { readonly kind: 'done'; readonly id: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] };

/** Items of one search: who is found in more is asked for with more words. */
const itemsMax = 500;

export function openRequest(deps: DataProtectionDeps, opening: z.infer<typeof requestOpeningSchema>, by: By): Promise<Kept> {
  return keep(deps, async (tx) => {
    if (opening.arrivedAt > by.now) return wrong('arrivedAt', 'It has not arrived yet.', 'Write when it arrived.');
    const id = newId('dsr', by.now, deps.assistance.random);
    await insertMatter(tx, { id, kind: 'request', opening, opened_by: by.officer, opened_at: by.now });
    await audit(deps, tx, 'person-request.opened', id, { by, kind: opening.right });
    return { kind: 'done', id };
  });
}

export function openBreach(deps: DataProtectionDeps, opening: z.infer<typeof breachOpeningSchema>, by: By): Promise<Kept> {
  return keep(deps, async (tx) => {
    if (opening.discoveredAt > by.now) return wrong('discoveredAt', 'It has not been discovered yet.', 'Write when it was discovered.');
    const rows = await recordRowsById(tx, opening.recordIds, deps.assistance);
    const unknown = opening.recordIds.findIndex((recordId) => !rows.some((row) => row.id === recordId));
    if (unknown >= 0) return wrong(`recordIds.${unknown}`, 'There is no such record.', 'Copy the identifier from the page of the record.');
    const authorities = [...new Set(rows.flatMap((row) => (row.isReceived ? [row.originator] : [])))];
    const names = await deps.assistance.authorityNames(tx, authorities);
    const affected = [];
    for (const authority of authorities) {
      const hours = (await deps.noticeHours(tx, authority, by.now)) ?? supervisorHours;
      affected.push({ authority, name: names.get(authority)?.name ?? authority, hours });
    }
    const id = newId('brc', by.now, deps.assistance.random);
    const stored: StoredBreach = { opening, affected };
    await insertMatter(tx, { id, kind: 'breach', opening: stored, opened_by: by.officer, opened_at: by.now });
    await audit(deps, tx, 'breach.opened', id, { by, kind: opening.natures.join('-') });
    return { kind: 'done', id };
  });
}

export function addToRequest(deps: DataProtectionDeps, id: string, entry: RequestEntryWire, by: By): Promise<Kept> {
  return stepOfRequest(deps, { id, by, step: entry.kind }, async (_, request) => ({
    said: entry,
    issues: checkRequestEntry(request.found, entry),
  }));
}

/** Looks for the person in records and cases. That there is a suspicious report is told to nobody, so none is looked for. */
export function searchForPerson(deps: DataProtectionDeps, id: string, by: By): Promise<Kept> {
  return stepOfRequest(deps, { id, by, step: 'search' }, async (tx, request) => {
    const { name, otherNames, identifiers } = request.opening.person;
    const records = await recordsAbout(tx, [name, ...otherNames, ...identifiers], itemsMax + 1);
    const names = await deps.assistance.authorityNames(tx, [...new Set(records.map(({ originator }) => originator))]);
    const cases = await casesAbout(deps, tx, [name, ...otherNames, ...identifiers], by);
    const items: HeldItemWire[] = [
      ...records.map((row) => ({
        id: row.id,
        what: 'record' as const,
        title: row.is_received ? row.reference : row.title,
        originator: row.is_received ? row.originator : null,
        originatorName: row.is_received ? (names.get(row.originator)?.name ?? row.originator) : null,
      })),
      ...cases.map(({ row }) => ({ id: row.id, what: 'case' as const, title: row.subject, originator: null, originatorName: null })),
    ];
    if (items.length <= itemsMax) return { said: { kind: 'searched', items }, issues: [] };
    const problem = `More than ${itemsMax} items were found.`;
    return {
      said: { kind: 'searched', items: [] },
      issues: [{ path: 'person', problem, remedy: 'Open it again with names and numbers that say more.' }],
    };
  });
}

const nobody = '';

async function casesAbout(deps: DataProtectionDeps, tx: Transaction, texts: readonly string[], by: By) {
  const hidden = await deps.hiddenCases(tx, by.officer);
  const found = new Map<string, Awaited<ReturnType<typeof searchedCases>>['found'][number]>();
  for (const text of texts) {
    const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
    if (words.length === 0) continue;
    const wanted = { query: words.map((word) => `'${word}'`).join(' & '), also: noOtherCases, hidden, limit: itemsMax + 1 };
    for (const one of (await searchedCases(tx, deps.assistance, wanted, by.now)).found) found.set(one.row.id, one);
  }
  // The matter is read by others than who searches, so what only some may see is in no answer: nobody stands outside of every wall.
  const closed = await deps.hiddenAmong(tx, nobody, [...found.keys()]);
  return [...found.values()].filter(({ row }) => !closed.has(row.id));
}

export function addToBreach(deps: DataProtectionDeps, id: string, entry: BreachEntryWire, by: By): Promise<Kept> {
  return keep(deps, async (tx) => {
    const row = await lockMatter(tx, id, 'breach');
    if (row === null) return { kind: 'absent' };
    const { found, opening } = await breachOf(deps, tx, row, by.now);
    if (!nextOfBreach(found, by.isKeeper).includes(entry.kind)) return notNow;
    const issues = checkBreachEntry(found, { entry, discoveredAt: opening.discoveredAt as Instant, now: by.now });
    if (issues.length > 0) return { kind: 'issues', issues };
    await insertEntry(tx, { matter: id, at: by.now, officer: by.officer, said: entry });
    await audit(deps, tx, 'breach.changed', id, { by, kind: entry.kind });
    return { kind: 'done', id };
  });
}

/** The notice goes by dispatch; that it reached its recipient is known by the receipt, and nobody enters it. */
export function notifyOriginator(deps: DataProtectionDeps, id: string, said: NoticeWire, by: By): Promise<Kept> {
  return keep(deps, async (tx) => {
    const row = await lockMatter(tx, id, 'breach');
    if (row === null) return { kind: 'absent' };
    const { found, opening } = await breachOf(deps, tx, row, by.now);
    if (!nextOfBreach(found, by.isKeeper).includes('notice-sent')) return notNow;
    const owed = found.originators.find(({ authority }) => authority === said.originator);
    if (owed === undefined || !mayBeNotified(owed))
      return wrong('originator', 'No data of this authority are affected, or it was told.', 'Choose one that is owed the notice.');
    const sent = await deps.sendNotice(tx, { breach: id, opening, said, officer: by.officer, now: by.now });
    if (sent.kind === 'issues') return sent;
    const entry = { kind: 'notice-sent', originator: said.originator, notice: sent.matter } as const;
    await insertEntry(tx, { matter: id, at: by.now, officer: by.officer, said: entry });
    await audit(deps, tx, 'breach.changed', id, { by, kind: entry.kind });
    return { kind: 'done', id };
  });
}

type ReadRequest = Awaited<ReturnType<typeof requestOf>>;
interface Step {
  readonly id: string;
  readonly by: By;
  readonly step: ReturnType<typeof nextOfRequest>[number];
}

function stepOfRequest(
  deps: DataProtectionDeps,
  { id, by, step }: Step,
  make: (tx: Transaction, request: ReadRequest) => Promise<{ readonly said: RequestSaid; readonly issues: readonly Issue[] }>,
): Promise<Kept> {
  return keep(deps, async (tx) => {
    const row = await lockMatter(tx, id, 'request');
    if (row === null) return { kind: 'absent' };
    const request = await requestOf(deps, tx, row, by.now);
    if (!nextOfRequest(request.found, request.entries, by).includes(step)) return notNow;
    const { said, issues } = await make(tx, request);
    if (issues.length > 0) return { kind: 'issues', issues };
    await insertEntry(tx, { matter: id, at: by.now, officer: by.officer, said });
    await audit(deps, tx, 'person-request.changed', id, { by, kind: said.kind });
    return { kind: 'done', id };
  });
}

const notNow: Kept = {
  kind: 'issues',
  issues: [
    {
      path: 'kind',
      problem: 'This step is not yours, or may not be taken now.',
      remedy: 'Load the page again: it shows what you may do next.',
    },
  ],
};

function wrong(path: string, problem: string, remedy: string): Kept {
  return { kind: 'issues', issues: [{ path, problem, remedy }] };
}

function keep(deps: DataProtectionDeps, work: (tx: Transaction) => Promise<Kept>): Promise<Kept> {
  return wholeUseCase(deps.assistance.database, async (tx) => {
    const outcome = await work(tx);
    if (outcome.kind === 'done') await deps.assistance.announce(tx, 'desk');
    return outcome;
  });
}

type Event = 'person-request.opened' | 'person-request.changed' | 'breach.opened' | 'breach.changed';

async function audit(
  deps: DataProtectionDeps,
  tx: Transaction,
  event: Event,
  matter: string,
  { by, kind }: { by: By; kind: string },
): Promise<void> {
  await noteAudit(tx, { event, actor: by.officer, at: by.now, details: { matter, kind } }, deps.assistance.random);
}
