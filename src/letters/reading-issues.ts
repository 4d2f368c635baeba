// SPDX-License-Identifier: Apache-2.0
/** What is wrong with what was read in a letter, by the field in which it was entered; and the seed of its body. */
import type { Verdict } from '../agreements/index.ts';
import type { Issue } from '../kernel/index.ts';
import { fromHex } from '../seals/index.ts';
import type { Transcribed } from './store.ts';

export function issuesOf(verdict: Verdict): Issue[] {
  return verdict.reasons.map(({ sentence, field }) => ({
    path: field === undefined || field === null ? 'verdict' : `says.${field}`,
    problem: sentence,
    remedy: 'Set the letter aside with this reason, and answer it by a letter of your own.',
  }));
}

export function schemaIssues(found: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): Issue[] {
  return found.map(({ path, message }) => ({
    path: ['says', ...path.map(String)].join('.'),
    problem: `${message}.`,
    remedy: 'Enter it as the letter says it.',
  }));
}

export function seedOf({ bodySeed }: Pick<Transcribed, 'bodySeed'>): Uint8Array {
  const seed = fromHex(bodySeed);
  if (seed === null) throw new Error('a transcription was made with a seed');
  return seed;
}
