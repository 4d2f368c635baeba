// SPDX-License-Identifier: Apache-2.0
/** Motions about a party: what is moved and why, how each party voted, what the one concerned answers; voting and answering. */
import { Badge, Button, Group, Text } from '@mantine/core';
import { IconGavel, IconMessageReply, IconThumbDown, IconThumbUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { MotionViewWire, NegotiationDetailWire } from '../../../../src/negotiation/wire.ts';
import { negotiationCalls } from '../../calls/negotiation-calls.ts';
import { useSpeech } from '../../messages/language.tsx';
import { useNegotiationCall } from '../negotiation-call.ts';
import { ReasonDialog } from '../../actions/reason-dialog.tsx';
import classes from './motions.module.css';

type Answering = 'for' | 'against' | 'answer';
const tones = { open: 'blue', carried: 'orange', lost: 'gray', lapsed: 'gray' } as const;

export function Motions({ detail }: { detail: NegotiationDetailWire }) {
  const { t } = useSpeech();
  if (detail.motions.length === 0) return null;
  return (
    <ul className={classes['motions']} aria-label={t('motion.title')}>
      {detail.motions.map((motion) => (
        <OneMotion key={motion.note} detail={detail} motion={motion} />
      ))}
    </ul>
  );
}

function OneMotion({ detail, motion }: { detail: NegotiationDetailWire; motion: MotionViewWire }) {
  const { t, dates } = useSpeech();
  const [open, setOpen] = useState<Answering | null>(null);
  const votesFor = motion.votes.filter(({ vote }) => vote === 'for').length;
  return (
    <li className={classes['motion']} data-state={motion.state}>
      <div className={classes['head']}>
        <div>
          <Text fw={640} size="sm">
            {t(`motion.aim.${motion.aim}`, { name: motion.party.name })}
          </Text>
          <Text size="xs" c="dimmed">
            {t('motion.by', { name: motion.by.name })} · {dates.moment(motion.at)}
          </Text>
        </div>
        <Badge variant="light" color={tones[motion.state]} leftSection={<IconGavel size={12} aria-hidden />}>
          {t(`motion.state.${motion.state}`)}
        </Badge>
      </div>
      <p className={classes['reason']}>{motion.reason}</p>
      {motion.answer !== null && (
        <p className={classes['answer']}>
          <strong>{t('motion.answered', { name: motion.party.name })}</strong> {motion.answer}
        </p>
      )}
      <Text size="sm">
        {t('motion.count', { given: votesFor, needed: motion.needed, all: motion.votes.length + motion.notVoted.length })}{' '}
        {t(`motion.until.${motion.state}`, { when: dates.moment(motion.until) })}
      </Text>
      <ul className={classes['votes']}>
        {motion.votes.map(({ by, vote, reason }) => (
          <li key={by.authorityId}>
            {by.name}: {t(`screening.vote.${vote}`)}
            {reason !== '' && by.authorityId !== motion.by.authorityId && <span> · {reason}</span>}
          </li>
        ))}
        {motion.notVoted.map(({ authorityId, name }) => (
          <li key={authorityId} className={classes['open']}>
            {name}: {t('motion.notVoted')}
          </li>
        ))}
      </ul>
      <MotionButtons motion={motion} onOpen={setOpen} />
      {open !== null && <AnswerDialog detail={detail} motion={motion} answering={open} onClose={() => setOpen(null)} />}
    </li>
  );
}

function MotionButtons({ motion, onOpen }: { motion: MotionViewWire; onOpen: (answering: Answering) => void }) {
  const { t } = useSpeech();
  if (!motion.mayVote && !motion.mayAnswer) return null;
  return (
    <Group gap="xs">
      {motion.mayVote && (
        <>
          <Button size="xs" leftSection={<IconThumbUp size={15} aria-hidden />} onClick={() => onOpen('for')}>
            {t('motion.voteFor')}
          </Button>
          <Button size="xs" variant="default" leftSection={<IconThumbDown size={15} aria-hidden />} onClick={() => onOpen('against')}>
            {t('motion.voteAgainst')}
          </Button>
        </>
      )}
      {motion.mayAnswer && (
        <Button size="xs" leftSection={<IconMessageReply size={15} aria-hidden />} onClick={() => onOpen('answer')}>
          {t('motion.answer')}
        </Button>
      )}
    </Group>
  );
}

interface AnswerProps {
  readonly detail: NegotiationDetailWire;
  readonly motion: MotionViewWire;
  readonly answering: Answering;
  readonly onClose: () => void;
}

function AnswerDialog({ detail, motion, answering, onClose }: AnswerProps) {
  const { t } = useSpeech();
  const isVote = answering !== 'answer';
  const call = useNegotiationCall(
    (reason: string) =>
      isVote
        ? negotiationCalls.declare(detail.terms ?? '', { kind: 'motion-vote', motion: motion.note, vote: answering, reason })
        : negotiationCalls.answerMotion(detail.row.id, { motion: motion.note, text: reason }),
    t(isVote ? 'negotiation.prepared' : 'motion.answerSent'),
    onClose,
  );
  const titles = { for: 'motion.voteFor', against: 'motion.voteAgainst', answer: 'motion.answer' } as const;
  return (
    <ReasonDialog
      title={t(titles[answering])}
      under={t(isVote ? 'motion.voteUnder' : 'motion.answerUnder')}
      label={t(isVote ? 'declaration.reason' : 'motion.answerText')}
      button={t(isVote ? 'declaration.prepare' : 'motion.answer')}
      isOptional={isVote}
      call={call}
      onClose={onClose}
    />
  );
}
