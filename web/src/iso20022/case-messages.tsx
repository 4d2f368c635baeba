// SPDX-License-Identifier: Apache-2.0
/** The case as messages of ISO 20022, each to be saved as a file; what cannot be written says what it lacks. */
import { Button, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { CaseMessagesWire } from '../../../src/assistance/iso20022/wire.ts';
import type { CaseDetailWire } from '../../../src/assistance/wire.ts';
import classes from '../attachments/attachments.module.css';
import { caseMessagesQuery, messageCalls } from '../calls/message-calls.ts';
import { saveFile } from '../calls/save-file.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';

/** Nothing is there to write before the request was sent. */
export function CaseMessages({ detail }: { detail: CaseDetailWire }) {
  const isSent = detail.steps.some(({ kind, dispatch }) => kind === 'request' && dispatch !== null);
  return isSent ? <Messages caseId={detail.row.id} changedAt={detail.row.updatedAt} /> : null;
}

function Messages({ caseId, changedAt }: { caseId: string; changedAt: string }) {
  const { t } = useSpeech();
  const found = useQuery(caseMessagesQuery(caseId, changedAt));
  const write = useMutation({
    mutationFn: (chosen: CaseMessagesWire['messages'][number]) => messageCalls.write(caseId, chosen),
    onSuccess: ({ blob, fileName }, { message, number }) => saveFile(blob, fileName ?? `${message}-${caseId}-${number}.xml`),
  });
  const error = found.error ?? write.error;
  return (
    <Section title={t('iso20022.title')}>
      {error !== null && <Failure error={error} />}
      <ul className={classes['list']} aria-label={t('iso20022.title')}>
        {(found.data?.messages ?? []).map((one) => (
          <li key={`${one.message} ${one.number}`} className={classes['file']}>
            <span className={classes['kind']}>{t(`iso20022.${one.message}`)}</span>
            <span className={classes['words']} title={one.words}>
              {one.words}
            </span>
            <Button
              className={classes['end'] ?? ''}
              size="compact-sm"
              variant="default"
              loading={write.isPending && write.variables === one}
              aria-label={t('iso20022.save', { message: one.message, words: one.words })}
              leftSection={<IconDownload size={15} aria-hidden />}
              onClick={() => write.mutate(one)}
            >
              {one.message}
            </Button>
          </li>
        ))}
        {(found.data?.lacking ?? []).map(({ message, sentence }) => (
          <li key={message}>
            <Text size="sm">{t(`iso20022.${message}`)}</Text>
            <Text size="xs" c="dimmed">
              {sentence}
            </Text>
          </li>
        ))}
      </ul>
    </Section>
  );
}
