// SPDX-License-Identifier: Apache-2.0
/** The door of the portal: signing in, and joining with an invitation whose secret stands behind the # of the address. */
import { Badge, Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import type { FirmSessionWire } from '../../../src/reporting/wire.ts';
import { firmCalls, firmSessionQuery } from './firm-calls.ts';
import { aboutQuery } from '../calls/session-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Mark } from '../shell/mark.tsx';
import { Failure, Waiting } from '../shell/page.tsx';
import { QrPicture } from '../shell/qr-picture.tsx';
import doorClasses from '../sign-in/sign-in.module.css';

function Door({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useSpeech();
  const about = useQuery(aboutQuery);
  useEffect(() => {
    document.title = `${title} · Comity`;
  }, [title]);
  return (
    <div className={doorClasses['screen']}>
      <aside className={doorClasses['side']}>
        <div className={doorClasses['brand']}>
          <Mark size={34} />
          <span>Comity</span>
        </div>
        <p className={doorClasses['line']}>{t('portal.line')}</p>
        <p className={doorClasses['version']}>{t('portal.secrecy')}</p>
      </aside>
      <main className={doorClasses['main']}>
        <Paper className={doorClasses['card']}>
          {about.data !== undefined && (
            <div className={doorClasses['authority']}>
              <Badge variant="outline" color="tide">
                {about.data.authority.jurisdiction}
              </Badge>
              <Text fw={600}>{about.data.authority.name}</Text>
            </div>
          )}
          <Title order={1} mb="lg">
            {title}
          </Title>
          {children}
        </Paper>
      </main>
    </div>
  );
}

function useEntering() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return (session: FirmSessionWire): void => {
    queryClient.clear();
    queryClient.setQueryData(firmSessionQuery.queryKey, session);
    void navigate({ to: '/firm', replace: true });
  };
}

interface Typed {
  readonly email: string;
  readonly password: string;
  readonly code: string;
}

export function FirmSignIn() {
  const { t } = useSpeech();
  const [typed, setTyped] = useState<Typed>({ email: '', password: '', code: '' });
  const enter = useMutation({
    mutationFn: firmCalls.signIn,
    onSuccess: useEntering(),
    // A code is good once, so it is typed anew; the rest stays.
    onError: () => setTyped((before) => ({ ...before, code: '' })),
  });
  return (
    <Door title={t('portal.signIn')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          enter.mutate({ ...typed, code: typed.code.replace(/\s/g, '') });
        }}
      >
        <Stack gap="md">
          <TextInput
            required
            type="email"
            autoComplete="username"
            label={t('signIn.email')}
            value={typed.email}
            onChange={(event) => setTyped({ ...typed, email: event.currentTarget.value })}
          />
          <PasswordInput
            required
            autoComplete="current-password"
            label={t('signIn.password')}
            value={typed.password}
            onChange={(event) => setTyped({ ...typed, password: event.currentTarget.value })}
          />
          <CodeInput value={typed.code} onChange={(code) => setTyped({ ...typed, code })} />
          {enter.isError && <Failure error={enter.error} title={t('signIn.refused')} />}
          <Button type="submit" size="md" loading={enter.isPending}>
            {t('portal.signIn')}
          </Button>
        </Stack>
      </form>
    </Door>
  );
}

function CodeInput({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useSpeech();
  return (
    <TextInput
      required
      inputMode="numeric"
      autoComplete="one-time-code"
      label={t('signIn.code')}
      classNames={{ input: doorClasses['code'] ?? '' }}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** The part behind the # is sent to no server by the browser. */
export function FirmJoin() {
  const { t } = useSpeech();
  const secret = window.location.hash.slice(1);
  const invited = useQuery({
    queryKey: ['firm', 'joining'],
    queryFn: () => firmCalls.beginJoining(secret),
    staleTime: Infinity,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return (
    <Door title={t('portal.join')}>
      {invited.isPending && <Waiting rows={3} />}
      {invited.isError && <Failure error={invited.error} />}
      {invited.data !== undefined && <JoinForm secret={secret} invited={invited.data} />}
    </Door>
  );
}

function JoinForm({ secret, invited }: { secret: string; invited: Awaited<ReturnType<typeof firmCalls.beginJoining>> }) {
  const { t } = useSpeech();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const join = useMutation({ mutationFn: firmCalls.join, onSuccess: useEntering() });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        join.mutate({ secret, password, code: code.replace(/\s/g, '') });
      }}
    >
      <Stack gap="md">
        <Text>{t('portal.join.under', { firm: invited.firm })}</Text>
        <Text size="sm" c="dimmed">
          {invited.name}, {invited.email}
        </Text>
        <Text size="sm">{t('portal.join.code')}</Text>
        <QrPicture text={invited.authenticatorUri} label={t('portal.join.qr')} />
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {invited.authenticatorSecret}
        </Text>
        <PasswordInput
          required
          autoComplete="new-password"
          label={t('password.new')}
          description={t('password.newHint')}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <CodeInput value={code} onChange={setCode} />
        {join.isError && <Failure error={join.error} />}
        <Button type="submit" size="md" loading={join.isPending}>
          {t('portal.join.done')}
        </Button>
      </Stack>
    </form>
  );
}
