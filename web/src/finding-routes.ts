// SPDX-License-Identifier: Apache-2.0
/** The addresses of leads, market alerts, traces and screening; each screen is fetched when it is first opened. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { purposeSchema } from '../../src/conditions/wire.ts';
import { workplace } from './workplace-route.ts';

const findingwork = () => import('./findings/finding-screens.tsx');
const leads = createRoute({ getParentRoute: () => workplace, path: '/leads', component: lazyRouteComponent(findingwork, 'Leads') });
const lead = createRoute({
  getParentRoute: () => workplace,
  path: '/leads/$leadId',
  component: lazyRouteComponent(findingwork, 'OneLead'),
});
const alertwork = () => import('./alerts/alert-screens.tsx');
const alerts = createRoute({ getParentRoute: () => workplace, path: '/alerts', component: lazyRouteComponent(alertwork, 'Alerts') });
const oneAlert = createRoute({
  getParentRoute: () => workplace,
  path: '/alerts/$leadId',
  component: lazyRouteComponent(alertwork, 'OneAlert'),
});
const alertRuns = createRoute({ getParentRoute: () => workplace, path: '/alerts/runs', component: lazyRouteComponent(alertwork, 'Runs') });
const liveMarkets = createRoute({
  getParentRoute: () => workplace,
  path: '/alerts/live',
  component: lazyRouteComponent(() => import('./alerts/live/live-page.tsx'), 'LivePage'),
});
const alertPatterns = createRoute({
  getParentRoute: () => workplace,
  path: '/alerts/patterns',
  component: lazyRouteComponent(alertwork, 'Patterns'),
});
const studio = () => import('./studio/studio-screens.tsx');
const detector = createRoute({
  getParentRoute: () => workplace,
  path: '/alerts/detectors/$pattern',
  component: lazyRouteComponent(studio, 'OneDetector'),
});
const detectorDraft = createRoute({
  getParentRoute: () => workplace,
  path: '/alerts/drafts/$draftId',
  component: lazyRouteComponent(studio, 'OneDraft'),
});
const detectorPair = createRoute({
  getParentRoute: () => workplace,
  path: '/alerts/drafts/$draftId/$look/$number/$side',
  component: lazyRouteComponent(studio, 'OnePair'),
});
const marketSubject = createRoute({
  getParentRoute: () => workplace,
  path: '/alerts/subjects/$kind/$name',
  component: lazyRouteComponent(alertwork, 'OneSubject'),
});
const tracework = () => import('./traces/trace-screens.tsx');
const traces = createRoute({ getParentRoute: () => workplace, path: '/traces', component: lazyRouteComponent(tracework, 'Traces') });
const newTrace = createRoute({ getParentRoute: () => workplace, path: '/traces/new', component: lazyRouteComponent(tracework, 'New') });
const oneTrace = createRoute({
  getParentRoute: () => workplace,
  path: '/traces/$traceId',
  component: lazyRouteComponent(tracework, 'OneTrace'),
});
const askedTrace = createRoute({
  getParentRoute: () => workplace,
  path: '/traces/asked/$caseId',
  component: lazyRouteComponent(tracework, 'Asked'),
});
const continuedTrace = createRoute({
  getParentRoute: () => workplace,
  path: '/traces/$traceId/continue',
  component: lazyRouteComponent(tracework, 'Continue'),
});
const studywork = () => import('./shapes/study-screens.tsx');
const newStudy = createRoute({
  getParentRoute: () => workplace,
  path: '/traces/studies/new',
  component: lazyRouteComponent(studywork, 'New'),
});
const oneStudy = createRoute({
  getParentRoute: () => workplace,
  path: '/traces/studies/$studyId',
  component: lazyRouteComponent(studywork, 'OneStudy'),
});
const exposure = createRoute({
  getParentRoute: () => workplace,
  path: '/traces/exposure',
  component: lazyRouteComponent(() => import('./exposure/exposure-page.tsx'), 'Exposure'),
});
const ramps = createRoute({
  getParentRoute: () => workplace,
  path: '/traces/ramps',
  component: lazyRouteComponent(() => import('./ramps/ramps-page.tsx'), 'Ramps'),
});
const liquidity = createRoute({
  getParentRoute: () => workplace,
  path: '/traces/liquidity',
  component: lazyRouteComponent(() => import('./ramps/liquidity-page.tsx'), 'Liquidity'),
});
const canvasSchema = z.object({
  files: z.array(z.string().max(60)).max(20).optional().catch(undefined),
  purpose: purposeSchema.optional().catch(undefined),
  parties: z.array(z.string().max(500)).max(60).optional().catch(undefined),
});
const canvas = createRoute({
  getParentRoute: () => workplace,
  path: '/traces/canvas',
  validateSearch: canvasSchema,
  component: lazyRouteComponent(() => import('./canvas/canvas-page.tsx'), 'Canvas'),
});
const attributions = createRoute({
  getParentRoute: () => workplace,
  path: '/traces/attributions',
  component: lazyRouteComponent(() => import('./attributions/attributions-page.tsx'), 'Attributions'),
});
const party = createRoute({
  getParentRoute: () => workplace,
  path: '/traces/party',
  validateSearch: canvasSchema.omit({ parties: true }).extend({ party: z.string().max(500).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./party/party-page.tsx'), 'Party'),
});
const keptCanvas = createRoute({
  getParentRoute: () => workplace,
  path: '/cases/$caseId/canvases/$canvasId',
  validateSearch: z.object({ edition: z.int().min(1).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./canvas/kept/kept-canvas-page.tsx'), 'KeptCanvas'),
});
const screening = createRoute({
  getParentRoute: () => workplace,
  path: '/screening',
  component: lazyRouteComponent(findingwork, 'Search'),
});
const many = createRoute({ getParentRoute: () => workplace, path: '/screening/many', component: lazyRouteComponent(findingwork, 'Many') });
const screeningLists = createRoute({
  getParentRoute: () => workplace,
  path: '/screening/lists',
  component: lazyRouteComponent(findingwork, 'Lists'),
});
const oneList = createRoute({
  getParentRoute: () => workplace,
  path: '/screening/lists/$list',
  component: lazyRouteComponent(findingwork, 'OneList'),
});
const entities = createRoute({
  getParentRoute: () => workplace,
  path: '/screening/entities',
  component: lazyRouteComponent(findingwork, 'Entities'),
});

export const findingPlaces = [
  leads,
  lead,
  alerts,
  oneAlert,
  alertRuns,
  liveMarkets,
  alertPatterns,
  detector,
  detectorDraft,
  detectorPair,
  marketSubject,
  traces,
  newTrace,
  oneTrace,
  askedTrace,
  continuedTrace,
  newStudy,
  oneStudy,
  exposure,
  ramps,
  liquidity,
  canvas,
  keptCanvas,
  party,
  attributions,
  screening,
  many,
  screeningLists,
  oneList,
  entities,
] as const;
