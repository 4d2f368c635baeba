// SPDX-License-Identifier: Apache-2.0
/** Parts that the papers of several rooms have alike: a heading with its text, facts that are known, what was said one after another. */
import { minuteOf, type PaperPart } from './paper.ts';

/** A heading and its text; nothing where there is no text. */
export function textUnder(title: string, text: string): readonly PaperPart[] {
  if (text.trim() === '') return [];
  return [
    { kind: 'heading', level: 1, text: title },
    { kind: 'paragraph', text },
  ];
}

type Facts = readonly (readonly [name: string, value: string])[];

/** The facts of which something is known. */
export function knownFacts(rows: Facts): Facts {
  return rows.filter(([, value]) => value.trim() !== '');
}

export interface Said {
  readonly at: string;
  readonly sentence: string;
  /** The dispatch that carried it; null for what was done here. */
  readonly dispatch: string | null;
}

/** What both sides said after an order, the oldest first; nothing where nobody has said anything. */
export function whatFollowed(history: readonly Said[]): readonly PaperPart[] {
  if (history.length === 0) return [];
  const columns = [
    { title: 'When', weight: 2 },
    { title: 'What was said', weight: 5 },
    { title: 'Dispatch', weight: 3, isMono: true as const },
  ];
  const rows = history.map(({ at, sentence, dispatch }) => [`${minuteOf(at)} UTC`, sentence, dispatch ?? '']);
  return [
    { kind: 'heading', level: 1, text: 'What followed' },
    { kind: 'table', caption: 'Steps', columns, rows, empty: '' },
  ];
}
