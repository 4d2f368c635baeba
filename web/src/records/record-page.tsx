// SPDX-License-Identifier: Apache-2.0
/**
 * One record. It is opened by a use: the officer says the purpose, the manner and what for, the server checks it against
 * the conditions and records it, and only then is there anything to see. Exporting and printing are uses of their own.
 */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowLeft, IconPrinter } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Purpose } from '../../../src/conditions/wire.ts';
import type { RecordUseAnswerWire } from '../../../src/records/wire.ts';
import { ExportAs, type ReportFormat } from './export-as.tsx';
import { askedActsQuery } from '../calls/approval-calls.ts';
import { isWaiting } from '../calls/call-server.ts';
import { applyUse } from '../calls/record-calls.ts';
import { saveFile, saveJson } from '../calls/save-file.ts';
import { RecordComparison } from '../comparison/record-comparison.tsx';
import { SideBySide } from '../comparison/side-by-side.tsx';
import { useSpeech } from '../messages/language.tsx';
import { RecordWay } from '../onward/record-way.tsx';
import { Column, Page } from '../shell/page.tsx';
import caseClasses from '../case/case.module.css';
import type { Opening, UseManner } from './opening.ts';
import { RecordFacts } from './record-facts.tsx';
import { UseForm } from './use-form.tsx';

interface Wanted {
  readonly purpose: Purpose;
  readonly manner: UseManner;
  readonly note: string;
  readonly format?: ReportFormat;
}

export function RecordPage({ opening }: { opening: Opening }) {
  const { t } = useSpeech();
  const { use, shown, wanted, error } = useRecordUse(opening);
  const refused = use.data !== undefined && use.data.record === null ? use.data : null;
  const title = shown?.row?.title ?? opening.title ?? t('record.title');
  const again = (manner: UseManner, format?: ReportFormat): void => {
    if (wanted === null) return;
    const { purpose, note } = wanted;
    use.mutate({ purpose, note, manner, ...(format === undefined ? {} : { format }) });
  };
  return (
    <Page
      title={title}
      above={
        <Link to="/records" className={caseClasses['back']}>
          <IconArrowLeft size={15} aria-hidden />
          {t('nav.records')}
        </Link>
      }
      under={shown === null ? t('record.closed') : t('record.openedFor', { purpose: t(`purpose.${shown.use.purpose}`) })}
      actions={
        shown !== null && (
          <>
            <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => again('print')}>
              {t('record.print')}
            </Button>
            <ExportAs isReport={shown.row?.kind === 'suspicious-report'} onExport={(format) => again('export', format)} />
          </>
        )
      }
    >
      <Column>
        {shown === null || refused !== null ? (
          <UseForm opening={opening} refused={refused} isPending={use.isPending} error={error} onUse={(given) => use.mutate(given)} />
        ) : null}
        {shown !== null && refused === null && (
          <>
            <RecordFacts answer={shown} />
            <RecordComparison recordId={opening.recordId} answer={shown} />
            <SideBySide recordId={opening.recordId} answer={shown} />
          </>
        )}
        <RecordWay recordId={opening.recordId} purpose={shown?.use.purpose ?? opening.purpose} />
      </Column>
    </Page>
  );
}

/** One use after another: the record that the last permitted one gave, and what the permitted manner then does. */
function useRecordUse(opening: Opening) {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const [shown, setShown] = useState<RecordUseAnswerWire | null>(null);
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const use = useMutation({
    mutationFn: (given: Wanted) => applyUse(opening.recordId, { ...given, caseRef: opening.caseRef }),
    onSuccess: (answer, given) => {
      void queryClient.invalidateQueries({ queryKey: ['records', 'uses', opening.recordId] });
      if (answer.record === null) return;
      setShown(answer);
      setWanted(given);
      const { file } = answer;
      if (given.manner === 'export' && file === undefined) saveJson(answer, `record-${opening.recordId}.json`);
      if (file !== undefined) saveFile(new Blob([file.text], { type: file.mediaType }), file.fileName);
      // Printed once the record of this very use is on the page.
      if (given.manner === 'print') setTimeout(() => window.print(), 150);
    },
    onError: (error) => {
      if (!isWaiting(error)) return;
      notifications.show({ message: t('use.exportAsked') });
      void queryClient.invalidateQueries({ queryKey: askedActsQuery.queryKey });
    },
  });
  return { use, shown, wanted, error: isWaiting(use.error) ? null : use.error };
}
