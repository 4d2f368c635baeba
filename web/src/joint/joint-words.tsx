// SPDX-License-Identifier: Apache-2.0
/** The stage of a joint matter as a word with an icon, and the words of its kinds of note. */
import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconClockPause,
  IconFlag3,
  IconHourglass,
  IconMessages,
  IconScale,
} from '@tabler/icons-react';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';

const looks = {
  planning: { icon: IconHourglass, tone: 'amber' },
  ready: { icon: IconFlag3, tone: 'moss' },
  committed: { icon: IconCircleCheck, tone: 'tide' },
  aborted: { icon: IconCircleX, tone: 'gray' },
  lapsed: { icon: IconClockPause, tone: 'gray' },
  contradicted: { icon: IconAlertTriangle, tone: 'brick' },
  concluded: { icon: IconCircleCheck, tone: 'gray' },
  telling: { icon: IconMessages, tone: 'amber' },
  told: { icon: IconMessages, tone: 'moss' },
  asked: { icon: IconHourglass, tone: 'amber' },
  answered: { icon: IconMessages, tone: 'moss' },
  introduced: { icon: IconCircleCheck, tone: 'moss' },
  consulting: { icon: IconMessages, tone: 'amber' },
  panel: { icon: IconScale, tone: 'tide' },
  opinion: { icon: IconScale, tone: 'amber' },
  forming: { icon: IconHourglass, tone: 'amber' },
  answering: { icon: IconMessages, tone: 'amber' },
  examining: { icon: IconScale, tone: 'tide' },
  commenting: { icon: IconMessages, tone: 'amber' },
  published: { icon: IconFlag3, tone: 'moss' },
  settled: { icon: IconCircleCheck, tone: 'moss' },
} as const satisfies Readonly<Record<string, { icon: Icon; tone: string }>>;
type Stage = keyof typeof looks;

function isStage(stage: string): stage is Stage {
  return Object.hasOwn(looks, stage);
}

export function StageBadge({ stage }: { stage: string }) {
  const { t } = useSpeech();
  if (!isStage(stage)) return null;
  return <WordBadge icon={looks[stage].icon} tone={looks[stage].tone} label={t(`jointStage.${stage}`)} />;
}
