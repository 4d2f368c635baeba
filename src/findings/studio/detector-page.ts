// SPDX-License-Identifier: Apache-2.0
/** A detector as an analyst opens it: what it looks for and why, each parameter with its bounds and origin, editions, and drafts. */
import type { Database, ParameterValues } from '../../kernel/index.ts';
import { boundsOf, findPattern, type Pattern } from '../../surveillance/index.ts';
import { lawOf } from '../alerts/judge-alert.ts';
import type { FindingsDeps } from '../findings-deps.ts';
import { draftRows } from './draft-rows.ts';
import { editionInForce, ownParameters, parameterChanges, publishedEditions } from './editions.ts';
import { draftsOf, type EditionRow, editionsOf } from './store.ts';
import type { DetectorParameterWire, DetectorWire } from './wire.ts';

/** Drafts of a detector that its page lists. */
const draftsShownMax = 50;

/** Null where there is no such pattern. */
export async function detectorPage(deps: FindingsDeps, id: string): Promise<DetectorWire | null> {
  const { database: db } = deps;
  const pattern = findPattern(id);
  if (!pattern.ok) return null;
  const { version, title, definition } = pattern.value;
  const { edition } = editionInForce(pattern.value, await publishedEditions(db));
  return {
    id: pattern.value.id,
    version,
    edition,
    title,
    definition,
    legal: lawOf(pattern.value),
    parameters: await parameterRowsOf(db, pattern.value),
    editions: await editionRows(deps, pattern.value, edition),
    drafts: await draftRows(db, deps, await draftsOf(db, pattern.value.id, draftsShownMax)),
  };
}

export async function parameterRowsOf(db: Database, pattern: Pattern): Promise<DetectorParameterWire[]> {
  const inForce = editionInForce(pattern, await publishedEditions(db)).parameters;
  return Object.entries(pattern.parameters).flatMap(([name, { value, unit, meaning, origin }]): DetectorParameterWire[] => {
    const bounds = boundsOf(pattern, name);
    return bounds === null ? [] : [{ name, unit, meaning, origin, own: value, inForce: inForce[name] ?? value, ...bounds }];
  });
}

async function editionRows(deps: FindingsDeps, pattern: Pattern, inForce: number): Promise<DetectorWire['editions']> {
  const { database: db } = deps;
  const rows = await editionsOf(db, pattern.id);
  const names = await deps.officerNames(db, [...new Set(rows.flatMap((row) => [row.prepared_by, ...row.approved_by]))]);
  const nameOf = (officer: string): string => names.get(officer) ?? officer;
  const before = ({ version, edition }: EditionRow): ParameterValues =>
    rows.find((row) => row.version === version && row.edition === edition - 1)?.parameters ?? ownParameters(pattern);
  return rows.map((row) => ({
    version: row.version,
    edition: row.edition,
    changes: parameterChanges(pattern, before(row), row.parameters),
    reason: row.reason,
    draft: row.draft,
    preparedBy: nameOf(row.prepared_by),
    approvedBy: row.approved_by.map(nameOf),
    publishedAt: row.published_at,
    isInForce: row.version === pattern.version && row.edition === inForce,
  }));
}
