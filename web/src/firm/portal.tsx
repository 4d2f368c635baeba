// SPDX-License-Identifier: Apache-2.0
/** The portal of firms that report: a frame of its own with four places, beside the officers' workplace and without any way into it. */
import { Badge, Button } from '@mantine/core';
import { IconFilePlus, IconLogout, IconMessages, IconSend2 } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { FirmSessionWire } from '../../../src/reporting/wire.ts';
import { firmCalls, firmReportsQuery, firmSessionQuery } from './firm-calls.ts';
import { SpeechProvider, useSpeech } from '../messages/language.tsx';
import { Mark } from '../shell/mark.tsx';
import classes from './firm.module.css';

const places = [
  { to: '/firm', label: 'portal.new', icon: IconFilePlus },
  { to: '/firm/sent', label: 'portal.sent', icon: IconSend2 },
  { to: '/firm/reports', label: 'portal.reports', icon: IconMessages },
] as const;

export function Portal() {
  const { language } = useSpeech();
  const navigate = useNavigate();
  const { data: session } = useQuery(firmSessionQuery);
  const hasEnded = session === null;
  useEffect(() => {
    if (hasEnded) void navigate({ to: '/firm/sign-in', replace: true });
  }, [hasEnded, navigate]);
  if (session === undefined || session === null) return null;
  // A report is in time by the authority's clock, so both sides read the same hour.
  return (
    <SpeechProvider language={language} timeZone={session.authority.timeZone}>
      <PortalFrame session={session} />
    </SpeechProvider>
  );
}

function PortalFrame({ session }: { session: FirmSessionWire }) {
  const { t } = useSpeech();
  return (
    <div className={classes['portal']}>
      <header className={classes['header']}>
        <div className={classes['brand']}>
          <Mark />
          <div>
            <strong>{session.authority.name}</strong>
            <div className={classes['quiet']}>{t('portal.title')}</div>
          </div>
        </div>
        <div className={classes['who']}>
          <div>
            <strong>{session.firm.name}</strong>
            <div className={classes['quiet']}>{session.person?.name}</div>
          </div>
          <SignOut />
        </div>
      </header>
      <nav className={classes['nav']} aria-label={t('portal.navigation')}>
        {places.map(({ to, label, icon: PlaceIcon }) => (
          <Link key={to} to={to} activeOptions={{ exact: to === '/firm' }} activeProps={{ 'data-here': true, 'aria-current': 'page' }}>
            <PlaceIcon size={18} stroke={1.7} aria-hidden />
            {t(label)}
            {to === '/firm/reports' && <OpenQuestions />}
          </Link>
        ))}
      </nav>
      <main className={classes['main']}>
        <p className={classes['secrecy']}>{t('portal.secrecy')}</p>
        <Outlet />
      </main>
    </div>
  );
}

function OpenQuestions() {
  const { t } = useSpeech();
  const { data = [] } = useQuery(firmReportsQuery);
  const count = data.flatMap((report) => report.questions).filter((question) => question.answer === null).length;
  return count === 0 ? null : (
    <Badge size="sm" circle aria-label={t('portal.waits', { count })}>
      {count}
    </Badge>
  );
}

function SignOut() {
  const { t } = useSpeech();
  const queryClient = useQueryClient();
  const out = useMutation({
    mutationFn: firmCalls.signOut,
    onSuccess: () => {
      queryClient.clear();
      queryClient.setQueryData(firmSessionQuery.queryKey, null);
    },
  });
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconLogout size={15} aria-hidden />}
      loading={out.isPending}
      onClick={() => out.mutate()}
    >
      {t('portal.signOut')}
    </Button>
  );
}
