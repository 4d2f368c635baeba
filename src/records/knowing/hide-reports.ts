// SPDX-License-Identifier: Apache-2.0
/**
 * Calls behind the knowledge of reports: what an officer without the role is answered is what they would be answered if there were
 * no suspicious report at all.
 *
 *     the call names a report, or a matter with one (path, query, body)    absent, as a thing that does not exist
 *     the answer as a whole names one                                      absent
 *     a row of a list in the answer names one                              the row is not there
 *
 * It stands around every call and not in them, so that no call can be added that forgets to ask. Lists that are counted or cut into
 * pages ask in their own query besides (a short page would tell): search, leads, screenings, entities, worklist, notices.
 *
 * Not behind it: the log. Its entries hold identifiers and digests and no kind, and whoever checks it needs all of them.
 */
import type { CallAnswer, CallDefinition, CallInput, Database } from '../../kernel/index.ts';
import { knowsByRoles } from './knowing.ts';
import { leadingToReports } from './store.ts';

/** Records, cases, disclosures, consents and recalls, wherever they stand in a text. */
const identifiers = /(?<![0-9a-z])[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}(?![0-9a-z])/g;

export interface HidingDeps {
  readonly db: Database;
  /** What is meant by a digest that an approver names: the identifiers in what waits under it. */
  readonly idsOfSubject: (db: Database, subject: string) => Promise<readonly string[]>;
}

export function hidingReports(deps: HidingDeps, calls: readonly CallDefinition[]): CallDefinition[] {
  return calls.map((call) => {
    if (!Array.isArray(call.whoMay) || call.path.startsWith('/api/audit')) return call;
    return {
      ...call,
      handle: async (input) => {
        if (input.officer === null || knowsByRoles(input.officer.roles)) return call.handle(input);
        if (await namesReport(deps, input)) return { kind: 'absent' };
        return withoutReports(deps.db, await call.handle(input));
      },
    };
  });
}

async function namesReport({ db, idsOfSubject }: HidingDeps, input: CallInput<unknown, unknown, unknown>): Promise<boolean> {
  const { params, query, body } = input;
  const given = body instanceof Uint8Array ? null : body;
  const ids = idsIn([params, query, given]);
  const subject = subjectOf(given);
  if (subject !== null) ids.push(...(await idsOfSubject(db, subject)));
  return (await leadingToReports(db, ids)).size > 0;
}

function subjectOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('subject' in body)) return null;
  return typeof body.subject === 'string' ? body.subject : null;
}

export function idsIn(value: unknown): string[] {
  return [...new Set((JSON.stringify(value) ?? '').match(identifiers) ?? [])];
}

async function withoutReports(db: Database, answer: CallAnswer): Promise<CallAnswer> {
  if (answer.kind !== 'json') return answer;
  const hidden = await leadingToReports(db, idsIn(answer.value));
  if (hidden.size === 0) return answer;
  const kept = without(answer.value, hidden);
  return kept === undefined ? { kind: 'absent' } : { ...answer, value: kept };
}

/** The value without those entries of its lists that name one of them; undefined where it names one itself. */
export function without(value: unknown, hidden: ReadonlySet<string>): unknown {
  if (typeof value === 'string') return (value.match(identifiers) ?? []).some((id) => hidden.has(id)) ? undefined : value;
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
