// SPDX-License-Identifier: Apache-2.0
/** The state of a matter, and of one holder in the tree of a recall, each as a word in its tone. */
import type { HolderNodeWire, MatterState } from '../../../src/onward/wire.ts';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';

const tones: Readonly<Record<MatterState, string>> = {
  'awaiting-approval': 'amber',
  returned: 'gray',
  sent: 'tide',
  received: 'amber',
  carried: 'tide',
  granted: 'moss',
  denied: 'brick',
  given: 'moss',
  told: 'tide',
  executed: 'moss',
  kept: 'brick',
  settled: 'moss',
  noticed: 'amber',
  unobjected: 'moss',
  objected: 'brick',
  noted: 'moss',
  'not-delivered': 'brick',
  rejected: 'brick',
};

export function MatterBadge({ state }: { state: MatterState }) {
  const { t } = useSpeech();
  return <WordBadge tone={tones[state]} label={t(`matterState.${state}`)} />;
}

const nodeTones = { queued: 'gray', told: 'tide', executed: 'moss', refused: 'brick', 'not-delivered': 'brick' } as const;

export function NodeBadge({ node }: { node: HolderNodeWire }) {
  const { t } = useSpeech();
  if (node.isOverdue) return <WordBadge tone="amber" label={t('nodeState.overdue')} />;
  return <WordBadge tone={nodeTones[node.state]} label={t(`nodeState.${node.state}`)} />;
}
