// SPDX-License-Identifier: Apache-2.0
/** The place of everybody who is signed in: what lies below it is shown inside the workplace, and a stranger signs in first. */
import { createRoute, redirect } from '@tanstack/react-router';
import { sessionQuery } from './calls/session-calls.ts';
import { root } from './root-route.ts';
import { Workplace } from './shell/workplace.tsx';

export const workplace = createRoute({
  getParentRoute: () => root,
  id: 'workplace',
  component: Workplace,
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    // oxlint-disable-next-line typescript/only-throw-error -- the router leaves a place by a thrown redirect.
    if (session === null) throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { next: location.href } });
    return { session };
  },
});
