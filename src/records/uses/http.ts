// SPDX-License-Identifier: Apache-2.0
/** The call that exports several records as one file. */
import { answerJson, type CallDefinition, defineCall, type Issue } from '../../kernel/index.ts';
import { textFaults } from '../field-checks.ts';
import type { ExportRecordDeps } from './export-record.ts';
import { exportSelection } from './export-selection.ts';
import { selectionExportRequestSchema, selectionExportSchema } from './wire.ts';

export function exportCalls(deps: ExportRecordDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/records/exports',
      whoMay: ['preparer', 'approver', 'records-keeper'],
      summary:
        'Export records of one kind as a file of a format, for a stated purpose. What may not leave is named; the rest is given when approved.',
      body: { kind: 'json', schema: selectionExportRequestSchema },
      answer: selectionExportSchema,
      handle: async ({ body, officer, now, random }) => {
        if (officer === null) return { kind: 'absent' };
        const issues: readonly Issue[] = [...textFaults(body.note, 'note'), ...textFaults(body.caseRef, 'caseRef')];
        if (issues.length > 0) return { kind: 'issues', issues };
        const done = await exportSelection(deps, { ...body, officer: officer.id }, now, random);
        return done.kind === 'answer' ? answerJson(done.answer) : done;
      },
    }),
  ];
}
