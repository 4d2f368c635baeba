// SPDX-License-Identifier: Apache-2.0
/**
 * From particulars that are being written to those that are sent: blanks fall away, and what holds nothing falls away with them.
 *
 *     { contact: { name: ' ', email: 'a@xa.example' }, persons: [{ kind: 'natural', name: '' }] }   ->   { contact: { email: 'a@xa.example' } }
 *
 * A person of whom only the kind is chosen says nothing; nor does an identifier without its value.
 */
import type { ParticularsWire } from './wire.ts';

/** Null where nothing is written. */
export function writtenParticulars(draft: ParticularsWire | undefined): ParticularsWire | null {
  const { persons, instruments, ...rest } = draft ?? {};
  const named = persons?.flatMap(({ kind, identifiers, ...person }) => {
    const known = identifiers?.filter(({ value }) => value.trim() !== '');
    const said = withoutBlanks({ ...person, ...(known === undefined ? {} : { identifiers: known }) });
    return said === undefined ? [] : [{ kind, ...said }];
  });
  const listed = instruments?.filter(({ value }) => value.trim() !== '');
  const written = withoutBlanks({
    ...rest,
    ...(named === undefined ? {} : { persons: named }),
    ...(listed === undefined ? {} : { instruments: listed }),
  });
  return written ?? null;
}

/** The period in words, where only its days are written: agreements ask for a text. */
export function periodWords({ period }: ParticularsWire): string {
  const { from, to, whyLong = '' } = period ?? {};
  const days = from === undefined ? (to === undefined ? '' : `until ${to}`) : to === undefined ? `from ${from}` : `${from} to ${to}`;
  return [days, whyLong.trim()].filter((words) => words !== '').join('. ');
}

/** Texts trimmed; undefined where nothing is left. */
function withoutBlanks<Value>(value: Value): Value | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : (value.trim() as Value);
  if (Array.isArray(value)) {
    const kept = value.flatMap((one) => withoutBlanks(one) ?? []);
    return kept.length === 0 ? undefined : (kept as Value);
  }
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).flatMap(([name, member]) => {
    const left: unknown = withoutBlanks(member);
    return left === undefined ? [] : [[name, left]];
  });
  return kept.length === 0 ? undefined : (Object.fromEntries(kept) as Value);
}
