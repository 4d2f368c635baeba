// SPDX-License-Identifier: Apache-2.0
/** The frame of every dialog of a case: its fields, what went wrong, and the two buttons. */
import { Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CaseDetailWire } from '../../../../src/assistance/wire.ts';
import { useSpeech } from '../../messages/language.tsx';
import { Failure } from '../../shell/page.tsx';

export interface FormProps {
  readonly detail: CaseDetailWire;
  readonly onClose: () => void;
}

interface CaseFormProps {
  readonly call: { readonly isPending: boolean; readonly error: Error | null };
  readonly submit: string;
  readonly onClose: () => void;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

export function CaseForm({ call, submit, onClose, onSubmit, children }: CaseFormProps) {
  const { t } = useSpeech();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <Stack gap="md">
        {children}
        {call.error !== null && <Failure error={call.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('state.cancel')}
          </Button>
          <Button type="submit" loading={call.isPending}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
