// SPDX-License-Identifier: Apache-2.0
/** Takes over what a message of ISO 20022 says into the form at hand; a message of another kind is told apart. */
import { Button, FileButton } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReadMessageWire } from '../../../src/assistance/iso20022/wire.ts';
import { messageCalls } from '../calls/message-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';

interface ReadMessageProps<Name extends ReadMessageWire['message']> {
  readonly message: Name;
  readonly onRead: (read: Extract<ReadMessageWire, { message: Name }>) => void;
}

export function ReadMessageButton<Name extends ReadMessageWire['message']>({ message, onRead }: ReadMessageProps<Name>) {
  const { t } = useSpeech();
  const read = useMutation({
    mutationFn: messageCalls.read,
    onSuccess: (found) => {
      if (found.message === message) onRead(found as Extract<ReadMessageWire, { message: Name }>);
    },
  });
  const isOther = read.data !== undefined && read.data.message !== message;
  return (
    <div>
      <FileButton accept=".xml,application/xml,text/xml" onChange={(file) => file !== null && read.mutate(file)}>
        {(props) => (
          <Button {...props} variant="subtle" loading={read.isPending} leftSection={<IconFileImport size={16} aria-hidden />}>
            {t('iso20022.read', { message })}
          </Button>
        )}
      </FileButton>
      {read.error !== null && <Failure error={read.error} />}
      {isOther && <p role="alert">{t('iso20022.other', { message: read.data.message })}</p>}
    </div>
  );
}
