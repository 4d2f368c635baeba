// SPDX-License-Identifier: Apache-2.0
/**
 * The officers' workplace in the browser: its beginning.
 *
 * It shows what the server says and sends what the officer decides; it holds no rule of its own. From the server it knows
 * only the shapes of the calls (`src/<room>/wire.ts`). A call that is answered with "sign in" anywhere ends the session on
 * the screen too.
 */
import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import 'dayjs/locale/pt';
import './main.css';
import { MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { Notifications } from '@mantine/notifications';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { CallError } from './calls/call-server.ts';
import { firmSessionQuery } from './firm/firm-calls.ts';
import { sessionQuery } from './calls/session-calls.ts';
import { SpeechProvider } from './messages/language.tsx';
import { makeRouter } from './routes.tsx';
import { useLanguage } from './shell/preferences.ts';
import { cssVariables, theme } from './shell/theme.ts';

const onError = (error: Error): void => {
  // Signing in itself is answered so when it is refused; there was no session to end then.
  const hadSession = (queryClient.getQueryData(sessionQuery.queryKey) ?? null) !== null;
  if (!(error instanceof CallError) || error.kind !== 'sign-in-needed') return;
  if (hadSession) queryClient.setQueryData(sessionQuery.queryKey, null);
  if ((queryClient.getQueryData(firmSessionQuery.queryKey) ?? null) !== null) queryClient.setQueryData(firmSessionQuery.queryKey, null);
};
const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, error) => error instanceof CallError && error.kind === 'unreachable' && count < 2,
    },
  },
});
const router = makeRouter(queryClient);

function Beginning() {
  const language = useLanguage();
  return (
    <DatesProvider settings={{ locale: language, firstDayOfWeek: 1 }}>
      <SpeechProvider language={language} timeZone="UTC">
        <Notifications position="bottom-right" autoClose={4000} />
        <RouterProvider router={router} />
      </SpeechProvider>
    </DatesProvider>
  );
}

const place = document.getElementById('workplace');
if (place === null) throw new Error('the page has no place for the workplace');
createRoot(place).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <Beginning />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
