// SPDX-License-Identifier: Apache-2.0
/**
 * Exporting what was ticked as one file. A second officer approves it first; asked again after that, it is given. Which of them may not be
 * exported, and what the format cannot hold, is said beside.
 */
import { Button, Group, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload, IconInfoCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Purpose } from '../../../src/conditions/wire.ts';
import { type ExportFormat, exportFormats, onlyKindOf } from '../../../src/records/files/wire.ts';
import type { SelectionExportWire } from '../../../src/records/uses/wire.ts';
import type { RecordRowWire } from '../../../src/records/wire.ts';
import { askedActsQuery } from '../calls/approval-calls.ts';
import { isWaiting } from '../calls/call-server.ts';
import { exportRecords } from '../calls/record-calls.ts';
import { saveFile } from '../calls/save-file.ts';
import { useSpeech } from '../messages/language.tsx';
import { Notice } from '../shell/notice.tsx';
import { Failure, Section } from '../shell/page.tsx';

export function ExportSelection({ rows, purpose }: { rows: readonly RecordRowWire[]; purpose: Purpose }) {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const kinds = new Set(rows.map((row) => row.kind));
  const formats = exportFormats.filter((format) => kinds.size === 1 && [null, ...kinds].includes(onlyKindOf(format)));
  const [chosen, setChosen] = useState<ExportFormat>('comity-xlsx');
  const format = formats.includes(chosen) ? chosen : 'comity-xlsx';
  const [note, setNote] = useState('');
  const call = useMutation({
    mutationFn: () => exportRecords({ recordIds: rows.map((row) => row.id), format, purpose, note, caseRef: null }),
    onSuccess: ({ file }) => {
      void queryClient.invalidateQueries({ queryKey: ['records', 'uses'] });
      if (file === null) return;
      const bytes = Uint8Array.from(atob(file.base64), (character) => character.charCodeAt(0));
      saveFile(new Blob([bytes], { type: file.mediaType }), file.fileName);
    },
    onError: (error) => {
      if (!isWaiting(error)) return;
      notifications.show({ message: t('exporting.asked') });
      void queryClient.invalidateQueries({ queryKey: askedActsQuery.queryKey });
    },
  });
  return (
    <Section title={t('exporting.title', { count: rows.length })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (formats.length > 0) call.mutate();
        }}
      >
        <Group align="end">
          <Select
            allowDeselect={false}
            label={t('exporting.format')}
            value={format}
            onChange={(next) => setChosen(next ?? 'comity-xlsx')}
            data={formats.map((value) => ({ value, label: t(`imports.format.${value}`) }))}
            disabled={formats.length === 0}
          />
          <TextInput
            label={t('use.note')}
            value={note}
            maxLength={2000}
            onChange={(event) => setNote(event.currentTarget.value)}
            flex={1}
          />
          <Button
            type="submit"
            loading={call.isPending}
            disabled={formats.length === 0}
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('exporting.do')}
          </Button>
        </Group>
        {formats.length === 0 && <Notice tone="needs" icon={IconInfoCircle} title={t('exporting.oneKind')} />}
        {call.isError && !isWaiting(call.error) && <Failure error={call.error} />}
        {call.data !== undefined && <Outcome answer={call.data} />}
      </form>
    </Section>
  );
}

function Outcome({ answer: { file, withheld } }: { answer: SelectionExportWire }) {
  const { t } = useSpeech();
  const notes = file?.notes ?? [];
  if (withheld.length === 0 && notes.length === 0) return null;
  return (
    <Notice
      tone="needs"
      icon={IconInfoCircle}
      title={file === null ? t('exporting.none') : t('exporting.some', { count: withheld.length + notes.length })}
    >
      {withheld.map(({ reference, reason }) => (
        <div key={`${reference} ${reason}`}>
          {reference}: {reason}
        </div>
      ))}
      {notes.map(({ reference, path, note }) => (
        <div key={`${reference} ${path} ${note}`}>
          {reference} {path}: {note}
        </div>
      ))}
    </Notice>
  );
}
