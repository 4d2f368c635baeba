// SPDX-License-Identifier: Apache-2.0
/**
 * The addresses outside of the workplace: the public register, and the portal. Firms that report have a frame of their own, and a
 * session that is none for the workplace.
 */
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { root } from '../root-route.ts';
import { firmSessionQuery } from './firm-calls.ts';

const firmwork = () => import('./firm-screens.tsx');
const firmSignIn = createRoute({
  getParentRoute: () => root,
  path: '/firm/sign-in',
  component: lazyRouteComponent(firmwork, 'FirmSignIn'),
});
const firmJoin = createRoute({ getParentRoute: () => root, path: '/firm/join', component: lazyRouteComponent(firmwork, 'FirmJoin') });
const portal = createRoute({
  getParentRoute: () => root,
  path: '/firm',
  component: lazyRouteComponent(firmwork, 'Portal'),
  beforeLoad: async ({ context }) => {
    const session = await context.queryClient.ensureQueryData(firmSessionQuery);
    // oxlint-disable-next-line typescript/only-throw-error -- the router leaves a place by a thrown redirect.
    if (session === null) throw redirect({ to: '/firm/sign-in' });
  },
});
const firmNew = createRoute({ getParentRoute: () => portal, path: '/', component: lazyRouteComponent(firmwork, 'NewReport') });
const firmDraft = createRoute({ getParentRoute: () => portal, path: '/drafts/$draftId', component: lazyRouteComponent(firmwork, 'Draft') });
const firmSent = createRoute({ getParentRoute: () => portal, path: '/sent', component: lazyRouteComponent(firmwork, 'Sent') });
const firmSubmission = createRoute({
  getParentRoute: () => portal,
  path: '/sent/$submissionId',
  component: lazyRouteComponent(firmwork, 'OneSubmission'),
});
const firmReports = createRoute({ getParentRoute: () => portal, path: '/reports', component: lazyRouteComponent(firmwork, 'FirmReports') });

/** Read by everybody. */
const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  component: lazyRouteComponent(() => import('../register/register-page.tsx'), 'RegisterPage'),
});

export const firmPlaces = [
  register,
  firmSignIn,
  firmJoin,
  portal.addChildren([firmNew, firmDraft, firmSent, firmSubmission, firmReports]),
] as const;
