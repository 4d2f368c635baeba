// SPDX-License-Identifier: Apache-2.0
/** The inbox of alerts: by strength, or gathered by whom they name, where it was, or which pattern found it. */
import type { FindingsDeps } from '../findings-deps.ts';
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

export async function alertList(deps: FindingsDeps, asked: AlertListQuery, officer: string): Promise<AlertListWire> {
  const { database: db } = deps;
  const { participant, pattern = null, instrument = null, grouping, limit } = asked;
  const participants = participant === undefined ? null : [participant];
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
  return { rows: await alertRows(deps, lines, officer), groups: groupsOf(gathered, grouping), total: await countAlerts(db, filter) };
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

function groupsOf(lines: readonly Line[], grouping: AlertListQuery['grouping']): AlertListWire['groups'] {
  const members = new Map<string, Line[]>();
  for (const line of lines) {
    for (const name of keysOf(line, grouping)) {
      const known = members.get(name);
      if (known === undefined) members.set(name, [line]);
      else known.push(line);
    }
  }
  const groups = [...members].map(([name, own]) => ({
    name,
    alerts: own.length,
    open: own.filter(({ state }) => openStates.includes(state)).length,
    strongest: Math.max(...own.map(({ score }) => score)),
    patterns: [...new Set(own.map(({ title }) => title))].toSorted(),
    from: own.reduce((first, { from_at: from }) => (from < first ? from : first), own[0]?.from_at ?? ''),
    until: own.reduce((last, { until_at: until }) => (until > last ? until : last), ''),
  }));
  return groups.toSorted((left, right) => right.open - left.open || right.strongest - left.strongest || (left.name < right.name ? -1 : 1));
}

function keysOf(line: Line, grouping: AlertListQuery['grouping']): readonly string[] {
  switch (grouping) {
    case 'none':
      return [];
    case 'participant':
      return line.participants;
    case 'instrument':
      return line.instruments;
    case 'pattern':
      return [line.title];
  }
}
