// SPDX-License-Identifier: Apache-2.0
/**
 * The custody logs that an evidence bundle of a case shows: of the same items as a report of custody, and of what those were made from.
 *
 * What may not be used as evidence is in no bundle either: a lead, or what its originator keeps from court. With each log go the places of
 * its entries in the log of this authority, so that the bundle can prove every line of the report.
 */
import { caseBrief } from '../../assistance/index.ts';
import type { CustodyLogs } from '../../exchange/index.ts';
import { failWith, type JsonValue, ok } from '../../kernel/index.ts';
import type { EvidenceDeps } from '../evidence-deps.ts';
import { writeOut } from '../hand-over/carried-log.ts';
import { chooseItems, judgedItems, originalsOf } from './custody-file.ts';

export function bundledLogs(deps: EvidenceDeps): CustodyLogs {
  return async (db, { caseRef, items: named, now }) => {
    const brief = await caseBrief(db, caseRef);
    if (brief === null || named?.length === 0) return ok({ logs: [], leftOut: [] });
    const { all, judged } = await judgedItems(db, deps, { caseId: caseRef, purpose: brief.purpose, now });
    const chosen = chooseItems(all, judged, named);
    if (!chosen.ok) return failWith(chosen.issues.map((issue) => ({ ...issue, path: issue.path.replace('items', 'custody') })));
    const shown = [...chosen.items, ...originalsOf(chosen.items, all)].toSorted((left, right) => left.item.number - right.item.number);
    const logs = shown.map((whole) => {
      const { id, number, title } = whole.item;
      const item = JSON.parse(JSON.stringify(writeOut(whole))) as JsonValue;
      const places = whole.entries.map(({ log_index: place }) => place);
      return { id, number, title, item, head: whole.entries.at(-1)?.digest ?? '', places };
    });
    const leftOut = chosen.leftOut
      .filter(({ one }) => !shown.includes(one))
      .map(({ one, number, why }) => ({ id: one.item.id, number, title: one.item.title, why }));
    return ok({ logs, leftOut });
  };
}
