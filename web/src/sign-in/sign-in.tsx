// SPDX-License-Identifier: Apache-2.0
/**
 * Signing in: with a passkey; or with e-mail address, password and the six digits of the authenticator, for whoever has no
 * passkey yet. The name of whose server this is stands above.
 */
import { Badge, Button, Divider, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconFingerprint } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { SessionWire } from '../../../src/officers/wire.ts';
import { passkeyCalls } from '../calls/passkey-calls.ts';
import { aboutQuery, sessionQuery, signIn } from '../calls/session-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { answerChallenge, hasAuthenticators, NoAnswer } from '../passkeys/authenticator.ts';
import { PasskeyTrouble } from '../passkeys/passkey-trouble.tsx';
import { Mark } from '../shell/mark.tsx';
import { Failure } from '../shell/page.tsx';
import classes from './sign-in.module.css';

export function SignIn() {
  const { t } = useSpeech();
  const about = useQuery(aboutQuery);
  useEffect(() => {
    document.title = `${t('signIn.title')} · Comity`;
  }, [t]);
  return (
    <div className={classes['screen']}>
      <aside className={classes['side']}>
        <div className={classes['brand']}>
          <Mark size={34} />
          <span>Comity</span>
        </div>
        <p className={classes['line']}>{t('signIn.line')}</p>
        <p className={classes['version']}>{about.data !== undefined && t('signIn.version', { version: about.data.version })}</p>
      </aside>
      <main className={classes['main']}>
        <Paper className={classes['card']}>
          {about.data !== undefined && (
            <div className={classes['authority']}>
              <Badge variant="outline" color="tide">
                {about.data.authority.jurisdiction}
              </Badge>
              <Text fw={600}>{about.data.authority.name}</Text>
            </div>
          )}
          <Title order={1} mb="lg">
            {t('signIn.title')}
          </Title>
          <PasskeySignIn />
          <Divider my="lg" label={t('signIn.orPassword')} />
          <SignInForm />
        </Paper>
      </main>
    </div>
  );
}

function useEntering() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { next } = useSearch({ from: '/sign-in' });
  return (session: SessionWire): void => {
    // What another officer had on the screen before is forgotten.
    queryClient.clear();
    queryClient.setQueryData(sessionQuery.queryKey, session);
    void navigate({ to: next ?? '/', replace: true });
  };
}

function PasskeySignIn() {
  const { t } = useSpeech();
  const enter = useMutation({
    mutationFn: async () => {
      const { challenge, relyingParty, lastsMs } = await passkeyCalls.startSignIn();
      if (relyingParty === null) throw new NoAnswer(false);
      return passkeyCalls.signIn(await answerChallenge({ nonce: challenge, challenge, relyingParty, credentialIds: [], lastsMs }));
    },
    onSuccess: useEntering(),
  });
  return (
    <Stack gap="sm">
      <Button
        size="md"
        fullWidth
        disabled={!hasAuthenticators()}
        loading={enter.isPending}
        leftSection={<IconFingerprint size={18} aria-hidden />}
        onClick={() => enter.mutate()}
      >
        {t('signIn.passkey')}
      </Button>
      <PasskeyTrouble error={enter.error} title={t('signIn.refused')} />
    </Stack>
  );
}

function SignInForm() {
  const { t } = useSpeech();
  const form = useForm({ mode: 'uncontrolled', initialValues: { email: '', password: '', code: '' } });
  const enter = useMutation({
    mutationFn: signIn,
    onSuccess: useEntering(),
    // A code is good once, so it is typed anew; the rest stays.
    onError: () => form.setFieldValue('code', ''),
  });
  return (
    <form onSubmit={form.onSubmit((given) => enter.mutate({ ...given, code: given.code.replace(/\s/g, '') }))}>
      <Stack gap="md">
        <TextInput
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          required
          key={form.key('email')}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('signIn.password')}
          autoComplete="current-password"
          required
          key={form.key('password')}
          {...form.getInputProps('password')}
        />
        <TextInput
          label={t('signIn.code')}
          description={t('signIn.codeHint')}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={10}
          required
          classNames={{ input: classes['code'] ?? '' }}
          key={form.key('code')}
          {...form.getInputProps('code')}
        />
        {enter.error !== null && <Failure error={enter.error} title={t('signIn.refused')} />}
        <Button type="submit" size="md" variant="default" loading={enter.isPending}>
          {t('signIn.enter')}
        </Button>
      </Stack>
    </form>
  );
}
