// SPDX-License-Identifier: Apache-2.0
//
// Rules for the documents: a link leads somewhere, a page has one title.
import path from 'node:path';
import { type Finding, type Project, type ProjectFile, type Rule, ruleOfFile } from './project.ts';

const isPage = (at: string): boolean => at.endsWith('.md');

export const documentRules: readonly Rule[] = [
  { name: 'every link in a page leads to a file and a heading that exist', find: deadLinks },
  ruleOfFile('a page opens with its one title', isPage, badTitles),
];

/** A page's lines with what stands in code fences blanked. */
export function proseLines(file: ProjectFile): string[] {
  let isFenced = false;
  return file.lines.map((line) => {
    const isFence = /^\s*(?:```|~~~)/.test(line);
    if (isFence) isFenced = !isFenced;
    return isFenced || isFence ? '' : line;
  });
}

function badTitles(file: ProjectFile): Finding[] {
  const titles = proseLines(file).flatMap((line, index) => (/^# \S/.test(line) ? [index] : []));
  const first = file.lines.findIndex((line) => line.trim() !== '' && !line.startsWith('<!--'));
  if (titles[0] !== first || titles.length !== 1) {
    return [{ file: file.path, line: (titles[1] ?? titles[0] ?? 0) + 1, sentence: 'must open with "# Title" and hold no second one.' }];
  }
  return [];
}

function deadLinks(project: Project): Finding[] {
  const pages = new Map(project.files.map((file) => [file.path, file]));
  return project.files
    .filter((file) => isPage(file.path))
    .flatMap((file) =>
      proseLines(file).flatMap((line, index) =>
        linksOf(line).flatMap((link) => {
          const problem = problemOf(link, file, project, pages);
          return problem === null ? [] : [{ file: file.path, line: index + 1, sentence: `links to ${link}: ${problem}` }];
        }),
      ),
    );
}

function linksOf(line: string): string[] {
  const prose = line.replace(/`[^`]*`/g, '');
  return [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)|(?:src|href)="([^"]+)"/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
}

function problemOf(link: string, file: ProjectFile, project: Project, pages: ReadonlyMap<string, ProjectFile>): string | null {
  if (/^[a-z][a-z0-9+.-]*:/i.test(link)) return null;
  const [place = '', anchor] = link.split('#');
  if (place.startsWith('/')) return 'write it relative to the page.';
  const target = place === '' ? file.path : path.posix.join(path.posix.dirname(file.path), decodeURIComponent(place)).replace(/\/$/, '');
  if (!project.paths.has(target)) return 'there is no such file.';
  const page = pages.get(target);
  if (anchor === undefined || page === undefined || !isPage(target)) return null;
  return headingsOf(page).has(anchor) ? null : 'the page has no such heading.';
}

/** Headings as the usual renderers name them: lower case, punctuation dropped, spaces to hyphens. */
function headingsOf(page: ProjectFile): Set<string> {
  const names = proseLines(page).flatMap((line) => {
    const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(line)?.[1];
    return heading === undefined
      ? []
      : [
          heading
            .toLowerCase()
            .replace(/[^\p{L}\p{N}\s_-]/gu, '')
            .replace(/\s/g, '-'),
        ];
  });
  return new Set(names);
}
