// SPDX-License-Identifier: Apache-2.0
/** Importing a file of records, with the report of every row that was not admitted: line, field, reason, remedy. */
import { Button, FileInput, Group, Progress, Select, Switch, Table } from '@mantine/core';
import { IconAlertTriangle, IconArrowLeft, IconCircleCheck, IconFileImport } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type ImportManner, runFormats } from '../../../src/records/import-runs/wire.ts';
import {
  type ImportFormat,
  importFormats,
  type ImportReportWire,
  onlyKindOf,
  type RecordKind,
  recordKinds,
} from '../../../src/records/wire.ts';
import { importLongFile, importRunsQuery } from '../calls/records/import-run-calls.ts';
import { importRecords, importsQuery } from '../calls/record-calls.ts';
import caseClasses from '../case/case.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Notice } from '../shell/notice.tsx';
import { Column, Failure, Page, Section } from '../shell/page.tsx';
import { ImportRuns } from './import-runs.tsx';
import classes from './records.module.css';

export function ImportsPage() {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const run = useMutation({
    mutationFn: importRecords,
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['records', 'imports'] }),
  });
  const [sent, setSent] = useState<{ readonly bytes: number; readonly file: File } | null>(null);
  const long = useMutation({
    mutationFn: importLongFile,
    onSettled: () => setSent(null),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: importRunsQuery.queryKey }),
  });
  const begin = (given: Given): void => {
    const { manner, format, file, isSkippingBad } = given;
    const ofRuns = runFormats.find((each) => each === format);
    if (manner === 'at-once' || ofRuns === undefined) return run.mutate(given);
    return long.mutate({ file, format: ofRuns, manner, isSkippingBad, onSent: (bytes) => setSent({ bytes, file }) });
  };
  return (
    <Page
      title={t('imports.title')}
      above={
        <Link to="/records" className={caseClasses['back']}>
          <IconArrowLeft size={15} aria-hidden />
          {t('nav.records')}
        </Link>
      }
      under={t('imports.under')}
    >
      <Column>
        <Section title={t('imports.file')}>
          <ImportForm isPending={run.isPending || long.isPending} onImport={begin} />
          {sent !== null && <Sending bytes={sent.bytes} file={sent.file} />}
        </Section>
        {run.error !== null && <Failure error={run.error} />}
        {long.error !== null && <Failure error={long.error} />}
        <ImportRuns />
        {run.data !== undefined && <Report report={run.data} />}
        <Earlier />
      </Column>
    </Page>
  );
}

type Given = Parameters<typeof importRecords>[0] & { readonly manner: Manner };

const manners = ['at-once', 'whole', 'resumable'] as const satisfies readonly ('at-once' | ImportManner)[];
type Manner = (typeof manners)[number];

function Sending({ bytes, file }: { bytes: number; file: File }) {
  const { t } = useSpeech();
  const percent = Math.floor((bytes / Math.max(file.size, 1)) * 100);
  return <Progress value={percent} aria-label={t('files.uploading', { name: file.name, percent })} mt="md" />;
}

function ImportForm({ isPending, onImport }: { isPending: boolean; onImport: (given: Given) => void }) {
  const { t } = useSpeech();
  const [file, setFile] = useState<File | null>(null);
  const [kind, setKind] = useState<RecordKind>('registration');
  const [format, setFormat] = useState<ImportFormat>('comity-csv');
  const [isSkippingBad, setSkippingBad] = useState(false);
  const [manner, setManner] = useState<Manner>('at-once');
  const mayBeLong = runFormats.some((each) => each === format);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (file !== null) onImport({ kind, format, file, isSkippingBad, manner });
      }}
    >
      <Group align="flex-end" gap="md">
        <FileInput label={t('imports.choose')} placeholder={t('imports.noFile')} value={file} onChange={setFile} w={300} />
        <Select
          label={t('records.kind')}
          allowDeselect={false}
          value={kind}
          onChange={(chosen) => chosen !== null && setKind(chosen)}
          data={recordKinds.map((value) => ({ value, label: t(`recordKind.${value}`) }))}
        />
        <Select
          label={t('imports.format')}
          allowDeselect={false}
          value={format}
          onChange={(chosen) => {
            if (chosen === null) return;
            setFormat(chosen);
            setKind(onlyKindOf(chosen) ?? kind);
          }}
          data={importFormats.map((value) => ({ value, label: t(`imports.format.${value}`) }))}
        />
        {mayBeLong && (
          <Select
            label={t('runs.manner')}
            description={t(`runs.manner.${manner}.under`)}
            allowDeselect={false}
            value={manner}
            onChange={(chosen) => chosen !== null && setManner(chosen)}
            data={manners.map((value) => ({ value, label: t(`runs.manner.${value}`) }))}
          />
        )}
        <Switch
          disabled={mayBeLong && manner === 'resumable'}
          label={t('imports.skipBad')}
          checked={isSkippingBad}
          onChange={(event) => setSkippingBad(event.currentTarget.checked)}
          mb={8}
        />
        <Button type="submit" disabled={file === null} loading={isPending} leftSection={<IconFileImport size={16} aria-hidden />}>
          {t('imports.run')}
        </Button>
      </Group>
    </form>
  );
}

function Report({ report }: { report: ImportReportWire }) {
  const { t, language } = useSpeech();
  const figures = [
    ['imports.rows', report.rows],
    ['imports.admitted', report.admitted],
    ['imports.unchanged', report.unchanged],
    ['imports.faults', report.faultCount],
  ] as const;
  return (
    <Section title={t('imports.report', { file: report.fileName })}>
      <Notice
        tone={report.isApplied ? 'permitted' : 'needs'}
        icon={report.isApplied ? IconCircleCheck : IconAlertTriangle}
        title={t(report.isApplied ? 'imports.applied' : 'imports.notApplied')}
      />
      <dl className={classes['report']}>
        {figures.map(([label, count]) => (
          <div key={label}>
            <dt>{t(label)}</dt>
            <dd>{count.toLocaleString(language)}</dd>
          </div>
        ))}
      </dl>
      {report.rejected.length > 0 && <RejectedRows report={report} />}
    </Section>
  );
}

function RejectedRows({ report }: { report: ImportReportWire }) {
  const { t } = useSpeech();
  return (
    <Table className={classes['table']} aria-label={t('imports.faults')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={70}>{t('imports.line')}</Table.Th>
          <Table.Th w={180}>{t('imports.field')}</Table.Th>
          <Table.Th>{t('imports.reason')}</Table.Th>
          <Table.Th>{t('imports.remedy')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {report.rejected.map((row) => (
          <Table.Tr key={`${row.line} ${row.field} ${row.reason}`}>
            <Table.Td>{row.line}</Table.Td>
            <Table.Td>{row.field}</Table.Td>
            <Table.Td>{row.reason}</Table.Td>
            <Table.Td>{row.remedy}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Earlier() {
  const { t, language } = useSpeech();
  const imports = useQuery(importsQuery);
  if (imports.data === undefined || imports.data.length === 0) return null;
  return (
    <Section title={t('imports.earlier')}>
      <Table className={classes['table']} aria-label={t('imports.earlier')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('imports.file')}</Table.Th>
            <Table.Th ta="right">{t('imports.rows')}</Table.Th>
            <Table.Th ta="right">{t('imports.admitted')}</Table.Th>
            <Table.Th ta="right">{t('imports.faults')}</Table.Th>
            <Table.Th>{t('imports.outcome')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {imports.data.map((report) => (
            <Table.Tr key={report.id}>
              <Table.Td>{report.fileName}</Table.Td>
              <Table.Td ta="right">{report.rows.toLocaleString(language)}</Table.Td>
              <Table.Td ta="right">{report.admitted.toLocaleString(language)}</Table.Td>
              <Table.Td ta="right">{report.faultCount.toLocaleString(language)}</Table.Td>
              <Table.Td>{t(report.isApplied ? 'imports.applied' : 'imports.notApplied')}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}
