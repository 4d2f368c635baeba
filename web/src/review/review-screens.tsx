// SPDX-License-Identifier: Apache-2.0
/** The screens of a second device: the frame around them, the list of what is about to be approved, and one of it to the letter. */
import { Badge, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { sessionQuery } from '../calls/session-calls.ts';
import { SpeechProvider } from '../messages/language.tsx';
import { useLiveUpdates } from '../shell/live-updates.ts';
import { useLanguage } from '../shell/preferences.ts';
import { SessionContext, useSession } from '../shell/session-context.ts';
import { ReviewList } from './review-list.tsx';
import { ReviewPage } from './review-page.tsx';
import classes from './review.module.css';

export function ReviewPlace() {
  const { data: session } = useQuery(sessionQuery);
  const language = useLanguage();
  const router = useRouter();
  const hasEnded = session === null;
  useEffect(() => {
    if (hasEnded) void router.navigate({ to: '/sign-in', search: { next: router.state.location.href }, replace: true });
  }, [hasEnded, router]);
  if (session === undefined || session === null) return null;
  return (
    <SessionContext value={session}>
      <SpeechProvider language={language} timeZone={session.authority.timeZone}>
        <Place />
      </SpeechProvider>
    </SessionContext>
  );
}

function Place() {
  const { authority, officer } = useSession();
  useLiveUpdates();
  return (
    <div className={classes['place']}>
      <header className={classes['head']}>
        <Badge variant="outline" color="tide" radius="sm">
          {authority.jurisdiction}
        </Badge>
        <Text fw={600}>{authority.name}</Text>
        <span className={classes['who']}>{officer.name}</span>
      </header>
      <main className={classes['main']}>
        <Outlet />
      </main>
    </div>
  );
}

export function Reviews() {
  return <ReviewList />;
}

export function OneReview() {
  const { code } = useParams({ from: '/review/$code' });
  return <ReviewPage key={code} code={code} />;
}
