// SPDX-License-Identifier: Apache-2.0
/**
 * One subject against one entry of a list, with all their names: for a page that shows the two side by side.
 *
 * The same comparison as in a search, without an index: it gives the score that the search gives, at any later time, from the two alone.
 */
import type { ListedSubject } from '../lists/subject.ts';
import { newWordBook } from '../names/word-book.ts';
import { parseName } from '../names/parse-name.ts';
import { compareSubjects, parseNames, type Question, type SubjectComparison } from './compare-subjects.ts';

export function compareWithListed(question: Question, listed: ListedSubject): SubjectComparison {
  const book = newWordBook();
  return compareSubjects(question, parseName(question.name, question.kind, book), listed, parseNames(listed, book), { book });
}
