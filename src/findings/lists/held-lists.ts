// SPDX-License-Identifier: Apache-2.0
/**
 * The newest versions of all lists, held in memory as one index, and made anew when a version, a threshold or a list is new.
 *
 * Every question first asks the database which versions count (one small query), so that every process of an authority answers from the
 * same ones. An index is made piece by piece with pauses; questions that come meanwhile wait for the same making.
 */
import type { Database } from '../../kernel/index.ts';
import { newIndexBuilder, type ScreeningIndex } from '../../screening/index.ts';
import { allLists, type ListRow, subjectsOfVersion } from './store.ts';

export interface HeldIndex {
  readonly index: ScreeningIndex;
  readonly lists: readonly Pick<ListRow, 'name' | 'version' | 'threshold' | 'purpose'>[];
}

export interface HeldLists {
  readonly now: (db: Database) => Promise<HeldIndex>;
}

/** Subjects between two pauses: about a hundredth of a second of work. */
const subjectsBetween = 200;
const pageSubjects = 2000;

export function holdLists(breathe: () => Promise<void>): HeldLists {
  let held: { readonly key: string; readonly making: Promise<HeldIndex> } | null = null;
  return {
    async now(db) {
      const lists = (await allLists(db)).filter((list) => list.version > 0);
      const key = lists.map(({ name, version, threshold }) => `${name} ${version} ${threshold}`).join('\n');
      if (held?.key !== key) {
        const making = makeIndex(db, lists, breathe);
        const mine = { key, making };
        held = mine;
        // One that failed is not kept, so that the next question tries again.
        making.catch(() => {
          if (held === mine) held = null;
        });
      }
      return held.making;
    },
  };
}

async function makeIndex(db: Database, lists: readonly ListRow[], breathe: () => Promise<void>): Promise<HeldIndex> {
  const builder = newIndexBuilder();
  for (const { name, version, threshold } of lists) {
    for (let after: string | null = ''; after !== null;) {
      const subjects = await subjectsOfVersion(db, { list: name, version, after, limit: pageSubjects });
      for (let at = 0; at < subjects.length; at += subjectsBetween) {
        builder.add({ list: name, threshold, subjects: subjects.slice(at, at + subjectsBetween) });
        await breathe();
      }
      after = subjects.length < pageSubjects ? null : (subjects.at(-1)?.id ?? null);
    }
  }
  return { index: builder.build(), lists };
}
