// SPDX-License-Identifier: Apache-2.0
/**
 * Authorities known by letter: their entry in our own register, and their identity.
 *
 * Such an authority has no key by which anybody could know it. Its identity is the digest of what we registered of it, with our own
 * identity in it: so nobody else can speak of the same one, and no document of ours can pass for one of theirs.
 */
import { agreementsOf } from '../agreements/index.ts';
import { noteAudit } from '../audit/index.ts';
import { canonicalJson, type Database, type Instant, isJurisdiction, isTimeZone, type Issue, wholeUseCase } from '../kernel/index.ts';
import { letterIdOf } from '../seals/index.ts';
import type { NamedAuthority } from '../assistance/index.ts';
import { absent, type By, type LetterDeps, type LetterOutcome } from './letter-deps.ts';
import { changeCounterpart, type CounterpartRecord, counterparts, insertCounterpart, lockCounterpart } from './store.ts';
import type { CounterpartRowWire, NewCounterpartWire } from './wire.ts';

export async function registerCounterpart(deps: LetterDeps, entry: NewCounterpartWire, by: By): Promise<LetterOutcome> {
  const wrong = entryIssues(entry);
  if (wrong.length > 0) return { kind: 'issues', issues: wrong };
  const { officer, now } = by;
  const { name, kind, jurisdiction } = entry;
  const registration = canonicalJson({ registeredBy: deps.assistance.self, registeredAt: now, name, kind, jurisdiction });
  const id = letterIdOf(new TextEncoder().encode(registration));
  return wholeUseCase(deps.database, async (tx): Promise<LetterOutcome> => {
    const known = await counterparts(tx);
    if (known.some((other) => other.entry.name === name && other.entry.jurisdiction === jurisdiction)) {
      const issues = [{ path: 'name', problem: 'It is registered already.', remedy: 'Change its address where that is new.' }];
      return { kind: 'issues', issues };
    }
    await insertCounterpart(tx, { id, entry, registered_by: officer, registered_at: now, joined_as: null });
    await noteAudit(tx, { event: 'letter.counterpart-registered', actor: officer, at: now, details: { peer: id } }, deps.ports.random);
    await deps.assistance.announce(tx, 'letters');
    return { kind: 'done', id };
  });
}

type Address = Pick<NewCounterpartWire, 'address' | 'email' | 'language'>;

/** Where letters go from now on. */
export async function changeAddress(deps: LetterDeps, id: string, address: Address, by: By): Promise<LetterOutcome> {
  const { officer, now } = by;
  return wholeUseCase(deps.database, async (tx): Promise<LetterOutcome> => {
    const row = await lockCounterpart(tx, id);
    if (row === null) return absent;
    await changeCounterpart(tx, id, { entry: { ...row.entry, ...address } });
    await noteAudit(tx, { event: 'letter.address-changed', actor: officer, at: now, details: { peer: id } }, deps.ports.random);
    await deps.assistance.announce(tx, 'letters');
    return { kind: 'done', id };
  });
}

export async function counterpartRows(deps: LetterDeps, now: Instant): Promise<CounterpartRowWire[]> {
  const index = await deps.assistance.agreementIndex(deps.database, now);
  return (await counterparts(deps.database)).map(({ id, entry, registered_at: registeredAt, joined_as: joinedAs }) => ({
    id,
    ...entry,
    registeredAt,
    agreements: agreementsOf(index, id, now).map(({ document, digest }) => ({ digest, title: document.title })),
    joinedAs,
  }));
}

/** Their names, for whoever shows authorities. */
export async function namesByLetter(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, NamedAuthority>> {
  return new Map((await counterparts(db, ids)).map((row) => [row.id, namedOf(row)]));
}

function namedOf({ entry: { name, jurisdiction }, joined_as: joinedAs }: CounterpartRecord): NamedAuthority {
  return { name, jurisdiction, isTraining: false, ...(joinedAs === null ? {} : { hasJoined: true }) };
}

function entryIssues({ jurisdiction, calendar }: NewCounterpartWire): Issue[] {
  const issues: Issue[] = [];
  if (!isJurisdiction(jurisdiction))
    issues.push({ path: 'jurisdiction', problem: 'It is not a jurisdiction.', remedy: 'Give the two letters of ISO 3166-1.' });
  if (!isTimeZone(calendar.timeZone))
    issues.push({ path: 'calendar.timeZone', problem: 'It is not a time zone.', remedy: 'Give an IANA name, e.g. Europe/Riga.' });
  if (new Set(calendar.weekend).size > 5)
    issues.push({ path: 'calendar.weekend', problem: 'No working day is left in a week.', remedy: 'List the days not worked only.' });
  return issues;
}
