// SPDX-License-Identifier: Apache-2.0
/** `comity simulate-market`: a simulated trading day with planted practices, and the truth about them, for training and measuring. */
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventsOfVenues, timeText, writeMarketFile } from '../../columns/index.ts';
import type { Issue } from '../../kernel/index.ts';
import { practices, simulateMarket } from '../../surveillance/index.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { makeFolder } from '../write-file.ts';

const hoursMax = 24;

export const simulateMarketCommand: Command = {
  name: 'simulate-market',
  summary: 'writes a simulated trading day with planted manipulation, and the truth about it',
  help: `
  FOLDER                 where events.csv, moments.json and planted.json are written
  --seed NUMBER          the same seed gives the same day; 1 if left out
  --hours NUMBER         length of the day, 2 to ${hoursMax}; 4 if left out
  --practices LIST       who comes, divided by commas, or all; nobody if left out. Lawful look-alikes are among them
  --intensity NUMBER     1 (hardly visible) to 10 (blatant); 5 if left out
  --venues LIST          only what these venues saw, divided by commas: a file for the authority of each; all if left out
  --parquet              writes events.parquet in the place of events.csv
  --json                 prints what was written as JSON

  ./comity simulate-market simulated-day --seed 7 --practices spoofer,quick-maker --intensity 8`,
  options: {
    seed: { type: 'string' },
    hours: { type: 'string' },
    practices: { type: 'string' },
    intensity: { type: 'string' },
    venues: { type: 'string' },
    parquet: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run(given, output) {
    const issues: Issue[] = [];
    const whole = (option: string, least: number, most: number, otherwise: number): number => {
      const text = given.text(option);
      const value = text === null ? otherwise : Number(text);
      if (!Number.isInteger(value) || value < least || value > most) {
        issues.push({ path: `--${option}`, problem: 'It is no whole number in its limits.', remedy: `Give ${least} to ${most}.` });
      }
      return value;
    };
    const [seed, hours, intensity] = [whole('seed', 0, 2 ** 31 - 1, 1), whole('hours', 2, hoursMax, 4), whole('intensity', 1, 10, 5)];
    const list = given.text('practices');
    const names = list === null ? [] : list === 'all' ? practices.map(({ id }) => id) : list.split(',').map((name) => name.trim());
    for (const name of names) {
      if (practices.some(({ id }) => id === name)) continue;
      issues.push({
        path: '--practices',
        problem: `"${name.slice(0, 40)}" is no practice.`,
        remedy: `Choose of ${practices.map(({ id }) => id).join(', ')}.`,
      });
    }
    const [folder, ...others] = given.words;
    if (folder === undefined || others.length > 0)
      issues.push({ path: 'FOLDER', problem: 'Give exactly one folder.', remedy: 'See --help.' });
    if (issues.length > 0 || folder === undefined) return refuse(output, issues, exitCodes.wrongUse, given.has('json'));
    const planted = practices.filter(({ id }) => names.includes(id)).map((practice) => ({ practice, intensity }));
    const day = simulateMarket({ seed, hours, originMs: Date.parse('2026-11-02T00:00:00.000Z'), planted });
    const venues =
      given
        .text('venues')
        ?.split(',')
        .map((name) => name.trim()) ?? null;
    const events = venues === null ? day.events : eventsOfVenues(day.events, venues);
    if (events.count === 0) {
      const known = [...new Set(day.events.instruments.map(({ venue }) => venue).filter((venue) => venue !== ''))];
      const remedy = `Choose of ${known.join(', ')}.`;
      return refuse(output, [{ path: '--venues', problem: 'None of them has an event.', remedy }], exitCodes.wrongUse, given.has('json'));
    }
    const made = await makeFolder(folder);
    if (!made.ok) return refuse(output, made.issues, exitCodes.surroundings, given.has('json'));
    const file = path.join(folder, given.has('parquet') ? 'events.parquet' : 'events.csv');
    await writeMarketFile(events, file, tmpdir());
    const moments = day.moments.map(({ kind, timeNs, underlying }) => ({ kind, at: timeText(day.events.originMs, timeNs), underlying }));
    await writeFile(path.join(folder, 'moments.json'), `${JSON.stringify(moments, null, 2)}\n`);
    await writeFile(path.join(folder, 'planted.json'), `${JSON.stringify(day.planted, null, 2)}\n`);
    const written = { events: events.count, planted: day.planted.length, file };
    output.line(
      given.has('json') ? JSON.stringify(written) : `${written.events} events in ${file}; ${written.planted} practices in planted.json`,
    );
    return exitCodes.done;
  },
};
