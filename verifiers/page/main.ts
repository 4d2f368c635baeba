// SPDX-License-Identifier: Apache-2.0
/**
 * The verifier as one page for a browser: drop a bundle, read what is proven, in which order it happened and what is withheld.
 *
 * It is the verifier of the command line, built with what a browser needs in place of Node (platform/). The page opens from a
 * disk, asks no network (its own rules forbid it), keeps nothing, and prints as it is shown. All text from the bundle is
 * written as text and never as markup.
 */
import './platform/buffer.ts';
import { createHash } from './platform/crypto.ts';
import { z } from 'zod';
import type { Issue } from '../../src/kernel/index.ts';
import { realSuites } from '../../src/seals/index.ts';
import { type BundleVerdict, verifyBundle } from '../../src/verifier/index.ts';

// The parser otherwise tries to compile code at run time, which the page's rules forbid.
z.config({ jitless: true });

const bytesMax = 256 * 1024 * 1024;

function must<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has its ${id}`);
  return found;
}

function element(tag: string, text: string, ...children: Node[]): HTMLElement {
  const made = document.createElement(tag);
  made.append(text, ...children);
  return made;
}

function table(caption: string, columns: readonly string[], rows: readonly (readonly string[])[]): HTMLElement {
  const head = element('tr', '', ...columns.map((text) => Object.assign(element('th', text), { scope: 'col' })));
  const body = rows.map((row) => element('tr', '', ...row.map((text) => element('td', text))));
  return element('table', '', element('caption', caption), element('thead', '', head), element('tbody', '', ...body));
}

function expectedIdentities(): string[] {
  return must('expect', HTMLTextAreaElement)
    .value.split(/\s+/)
    .filter((word) => word !== '');
}

interface Compared {
  readonly rows: readonly (readonly [name: string, by: string, digest: string, size: string, found: string])[];
  /** Given files that are none of the bundle's. */
  readonly strangers: readonly string[];
}

/** A file of any size takes little memory: it is read in the parts in which the browser gives it. */
async function digestOfFile(file: File): Promise<string> {
  const hash = createHash('sha256');
  const reader = file.stream().getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) hash.update(part.value);
  return `sha256:${String(hash.digest('hex'))}`;
}

/** The files that are given, held against those that the bundle names by digest and size; names do not matter. */
async function compared({ attachments }: BundleVerdict): Promise<Compared> {
  const names = new Map<string, string>();
  const strangers: string[] = [];
  for (const file of must('beside', HTMLInputElement).files ?? []) {
    const digest = attachments.some(({ size }) => size === file.size) ? await digestOfFile(file) : '';
    if (attachments.some((one) => one.digest === digest && one.size === file.size)) names.set(digest, file.name);
    else strangers.push(file.name);
  }
  const rows = attachments.map(({ name, by, digest, size }) => {
    const found = names.get(digest);
    return [name ?? '', by, digest, String(size), found === undefined ? 'not compared: not given' : `${found} is it`] as const;
  });
  return { rows, strangers };
}

/** How often something was given: of two checks under way only the later one speaks, whichever ends first. */
let asked = 0;

async function check(file: File): Promise<void> {
  const turn = (asked += 1);
  const answer = must('answer', HTMLElement);
  delete document.body.dataset['verdict'];
  answer.replaceChildren(element('p', `Checking ${file.name} …`));
  // One turn of the page first, so that this is seen: checking takes the page's own time.
  await new Promise((resolve) => setTimeout(resolve, 30));
  const bytes = file.size > bytesMax ? new Uint8Array() : new Uint8Array(await file.arrayBuffer());
  const expected = expectedIdentities();
  const verdict = verifyBundle(bytes, { suites: realSuites, ...(expected.length > 0 ? { expected } : {}) });
  const files = verdict.isValid ? await compared(verdict) : { rows: [], strangers: [] };
  if (turn === asked) show(answer, file.name, verdict, files);
}

function show(answer: HTMLElement, name: string, verdict: BundleVerdict, files: Compared): void {
  const isValid = verdict.isValid && files.strangers.length === 0;
  const heading = element('h2', isValid ? `Valid: ${name}` : `Not valid: nothing is proven by ${name}`);
  heading.className = isValid ? 'valid' : 'invalid';
  heading.tabIndex = -1;
  document.body.dataset['verdict'] = isValid ? 'valid' : 'invalid';
  if (isValid) answer.replaceChildren(heading, ...partsOf(verdict), ...filesOf(files));
  else answer.replaceChildren(heading, issuesOf([...verdict.issues, ...files.strangers.map(noneOfThem)]));
  heading.focus();
}

function noneOfThem(path: string): Issue {
  const remedy = 'Give the files as they were received, and nothing else.';
  return { path, problem: 'It is none of the files of this bundle.', remedy };
}

function filesOf({ rows }: Compared): HTMLElement[] {
  if (rows.length === 0) return [];
  return [table('Files that travelled; none of them is in the bundle', ['name', 'sent by', 'digest', 'bytes', 'held against'], rows)];
}

function issuesOf(issues: readonly Issue[]): HTMLElement {
  return table(
    'What is wrong',
    ['where', 'what', 'what to do'],
    issues.map((issue) => [issue.path, issue.problem, issue.remedy]),
  );
}

function partsOf(verdict: BundleVerdict): HTMLElement[] {
  const { lines, timeline, withheld, unchecked, authorities } = verdict;
  return [
    table(
      'Whose keys these are said to be; compare the identities with the agreement on paper',
      ['authority', 'identity'],
      authorities.map(({ name, id }) => [name, id]),
    ),
    table(
      'What is proven',
      ['by', 'what', 'clause'],
      lines.map(({ by, what, clause }) => [by, what, clause ?? '']),
    ),
    table(
      'What happened, by the moments that the servers wrote (UTC)',
      ['when', 'who', 'what', 'file'],
      timeline.map(({ at, by, what, path }) => [at, by, what, path]),
    ),
    withheld.length === 0
      ? element('p', 'Nothing is withheld: every body is shown as it was signed.')
      : table(
          'What is withheld',
          ['file', 'place', 'how', 'reason', 'stated by'],
          withheld.map(({ path, pointer, manner, count, reason, statedBy, isSigned }) => [
            path,
            pointer === '' ? 'the body' : pointer,
            manner === 'withheld' ? 'withheld' : `${count} hidden with name`,
            reason,
            `${statedBy}${isSigned ? ', under its signature' : ', signed by nobody'}`,
          ]),
        ),
    ...(unchecked.length === 0 ? [] : [element('p', `Not compared with the act, since it is withheld: ${unchecked.join(', ')}.`)]),
  ];
}

const chosen = must('file', HTMLInputElement);
let last: File | null = null;
function checkAgain(file: File | null): void {
  last = file ?? last;
  if (last !== null) void check(last);
}
chosen.addEventListener('change', () => checkAgain(chosen.files?.[0] ?? null));
must('beside', HTMLInputElement).addEventListener('change', () => checkAgain(null));
must('print', HTMLButtonElement).addEventListener('click', () => window.print());
document.addEventListener('dragover', (event) => event.preventDefault());
document.addEventListener('drop', (event) => {
  event.preventDefault();
  const [file] = event.dataTransfer?.files ?? [];
  if (file !== undefined) checkAgain(file);
});
