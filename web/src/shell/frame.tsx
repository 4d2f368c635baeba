// SPDX-License-Identifier: Apache-2.0
/** The frame of the workplace behind the sign-in: navigation, header, the open screen, palette, help and preferences. */
import { useMantineColorScheme } from '@mantine/core';
import { IconAdjustments, IconHelp, IconLogout, IconMoon, IconPencilPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { signOut } from '../calls/session-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import type { Action } from '../actions/action-store.ts';
import { useActionKeys, useActions, useOfferActions } from '../actions/actions.tsx';
import { destinationsFor } from './destinations.ts';
import classes from './frame.module.css';
import { Header } from './header.tsx';
import { HelpDialog } from '../actions/help-dialog.tsx';
import { DeliveryAlarm } from '../deliveries/delivery-alarm.tsx';
import { useLiveUpdates } from './live-updates.ts';
import { Navigation } from './navigation.tsx';
import { Palette } from '../actions/palette.tsx';
import { PreferencesDialog } from './preferences-dialog.tsx';
import { useSession } from './session-context.ts';

export function Frame() {
  const { t } = useSpeech();
  const live = useLiveUpdates();
  const main = useRef<HTMLElement>(null);
  const [open, setOpen] = useState<'help' | 'preferences' | null>(null);
  useOfferActions([...useGoActions(), ...useOfficerActions(setOpen)]);
  useActionKeys(useActions());
  return (
    <div className={classes['frame']}>
      <a className={classes['skip']} href="#main" onClick={() => main.current?.focus()}>
        {t('shell.skip')}
      </a>
      <Navigation />
      <Header live={live} onHelp={() => setOpen('help')} />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard, also where nothing in it can be. */}
      <main id="main" className={classes['main']} ref={main} tabIndex={0}>
        <DeliveryAlarm />
        <Outlet />
      </main>
      <Palette />
      <HelpDialog isOpen={open === 'help'} onClose={() => setOpen(null)} />
      <PreferencesDialog isOpen={open === 'preferences'} onClose={() => setOpen(null)} />
    </div>
  );
}

function useGoActions(): Action[] {
  const { t } = useSpeech();
  const { officer } = useSession();
  const navigate = useNavigate();
  const go: Action[] = destinationsFor(officer.roles).map((place) => ({
    name: `go-${place.name}`,
    label: t('action.goTo', { place: t(`nav.${place.name}`) }),
    icon: place.icon,
    group: 'go',
    keys: place.keys,
    who: place.who,
    run: () => void navigate({ to: place.to }),
  }));
  if (!officer.roles.includes('preparer')) return go;
  const compose: Action = {
    name: 'compose',
    label: t('compose.new'),
    icon: IconPencilPlus,
    group: 'go',
    keys: 'c',
    who: ['preparer'],
    run: () => void navigate({ to: '/compose' }),
  };
  return [compose, ...go];
}

function useOfficerActions(open: (what: 'help' | 'preferences') => void): Action[] {
  const { t } = useSpeech();
  const { toggleColorScheme } = useMantineColorScheme();
  const leave = useLeave();
  return [
    {
      name: 'preferences',
      label: t('preferences.title'),
      icon: IconAdjustments,
      group: 'session',
      keys: ',',
      who: [],
      run: () => open('preferences'),
    },
    { name: 'scheme', label: t('action.toggleScheme'), icon: IconMoon, group: 'session', keys: 't', who: [], run: toggleColorScheme },
    { name: 'help', label: t('shell.help'), icon: IconHelp, group: 'session', keys: '?', who: [], run: () => open('help') },
    { name: 'sign-out', label: t('action.signOut'), icon: IconLogout, group: 'session', who: [], run: leave },
  ];
}

/** Signs out and forgets everything that was on the screen. */
function useLeave(): () => void {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [isLeaving, setLeaving] = useState(false);
  useEffect(() => {
    if (!isLeaving) return;
    void signOut()
      .then(() => navigate({ to: '/sign-in', ignoreBlocker: true }))
      .then(() => queryClient.clear())
      .finally(() => setLeaving(false));
  }, [isLeaving, queryClient, navigate]);
  return () => setLeaving(true);
}
