// SPDX-License-Identifier: Apache-2.0
/** `comity screen`: a name, or a file of subjects, against lists in files, with every reason; without a server. */
import {
  buildIndex, explain, type Hit, listLayouts, matchThreshold, parsePartialDate, type Question, questionOf, questionOfSubject, search, type SubjectKind,
} from '../../screening/index.ts'; // prettier-ignore
import { type Command, exitCodes, type Given, type Output, refuse } from '../command.ts';
import { readListFile, readListFiles } from './list-files.ts';

const kinds: readonly SubjectKind[] = ['person', 'firm', 'vessel', 'unknown'];
/** Subjects of a file between two lines of progress. */
const progressEvery = 10_000;

export const screen: Command = {
  name: 'screen',
  summary: 'screens a name, or a file of subjects, against lists in files',
  help: `
  NAME                   a name in any script; in quotation marks where it has several words
  --file FILE            instead of a name: subjects as CSV in the layout of own lists (id, kind, name, births, countries ...)
  --lists FILE           a list; may be given several times. Layouts: ${listLayouts.join(', ')}
  --kind KIND            person, firm, vessel or unknown (the default)
  --born DATE            1962, 1962-08 or 1962-08-12
  --country CODE         two letters; may be given several times
  --threshold NUMBER     from which score a hit is shown; ${matchThreshold} if it is not given
  --json                 prints hits as JSON, one line for each subject asked about

Exit code 0: no hit; 1: hits; 2: wrongly used, or a list that cannot be read. Progress goes to standard error.

  ./comity screen "Lavrenov, A." --lists examples/screening/list-xa.csv`,
  options: {
    file: { type: 'string' },
    lists: { type: 'string', multiple: true },
    kind: { type: 'string' },
    born: { type: 'string' },
    country: { type: 'string', multiple: true },
    threshold: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(given, output) {
    const asJson = given.has('json');
    const wrong = (path: string, problem: string): number =>
      refuse(output, [{ path, problem, remedy: 'See ./comity screen --help.' }], exitCodes.wrongUse, asJson);
    const threshold = Number(given.text('threshold') ?? matchThreshold);
    if (!(threshold > 0 && threshold <= 1)) return wrong('--threshold', 'A threshold lies above 0 and is at most 1.');
    if (given.texts('lists').length === 0) return wrong('--lists', 'Give at least one list.');
    const questions = await questionsOf(given);
    if ('problem' in questions) return wrong(questions.path, questions.problem);
    const lists = await readListFiles(given.texts('lists'));
    if (!lists.ok) return refuse(output, lists.issues, exitCodes.wrongUse, asJson);
    for (const { list, notes } of lists.value)
      if (notes.length > 0) output.problem(`${list}: ${notes.length} values could not be read and are left out.`);
    const index = buildIndex(lists.value.map(({ list, subjects }) => ({ list, threshold, subjects })));
    let hits = 0;
    for (const [at, { id, question }] of questions.list.entries()) {
      const found = search(index, question);
      hits += found.length;
      show(output, id, question, found, asJson);
      if ((at + 1) % progressEvery === 0) output.problem(`${at + 1} of ${questions.list.length} screened, ${hits} hits`);
    }
    return hits > 0 ? exitCodes.no : exitCodes.done;
  },
};

interface Asked {
  readonly id: string;
  readonly question: Question;
}

async function questionsOf(
  given: Given,
): Promise<{ readonly list: readonly Asked[] } | { readonly path: string; readonly problem: string }> {
  const file = given.text('file');
  if (file !== null) {
    if (given.words.length > 0) return { path: 'NAME', problem: 'Give a name or --file, not both.' };
    const read = await readListFile(file);
    if (!read.ok) return { path: read.issues[0]?.path ?? file, problem: read.issues[0]?.problem ?? 'It cannot be read.' };
    return { list: read.value.subjects.map((subject) => ({ id: subject.id, question: questionOfSubject(subject) })) };
  }
  const name = given.words.join(' ').trim();
  if (!/[\p{L}\p{N}]/u.test(name)) return { path: 'NAME', problem: 'Give a name with at least one letter, or --file.' };
  const kind = kinds.find((one) => one === (given.text('kind') ?? 'unknown'));
  if (kind === undefined) return { path: '--kind', problem: `Write one of ${kinds.join(', ')}.` };
  const born = given.text('born');
  const birth = born === null ? null : parsePartialDate(born);
  if (born !== null && birth === null) return { path: '--born', problem: `"${born}" is no date.` };
  const countries = given.texts('country').map((code) => code.toUpperCase());
  return { list: [{ id: '', question: { ...questionOf(name, kind), births: birth === null ? [] : [birth], countries } }] };
}

function show(output: Output, id: string, question: Question, hits: readonly Hit[], asJson: boolean): void {
  if (asJson) {
    const shown = hits.map((hit) => ({ list: hit.list, id: hit.subject.id, name: hit.name, score: hit.score, reasons: explain(hit.seen) }));
    output.line(JSON.stringify({ ...(id === '' ? {} : { id }), name: question.name, hits: shown }));
    return;
  }
  if (hits.length === 0) {
    if (id === '') output.line(`${question.name}: no hit`);
    return;
  }
  output.line(`${id === '' ? '' : `${id} `}${question.name}: ${hits.length} ${hits.length === 1 ? 'hit' : 'hits'}`);
  for (const hit of hits) {
    output.line(`  ${hit.score.toFixed(3)}  ${hit.list} ${hit.subject.id}: ${hit.name}`);
    for (const reason of explain(hit.seen))
      output.line(`         ${reason.points > 0 ? '+' : ''}${reason.points.toFixed(2)}  ${reason.sentence}`);
  }
}
