// SPDX-License-Identifier: Apache-2.0
/** The steps of a case: what waits for approval first, then what was sent, each with its content and its approvals. */
import { Button, Group, Text, UnstyledButton } from '@mantine/core';
import { IconCheck, IconChevronDown, IconChevronRight, IconCornerDownLeft } from '@tabler/icons-react';
import { useState } from 'react';
import type { CaseDetailWire, StepRowWire } from '../../../src/assistance/wire.ts';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Section } from '../shell/page.tsx';
import { ApproveDialog } from './approve-dialog.tsx';
import classes from './case.module.css';
import { ReturnDialog } from './return-dialog.tsx';
import { StepBody } from './step-body.tsx';
import { DispatchDigest } from './timeline.tsx';

const tones = {
  draft: 'gray',
  'awaiting-approval': 'amber',
  queued: 'tide',
  delivered: 'moss',
  rejected: 'brick',
  'not-delivered': 'brick',
  voided: 'gray',
} as const;

export function Steps({ detail }: { detail: CaseDetailWire }) {
  const { t } = useSpeech();
  const waiting = detail.steps.filter((step) => step.state === 'awaiting-approval');
  const others = detail.steps.filter((step) => step.state !== 'awaiting-approval');
  return (
    <>
      {waiting.map((step) => (
        <WaitingStep key={step.id} step={step} detail={detail} />
      ))}
      {others.length > 0 && (
        <Section title={t('case.steps')}>
          <ul className={classes['steps']}>
            {others.map((step) => (
              <PastStep key={step.id} step={step} isByLetter={detail.row.counterpart.isByLetter} />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

/** A step that waits for a second pair of eyes stands out, with its whole content in view: that is what is approved. */
function WaitingStep({ step, detail }: { step: StepRowWire; detail: CaseDetailWire }) {
  const { t, dates } = useSpeech();
  const [open, setOpen] = useState<'approve' | 'return' | null>(null);
  return (
    <section className={classes['waiting']} aria-label={t('step.waiting', { kind: t(`stepKind.${step.kind}`) })}>
      <div className={classes['waitingHead']}>
        <div>
          <Text fw={640}>{t('step.waiting', { kind: t(`stepKind.${step.kind}`) })}</Text>
          <Text size="xs" c="dimmed">
            {t('step.prepared', { name: step.preparedByName, when: dates.moment(step.preparedAt) })}
            {' · '}
            {t('step.approvals', { given: step.approvals.length, needed: step.approversMin })}
          </Text>
        </div>
        {step.mayApprove && (
          <Group gap="xs">
            <Button variant="default" leftSection={<IconCornerDownLeft size={16} aria-hidden />} onClick={() => setOpen('return')}>
              {t('action.return')}
            </Button>
            <Button leftSection={<IconCheck size={16} aria-hidden />} onClick={() => setOpen('approve')}>
              {t('action.approve')}
            </Button>
          </Group>
        )}
      </div>
      {!step.mayApprove && <p className={classes['quiet']}>{t('step.notYours')}</p>}
      {step.kind !== 'request' && <StepBody step={step} />}
      <ApproveDialog step={step} detail={detail} isOpen={open === 'approve'} onClose={() => setOpen(null)} />
      <ReturnDialog step={step} detail={detail} isOpen={open === 'return'} onClose={() => setOpen(null)} />
    </section>
  );
}

/** On paper nothing is delivered that anybody has signed for: what went was sent, and what came was read in a letter. */
function onPaper({ state, isOurs }: StepRowWire): 'toSend' | 'sent' | 'came' | null {
  if (state !== 'queued' && state !== 'delivered') return null;
  if (!isOurs) return 'came';
  return state === 'queued' ? 'toSend' : 'sent';
}

function PastStep({ step, isByLetter }: { step: StepRowWire; isByLetter: boolean }) {
  const { t, dates } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  const paper = isByLetter ? onPaper(step) : null;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <li>
      <UnstyledButton className={classes['stepHead']} onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
        <Chevron size={15} aria-hidden />
        <span className={classes['stepKind']}>{t(`stepKind.${step.kind}`)}</span>
        <span className={classes['stepSummary']}>{step.summary}</span>
        <WordBadge tone={tones[step.state]} label={paper === null ? t(`stepState.${step.state}`) : t(`stepByLetter.${paper}`)} />
      </UnstyledButton>
      {isOpen && (
        <div className={classes['stepBody']}>
          <p className={classes['quiet']}>
            {t('step.prepared', { name: step.preparedByName, when: dates.moment(step.preparedAt) })}
            {step.approvals.map((one) => ` · ${t('step.approvedBy', { name: one.officerName, when: dates.moment(one.at) })}`)}
          </p>
          {step.returnedReason !== null && <p>{t('step.returned', { reason: step.returnedReason })}</p>}
          <StepBody step={step} />
          {step.dispatch !== null && <DispatchDigest digest={step.dispatch} />}
        </div>
      )}
    </li>
  );
}
