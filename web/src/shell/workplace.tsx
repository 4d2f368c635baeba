// SPDX-License-Identifier: Apache-2.0
/** Everything behind the sign-in: the session for all screens, and the texts and dates in its time zone. */
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { sessionQuery } from '../calls/session-calls.ts';
import { SpeechProvider } from '../messages/language.tsx';
import { StepUpDialog } from '../passkeys/step-up-dialog.tsx';
import { Frame } from './frame.tsx';
import { useLanguage } from './preferences.ts';
import { SessionContext } from './session-context.ts';

export function Workplace() {
  const { data: session } = useQuery(sessionQuery);
  const language = useLanguage();
  const router = useRouter();
  const hasEnded = session === null;
  useEffect(() => {
    // Where the officer was is remembered, so that signing in again leads back there.
    if (hasEnded)
      void router.navigate({ to: '/sign-in', search: { next: router.state.location.href }, replace: true, ignoreBlocker: true });
  }, [hasEnded, router]);
  if (session === undefined || session === null) return null;
  return (
    <SessionContext value={session}>
      <SpeechProvider language={language} timeZone={session.authority.timeZone}>
        <Frame />
        <StepUpDialog />
      </SpeechProvider>
    </SessionContext>
  );
}
