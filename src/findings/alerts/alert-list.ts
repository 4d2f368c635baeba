// SPDX-License-Identifier: Apache-2.0
/** The inbox of alerts: by strength, or gathered by whom they name, where it was, or which pattern found it. */
import type { Purpose } from '../../conditions/index.ts';
import { belongingWith } from '../account-links/link-page.ts';
import type { By, FindingsDeps } from '../findings-deps.ts';
import { leadRows } from '../leads/lead-rows.ts';
import { openStates, putAsideStates } from '../leads/lead-states.ts';
import { leadsById } from '../leads/store.ts';
import { type AlertFilter, alertLines, type AlertRow, alertsOfConduct, countAlerts } from './store.ts';
import type { AlertLineWire, AlertListQuery, AlertListWire } from './wire.ts';

type Line = Awaited<ReturnType<typeof alertLines>>[number];

/** Alerts that are gathered into groups; of more the weakest are left aside, and the total says so. */
export const gatheredMax = 5000;
/** Alerts beside one alert that name the same. */
const relatedMax = 20;

const boxes: Readonly<Record<AlertListQuery['box'], AlertFilter['states']>> = {
  open: openStates,
  mine: [...openStates, 'requested'],
  'put-aside': putAsideStates,
  all: null,
};

export async function alertList(deps: FindingsDeps, asked: AlertListQuery, by: By): Promise<AlertListWire> {
  const { database: db } = deps;
  const { officer } = by;
  const { participant, linked, pattern = null, instrument = null, grouping, limit } = asked;
  const named = participant ?? linked;
  const participants = named === undefined ? null : linked === undefined ? [named] : await withLinked(deps, linked, by);
  const filter = {
    states: boxes[asked.box],
    assignee: asked.box === 'mine' ? officer : null,
    pattern,
    participants,
    instrument,
    without: null,
  };
  const gathered = grouping === 'none' ? [] : await alertLines(db, filter, gatheredMax);
  const lines = grouping === 'none' ? await alertLines(db, filter, limit) : gathered.slice(0, limit);
  const groupOf = grouping === 'linked' ? await linkedGroups(deps, gathered, by) : oneByOne;
  return {
    rows: await alertRows(deps, lines, officer),
    groups: groupsOf(gathered, grouping, groupOf),
    total: await countAlerts(db, filter),
  };
}

/** The group of a participant in an alert for one purpose: its name, and whom it gathers. */
type GroupOf = (participant: string, purpose: Purpose) => readonly string[];
const oneByOne: GroupOf = (participant) => [participant];

/** What belongs together may differ by purpose, since conditions of records do: so each alert is asked for its own. */
async function linkedGroups(deps: FindingsDeps, lines: readonly Line[], by: By): Promise<GroupOf> {
  const groups = new Map<string, readonly string[]>();
  for (const [purpose, own] of Map.groupBy(lines, (line) => line.purpose)) {
    const participants = [...new Set(own.flatMap((line) => line.participants))];
    const belonging = await belongingWith(deps.database, deps, { participants, purpose }, by);
    const inGroup = (name: string): readonly string[] => [name, ...(belonging.get(name) ?? [])].toSorted();
    for (const name of participants) groups.set(`${purpose} ${name}`, inGroup(name));
  }
  return (participant, purpose) => groups.get(`${purpose} ${participant}`) ?? [participant];
}

async function withLinked(deps: FindingsDeps, participant: string, by: By): Promise<readonly string[]> {
  const filter = { states: null, assignee: null, pattern: null, participants: [participant], instrument: null, without: null };
  const lines = await alertLines(deps.database, filter, gatheredMax);
  const groupOf = await linkedGroups(deps, lines, by);
  return [...new Set([participant, ...lines.flatMap(({ purpose }) => groupOf(participant, purpose))])];
}

/** Other alerts beside one, the strongest first: of the same conduct, and those that name one of its participants for anything else. */
export async function relatedAlerts(
  deps: FindingsDeps,
  alert: AlertRow,
  officer: string,
): Promise<{ readonly sameConduct: AlertLineWire[]; readonly related: AlertLineWire[] }> {
  const { digest, participants } = alert;
  if (participants.length === 0) return { sameConduct: [], related: [] };
  const same = await alertsOfConduct(deps.database, alert, relatedMax);
  const filter = { states: null, assignee: null, pattern: null, participants, instrument: null, without: digest };
  const named = await alertLines(deps.database, filter, relatedMax + same.length);
  const others = named.filter((line) => !same.some((one) => one.digest === line.digest)).slice(0, relatedMax);
  return { sameConduct: await alertRows(deps, same, officer), related: await alertRows(deps, others, officer) };
}

export async function alertRows(deps: FindingsDeps, lines: readonly Line[], officer: string): Promise<AlertLineWire[]> {
  const { database: db } = deps;
  const leads = await leadsById(
    db,
    lines.map(({ lead }) => lead),
  );
  const rows = new Map((await leadRows(db, deps, [...leads.values()], officer)).map((row) => [row.id, row]));
  return lines.flatMap((line): AlertLineWire[] => {
    const row = rows.get(line.lead);
    if (row === undefined) return [];
    const { digest, pattern, title: patternTitle, participants, instruments, from_at: from, until_at: until } = line;
    return [{ ...row, digest, pattern, patternTitle, participants, instruments, from, until }];
  });
}

function groupsOf(lines: readonly Line[], grouping: AlertListQuery['grouping'], groupOf: GroupOf): AlertListWire['groups'] {
  const gathered = new Map<string, { readonly members: readonly string[]; readonly lines: Line[] }>();
  for (const line of lines) {
    for (const members of keysOf(line, grouping, groupOf)) {
      const key = JSON.stringify(members);
      const known = gathered.get(key);
      if (known === undefined) gathered.set(key, { members, lines: [line] });
      else if (known.lines.at(-1) !== line) known.lines.push(line);
    }
  }
  const groups = [...gathered.values()].map(({ members, lines: own }) => ({
    name: members[0] ?? '',
    members: [...members],
    alerts: own.length,
    open: own.filter(({ state }) => openStates.includes(state)).length,
    strongest: Math.max(...own.map(({ score }) => score)),
    patterns: [...new Set(own.map(({ title }) => title))].toSorted(),
    from: own.reduce((first, { from_at: from }) => (from < first ? from : first), own[0]?.from_at ?? ''),
    until: own.reduce((last, { until_at: until }) => (until > last ? until : last), ''),
  }));
  return groups.toSorted((left, right) => right.open - left.open || right.strongest - left.strongest || (left.name < right.name ? -1 : 1));
}

function keysOf(line: Line, grouping: AlertListQuery['grouping'], groupOf: GroupOf): readonly (readonly string[])[] {
  switch (grouping) {
    case 'none':
      return [];
    case 'participant':
    case 'linked':
      return line.participants.map((participant) => groupOf(participant, line.purpose));
    case 'instrument':
      return line.instruments.map((instrument) => [instrument]);
    case 'pattern':
      return [[line.title]];
  }
}
