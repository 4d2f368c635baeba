// SPDX-License-Identifier: Apache-2.0
/**
 * Drafting: the text of each clause at the left, the terms that carry it out at the right, what lint finds above.
 *
 * Whoever prefers it edits the whole as data; both are one text. Keeping shows it to nobody; sending is one note to every party.
 */
import { Button, Group, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconArrowLeft, IconDeviceFloppy, IconPlus, IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { agreementSchema, type AgreementWire } from '../../../../src/agreements/wire.ts';
import type { NegotiationDetailWire } from '../../../../src/negotiation/wire.ts';
import { negotiationCalls, negotiationQuery } from '../../calls/negotiation-calls.ts';
import caseClasses from '../../case/case.module.css';
import { useSpeech } from '../../messages/language.tsx';
import { Column, Failure, Page, Section, Waiting } from '../../shell/page.tsx';
import { ClauseEditor } from './clause-editor.tsx';
import { DraftFindings } from './draft-findings.tsx';
import { draftTextOf } from './draft-text.ts';
import { useNegotiationCall } from '../negotiation-call.ts';
import { ReasonDialog } from '../../actions/reason-dialog.tsx';
import { RedlineView } from '../redline-view.tsx';
import { ReplayView } from '../replay-view.tsx';

export function DraftingPage({ negotiationId }: { negotiationId: string }) {
  const { t } = useSpeech();
  const found = useQuery(negotiationQuery(negotiationId));
  const kept = found.data?.draft ?? null;
  if (found.data !== undefined && kept !== null) return <Drafting detail={found.data} text={kept.text} />;
  return (
    <Page title={t('drafting.title')}>
      {found.isError && <Failure error={found.error} onAgain={() => void found.refetch()} />}
      {found.isPending && <Waiting rows={10} />}
      {found.data !== undefined && <Text>{t('drafting.none')}</Text>}
    </Page>
  );
}

type View = 'clauses' | 'data' | 'redline' | 'verdicts';

function Drafting({ detail, text: kept }: { detail: NegotiationDetailWire; text: string }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const { row } = detail;
  const [text, setText] = useState(kept);
  const [view, setView] = useState<View>('clauses');
  const [isSending, setSending] = useState(false);
  const keep = useNegotiationCall((given: string) => negotiationCalls.keepDraft(row.id, given), t('drafting.kept'));
  const send = useNegotiationCall(
    (remark: string) => negotiationCalls.send(row.id, remark),
    t('drafting.sent'),
    () => void navigate({ to: '/negotiations/$negotiationId', params: { negotiationId: row.id } }),
  );
  const document = documentIn(text);
  const isChanged = text !== kept;
  return (
    <Page
      title={t(detail.versions.length === 0 ? 'drafting.title' : 'drafting.counter')}
      above={
        <Link to="/negotiations/$negotiationId" params={{ negotiationId: row.id }} className={caseClasses['back']}>
          <IconArrowLeft size={15} aria-hidden />
          {row.title}
        </Link>
      }
      under={t('drafting.under')}
      actions={
        <>
          <Button
            variant="default"
            disabled={!isChanged}
            loading={keep.isPending}
            onClick={() => keep.mutate(text)}
            leftSection={<IconDeviceFloppy size={16} aria-hidden />}
          >
            {t('drafting.keep')}
          </Button>
          <Button
            disabled={isChanged || !detail.may.includes('send')}
            onClick={() => setSending(true)}
            leftSection={<IconSend size={16} aria-hidden />}
          >
            {t(detail.versions.length === 0 ? 'drafting.propose' : 'drafting.sendCounter')}
          </Button>
        </>
      }
    >
      <Column>
        {keep.error !== null && <Failure error={keep.error} />}
        <DraftFindings findings={detail.draft?.findings ?? []} isChanged={isChanged} />
        <SegmentedControl
          aria-label={t('negotiation.view')}
          value={view}
          onChange={setView}
          w="fit-content"
          data={[
            { value: 'clauses', label: t('drafting.view.clauses') },
            { value: 'data', label: t('drafting.view.data') },
            { value: 'redline', label: t('negotiation.view.redline'), disabled: isChanged },
            { value: 'verdicts', label: t('negotiation.view.verdicts'), disabled: isChanged },
          ]}
        />
        {view === 'clauses' && document !== null && (
          <ClauseForm document={document} onChange={(changed) => setText(draftTextOf(changed))} />
        )}
        {view === 'clauses' && document === null && <Text>{t('drafting.unreadable')}</Text>}
        {view === 'data' && (
          <Textarea
            label={t('drafting.data')}
            autosize
            minRows={20}
            maxRows={40}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        {view === 'redline' && <RedlineView detail={detail} version="draft" />}
        {view === 'verdicts' && <ReplayView detail={detail} version="draft" />}
      </Column>
      {isSending && (
        <ReasonDialog
          title={t(detail.versions.length === 0 ? 'drafting.propose' : 'drafting.sendCounter')}
          under={t('drafting.sendUnder', { parties: row.parties.map(({ name }) => name).join(', ') })}
          label={t('drafting.remark')}
          button={t('drafting.sendNow')}
          isOptional
          call={send}
          onClose={() => setSending(false)}
        />
      )}
    </Page>
  );
}

/** The text as a document where it has the shape of one; lint is the server's. */
function documentIn(text: string): AgreementWire | null {
  try {
    const parsed = agreementSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function ClauseForm({ document, onChange }: { document: AgreementWire; onChange: (document: AgreementWire) => void }) {
  const { t } = useSpeech();
  const nextNumber = String(Math.max(0, ...document.clauses.map(({ number }) => Number.parseInt(number, 10))) + 1);
  return (
    <Stack gap="md">
      <Section title={t('drafting.whole')}>
        <Stack gap="sm">
          <TextInput
            label={t('redline.fact.title')}
            value={document.title}
            onChange={(event) => onChange({ ...document, title: event.currentTarget.value })}
          />
          <Group grow align="start">
            <DayInput
              label={t('redline.fact.inForceFrom')}
              value={document.inForceFrom}
              onChange={(day) => onChange({ ...document, inForceFrom: day ?? document.inForceFrom })}
            />
            <DayInput
              label={t('redline.fact.inForceUntil')}
              value={document.inForceUntil}
              onChange={(day) => onChange({ ...document, inForceUntil: day })}
            />
          </Group>
          <Textarea
            label={t('redline.fact.preamble')}
            autosize
            minRows={2}
            value={document.preamble}
            onChange={(event) => onChange({ ...document, preamble: event.currentTarget.value })}
          />
        </Stack>
      </Section>
      {document.clauses.map((clause, index) => (
        <ClauseEditor key={clause.number} document={document} index={index} onChange={onChange} />
      ))}
      <Button
        variant="default"
        w="fit-content"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() =>
          onChange({
            ...document,
            clauses: [...document.clauses, { number: nextNumber, heading: t('drafting.newClause'), text: t('drafting.newText') }],
          })
        }
      >
        {t('drafting.addClause')}
      </Button>
    </Stack>
  );
}

interface DayInputProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (moment: string | null) => void;
}

/** A day in UTC, at its beginning; empty: none. */
function DayInput({ label, value, onChange }: DayInputProps) {
  return (
    <TextInput
      type="date"
      label={label}
      value={value?.slice(0, 10) ?? ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : `${event.currentTarget.value}T00:00:00.000Z`)}
    />
  );
}
