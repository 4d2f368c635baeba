// SPDX-License-Identifier: Apache-2.0
/** The state of a case and its urgency, each as a word with an icon. */
import { Badge } from '@mantine/core';
import {
  type Icon,
  IconAlertTriangle,
  IconArchive,
  IconArrowBackUp,
  IconBolt,
  IconCalendarPause,
  IconCircleCheck,
  IconCircleHalf2,
  IconCircleOff,
  IconCircleX,
  IconEye,
  IconHelpCircle,
  IconHourglass,
  IconHourglassEmpty,
  IconInbox,
  IconMailCheck,
  IconPencil,
  IconScale,
  IconSchool,
  IconSend,
} from '@tabler/icons-react';
import type { CaseState } from '../../../src/assistance/wire.ts';
import { useSpeech } from '../messages/language.tsx';

const looks: Readonly<Record<CaseState, { icon: Icon; color: string }>> = {
  draft: { icon: IconPencil, color: 'gray' },
  'draft-shared': { icon: IconEye, color: 'gray' },
  'awaiting-approval': { icon: IconHourglass, color: 'amber' },
  sent: { icon: IconSend, color: 'tide' },
  received: { icon: IconInbox, color: 'amber' },
  acknowledged: { icon: IconMailCheck, color: 'tide' },
  'question-open': { icon: IconHelpCircle, color: 'amber' },
  'partly-answered': { icon: IconCircleHalf2, color: 'tide' },
  postponed: { icon: IconCalendarPause, color: 'amber' },
  answered: { icon: IconCircleCheck, color: 'moss' },
  refused: { icon: IconCircleX, color: 'brick' },
  reconsidering: { icon: IconScale, color: 'amber' },
  upheld: { icon: IconCircleX, color: 'brick' },
  impossible: { icon: IconCircleOff, color: 'gray' },
  lapsed: { icon: IconHourglassEmpty, color: 'gray' },
  closed: { icon: IconArchive, color: 'gray' },
  withdrawn: { icon: IconArrowBackUp, color: 'gray' },
  'not-delivered': { icon: IconAlertTriangle, color: 'brick' },
};

export function StateBadge({ state }: { state: CaseState }) {
  const { t } = useSpeech();
  const { icon: StateIcon, color } = looks[state];
  return <WordBadge icon={StateIcon} tone={color} label={t(`caseState.${state}`)} />;
}

export function UrgentBadge() {
  const { t } = useSpeech();
  return <WordBadge icon={IconBolt} tone="brick" label={t('class.urgent')} />;
}

/** Of whatever concerns an authority that a program plays. */
export function TrainingBadge() {
  const { t } = useSpeech();
  return <WordBadge icon={IconSchool} tone="amber" label={t('training.badge')} />;
}

const tones: Readonly<Record<string, { ground: string; text: string }>> = {
  gray: { ground: 'var(--comity-quiet-ground)', text: 'var(--mantine-color-text)' },
  amber: { ground: 'var(--comity-needs-ground)', text: 'var(--comity-needs)' },
  tide: { ground: 'var(--comity-accent-ground)', text: 'var(--comity-accent)' },
  moss: { ground: 'var(--comity-permitted-ground)', text: 'var(--comity-permitted)' },
  brick: { ground: 'var(--comity-refused-ground)', text: 'var(--comity-refused)' },
};

/** A quiet badge in one of our tones; its colours keep their contrast in both schemes. */
export function WordBadge({ icon: WordIcon, tone, label }: { icon?: Icon; tone: string; label: string }) {
  const { ground, text } = tones[tone] ?? { ground: 'var(--comity-quiet-ground)', text: 'var(--mantine-color-text)' };
  return (
    <Badge
      variant="filled"
      tt="none"
      fw={600}
      size="md"
      leftSection={WordIcon === undefined ? null : <WordIcon size={13} stroke={2} aria-hidden />}
      styles={{ root: { backgroundColor: ground, color: text, flexShrink: 0 }, label: { overflow: 'visible' } }}
    >
      {label}
    </Badge>
  );
}
