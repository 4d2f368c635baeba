// SPDX-License-Identifier: Apache-2.0
/**
 * What is known here of proceedings against a person: nobody is tried twice for the same acts, so whoever asks another authority for
 * help looks first whether somebody has judged, or is judging, already.
 *
 *     register of own interests       a subject at the stage "pending" or "final"
 *     readiness in a joint operation   each participant says whether the conduct of the plan was judged before
 *     answers to a notice              each authority says whether it knows of a criminal investigation
 *
 * A subject is found where its name, number or address stands in the text as a whole, capitals, spaces and punctuation aside. It is
 * a reason to say what one knows, never a verdict on whether the acts are the same: that is for people.
 *
 * Source: IOSCO memorandum, paragraph 6(e)(ii); MiCA article 95(2); Regulation (EU) 2018/1805, article 8, for ne bis in idem.
 */
import type { KnownProceedings } from '../assistance/index.ts';
import type { Database } from '../kernel/index.ts';
import { comparedValue, judgedInterests, notesOfProceedings } from './store.ts';
import type { JointNoteWire, SubjectWire } from './wire.ts';

/** A name of three letters stands in too many texts. */
const comparedCharactersMin = 4;

/** The gravest first, and of one subject each authority once. */
export async function proceedingsKnown(db: Database, self: string, text: string): Promise<readonly KnownProceedings[]> {
  const compared = comparedValue(text);
  if (compared.length < comparedCharactersMin) return [];
  const own = (await judgedInterests(db)).map(({ value, stage }): KnownProceedings => {
    return { outcome: stage === 'final' ? 'final' : 'pending', subject: value, by: self, matter: null };
  });
  const told = proceedingsInNotes(await notesOfProceedings(db));
  const found = new Map<string, KnownProceedings>();
  for (const one of [...own, ...told].filter(({ subject }) => stands(subject, compared))) {
    const key = `${comparedValue(one.subject)} ${one.by}`;
    if (found.get(key)?.outcome !== 'final') found.set(key, one);
  }
  return [...found.values()].toSorted((left, right) => Number(right.outcome === 'final') - Number(left.outcome === 'final'));
}

function stands(subject: string, compared: string): boolean {
  const wanted = comparedValue(subject);
  return wanted.length >= comparedCharactersMin && compared.includes(wanted);
}

interface NoteSaid {
  readonly note: Pick<JointNoteWire, 'matter' | 'author' | 'said'>;
}

/** From the notes of any number of matters, in whatever order they came. */
export function proceedingsInNotes(notes: readonly NoteSaid[]): readonly KnownProceedings[] {
  const subjects = new Map<string, readonly SubjectWire[]>();
  for (const { note } of notes) {
    if (note.said.kind === 'plan') subjects.set(note.matter, [...(subjects.get(note.matter) ?? []), ...note.said.plan.subjects]);
    if (note.said.kind === 'notice') subjects.set(note.matter, note.said.subjects);
  }
  return notes.flatMap(({ note }) => {
    const outcome = outcomeSaid(note.said);
    if (outcome === null) return [];
    return (subjects.get(note.matter) ?? []).map(({ value }) => ({ outcome, subject: value, by: note.author, matter: note.matter }));
  });
}

function outcomeSaid(said: JointNoteWire['said']): KnownProceedings['outcome'] | null {
  if (said.kind === 'ready') return said.idem.outcome === 'none' ? null : said.idem.outcome;
  return said.kind === 'disclose' && said.criminal === 'yes' ? 'pending' : null;
}
