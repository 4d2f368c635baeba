// SPDX-License-Identifier: Apache-2.0
/** Over the page of a draft that was shown: what it is and is not, what its author would like to hear, and what was said of it. */
import { IconEye } from '@tabler/icons-react';
import { type CaseDetailWire, draftCommentsBodySchema, sharedDraftBodySchema } from '../../../src/assistance/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { Notice } from '../shell/notice.tsx';

/** Nothing where none was shown, or the request was made. */
export function DraftNotice({ detail: { row, steps } }: { readonly detail: CaseDetailWire }) {
  const { t, dates } = useSpeech();
  const shown = steps.findLast(({ kind, state }) => kind === 'draft-sharing' && state === 'delivered');
  if (row.state === 'draft-shared') {
    const { wanted = '' } = sharedDraftBodySchema.safeParse(shown?.body).data ?? {};
    return (
      <Notice icon={IconEye} tone="needs" title={t('draft.shown')}>
        {wanted !== '' && t('draft.wanted', { wanted })}
      </Notice>
    );
  }
  if (shown === undefined || (row.state !== 'draft' && row.state !== 'awaiting-approval')) return null;
  const when = dates.moment(shown.preparedAt);
  const said = steps.filter(({ kind, state }) => kind === 'draft-comments' && state === 'delivered');
  return (
    <Notice icon={IconEye} tone="needs" title={t('draft.shownByUs', { counterpart: row.counterpart.name, when })}>
      {said.map(({ id, body }) => (
        <p key={id}>{draftCommentsBodySchema.safeParse(body).data?.comments}</p>
      ))}
    </Notice>
  );
}
