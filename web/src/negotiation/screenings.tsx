// SPDX-License-Identifier: Apache-2.0
/** Authorities that join: what was found about each, how the present parties voted, and recording both. */
import { Button, Group, Modal, SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import { IconClipboardCheck, IconThumbUp } from '@tabler/icons-react';
import { useState } from 'react';
import { checkOutcomes, type NegotiationDetailWire, votes } from '../../../src/negotiation/wire.ts';
import { negotiationCalls } from '../calls/negotiation-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import { useNegotiationCall } from './negotiation-call.ts';
import classes from './negotiation.module.css';

type Screening = NegotiationDetailWire['screenings'][number];

export function Screenings({ detail }: { detail: NegotiationDetailWire }) {
  return detail.screenings.map((screening) => <OneScreening key={screening.applicant.authorityId} detail={detail} screening={screening} />);
}

function OneScreening({ detail, screening }: { detail: NegotiationDetailWire; screening: Screening }) {
  const { t } = useSpeech();
  const [open, setOpen] = useState<'check' | 'vote' | null>(null);
  const close = (): void => setOpen(null);
  const { applicant, checks, notVoted, isPassed } = screening;
  return (
    <Section
      title={t('screening.joins', { name: applicant.name })}
      aside={
        <Group gap="xs">
          {detail.may.includes('check') && (
            <Button size="xs" variant="default" leftSection={<IconClipboardCheck size={15} aria-hidden />} onClick={() => setOpen('check')}>
              {t('screening.check')}
            </Button>
          )}
          {detail.may.includes('vote') && (
            <Button size="xs" leftSection={<IconThumbUp size={15} aria-hidden />} onClick={() => setOpen('vote')}>
              {t('screening.vote')}
            </Button>
          )}
        </Group>
      }
    >
      <Text size="sm">
        {isPassed ? t('screening.passed') : t('screening.open', { names: notVoted.map(({ name }) => name).join(', ') })}
      </Text>
      <ul className={classes['parties']}>
        {checks.map(({ by, outcome, sources, findings, at }) => (
          <li key={`${by.authorityId} ${at}`}>
            <span>
              {t(`screening.outcome.${outcome}`)}
              <span className={classes['quiet']}>
                {by.name} · {sources} {findings}
              </span>
            </span>
          </li>
        ))}
        {screening.votes.map(({ by, vote, reason }) => (
          <li key={by.authorityId}>
            <span>
              {t(`screening.vote.${vote}`)}
              <span className={classes['quiet']}>
                {by.name} {reason}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {open === 'check' && <CheckDialog id={detail.row.id} applicant={applicant.authorityId} onClose={close} />}
      {open === 'vote' && <VoteDialog id={detail.row.id} applicant={applicant.authorityId} onClose={close} />}
    </Section>
  );
}

interface DialogProps {
  readonly id: string;
  readonly applicant: string;
  readonly onClose: () => void;
}

function CheckDialog({ id, applicant, onClose }: DialogProps) {
  const { t } = useSpeech();
  const [outcome, setOutcome] = useState<(typeof checkOutcomes)[number]>('clear');
  const [sources, setSources] = useState('');
  const [findings, setFindings] = useState('');
  const check = useNegotiationCall(
    () => negotiationCalls.check(id, { applicant, outcome, sources, findings, evidence: null }),
    t('screening.checked'),
    onClose,
  );
  return (
    <Modal opened onClose={onClose} title={t('screening.check')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          check.mutate(undefined);
        }}
      >
        <Stack gap="md">
          <SegmentedControl
            fullWidth
            aria-label={t('screening.check')}
            value={outcome}
            onChange={setOutcome}
            data={checkOutcomes.map((value) => ({ value, label: t(`screening.outcome.${value}`) }))}
          />
          <Textarea
            label={t('screening.sources')}
            required
            autosize
            minRows={2}
            value={sources}
            onChange={(event) => setSources(event.currentTarget.value)}
          />
          <Textarea
            label={t('screening.findings')}
            autosize
            minRows={2}
            value={findings}
            onChange={(event) => setFindings(event.currentTarget.value)}
          />
          {check.error !== null && <Failure error={check.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('state.cancel')}
            </Button>
            <Button type="submit" loading={check.isPending}>
              {t('screening.record')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function VoteDialog({ id, applicant, onClose }: DialogProps) {
  const { t } = useSpeech();
  const [vote, setVote] = useState<(typeof votes)[number]>('for');
  const [reason, setReason] = useState('');
  const give = useNegotiationCall(() => negotiationCalls.vote(id, { applicant, vote, reason }), t('screening.voted'), onClose);
  return (
    <Modal opened onClose={onClose} title={t('screening.vote')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          give.mutate(undefined);
        }}
      >
        <Stack gap="md">
          <SegmentedControl
            fullWidth
            aria-label={t('screening.vote')}
            value={vote}
            onChange={setVote}
            data={votes.map((value) => ({ value, label: t(`screening.vote.${value}`) }))}
          />
          <Textarea
            label={t('declaration.reason')}
            autosize
            minRows={2}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {give.error !== null && <Failure error={give.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('state.cancel')}
            </Button>
            <Button type="submit" loading={give.isPending}>
              {t('screening.voteNow')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
