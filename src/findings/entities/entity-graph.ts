// SPDX-License-Identifier: Apache-2.0
/**
 * Who owns and controls the subject, what it owns, its wallets and venues, and the cases in which something about it was given.
 *
 * One step from the subject and no further: whoever wants to see on opens the page of a neighbour, which is a use of its own. A party that
 * has an identifier is known by it, so that two sources draw one owner once; one without is drawn once for each place it stands in.
 */
import type { FirmDataWire, PlacedSubject, RecordBodyWire } from '../../records/index.ts';
import type { EntityPageWire } from './wire.ts';

type Graph = EntityPageWire['graph'];
type Party = Graph['parties'][number];
type Relation = Graph['relations'][number];

export interface GraphSource {
  readonly source: number;
  readonly record: string;
  readonly place: string;
  readonly body: RecordBodyWire;
  readonly subjects: readonly PlacedSubject[];
  readonly caseRef: string | null;
}

export interface GraphInput {
  readonly name: string;
  readonly sources: readonly GraphSource[];
  /** By LEI, what is published about the subject. */
  readonly published: readonly FirmDataWire[];
  /** Cases that the officer may see. */
  readonly cases: ReadonlySet<string>;
}

const subjectId = 'subject';
/** Parties around one subject that a person takes in; the rest stands among the facts. */
const partiesMax = 60;

export function graphOf({ name, sources, published, cases }: GraphInput): Graph {
  const parties = new Map<string, Party>([[subjectId, { id: subjectId, label: name, kind: 'subject', seed: null }]]);
  const relations = new Map<string, Relation>();
  const draw = (party: Party, relation: Omit<Relation, 'from' | 'to'> & { readonly isFromSubject: boolean }): void => {
    if (!parties.has(party.id) && parties.size >= partiesMax) return;
    parties.set(party.id, parties.get(party.id) ?? party);
    const { isFromSubject, ...rest } = relation;
    const [from, to] = isFromSubject ? [subjectId, party.id] : [party.id, subjectId];
    const key = `${from} ${to} ${rest.what} ${rest.text}`;
    relations.set(key, relations.get(key) ?? { from, to, ...rest });
  };
  for (const one of sources) {
    for (const { party, relation } of drawnFrom(one)) draw(party, { ...relation, source: one.source });
    if (one.caseRef !== null && cases.has(one.caseRef)) {
      const party: Party = { id: one.caseRef, label: one.caseRef, kind: 'case', seed: null };
      draw(party, { what: 'given-in', text: '', source: one.source, isFromSubject: true });
    }
  }
  for (const data of published) for (const { party, relation } of drawnFromPublished(data)) draw(party, { ...relation, source: null });
  return { parties: [...parties.values()], relations: [...relations.values()] };
}

interface Drawn {
  readonly party: Party;
  readonly relation: { readonly what: Relation['what']; readonly text: string; readonly isFromSubject: boolean };
}

function drawnFrom({ record, place, body, subjects }: GraphSource): readonly Drawn[] {
  const own = subjects.find((subject) => subject.place === place);
  const wallets = (own?.said ?? []).filter(({ what }) => what === 'wallet' || what === 'mic');
  const has = wallets.map(({ what, value }): Drawn => {
    const isWallet = what === 'wallet';
    const party: Party = { id: `${what}:${value}`, label: value, kind: isWallet ? 'wallet' : 'venue', seed: `${what}:${value}` };
    return { party, relation: { what: isWallet ? 'has' : 'operates', text: '', isFromSubject: true } };
  });
  if (body.kind !== 'registration') return has;
  if (place === '/firm') {
    const owners = body.owners.map((_, at): Drawn | null => {
      const subject = subjects.find((one) => one.place === `/owners/${at}`);
      return subject === undefined ? null : { party: partyOf(record, subject), relation: { ...shareOf(body, at), isFromSubject: false } };
    });
    return [...has, ...owners.filter((one) => one !== null)];
  }
  const firm = subjects.find((one) => one.place === '/firm');
  const at = Number(place.split('/')[2]);
  return firm === undefined ? has : [...has, { party: partyOf(record, firm), relation: { ...shareOf(body, at), isFromSubject: true } }];
}

function partyOf(record: string, subject: PlacedSubject): Party {
  const label = subject.said.find(({ what }) => what === 'name')?.value ?? '';
  const seed = `${record}#${subject.place}`;
  return { id: subject.keys[0] ?? seed, label, kind: subject.kind, seed };
}

function shareOf(body: Extract<RecordBodyWire, { kind: 'registration' }>, at: number): { what: 'owns' | 'controls'; text: string } {
  const owner = body.owners[at];
  const interest = owner?.interest;
  const isOwner = owner?.role === 'owner' || interest?.type === 'shareholding';
  const shares = [...new Set([interest?.shareMin, interest?.shareMax])].filter((share) => share !== undefined);
  return { what: isOwner ? 'owns' : 'controls', text: shares.length === 0 ? '' : `${shares.join('–')} %` };
}

/** Codes of the LEI system read as relations: whoever consolidates it is a parent. */
function drawnFromPublished(data: FirmDataWire): readonly Drawn[] {
  const current = data.statements.filter(({ knownUntil }) => knownUntil === null);
  const parents = current.flatMap(({ statement, parentName }): Drawn[] => {
    if (!('parent' in statement) || statement.parent === null || !statement.isActive) return [];
    const party = firmByLei(statement.parent, parentName);
    return [{ party, relation: { what: 'parent', text: statement.kind, isFromSubject: false } }];
  });
  const children = data.children.map(({ lei, kind, name }): Drawn => {
    return { party: firmByLei(lei, name), relation: { what: 'parent', text: kind, isFromSubject: true } };
  });
  return [...parents, ...children];
}

function firmByLei(lei: string, name: string | null): Party {
  return { id: `lei:${lei.toLowerCase()}`, label: name ?? lei, kind: 'entity', seed: `lei:${lei}` };
}
