// SPDX-License-Identifier: Apache-2.0
/** Changing one's own password; it takes the old one and a code of the authenticator. */
import { Button, Collapse, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { changePassword } from '../calls/session-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';

export function PasswordForm() {
  const { t } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  const form = useForm({ initialValues: { oldPassword: '', newPassword: '', code: '' } });
  const change = useMutation({
    mutationFn: changePassword,
    onSuccess: () => {
      form.reset();
      setOpen(false);
      notifications.show({ message: t('password.changed') });
    },
  });
  return (
    <div>
      <Button variant="default" size="xs" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
        {t('password.change')}
      </Button>
      <Collapse expanded={isOpen} keepMounted={false}>
        <form onSubmit={form.onSubmit((given) => change.mutate(given))}>
          <Stack gap="sm" mt="sm">
            <PasswordInput label={t('password.old')} autoComplete="current-password" required {...form.getInputProps('oldPassword')} />
            <PasswordInput
              label={t('password.new')}
              description={t('password.newHint')}
              autoComplete="new-password"
              required
              minLength={12}
              {...form.getInputProps('newPassword')}
            />
            <TextInput label={t('signIn.code')} inputMode="numeric" autoComplete="one-time-code" required {...form.getInputProps('code')} />
            {change.error !== null && <Failure error={change.error} />}
            <Button type="submit" loading={change.isPending}>
              {t('password.change')}
            </Button>
          </Stack>
        </form>
      </Collapse>
    </div>
  );
}
