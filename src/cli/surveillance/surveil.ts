// SPDX-License-Identifier: Apache-2.0
/** `comity surveil`: looks for patterns of market abuse in files of market events, without a server. */
import { writeFile } from 'node:fs/promises';
import { findPattern, runSurveillance } from '../../surveillance/index.ts';
import type { AlertWire } from '../../surveillance/wire.ts';
import { type Command, exitCodes, refuse } from '../command.ts';
import { ingestLines } from '../ingest-lines.ts';
import { readParameters } from '../read-parameters.ts';
import { choosePatterns } from './choose-patterns.ts';
import { marketFileHelp, marketFileOptions, readMarketFiles, readMoments } from './market-files.ts';

export const surveil: Command = {
  name: 'surveil',
  summary: 'looks for patterns of market abuse in files of market events',
  help: `
${marketFileHelp}
  --patterns LIST        which patterns, divided by commas; all of them if left out. See ./comity detectors
  --parameters FILE      values in the place of the patterns' own, by pattern and parameter (JSON)
  --moments FILE         closes, fixings, settlements and announcements (JSON)
  --out FILE             writes the alerts as JSON lines, one alert a line, for ./comity rerun
  --json                 prints everything as JSON

Needs no server. Exit code 0: nothing found; 1: there are alerts; 2: wrongly used, or a file cannot be read.

  ./comity surveil day.csv --patterns spoofing,layering --out alerts.jsonl`,
  options: {
    ...marketFileOptions,
    patterns: { type: 'string' },
    parameters: { type: 'string' },
    moments: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(given, output) {
    const asJson = given.has('json');
    const tell = (sentence: string): void => (asJson ? undefined : output.problem(sentence));
    const chosen = choosePatterns(given.text('patterns'));
    if (!chosen.ok) return refuse(output, chosen.issues, exitCodes.wrongUse, asJson);
    const parameters = await readParameters(given.text('parameters'), findPattern);
    if (!parameters.ok) return refuse(output, parameters.issues, exitCodes.wrongUse, asJson);
    const files = await readMarketFiles(given, tell);
    if (!files.ok) return refuse(output, files.issues, exitCodes.wrongUse, asJson);
    const { events, reports } = files.value;
    const moments = await readMoments(given.text('moments'), events);
    if (!moments.ok) return refuse(output, moments.issues, exitCodes.wrongUse, asJson);
    const order = {
      patterns: chosen.value,
      parameters: parameters.value,
      moments: moments.value,
      onProgress: (doing: string) => tell(`looking: ${doing}`),
    };
    const { alerts, faults } = runSurveillance(events, order);
    const out = given.text('out');
    if (out !== null) await writeFile(out, alerts.map((alert) => `${JSON.stringify(alert)}\n`).join(''));
    if (asJson) output.line(JSON.stringify({ reports, faults, alerts }));
    else {
      for (const line of ingestLines(reports, 'events')) output.line(line);
      const unfit = Object.entries(faults).filter(([, count]) => count > 0);
      if (unfit.length > 0) output.line(`in the order books: ${unfit.map(([fault, count]) => `${fault} ${count}`).join(', ')}`);
      for (const alert of alerts) output.line(alertText(alert));
      output.line(
        alerts.length === 0 ? 'no alert' : `${alerts.length} alert${alerts.length === 1 ? '' : 's'}${out === null ? '' : `, in ${out}`}`,
      );
    }
    return alerts.length === 0 ? exitCodes.done : exitCodes.no;
  },
};

function alertText({ pattern, participants, instruments, from, until, score, sentences, digest, evidence }: AlertWire): string {
  const where = instruments.map(({ venue, symbol }) => `${venue}/${symbol}`).join(' and ');
  const who = participants.map(({ name }) => name).join(', ');
  return [
    '',
    `${pattern.title}: ${who === '' ? 'nobody named' : who}, ${where}`,
    `  ${from} to ${until}, score ${score.toFixed(3)}, ${evidence.count} events, ${digest.slice(0, 23)}`,
    ...sentences.map((sentence) => `  ${sentence}`),
  ].join('\n');
}
