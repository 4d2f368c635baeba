// SPDX-License-Identifier: Apache-2.0
/** One letter that came: the scan on one side; on the other how it came, what was read in it, and who confirms that. */
import { Button, Group } from '@mantine/core';
import { IconDownload, IconHourglass, IconMailOff, IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import type { IncomingDetailWire } from '../../../src/letters/wire.ts';
import { JudgeDialog } from '../approvals/judge-dialog.tsx';
import { EnclosureList } from '../attachments/enclosure-list.tsx';
import { askedActsQuery } from '../calls/approval-calls.ts';
import { saveFile } from '../calls/save-file.ts';
import { useSpeech } from '../messages/language.tsx';
import { useAuthorityName } from '../peers/authority-names.ts';
import { Notice } from '../shell/notice.tsx';
import { Column, Failure, Page, Section, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { RecordsToCompare } from './brought/records-to-compare.tsx';
import { letterQuery, scanQuery } from './letter-calls.ts';
import { CaseOrMatter } from './brought/case-or-matter.tsx';
import classes from './letters.module.css';
import { useSaidWord } from './said-inputs.tsx';
import { AsideDialog } from './sending-dialogs.tsx';
import { saidFieldNames } from './transcription-fields.ts';
import { TranscriptionForm } from './transcription-form.tsx';

export function LetterPage({ letterId }: { readonly letterId: string }) {
  const { t } = useSpeech();
  const found = useQuery(letterQuery(letterId));
  if (found.data !== undefined) return <Letter detail={found.data} />;
  return (
    <Page title={t('nav.letters')}>
      {found.isError ? <Failure error={found.error} onAgain={() => void found.refetch()} /> : <Waiting rows={8} />}
    </Page>
  );
}

function Letter({ detail }: { readonly detail: IncomingDetailWire }) {
  const { t } = useSpeech();
  const { officer } = useSession();
  const [isAside, setAside] = useState(false);
  const { row, transcription } = detail;
  const mayRead = detail.mayTranscribe && officer.roles.some((role) => role === 'preparer' || role === 'records-keeper');
  return (
    <Page
      title={t('letters.from', { name: row.counterpart.name, jurisdiction: row.counterpart.jurisdiction })}
      above={<Link to="/letters">{t('letters.back')}</Link>}
      under={t(`incomingState.${row.state}.under`)}
      actions={
        mayRead && (
          <Button variant="default" leftSection={<IconMailOff size={16} aria-hidden />} onClick={() => setAside(true)}>
            {t('letters.setAside')}
          </Button>
        )
      }
    >
      <div className={classes['desk']}>
        <Scan digest={detail.scan.digest} />
        <Column>
          <Section title={t('letters.howItCame')}>
            <CameFacts detail={detail} />
          </Section>
          <EnclosureList detail={detail} />
          {transcription !== null && <Transcription detail={detail} transcription={transcription} />}
          <RecordsToCompare records={detail.records} />
          {mayRead && (
            <Section title={t(transcription === null ? 'letters.read' : 'letters.readAnew')}>
              <TranscriptionForm detail={detail} />
            </Section>
          )}
        </Column>
      </div>
      {isAside && <AsideDialog id={row.id} onClose={() => setAside(false)} />}
    </Page>
  );
}

/** The browser's own viewer in a frame; the file to save beside it, for whoever has another. */
function Scan({ digest }: { readonly digest: string }) {
  const { t } = useSpeech();
  const scan = useQuery(scanQuery(digest));
  const file = scan.data;
  const address = useMemo(() => (file === undefined ? null : URL.createObjectURL(new Blob([file], { type: 'application/pdf' }))), [file]);
  useEffect(() => () => void (address === null ? null : URL.revokeObjectURL(address)), [address]);
  return (
    <Section
      title={t('letters.scan')}
      aside={
        file !== undefined && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconDownload size={14} aria-hidden />}
            onClick={() => saveFile(file, 'scan.pdf')}
          >
            {t('letters.saveScan')}
          </Button>
        )
      }
    >
      {scan.isError && <Failure error={scan.error} />}
      {scan.isPending && <Waiting rows={4} />}
      {/* oxlint-disable-next-line react/iframe-missing-sandbox -- no browser shows a PDF in a sandbox; the type says that nothing else is in it. */}
      {address !== null && <iframe className={classes['scan']} title={t('letters.scan')} src={`${address}#navpanes=0&view=FitH`} />}
      <code className={classes['identifier']}>{digest}</code>
    </Section>
  );
}

function CameFacts({ detail: { row, reason } }: { readonly detail: IncomingDetailWire }) {
  const { t, dates } = useSpeech();
  const facts = [
    [t('letterField.receivedAt'), dates.moment(row.receivedAt)],
    [t('letterField.channel'), t(`letterChannel.${row.channel}`)],
    [t('letterField.writtenOn'), dates.localDay(row.writtenOn)],
    [t('letterField.theirReference'), row.theirReference],
    [t('letterField.registeredBy'), row.registeredBy],
    [t('letterField.reason'), reason ?? ''],
  ] as const;
  return (
    <>
      <Facts rows={facts} />
      {row.caseId !== null && (
        <div>
          <CaseOrMatter id={row.caseId} ofCase={t('letters.toCase')} ofMatter={t('letters.toMatter')} />
        </div>
      )}
    </>
  );
}

interface TranscriptionProps {
  readonly detail: IncomingDetailWire;
  readonly transcription: NonNullable<IncomingDetailWire['transcription']>;
}

/** What was read, for whoever compares it with the scan. */
function Transcription({ detail, transcription }: TranscriptionProps) {
  const { t, dates } = useSpeech();
  const word = useSaidWord();
  const nameOf = useAuthorityName();
  const { kind, says, byName, at, confirmedByNames } = transcription;
  const said = Object.entries(says).flatMap(([name, value]): (readonly [string, string])[] => {
    if (name === 'limits') return value === null ? [] : [[t('letters.limits'), t('letters.limits.set')]];
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return Object.entries(value).flatMap(([field, text]): (readonly [string, string])[] =>
        typeof text === 'string' ? [[t(`content.${field}` as 'content.facts'), text]] : [],
      );
    if (value === null || value === '' || Array.isArray(value)) return [];
    const label = saidFieldNames.find((known) => known === name);
    if (name === 'recipient') return [[t('saidField.recipient'), nameOf(String(value))]];
    if (name === 'until') return [[t('saidField.until'), dates.moment(String(value))]];
    if (name === 'recordId') return [[t('saidField.recordId'), referenceOf(detail, String(value))]];
    const shown = typeof value === 'boolean' ? t(value ? 'letters.yes' : 'letters.no') : word(String(value));
    return [[label === undefined ? t(`requestField.${name}` as 'requestField.assistance') : t(`saidField.${label}`), shown] as const];
  });
  return (
    <Section title={t('letters.whatItSays')}>
      <Facts
        rows={[
          [t('letterField.step'), t(`stepKind.${kind}`)],
          ...said,
          [t('letterField.transcribedBy'), `${byName}, ${dates.moment(at)}`],
          [t('letterField.confirmedBy'), confirmedByNames.join(', ')],
        ]}
      />
      {detail.row.state === 'transcribed' && <Confirming subject={transcription.subject} />}
    </Section>
  );
}

function referenceOf({ about }: IncomingDetailWire, recordId: string): string {
  return [...about.given, ...about.received].find((one) => one.recordId === recordId)?.reference ?? recordId;
}

function Confirming({ subject }: { readonly subject: string }) {
  const { t } = useSpeech();
  const { data = [] } = useQuery(askedActsQuery);
  const [isJudging, setJudging] = useState(false);
  const act = data.find((asked) => asked.subject === subject);
  return (
    <Notice tone="needs" icon={IconHourglass} title={t('letters.waits')}>
      {t('letters.waits.under')}
      {act?.mayApprove === true && (
        <Group mt="xs">
          <Button size="xs" onClick={() => setJudging(true)} leftSection={<IconShieldCheck size={15} aria-hidden />}>
            {t('letters.confirm')}
          </Button>
        </Group>
      )}
      {isJudging && act !== undefined && <JudgeDialog act={act} onClose={() => setJudging(false)} />}
    </Notice>
  );
}

function Facts({ rows }: { readonly rows: readonly (readonly [string, string])[] }) {
  return (
    <dl className={classes['facts']}>
      {rows
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
