// SPDX-License-Identifier: Apache-2.0
/** The addresses of personal data; each screen is fetched when it is first opened. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { workplace } from './workplace-route.ts';

const personalwork = () => import('./personal-data/personal-data-screens.tsx');
const registers = createRoute({
  getParentRoute: () => workplace,
  path: '/personal-data',
  component: lazyRouteComponent(personalwork, 'Registers'),
});
const request = createRoute({
  getParentRoute: () => workplace,
  path: '/personal-data/requests/$id',
  component: lazyRouteComponent(personalwork, 'OneRequest'),
});
const breach = createRoute({
  getParentRoute: () => workplace,
  path: '/personal-data/breaches/$id',
  component: lazyRouteComponent(personalwork, 'OneBreach'),
});

export const personalDataPlaces = [registers, request, breach];
