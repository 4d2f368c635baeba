// SPDX-License-Identifier: Apache-2.0
/** Over the page of a draft that was shown: what it is and is not, and as it stood when. */
import { IconEye } from '@tabler/icons-react';
import type { CaseDetailWire } from '../../../src/assistance/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { Notice } from '../shell/notice.tsx';

/** Nothing where none was shown, or the request was made. */
export function DraftNotice({ detail: { row, steps } }: { readonly detail: CaseDetailWire }) {
  const { t, dates } = useSpeech();
  if (row.state === 'draft-shared') return <Notice icon={IconEye} tone="needs" title={t('draft.shown')} />;
  const shown = steps.findLast(({ kind, state }) => kind === 'draft-sharing' && state === 'delivered');
  if (shown === undefined || (row.state !== 'draft' && row.state !== 'awaiting-approval')) return null;
  const when = dates.moment(shown.preparedAt);
  return <Notice icon={IconEye} tone="permitted" title={t('draft.shownByUs', { counterpart: row.counterpart.name, when })} />;
}
