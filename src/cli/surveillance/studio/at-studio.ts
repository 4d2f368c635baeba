// SPDX-License-Identifier: Apache-2.0
/** The commands of the detector studio: signing in at the running server, one call after the other, and a draft as lines of text. */
import { type DraftDetailWire, draftDetailSchema, type DraftRowWire, type EffectWire } from '../../../findings/index.ts';
import { type Issue, ok, type Result } from '../../../kernel/index.ts';
import { exitCodes, type Given, type Output, refuse } from '../../command.ts';
import type { ServerSession } from '../../server-session.ts';
import { signInByOptions, signInOptions } from '../../sign-in-options.ts';

export const studioOptions = { json: { type: 'boolean' }, ...signInOptions } as const;

/** Works with one word, such as a draft, in a session that is ended whatever comes of it; `done` says the exit code. */
export async function atStudio<Value>(
  given: Given,
  output: Output,
  {
    word,
    work,
    lines,
  }: {
    /** What the word is, as the help writes it; null where the command takes none or one. */
    readonly word: string | null;
    readonly work: (session: ServerSession, word: string) => Promise<Result<Value>>;
    readonly lines: (value: Value) => readonly string[];
  },
): Promise<number> {
  const asJson = given.has('json');
  const [first = '', more] = given.words;
  if (more !== undefined || (word !== null && first === '')) {
    const issue: Issue = { path: word ?? 'words', problem: `Give one ${word ?? 'word at most'}.`, remedy: 'See the help of this command.' };
    return refuse(output, [issue], exitCodes.wrongUse, asJson);
  }
  const session = await signInByOptions(given);
  if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
  const done = await work(session.value, first);
  await session.value.end();
  if (!done.ok) return refuse(output, done.issues, exitCodes.no, asJson);
  if (asJson) output.line(JSON.stringify(done.value));
  else for (const line of lines(done.value)) output.line(line);
  return exitCodes.done;
}

export const draftsAt = '/api/findings/detector-drafts';
export const draftAt = (id: string): string => `${draftsAt}/${encodeURIComponent(id)}`;

export async function sendDraft(
  session: ServerSession,
  method: 'POST' | 'PUT',
  path: string,
  body?: object,
): Promise<Result<DraftDetailWire>> {
  const answer = await session.send(method, path, body);
  return answer.ok ? ok(draftDetailSchema.parse(answer.value)) : answer;
}

export function rowLine({ id, pattern, base, state, isOvertaken, changes, madeBy }: DraftRowWire): string {
  const stands = isOvertaken ? 'overtaken' : state;
  const changed = changes.map(({ name, from, to, unit }) => `${name} ${from} -> ${to} ${unit}`).join(', ');
  return `${id}  ${pattern}, on edition ${base}, ${stands}, by ${madeBy}: ${changed}`;
}

export function draftLines({ draft, trial, backTest, shadow, obstacles }: DraftDetailWire): readonly string[] {
  const progress = trial === null ? [] : [`back-test ${trial.state}: ${trial.done} of ${trial.of} files`];
  return [
    rowLine(draft),
    `  because: ${draft.reason}`,
    ...progress,
    ...(backTest === null ? [] : effectLines('back-test', backTest)),
    ...(shadow === null ? [] : effectLines(`shadow${draft.shadowFrom === null ? ', off' : ` since ${draft.shadowFrom}`}`, shadow)),
    ...obstacles.map(({ problem, remedy }) => `not to be published yet: ${problem} ${remedy}`),
  ];
}

function effectLines(title: string, { looks, counts, byInstrument, byDay, pairs }: EffectWire): readonly string[] {
  const text = ({ same, onlyBefore, onlyAfter }: EffectWire['counts']): string =>
    `${same} same, ${onlyBefore} only before, ${onlyAfter} only after`;
  return [
    `${title}: ${text(counts)}`,
    ...looks.map(({ file, state, problems, counts: own }) => {
      return `  ${file.name} (${file.id}): ${state === 'done' ? text(own) : [state, ...problems.map(({ problem }) => problem)].join(': ')}`;
    }),
    ...[...byInstrument, ...byDay].map(({ name, ...own }) => `  ${name}: ${text(own)}`),
    ...pairs
      .filter(({ effect }) => effect !== 'same')
      .map(({ effect, participants, instruments, before, after }) => {
        const side = before ?? after;
        return `  ${effect}: ${participants.join(', ') || 'nobody named'}, ${instruments.join(' and ')}, ${side?.from ?? ''}: ${side?.sentence ?? ''}`;
      }),
  ];
}
