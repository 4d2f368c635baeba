// SPDX-License-Identifier: Apache-2.0
/**
 * Calls behind the knowledge of reports: what an officer without the role is answered is what they would be answered if there were
 * no suspicious report at all.
 *
 *     the call names a report, or a matter with one (path, query, body)    absent, as a thing that does not exist
 *     the answer as a whole names one                                      absent
 *     a row of a list in the answer names one                              the row is not there
 *     either holds the digest of an act that waits and names one           likewise, though the act shows a reference alone
 *
 * It stands around every call and not in them, so that no call can be added that forgets to ask. Lists that are counted or cut into
 * pages ask in their own query besides (a short page would tell): search, leads, screenings, entities, worklist, notices.
 *
 * Not behind it: the log. Its entries hold identifiers and digests and no kind of record, and whoever checks it needs all of them.
 */
import type { CallAnswer, CallDefinition, CallInput, Database } from '../../kernel/index.ts';
import { knowsByRoles } from './knowing.ts';
import { leadingToReports } from './store.ts';

/** Records, cases, disclosures, consents and recalls, wherever they stand in a text. */
const identifiers = /(?<![0-9a-z])[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}(?![0-9a-z])/g;
/** The digest of an act that waits for approval, wherever a member holds one. */
const subjectMember = /"subject":"(sha256:[0-9a-z]+)"/g;

export interface HidingDeps {
  readonly db: Database;
  /** What waits for approval under these digests, by digest: an approver names it, and a list of what waits holds it, by that alone. */
  readonly waitingUnder: (db: Database, subjects: readonly string[]) => Promise<ReadonlyMap<string, unknown>>;
}

export function hidingReports(deps: HidingDeps, calls: readonly CallDefinition[]): CallDefinition[] {
  return calls.map((call) => {
    if (!Array.isArray(call.whoMay) || call.path.startsWith('/api/audit')) return call;
    return {
      ...call,
      handle: async (input) => {
        if (input.officer === null || knowsByRoles(input.officer.roles)) return call.handle(input);
        if (await namesReport(deps, input)) return { kind: 'absent' };
        return withoutReports(deps, await call.handle(input));
      },
    };
  });
}

async function namesReport(deps: HidingDeps, input: CallInput<unknown, unknown, unknown>): Promise<boolean> {
  const { params, query, body } = input;
  return (await hiddenIn(deps, [params, query, body instanceof Uint8Array ? null : body])).size > 0;
}

/** What in this value leads to a report: identifiers, and digests of acts that wait and name one, whatever of the act is shown. */
async function hiddenIn({ db, waitingUnder }: HidingDeps, value: unknown): Promise<ReadonlySet<string>> {
  const subjects = subjectsIn(value);
  const waiting = subjects.length === 0 ? [] : [...(await waitingUnder(db, subjects))];
  const named = waiting.map(([subject, act]) => [subject, idsIn(act)] as const);
  const reports = await leadingToReports(db, [...idsIn(value), ...named.flatMap(([, ids]) => ids)]);
  const hidden = named.flatMap(([subject, ids]) => (ids.some((id) => reports.has(id)) ? [subject] : []));
  return new Set([...reports, ...hidden]);
}

function subjectsIn(value: unknown): string[] {
  return [...new Set([...(JSON.stringify(value) ?? '').matchAll(subjectMember)].map(([, subject]) => subject ?? ''))];
}

export function idsIn(value: unknown): string[] {
  return [...new Set((JSON.stringify(value) ?? '').match(identifiers) ?? [])];
}

async function withoutReports(deps: HidingDeps, answer: CallAnswer): Promise<CallAnswer> {
  if (answer.kind !== 'json') return answer;
  const hidden = await hiddenIn(deps, answer.value);
  if (hidden.size === 0) return answer;
  const kept = without(answer.value, hidden);
  return kept === undefined ? { kind: 'absent' } : { ...answer, value: kept };
}

/** The value without those entries of its lists that name one of them; undefined where it names one itself. */
export function without(value: unknown, hidden: ReadonlySet<string>): unknown {
  if (typeof value === 'string') return [value, ...(value.match(identifiers) ?? [])].some((id) => hidden.has(id)) ? undefined : value;
  if (Array.isArray(value)) return value.map((entry) => without(entry, hidden)).filter((entry) => entry !== undefined);
  if (typeof value !== 'object' || value === null) return value;
  const kept: [string, unknown][] = [];
  for (const [name, member] of Object.entries(value)) {
    const rest = without(member, hidden);
    if ((rest === undefined && member !== undefined) || without(name, hidden) === undefined) return undefined;
    kept.push([name, rest]);
  }
  return Object.fromEntries(kept);
}
