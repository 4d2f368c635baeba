// SPDX-License-Identifier: Apache-2.0
/** `comity records search`: own and received records by words, fields, similar names and identifiers, for a stated purpose. */
import { purposes } from '../../conditions/wire.ts';
import { failWith, type Issue, ok, type Result } from '../../kernel/index.ts';
import { searchFields } from '../../records/index.ts';
import {
  type FoundRowWire,
  type FoundWhyWire,
  type RecordKind,
  recordKinds,
  recordSearchAnswerSchema,
  type RecordSearchAnswerWire,
  recordSearchSchema,
} from '../../records/wire.ts';
import { type Command, exitCodes, type Given, type Output, refuse } from '../command.ts';
import type { ServerSession } from '../server-session.ts';
import { signInByOptions, signInHelp, signInOptions } from '../sign-in-options.ts';

/** Rows of one command: what a person reads through, or a program takes at once. */
const rowsMax = 2000;
/** The most of one call. */
const pageRows = 200;

export const recordsSearch: Command = {
  name: 'records search',
  summary: 'finds own and received records by words, name or identifier, for a stated purpose',
  help: `
  WORDS                  a name, a number, an identifier, words; all of them must stand in the record; names that are alike follow
  FIELD:VALUE            among the words: ${searchFields.slice(0, 7).join(', ')},
                         ${searchFields.slice(7).join(', ')}; all must hold
  --purpose PURPOSE      what the search is for: ${purposes.slice(0, 3).join(', ')}, ...
  --kind KIND            only ${recordKinds.join(', ')}
  --origin ORIGIN        only own or received
  --limit N              rows at the most, 50 if left out, ${rowsMax} the most
${signInHelp}
  --json                 prints rows, and what the conditions withhold, as JSON

The search is written down with its purpose; what was typed is kept as a digest. No body is shown: reading one is a use of its own. What
came from others is found only where its conditions permit searching for the purpose; the rest is counted with the reason.
Exit code 0: found; 1: nothing is there for this purpose; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity records search "Meridian Tide" --purpose supervision --officer keeper@xb.example --code 123456
  COMITY_PASSWORD=... ./comity records search name:meridien country:XB from:2026-01-01 --purpose supervision --officer keeper@xb.example`,
  options: {
    purpose: { type: 'string' },
    kind: { type: 'string' },
    origin: { type: 'string' },
    limit: { type: 'string' },
    json: { type: 'boolean' },
    ...signInOptions,
  },
  async run(given, output) {
    const asJson = given.has('json');
    const asked = readQuestion(given, { words: given.words, command: 'records search', rowsMax });
    if (!asked.ok) return refuse(output, asked.issues, exitCodes.wrongUse, asJson);
    const session = await signInByOptions(given);
    if (!session.ok) return refuse(output, session.issues, exitCodes.surroundings, asJson);
    const found = await search(session.value, asked.value);
    await session.value.end();
    if (!found.ok) return refuse(output, found.issues, exitCodes.no, asJson);
    if (asJson) output.line(JSON.stringify(found.value));
    else print(output, found.value);
    return found.value.rows.length > 0 ? exitCodes.done : exitCodes.no;
  },
};

export interface Question {
  readonly query: Readonly<Record<string, string>>;
  readonly limit: number;
}

interface Asking {
  readonly words: readonly string[];
  readonly command: string;
  readonly rowsMax: number;
  /** The only one that can be meant. */
  readonly kind?: RecordKind;
}

/** By the schema of the call itself, so that a wrong option is named before anybody signs in. */
export function readQuestion(given: Given, asking: Asking): Result<Question> {
  const issues: Issue[] = [];
  const limit = Number(given.text('limit') ?? '50');
  if (!Number.isInteger(limit) || limit < 1 || limit > asking.rowsMax)
    issues.push({ path: '--limit', problem: 'It is no number of rows.', remedy: `Give 1 to ${asking.rowsMax}.` });
  const query: Record<string, string> = { q: asking.words.map(quoted).join(' ') };
  for (const name of ['purpose', 'kind', 'origin']) {
    const value = given.text(name) ?? (name === 'kind' ? asking.kind : undefined);
    if (value !== null && value !== undefined) query[name] = value;
  }
  const read = recordSearchSchema.safeParse(query);
  for (const { path } of read.success ? [] : read.error.issues) {
    const name = String(path[0] ?? '');
    const place = name === 'q' ? 'WORDS' : `--${name}`;
    issues.push({ path: place, problem: 'It is missing, or none that is known.', remedy: `See ./comity ${asking.command} --help.` });
  }
  return issues.length > 0 ? failWith(issues) : ok({ query, limit });
}

/** The shell takes the quotes off name:"Meridian Tide". */
function quoted(word: string): string {
  const at = word.indexOf(':');
  const isField = (searchFields as readonly string[]).includes(word.slice(0, at)) && word.includes(' ') && !word.includes('"');
  return isField ? `${word.slice(0, at)}:"${word.slice(at + 1)}"` : word;
}

type Found = Omit<RecordSearchAnswerWire, 'next'>;

export async function search(session: ServerSession, { query, limit }: Question): Promise<Result<Found>> {
  const rows: FoundRowWire[] = [];
  let first: RecordSearchAnswerWire | null = null;
  let newest: RecordSearchAnswerWire | null = null;
  for (let after: string | null = ''; after !== null && rows.length < limit;) {
    const page = { ...query, limit: String(Math.min(pageRows, limit - rows.length)), ...(after === '' ? {} : { after }) };
    const answer = await session.get(`/api/records?${new URLSearchParams(page).toString()}`);
    if (!answer.ok) return answer;
    newest = recordSearchAnswerSchema.parse(answer.value);
    first ??= newest;
    rows.push(...newest.rows);
    after = newest.next;
  }
  const { counts, withheld } = newest ?? nothing;
  return ok({ rows, withheld, counts, firms: first?.firms ?? [] });
}

const nothing: Found = { rows: [], withheld: [], counts: { total: 0, isMore: false, byKind: [], similar: null }, firms: [] };

function print(output: Output, { rows, withheld, counts, firms }: Found): void {
  for (const { id, kind, title, subtitle, reference, originatorName, isReceived, attested, why } of rows) {
    const word = attested === null ? '' : `, attested by ${attested.byName} from a letter of ${attested.writtenOn}`;
    const from = isReceived ? `, from ${originatorName}${word}` : '';
    output.line(`${id}  ${title}${subtitle === '' ? '' : `: ${subtitle}`} (${kind} ${reference}${from})${whyWords(why)}`);
  }
  if (rows.length === 0) output.line('Nothing is there for this purpose.');
  for (const { lei, name, jurisdiction, why } of firms) {
    output.line(`LEI ${lei}  ${name}${jurisdiction === null ? '' : `, ${jurisdiction}`} (published)${whyWords(why)}`);
  }
  if (counts.isMore) output.line(`More than ${counts.total} match; the newest come first. Narrow the search.`);
  for (const { count, reason } of withheld) output.line(`Withheld: ${count}. ${reason}`);
}

function whyWords({ by, text, score }: FoundWhyWire): string {
  if (by === 'similar') return `  [like ${text}, ${String(score)}]`;
  return by === 'all' ? '' : `  [${by} ${text}]`;
}
