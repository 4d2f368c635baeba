// SPDX-License-Identifier: Apache-2.0
/**
 * The links of one participant with what may be its holders, for a stated purpose: what records say is shown here, so each of them has this
 * look among its uses. Judging is done as for merges of entities, and taken back in the same way.
 */
import type { Purpose } from '../../conditions/index.ts';
import { type Database, wholeUseCase } from '../../kernel/index.ts';
import { noteSubjectUses, placedSubjects, type RecordOfSubject } from '../../records/index.ts';
import { accountsInAlerts, isParticipant } from '../alerts/store.ts';
import { keyOf } from '../entities/merge-proposals.ts';
import { accountJudgements } from '../entities/store.ts';
import { absent, type By, done, type FindingsDeps, type Outcome } from '../findings-deps.ts';
import { recordWords } from '../screenings/place-words.ts';
import { accountOf } from './account-keys.ts';
import { proposeLinks } from './propose-links.ts';
import { readLinks, type ReadLinks, seenJudgements } from './read-links.ts';
import { linksWire } from './show-links.ts';
import type { LinkProposalsWire } from './wire.ts';

/** Accounts of holders that are listed; more are looked up on the pages of the subjects. */
const accountsMax = 100;

export function linkPage(
  deps: FindingsDeps,
  asked: { readonly name: string; readonly purpose: Purpose },
  by: By,
): Promise<Outcome<LinkProposalsWire>> {
  const { name, purpose } = asked;
  return wholeUseCase(deps.database, async (tx): Promise<Outcome<LinkProposalsWire>> => {
    if (!(await isParticipant(tx, name))) return absent;
    const accounts = await accountsInAlerts(tx, name);
    const side = { name, accounts: accountOf(name) === null ? accounts : [...new Set([name, ...accounts])] };
    const judgements = await seenJudgements(tx, deps, await accountJudgements(tx), purpose, by);
    const links = await readLinks(tx, deps, { purpose, first: [name] }, by);
    const proposed = await proposeLinks(tx, deps, { side, judgements, purpose }, by);
    const holding = accountsOfHolders(links, name);
    const shown = [...new Map([...holding.records, ...proposed.records].map((one) => [one.row.id, one])).values()];
    if (shown.length > 0)
      await noteSubjectUses(tx, shown, { officer: by.officer, purpose, note: 'Links of an account on a market' }, by.now, deps.random);
    return done({
      links: await linksWire(tx, deps, links, [name]),
      proposals: [...proposed.proposals],
      accounts: holding.accounts,
      withheld: [...proposed.withheld].map(([reason, count]) => ({ reason, count })),
      isMore: proposed.isMore,
    });
  });
}

interface Holding {
  readonly accounts: LinkProposalsWire['accounts'];
  readonly records: readonly RecordOfSubject[];
}

/** What the records of its holders, and of the subjects on the ways from it, say about their accounts. */
function accountsOfHolders(links: ReadLinks, name: string): Holding {
  const steps = links.graph.joinedTo(name).flatMap((one) => one.steps.flatMap(({ from, to }) => [from, to]));
  const places = new Set([...links.held.flatMap((one) => (one.participant === name ? [one.place] : [])), ...steps]);
  const accounts: LinkProposalsWire['accounts'] = [];
  const records = new Set<RecordOfSubject>();
  for (const record of links.records.values()) {
    for (const subject of placedSubjects(record.body)) {
      if (!places.has(keyOf(record.row.id, subject.place))) continue;
      const holder = subject.said.find(({ what }) => what === 'name')?.value ?? '';
      for (const { what, value } of subject.said) {
        if ((what !== 'account' && what !== 'wallet') || accounts.length >= accountsMax) continue;
        accounts.push({ account: value, holder, record: record.row.id, label: recordWords(record.row, subject.place) });
        records.add(record);
      }
    }
  }
  return { accounts, records: [...records] };
}

/** Everyone who belongs with one of these, for one purpose; only names, as alerts give them. */
export async function belongingWith(
  db: Database,
  deps: FindingsDeps,
  asked: { readonly participants: readonly string[]; readonly purpose: Purpose },
  by: By,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { graph } = await readLinks(db, deps, { purpose: asked.purpose, first: [] }, by);
  return new Map(asked.participants.map((name) => [name, graph.joinedTo(name).map(({ participant }) => participant)]));
}
