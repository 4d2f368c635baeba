// SPDX-License-Identifier: Apache-2.0
/** Prints a case for one officer, and writes down that it was printed. */
import { appendAudit } from '../../audit/index.ts';
import type { Instant } from '../../kernel/index.ts';
import { writePaper } from '../../paper/index.ts';
import { digestOf } from '../../seals/index.ts';
import type { AssistanceDeps } from '../assistance-deps.ts';
import { caseDetail } from '../cases/case-detail.ts';
import { sideOfStep } from '../states/case-states.ts';
import { refusalOfText, type Viewer } from '../steps/step-row.ts';
import { findCase, stepsOfCases } from '../store.ts';
import { casePaper } from './case-paper.ts';

/** The bytes of the PDF; null when there is no such case. */
export async function printCase(
  deps: AssistanceDeps,
  given: { readonly caseId: string; readonly viewer: Viewer; readonly now: Instant },
): Promise<Uint8Array | null> {
  const { viewer, now } = given;
  const row = await findCase(deps.database, given.caseId);
  const detail = await caseDetail(deps.database, deps, given);
  if (row === null || detail === null) return null;
  const keptBack = new Map<string, readonly string[]>();
  for (const step of await stepsOfCases(deps.database, [row.id])) {
    if (step.kind !== 'reply' || sideOfStep[step.kind] === row.side) continue;
    const reasons = refusalOfText(deps, row, { step, manner: 'export', now });
    if (reasons !== null) keptBack.set(step.id, reasons);
  }
  const names = await deps.authorityNames(deps.database, [deps.self]);
  const bytes = await writePaper(casePaper({ detail, ownName: names.get(deps.self)?.name ?? deps.self, keptBack, now }));
  const details = { caseRef: row.id, digest: digestOf(bytes), size: bytes.length };
  await deps.database.transaction().execute(async (tx) => {
    await appendAudit(tx, { event: 'case.printed', actor: viewer.id, at: now, details }, deps.random);
  });
  return bytes;
}
