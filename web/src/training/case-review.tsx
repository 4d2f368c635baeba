// SPDX-License-Identifier: Apache-2.0
/** Beside a case with a training authority: what the exercise is, and how it goes. */
import { List, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed, IconCircleX, IconEye } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { CaseDetailWire } from '../../../src/assistance/wire.ts';
import type { ReviewLineWire } from '../../../src/training/wire.ts';
import { reviewQuery } from './training-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Section } from '../shell/page.tsx';
import classes from './training.module.css';

const icons = { good: IconCircleCheck, missed: IconCircleX, open: IconCircleDashed, seen: IconEye } as const;

export function CaseReview({ detail: { row } }: { detail: CaseDetailWire }) {
  const isOwn = row.counterpart.isTraining && row.side === 'requesting';
  return isOwn ? <Review caseId={row.id} /> : null;
}

function Review({ caseId }: { caseId: string }) {
  const { t } = useSpeech();
  const found = useQuery(reviewQuery(caseId));
  // A case with it that names no rehearsal has no review.
  if (found.data === undefined) return null;
  const { rehearsal, isOver, lines } = found.data;
  return (
    <Section title={t('training.review')}>
      <Text size="sm" fw={600}>
        {rehearsal.title}
      </Text>
      <Text size="sm" mb="sm">
        {rehearsal.story}
      </Text>
      <List size="sm" spacing={6} listStyleType="none">
        {lines.map((line) => (
          <ReviewLine key={`${line.outcome} ${line.sentence}`} line={line} />
        ))}
      </List>
      <Text size="sm" c="dimmed" mt="sm">
        {t(isOver ? 'training.over' : 'training.notOver')}
      </Text>
    </Section>
  );
}

function ReviewLine({ line: { outcome, sentence } }: { line: ReviewLineWire }) {
  const { t, dates } = useSpeech();
  const LineIcon = icons[outcome];
  // Moments come as they travel; people read them in their own way.
  const words = sentence.replaceAll(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g, (moment) => dates.moment(moment));
  return (
    <List.Item icon={<LineIcon size={17} aria-hidden className={classes[outcome]} />}>
      <strong>{t(`training.outcome.${outcome}`)}</strong> {words}
    </List.Item>
  );
}
