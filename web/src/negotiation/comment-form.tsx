// SPDX-License-Identifier: Apache-2.0
/** Saying something about a clause to every party. */
import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { negotiationCalls } from '../calls/negotiation-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import { useNegotiationCall } from './negotiation-call.ts';

interface CommentFormProps {
  readonly id: string;
  readonly version: string;
  readonly clause: string;
  readonly onClose: () => void;
}

export function CommentForm({ id, version, clause, onClose }: CommentFormProps) {
  const { t } = useSpeech();
  const [text, setText] = useState('');
  const comment = useNegotiationCall(
    (given: string) => negotiationCalls.comment(id, { version, clause, text: given }),
    t('negotiation.commented'),
    onClose,
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        comment.mutate(text);
      }}
    >
      <Stack gap="xs">
        <Textarea
          label={t('negotiation.commentOn', { clause })}
          description={t('negotiation.commentHint')}
          autosize
          minRows={2}
          required
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {comment.error !== null && <Failure error={comment.error} />}
        <Group gap="xs">
          <Button size="xs" type="submit" loading={comment.isPending}>
            {t('negotiation.sendComment')}
          </Button>
          <Button size="xs" variant="default" onClick={onClose}>
            {t('state.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
