// SPDX-License-Identifier: Apache-2.0
/**
 * What an approver reads of a note before it binds the authority: everything that an officer said in it, and to whom it goes.
 *
 *     title       Whether lists of clients are files      the matter, first, since lists name an act by it
 *     jointStep   raise
 *     counterpart Financial Intelligence Unit of Xebria
 *     agreement   Arrangement on Joint Operations, version 1
 *     about       refusal
 *     position    Lists of clients are files of the firm under clause 3.
 *     asks        That they are given like other files.
 *
 * Members are shown by their names in the note, so that no kind of note can hide one; what names another document by its digest alone is
 * left out, as is what the server fills in by itself. Words of closed lists go as they stand, and the screen says them in its language.
 */
import { agreementByDigest, type AgreementIndex } from '../agreements/index.ts';
import type { MatterRecord } from './store.ts';
import { isAuthorityId } from '../seals/index.ts';
import type { ContentWire } from './wire.ts';

type Names = ReadonlyMap<string, string>;

interface Known {
  readonly self: string;
  readonly namesOf: (authorities: readonly string[]) => Promise<ReadonlyMap<string, { readonly name: string }>>;
  readonly agreements: AgreementIndex;
}

/** `matter` is null for a note that opens one: it names the title and the participants itself. */
export async function shownOfNote(
  { self, namesOf, agreements }: Known,
  matter: Pick<MatterRecord, 'title' | 'participants'> | null,
  said: ContentWire,
): Promise<Readonly<Record<string, string>>> {
  const others = matter?.participants.filter((one) => one !== self) ?? [];
  const found = await namesOf([...new Set([...others, ...authoritiesIn(said)])]);
  const names = new Map([...found].map(([id, { name }]) => [id, name] as const));
  const agreement = 'agreement' in said ? agreementText(agreements, said.agreement.digest) : null;
  const facts = { title: matter?.title ?? titleOf(said), jointStep: said.kind, counterpart: others, ...membersOf(said, self), agreement };
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => {
      const text = textOf(value, names);
      return text === '' || leftOut.has(name) ? [] : [[name, text]];
    }),
  );
}

function titleOf(said: ContentWire): string {
  if (said.kind === 'plan') return said.plan.title;
  return 'title' in said ? said.title : '';
}

function membersOf(said: ContentWire, self: string): Readonly<Record<string, unknown>> {
  if (said.kind === 'plan') return { version: said.version, ...planMembers(said.plan, self) };
  const { kind: _, ...members } = said;
  return 'participants' in members ? { ...members, participants: members.participants.filter((one) => one !== self) } : members;
}

/** Filled in by the server, or said above already; a consent is a whole document of another authority. */
const leftOut: ReadonlySet<string> = new Set(['route', 'isBinding', 'consent', 'orders', 'otherName']);

type Plan = Extract<ContentWire, { kind: 'plan' }>['plan'];

/** What each does and when stands in one line. */
function planMembers({ participants, steps, ...plan }: Plan, self: string): Readonly<Record<string, unknown>> {
  const needed = participants.filter(({ isNeeded }) => isNeeded).map(({ authorityId }) => authorityId);
  const lines = steps.map(({ owner, title, measure, preconditions, isAtInstant, startsAt, endsAt }) => {
    const when = isAtInstant ? [] : [startsAt, endsAt];
    return [owner, title, measure, ...when, ...preconditions];
  });
  return {
    ...plan,
    participants: participants.flatMap(({ authorityId }) => (authorityId === self ? [] : [authorityId])),
    needed,
    steps: lines.map((line) => ({ ...line })),
  };
}

function agreementText(agreements: AgreementIndex, digest: string): string {
  const known = agreementByDigest(agreements, digest);
  return known === null ? digest : `${known.document.title}, ${known.document.version}`;
}

/** Lists by lines, members of one thing side by side; digests are left to the machine. */
function textOf(value: unknown, names: Names): string {
  if (typeof value === 'string') return /^sha256:[0-9a-f]{64}$/.test(value) ? '' : (names.get(value) ?? value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  const within = (values: readonly unknown[]): string[] => values.map((one) => textOf(one, names)).filter((text) => text !== '');
  if (Array.isArray(value)) return within(value).join('\n');
  return typeof value === 'object' && value !== null ? within(Object.values(value)).join(' · ') : '';
}

function authoritiesIn(value: unknown): string[] {
  if (typeof value === 'string') return isAuthorityId(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(authoritiesIn) : [];
}
