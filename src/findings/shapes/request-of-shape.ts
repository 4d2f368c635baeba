// SPDX-License-Identifier: Apache-2.0
/** What a request says that is drafted from a shape: who holds the accounts that draw it, and what else they did in that time. */
import type { ShapeFindingWire } from '../../flows/wire.ts';
import { limits } from '../../kernel/index.ts';

/** Accounts that are named one by one; the rest are counted. */
const namedMax = 60;

export function requestOfShape(
  { shape, parties, sentences, from, until, evidence, digest }: ShapeFindingWire,
  lookAlikes: readonly string[],
): Readonly<Record<'subject' | 'facts' | 'period' | 'why-useful', string>> {
  const more = parties.count - Math.min(namedMax, parties.first.length);
  const facts = [
    `${shape.title}, found in movements that are held here.`,
    ...sentences,
    `Accounts: ${parties.first.slice(0, namedMax).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
    'Asked for: who holds and controls those of the accounts that are under your supervision, and their movements in the period named.',
    ...(lookAlikes.length === 0 ? [] : [`What is lawful and looks like it: ${lookAlikes.join('; ')}.`]),
    `It rests on ${evidence.count} movements. Shape ${shape.id}, version ${shape.version}; finding ${digest}.`,
    'This is a lead from a shape, not a finding of guilt.',
  ];
  return {
    subject: `${shape.title}: ${parties.first[0] ?? ''}`.slice(0, limits.nameCharactersMax),
    facts: facts.join('\n').slice(0, limits.textCharactersMax),
    period: `${from} to ${until} (UTC)`,
    'why-useful': 'Without the holders of these accounts it cannot be seen whether the movements have a lawful reason.',
  };
}
