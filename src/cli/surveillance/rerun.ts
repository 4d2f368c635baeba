// SPDX-License-Identifier: Apache-2.0
/** `comity rerun`: runs alerts again over the events they were found in, and says whether the same bytes come out. */
import { type Issue, limits } from '../../kernel/index.ts';
import { rerunAlert } from '../../surveillance/index.ts';
import { alertSchema, type AlertWire } from '../../surveillance/wire.ts';
import { type Command, exitCodes, type Output, refuse } from '../command.ts';
import { readGivenFile } from '../read-file.ts';
import { marketFileHelp, marketFileOptions, readMarketFiles } from './market-files.ts';
import { rerunKept } from './rerun-kept.ts';

export const rerun: Command = {
  name: 'rerun',
  summary: 'runs alerts again over their events and says whether the same comes out',
  help: `
${marketFileHelp}
  --alerts FILE          the alerts, as ./comity surveil --out writes them: JSON lines
  --kept DIGEST          instead of files: an alert of the inbox of the authority in COMITY_FOLDER, over the events kept with it
  --out FOLDER           with --kept: writes those events and the alert there, for whoever else is to run it again
  --json                 prints the answers as JSON

Give the files in the order in which the alert's events were read. Needs no server but for --kept. Exit code 0: every alert is the same to the
byte; 1: at least one is not; 2: wrongly used, or a file cannot be read.

  ./comity rerun day.csv --alerts alerts.jsonl`,
  options: {
    ...marketFileOptions,
    alerts: { type: 'string' },
    kept: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(given, output) {
    const asJson = given.has('json');
    const wanted = given.text('kept');
    if (wanted !== null) {
      const rerunOfKept = await rerunKept(wanted, given.text('out'));
      if (!rerunOfKept.ok) return refuse(output, rerunOfKept.issues, exitCodes.wrongUse, asJson);
      const { kept, answer } = rerunOfKept.value;
      return told(output, asJson, [{ digest: kept.alert.digest, pattern: kept.alert.pattern.id, answer }]);
    }
    const file = given.text('alerts');
    if (file === null) {
      return refuse(
        output,
        [{ path: '--alerts', problem: 'It is missing.', remedy: 'Give the file with the alerts.' }],
        exitCodes.wrongUse,
        asJson,
      );
    }
    const bytes = await readGivenFile(file, limits.importBytesMax);
    if (!bytes.ok) return refuse(output, bytes.issues, exitCodes.wrongUse, asJson);
    const alerts = readAlerts(bytes.value, file);
    if (alerts.issues.length > 0) return refuse(output, alerts.issues, exitCodes.wrongUse, asJson);
    const files = await readMarketFiles(given, () => undefined);
    if (!files.ok) return refuse(output, files.issues, exitCodes.wrongUse, asJson);
    const answers = alerts.values.map((alert) => ({
      digest: alert.digest,
      pattern: alert.pattern.id,
      answer: rerunAlert(files.value.events, alert),
    }));
    return told(output, asJson, answers);
  },
};

interface Answered {
  readonly digest: string;
  readonly pattern: string;
  readonly answer: ReturnType<typeof rerunAlert>;
}

function told(output: Output, asJson: boolean, answers: readonly Answered[]): number {
  if (asJson) output.line(JSON.stringify({ answers }));
  else {
    for (const { digest, pattern, answer } of answers) output.line(`${pattern} ${digest.slice(0, 23)}: ${answerText(answer)}`);
  }
  return answers.every(({ answer }) => answer.ok && answer.value.kind === 'same') ? exitCodes.done : exitCodes.no;
}

function answerText(answer: ReturnType<typeof rerunAlert>): string {
  if (!answer.ok) return answer.issues.map(({ problem, remedy }) => `${problem} ${remedy}`).join(' ');
  switch (answer.value.kind) {
    case 'same':
      return 'the same, to the byte';
    case 'not-found':
      return `NOT the same: its pattern gives ${answer.value.alerts} other alerts over these events`;
    case 'other-events':
      return `these are other events than it was found in; theirs have the digest ${answer.value.found}`;
  }
}

function readAlerts(bytes: Uint8Array, file: string): { readonly values: readonly AlertWire[]; readonly issues: readonly Issue[] } {
  const values: AlertWire[] = [];
  const issues: Issue[] = [];
  const lines = new TextDecoder().decode(bytes).split('\n');
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const path = `${file}, line ${index + 1}`;
    const alert = alertSchema.safeParse(jsonOrNull(line));
    if (alert.success) values.push(alert.data);
    else issues.push({ path, problem: 'It is not an alert.', remedy: 'Give a file that ./comity surveil --out wrote.' });
  }
  if (values.length === 0 && issues.length === 0)
    issues.push({ path: file, problem: 'It holds no alert.', remedy: 'Give a file that ./comity surveil --out wrote.' });
  return { values, issues };
}

/** Figures of an alert are fractions, which the strict reader of dispatches does not take. */
function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
