// SPDX-License-Identifier: Apache-2.0
/**
 * The verifier as one page for a browser: drop a bundle, read what is proven, in which order it happened and what is withheld.
 *
 * It is the verifier of the command line, built with what a browser needs in place of Node (platform/). The page opens from a
 * disk, asks no network (its own rules forbid it), keeps nothing, and prints as it is shown. All text from the bundle is
 * written as text and never as markup.
 */
import './platform/buffer.ts';
import { z } from 'zod';
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

async function check(file: File): Promise<void> {
  const answer = must('answer', HTMLElement);
  answer.replaceChildren(element('p', `Checking ${file.name} …`));
  // One turn of the page first, so that this is seen: checking takes the page's own time.
  await new Promise((resolve) => setTimeout(resolve, 30));
  const bytes = file.size > bytesMax ? new Uint8Array() : new Uint8Array(await file.arrayBuffer());
  const expected = expectedIdentities();
  const verdict = verifyBundle(bytes, { suites: realSuites, ...(expected.length > 0 ? { expected } : {}) });
  show(answer, file.name, verdict);
}

function show(answer: HTMLElement, name: string, verdict: BundleVerdict): void {
  const heading = element('h2', verdict.isValid ? `Valid: ${name}` : `Not valid: nothing is proven by ${name}`);
  heading.className = verdict.isValid ? 'valid' : 'invalid';
  heading.tabIndex = -1;
  document.body.dataset['verdict'] = verdict.isValid ? 'valid' : 'invalid';
  if (verdict.isValid) answer.replaceChildren(heading, ...partsOf(verdict));
  else answer.replaceChildren(heading, issuesOf(verdict));
  heading.focus();
}

function issuesOf({ issues }: BundleVerdict): HTMLElement {
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
chosen.addEventListener('change', () => {
  const [file] = chosen.files ?? [];
  if (file !== undefined) void check(file);
});
must('print', HTMLButtonElement).addEventListener('click', () => window.print());
document.addEventListener('dragover', (event) => event.preventDefault());
document.addEventListener('drop', (event) => {
  event.preventDefault();
  const [file] = event.dataTransfer?.files ?? [];
  if (file !== undefined) void check(file);
});
