// SPDX-License-Identifier: Apache-2.0
/** How pressing a report is, and how far the reading is: each as a word with its tone. */
import { IconBolt } from '@tabler/icons-react';
import type { Priority, ReportState } from '../../../src/reporting/wire.ts';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';

const priorityTones: Readonly<Record<Priority, string>> = { urgent: 'brick', high: 'amber', ordinary: 'gray' };
const stateTones: Readonly<Record<ReportState, string>> = {
  new: 'amber',
  'being-read': 'tide',
  'asked-back': 'amber',
  used: 'moss',
  closed: 'gray',
};

export function PriorityBadge({ priority }: { priority: Priority }) {
  const { t } = useSpeech();
  const label = t(`reportPriority.${priority}`);
  return priority === 'urgent' ? (
    <WordBadge icon={IconBolt} tone={priorityTones[priority]} label={label} />
  ) : (
    <WordBadge tone={priorityTones[priority]} label={label} />
  );
}

export function ReportStateBadge({ state }: { state: ReportState }) {
  const { t } = useSpeech();
  return <WordBadge tone={stateTones[state]} label={t(`reportState.${state}`)} />;
}
