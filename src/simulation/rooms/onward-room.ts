// SPDX-License-Identifier: Apache-2.0
/**
 * Room onward at a simulated server: the real room with its real store, on tables in memory.
 *
 * Its handlers run in the transactions of the exchange; what officers do begins transactions of the server's own store. So a crash
 * falls between any two of its steps, and a backup holds its tables.
 */
import { indexAgreements, type AgreementIndex } from '../../agreements/index.ts';
import { bodyWithoutParts, type DispatchHandler, type ExchangePorts, type MemoryState, queueDispatch } from '../../exchange/index.ts';
import { dispatchKinds } from '../../exchange/wire.ts';
import type { Database, JsonValue, Transaction } from '../../kernel/index.ts';
import { type OnwardContent, type OnwardDeps, onwardHandlers } from '../../onward/index.ts';
import type { Digest } from '../../seals/index.ts';
import type { Cast, Member } from '../authorities/cast.ts';
import { type Federation, serverOf } from '../authorities/federation.ts';
import type { Running } from '../authorities/server-state.ts';
import { databaseOf, stateOf, type Surroundings, transactionOn } from './memory-database.ts';

type Ports = ExchangePorts<MemoryState>;

export interface OnwardRoom {
  readonly handlers: ReadonlyMap<string, DispatchHandler<MemoryState>>;
  /** For officers: their use cases take it. */
  readonly deps: () => OnwardDeps;
}

const kindsOfRoom = dispatchKinds.filter((kind) => kind.startsWith('onward.'));

export function onwardRoom(federation: Federation, running: Running, ports: () => Ports): OnwardRoom {
  const surroundings = surroundingsOf(federation, running);
  let made: readonly DispatchHandler<Transaction>[] | null = null;
  const deps = (): OnwardDeps => depsOf(federation, running, ports());
  const handler = (kind: string): DispatchHandler<Transaction> => {
    made ??= onwardHandlers(deps());
    const found = made.find((one) => one.kind === kind);
    if (found === undefined) throw new Error(`room onward handles ${kind}`);
    return found;
  };
  const handlers = kindsOfRoom.map((kind): DispatchHandler<MemoryState> => ({
    kind,
    async admit(tx, dispatch) {
      count(tx, `admitted ${dispatch.digest}`);
      return handler(kind).admit(transactionOn(tx, surroundings), dispatch);
    },
    async outcome(tx, sent, outcome) {
      if (outcome.state !== 'opened') count(tx, `outcome ${sent.digest}`);
      await handler(kind).outcome(transactionOn(tx, surroundings), sent, outcome);
    },
  }));
  return { handlers: new Map(handlers.map((one) => [one.kind, one])), deps };
}

function surroundingsOf({ plant }: Federation, { server }: Running): Surroundings {
  return { approver: server.member.officers.approver, around: (tables) => plant?.tables?.(tables) ?? tables };
}

/** As the desk counts: a second effect shows. */
function count(tx: MemoryState, name: string): void {
  tx.effects.set(name, ((tx.effects.get(name) ?? 0) as number) + 1);
}

function depsOf(federation: Federation, running: Running, ports: Ports): OnwardDeps {
  const { server } = running;
  const { member } = server;
  const { self, random } = ports;
  const database = databaseOf({
    run: (work) => ports.store.transaction(work),
    committed: () => server.store.state(),
    ...surroundingsOf(federation, running),
  });
  const names = new Map(federation.cast.members.map(({ authorityId, identity }) => [authorityId as string, identity]));
  return {
    database,
    self: self.authorityId,
    signer: () => ({ key: self.dispatchKey, history: self.history }),
    agreementIndex: async () => indexOf(federation.cast, member),
    queue: async (tx, permit, content) => queueDispatch(ports, await stateOf(tx), permit, dispatchContent(content)),
    isByLetter: async () => false,
    isPeer: async (_db, authorityId) => serverOf(federation, authorityId) !== null,
    withhold: async (tx, dispatch, placesIn) => withhold(await stateOf(tx), dispatch as Digest, placesIn),
    async wasGivenUp(_db, digest) {
      const { outbox, effects } = server.store.state();
      return outbox.get(digest as Digest)?.state === 'not-delivered' && !effects.has(`set aside ${digest}`);
    },
    setAside: async (tx, aside) => void (await stateOf(tx)).effects.set(`set aside ${aside.digest}`, aside),
    authorityNames: async (_db, ids) =>
      new Map(ids.flatMap((id) => (names.has(id) ? [[id, names.get(id)]] : [])) as [string, Member['identity']][]),
    // Its officers have no roles; all may know of suspicious reports.
    knowsReports: async () => true,
    officerNames: async () => new Map(),
    // No evidence is taken here.
    heldBy: async () => [],
    approvals: approvalsBy(database, member),
    announce: async () => undefined,
    random,
    suites: federation.cast.suites,
  };
}

/** One approver as the house asks; nobody proves anything here, since officers of the simulation are stood in for. */
function approvalsBy(db: Database, { authorityId }: Member): OnwardDeps['approvals'] {
  const approversMin = { 'onward-share': 1 } as OnwardDeps['approvals']['houseRules']['approversMin'];
  return {
    db,
    authority: authorityId,
    relyingParty: null,
    houseRules: { approversMin } as OnwardDeps['approvals']['houseRules'],
    signEnrolment: (payload) => payload,
    audit: async () => undefined,
  };
}

const indexes = new WeakMap<Cast, Map<string, AgreementIndex>>();

/** Of the agreements that this member has signed; the same for every run of a cast. */
function indexOf(cast: Cast, member: Member): AgreementIndex {
  const ofCast = indexes.get(cast) ?? new Map<string, AgreementIndex>();
  indexes.set(cast, ofCast);
  const known = ofCast.get(member.name);
  if (known !== undefined) return known;
  const others = cast.members.filter((other) => other !== member);
  const index = indexAgreements(others.map((other) => cast.between(member, other)));
  ofCast.set(member.name, index);
  return index;
}

function dispatchContent(content: OnwardContent): Parameters<typeof queueDispatch>[3] {
  const kind = dispatchKinds.find((known) => known === content.kind);
  if (kind === undefined) throw new Error(`"${content.kind}" is no kind of dispatch`);
  return { ...content, kind, conditions: [] };
}

/** As the tables do it: a dispatch of ours that is still on its way is left whole. */
function withhold(tx: MemoryState, digest: Digest, placesIn: (body: JsonValue) => readonly string[]): void {
  const came = tx.inbox.get(digest);
  const less = came === undefined ? null : bodyWithoutParts(came, placesIn);
  if (came !== undefined && less !== null) tx.inbox.set(digest, { ...came, bodyDocument: less });
  const sent = tx.outbox.get(digest);
  if (sent === undefined || sent.state === 'waiting' || sent.state === 'leased') return;
  const lessOfOurs = bodyWithoutParts(sent.row, placesIn);
  if (lessOfOurs !== null) tx.outbox.set(digest, { ...sent, row: { ...sent.row, bodyDocument: lessOfOurs } });
}
