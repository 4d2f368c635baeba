// SPDX-License-Identifier: Apache-2.0
/** Before a request: showing its draft to the authority that it asks, and saying what such a draft lacks. */
import { Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ContentField } from '../../../../src/agreements/wire.ts';
import { assistanceCalls } from '../../calls/assistance-calls.ts';
import { useSpeech } from '../../messages/language.tsx';
import { useCaseCall } from '../case-call.ts';
import { FieldsInput } from './against-refusal-forms.tsx';
import { CaseForm, type FormProps } from './case-form.tsx';
import { Reasons } from './late-forms.tsx';

export function ShareDraftForm({ detail, onClose }: FormProps) {
  const { t } = useSpeech();
  const [wanted, setWanted] = useState('');
  const call = useCaseCall(() => assistanceCalls.shareDraft(detail.row.id, wanted), t('share-draft.done'), onClose);
  return (
    <CaseForm call={call} submit={t('next.share-draft')} onClose={onClose} onSubmit={() => call.mutate(undefined)}>
      <Text size="sm">{t('share-draft.under', { counterpart: detail.row.counterpart.name })}</Text>
      <Textarea
        label={t('share-draft.wanted')}
        description={t('share-draft.wantedHint')}
        autosize
        minRows={3}
        maxLength={20_000}
        data-autofocus
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
    </CaseForm>
  );
}

export function CommentForm({ detail, onClose }: FormProps) {
  const { t } = useSpeech();
  const [comments, setComments] = useState('');
  const [lacking, setLacking] = useState<readonly ContentField[]>([]);
  const call = useCaseCall(
    () => assistanceCalls.commentOnDraft(detail.row.id, { comments, ...(lacking.length === 0 ? {} : { lacking: [...lacking] }) }),
    t('comment-on-draft.done'),
    onClose,
  );
  return (
    <CaseForm call={call} submit={t('next.comment-on-draft')} onClose={onClose} onSubmit={() => call.mutate(undefined)}>
      <Text size="sm">{t('comment-on-draft.under', { counterpart: detail.row.counterpart.name })}</Text>
      <Reasons label={t('comment-on-draft.comments')} hint={t('comment-on-draft.commentsHint')} value={comments} onChange={setComments} />
      <FieldsInput label={t('refusal.lackingLabel')} hint={t('comment-on-draft.lackingHint')} fields={lacking} onChange={setLacking} />
    </CaseForm>
  );
}
