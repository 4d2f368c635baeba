// SPDX-License-Identifier: Apache-2.0
/** The report of custody as PDF, written down when it is made. */
import { writePaper } from '../../paper/index.ts';
import { collectFile, type Made, noteMade } from './custody-file.ts';
import { custodyReport } from './custody-report.ts';
import type { By, EvidenceDeps } from '../evidence-deps.ts';
import type { ReportOrderWire } from '../wire.ts';

export async function makeCustodyReport(deps: EvidenceDeps, caseId: string, order: ReportOrderWire, by: By): Promise<Made> {
  const made = await collectFile(deps, caseId, order, by);
  if (made.kind !== 'made') return made;
  const paper = { ...made, bytes: await writePaper(custodyReport(made.file, made.bytes)) };
  await noteMade(deps, paper, order, by);
  return paper;
}
