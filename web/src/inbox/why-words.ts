// SPDX-License-Identifier: Apache-2.0
/** The reasons why a case is shown to an officer, in words. */
import type { WhyWire } from '../../../src/desk/worklist/wire.ts';
import { useSpeech } from '../messages/language.tsx';

export function useWhy(): (why: WhyWire) => string {
  const { t } = useSpeech();
  return (why) => {
    if (why.kind === 'tasks') return t('why.tasks', { count: why.count });
    if (why.kind === 'deputy-tasks') return t('why.deputy-tasks', { count: why.count });
    if (why.kind === 'loan') return t('why.loan', { count: why.count });
    return t(`why.${why.kind}`);
  };
}
