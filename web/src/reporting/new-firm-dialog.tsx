// SPDX-License-Identifier: Apache-2.0
/** Giving a firm an account. */
import { Button, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { reportingCalls } from './reporting-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import { useFirmCall } from './firm-call.ts';

export function NewFirmDialog({ onClose }: { onClose: () => void }) {
  const { t } = useSpeech();
  const [text, setText] = useState({ name: '', lei: '', registration: '' });
  const add = useFirmCall(reportingCalls.addFirm, onClose);
  const orNull = (value: string): string | null => (value.trim() === '' ? null : value.trim());
  return (
    <Modal opened onClose={onClose} title={t('firms.add')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate({ name: text.name, lei: orNull(text.lei), registration: orNull(text.registration) });
        }}
      >
        <Stack gap="sm">
          <TextInput
            required
            data-autofocus
            label={t('firms.name')}
            value={text.name}
            onChange={(event) => setText({ ...text, name: event.currentTarget.value })}
          />
          <TextInput label="LEI" value={text.lei} onChange={(event) => setText({ ...text, lei: event.currentTarget.value })} />
          <TextInput
            label={t('firms.registration')}
            value={text.registration}
            onChange={(event) => setText({ ...text, registration: event.currentTarget.value })}
          />
          {add.isError && <Failure error={add.error} />}
          <Button type="submit" ml="auto" loading={add.isPending}>
            {t('firms.add')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
