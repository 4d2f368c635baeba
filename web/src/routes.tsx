// SPDX-License-Identifier: Apache-2.0
/** The addresses of the workplace and their screens; each screen is fetched when it is first opened. */
import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { z } from 'zod';
import { assistanceKindSchema, requestClasses } from '../../src/agreements/wire.ts';
import { purposeSchema } from '../../src/conditions/wire.ts';
import { firmPlaces } from './firm/firm-routes.ts';
import { root } from './root-route.ts';
import { sessionQuery } from './calls/session-calls.ts';
import { BrokenScreen, NoSuchPlace } from './shell/astray.tsx';
import { destinationsFor } from './shell/destinations.ts';
import { SignIn } from './sign-in/sign-in.tsx';
import { findingPlaces } from './finding-routes.ts';
import { personalDataPlaces } from './personal-data-routes.ts';
import { workplace } from './workplace-route.ts';

/** Only addresses of our own may follow a sign-in. */
const nextSchema = z.object({
  next: z
    .string()
    .regex(/^\/(?!\/)/)
    .optional()
    .catch(undefined),
});

const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', validateSearch: nextSchema, component: SignIn });

/** What is read on a second device stands alone, on a screen as small as it may be. */
const reviewing = () => import('./review/review-screens.tsx');
const reviewPlace = createRoute({
  getParentRoute: () => root,
  path: '/review',
  component: lazyRouteComponent(reviewing, 'ReviewPlace'),
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    // oxlint-disable-next-line typescript/only-throw-error -- the router leaves a place by a thrown redirect.
    if (session === null) throw redirect({ to: '/sign-in', search: { next: location.href } });
  },
});
const reviews = createRoute({ getParentRoute: () => reviewPlace, path: '/', component: lazyRouteComponent(reviewing, 'Reviews') });
const review = createRoute({ getParentRoute: () => reviewPlace, path: '/$code', component: lazyRouteComponent(reviewing, 'OneReview') });

const home = createRoute({
  getParentRoute: () => workplace,
  path: '/',
  beforeLoad: ({ context }) => {
    // oxlint-disable-next-line typescript/only-throw-error -- the router leaves a place by a thrown redirect.
    throw redirect({ to: destinationsFor(context.session.officer.roles)[0]?.to ?? '/agreements', replace: true });
  },
});

const lists = () => import('./inbox/case-lists.tsx');
const inbox = createRoute({ getParentRoute: () => workplace, path: '/inbox', component: lazyRouteComponent(lists, 'Inbox') });
const sent = createRoute({ getParentRoute: () => workplace, path: '/sent', component: lazyRouteComponent(lists, 'Sent') });
const approvals = createRoute({
  getParentRoute: () => workplace,
  path: '/approvals',
  component: lazyRouteComponent(() => import('./approvals/approvals-page.tsx'), 'ApprovalsPage'),
});

const tasks = createRoute({
  getParentRoute: () => workplace,
  path: '/tasks',
  component: lazyRouteComponent(() => import('./tasks/tasks-page.tsx'), 'TasksPage'),
});
const calendar = createRoute({
  getParentRoute: () => workplace,
  path: '/calendar',
  component: lazyRouteComponent(() => import('./calendar/calendar-page.tsx'), 'CalendarPage'),
});

const training = createRoute({
  getParentRoute: () => workplace,
  path: '/training',
  component: lazyRouteComponent(() => import('./training/training-page.tsx'), 'TrainingPage'),
});
const statistics = createRoute({
  getParentRoute: () => workplace,
  path: '/statistics',
  component: lazyRouteComponent(() => import('./statistics/statistics-page.tsx'), 'StatisticsPage'),
});

const composing = () => import('./compose/compose-screens.tsx');
/** What a lawful way has settled already. */
const beginningSchema = z.object({
  counterpart: z.string().max(80).optional().catch(undefined),
  assistance: assistanceKindSchema.optional().catch(undefined),
  purpose: purposeSchema.optional().catch(undefined),
  class: z.enum(requestClasses).optional().catch(undefined),
});
const compose = createRoute({
  getParentRoute: () => workplace,
  path: '/compose',
  validateSearch: beginningSchema,
  component: lazyRouteComponent(composing, 'NewRequest'),
});
const draft = createRoute({
  getParentRoute: () => workplace,
  path: '/compose/$caseId',
  component: lazyRouteComponent(composing, 'StoredDraft'),
});

const casework = () => import('./case/case-screens.tsx');
const oneCase = createRoute({
  getParentRoute: () => workplace,
  path: '/cases/$caseId',
  component: lazyRouteComponent(casework, 'OneCase'),
});
const reply = createRoute({
  getParentRoute: () => workplace,
  path: '/cases/$caseId/reply',
  component: lazyRouteComponent(casework, 'Reply'),
});

const evidenceItem = createRoute({
  getParentRoute: () => workplace,
  path: '/cases/$caseId/evidence/$itemId',
  component: lazyRouteComponent(() => import('./evidence/evidence-screens.tsx'), 'OneItem'),
});

const bundle = createRoute({
  getParentRoute: () => workplace,
  path: '/cases/$caseId/bundle',
  validateSearch: z.object({ subject: z.string().max(100).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./bundle/bundle-screens.tsx'), 'Bundle'),
});

const filed = () => import('./records/record-screens.tsx');
const openingSchema = z.object({
  purpose: purposeSchema.optional().catch(undefined),
  caseRef: z.string().max(60).optional().catch(undefined),
  title: z.string().max(300).optional().catch(undefined),
});
const records = createRoute({ getParentRoute: () => workplace, path: '/records', component: lazyRouteComponent(filed, 'Records') });
const imports = createRoute({ getParentRoute: () => workplace, path: '/records/imports', component: lazyRouteComponent(filed, 'Imports') });
const travelRule = createRoute({
  getParentRoute: () => workplace,
  path: '/records/travel-rule',
  component: lazyRouteComponent(filed, 'TravelRule'),
});
const oneRecord = createRoute({
  getParentRoute: () => workplace,
  path: '/records/$recordId',
  validateSearch: openingSchema,
  component: lazyRouteComponent(filed, 'OneRecord'),
});

const entity = createRoute({
  getParentRoute: () => workplace,
  path: '/entities',
  validateSearch: z.object({ seed: z.string().max(300).optional().catch(undefined), purpose: purposeSchema.optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./entities/entity-screens.tsx'), 'OneEntity'),
});

const reportingwork = () => import('./reporting/reporting-screens.tsx');
const reports = createRoute({ getParentRoute: () => workplace, path: '/reports', component: lazyRouteComponent(reportingwork, 'Queue') });
const oneReport = createRoute({
  getParentRoute: () => workplace,
  path: '/reports/$reportId',
  component: lazyRouteComponent(reportingwork, 'OneReport'),
});
const firms = createRoute({ getParentRoute: () => workplace, path: '/firms', component: lazyRouteComponent(reportingwork, 'Firms') });

const onwardwork = () => import('./onward/onward-screens.tsx');
const onward = createRoute({ getParentRoute: () => workplace, path: '/onward', component: lazyRouteComponent(onwardwork, 'Matters') });
const matter = createRoute({
  getParentRoute: () => workplace,
  path: '/onward/$matterId',
  component: lazyRouteComponent(onwardwork, 'OneMatter'),
});

const freezingwork = () => import('./freezing/freezing-screens.tsx');
const freezes = createRoute({ getParentRoute: () => workplace, path: '/freezing', component: lazyRouteComponent(freezingwork, 'Freezes') });
const newOrder = createRoute({
  getParentRoute: () => workplace,
  path: '/freezing/new',
  component: lazyRouteComponent(freezingwork, 'NewOrder'),
});
const freeze = createRoute({
  getParentRoute: () => workplace,
  path: '/freezing/$caseId',
  component: lazyRouteComponent(freezingwork, 'OneFreeze'),
});

const gatheringwork = () => import('./gathering/gathering-screens.tsx');
const gatherings = createRoute({
  getParentRoute: () => workplace,
  path: '/gathering',
  component: lazyRouteComponent(gatheringwork, 'Gatherings'),
});
const newGathering = createRoute({
  getParentRoute: () => workplace,
  path: '/gathering/new',
  validateSearch: z.object({ follows: z.string().max(60).optional() }),
  component: lazyRouteComponent(gatheringwork, 'NewGathering'),
});
const gathering = createRoute({
  getParentRoute: () => workplace,
  path: '/gathering/$caseId',
  component: lazyRouteComponent(gatheringwork, 'OneGathering'),
});

const ways = createRoute({
  getParentRoute: () => workplace,
  path: '/ways',
  validateSearch: z.object({
    assistance: assistanceKindSchema.optional().catch(undefined),
    purpose: purposeSchema.optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./ways/way-screens.tsx'), 'Ways'),
});
const network = createRoute({
  getParentRoute: () => workplace,
  path: '/network',
  component: lazyRouteComponent(() => import('./network/network-screens.tsx'), 'Network'),
});

const lawwork = () => import('./agreements/agreement-screens.tsx');
const agreements = createRoute({
  getParentRoute: () => workplace,
  path: '/agreements',
  component: lazyRouteComponent(lawwork, 'Agreements'),
});
const templates = createRoute({
  getParentRoute: () => workplace,
  path: '/agreements/templates',
  component: lazyRouteComponent(lawwork, 'Templates'),
});
const template = createRoute({
  getParentRoute: () => workplace,
  path: '/agreements/templates/$key',
  component: lazyRouteComponent(lawwork, 'OneTemplate'),
});
const agreement = createRoute({
  getParentRoute: () => workplace,
  path: '/agreements/$digest',
  component: lazyRouteComponent(lawwork, 'OneAgreement'),
});

const negotiating = () => import('./negotiation/negotiation-screens.tsx');
const negotiations = createRoute({
  getParentRoute: () => workplace,
  path: '/negotiations',
  component: lazyRouteComponent(negotiating, 'Negotiations'),
});
const mandates = createRoute({
  getParentRoute: () => workplace,
  path: '/negotiations/mandates',
  component: lazyRouteComponent(negotiating, 'Mandates'),
});
const holidays = createRoute({
  getParentRoute: () => workplace,
  path: '/negotiations/holidays',
  component: lazyRouteComponent(negotiating, 'Holidays'),
});
const negotiation = createRoute({
  getParentRoute: () => workplace,
  path: '/negotiations/$negotiationId',
  component: lazyRouteComponent(negotiating, 'OneNegotiation'),
});
const drafting = createRoute({
  getParentRoute: () => workplace,
  path: '/negotiations/$negotiationId/draft',
  component: lazyRouteComponent(negotiating, 'Drafting'),
});

const jointwork = () => import('./joint/joint-screens.tsx');
const joint = createRoute({ getParentRoute: () => workplace, path: '/joint', component: lazyRouteComponent(jointwork, 'JointMatters') });
const interests = createRoute({
  getParentRoute: () => workplace,
  path: '/joint/interests',
  component: lazyRouteComponent(jointwork, 'Interests'),
});
const jointMatter = createRoute({
  getParentRoute: () => workplace,
  path: '/joint/$matterId',
  component: lazyRouteComponent(jointwork, 'OneJointMatter'),
});

const letterwork = () => import('./letters/letter-screens.tsx');
const letters = createRoute({ getParentRoute: () => workplace, path: '/letters', component: lazyRouteComponent(letterwork, 'Letters') });
const letter = createRoute({
  getParentRoute: () => workplace,
  path: '/letters/$letterId',
  component: lazyRouteComponent(letterwork, 'OneLetter'),
});

const peerwork = () => import('./peers/peer-screens.tsx');
const peers = createRoute({ getParentRoute: () => workplace, path: '/peers', component: lazyRouteComponent(peerwork, 'Peers') });
const peer = createRoute({
  getParentRoute: () => workplace,
  path: '/peers/$authorityId',
  component: lazyRouteComponent(peerwork, 'OnePeer'),
});

const deliveries = createRoute({
  getParentRoute: () => workplace,
  path: '/deliveries',
  component: lazyRouteComponent(() => import('./deliveries/deliveries-page.tsx'), 'DeliveriesPage'),
});

const keys = createRoute({ getParentRoute: () => workplace, path: '/keys', component: lazyRouteComponent(peerwork, 'OwnKeys') });

const audit = createRoute({
  getParentRoute: () => workplace,
  path: '/audit',
  component: lazyRouteComponent(() => import('./audit/audit-page.tsx'), 'AuditPage'),
});
const passkeys = createRoute({
  getParentRoute: () => workplace,
  path: '/passkeys',
  component: lazyRouteComponent(() => import('./passkeys/passkeys-page.tsx'), 'PasskeysPage'),
});
const officers = createRoute({
  getParentRoute: () => workplace,
  path: '/officers',
  component: lazyRouteComponent(() => import('./officers/officers-page.tsx'), 'OfficersPage'),
});

const tree = root.addChildren([
  signIn,
  reviewPlace.addChildren([reviews, review]),
  ...firmPlaces,
  workplace.addChildren([
    home,
    inbox,
    sent,
    approvals,
    tasks,
    calendar,
    training,
    statistics,
    compose,
    draft,
    oneCase,
    reply,
    evidenceItem,
    bundle,
    records,
    imports,
    travelRule,
    oneRecord,
    entity,
    reports,
    oneReport,
    firms,
    freezes,
    newOrder,
    gatherings,
    newGathering,
    gathering,
    freeze,
    onward,
    matter,
    ...findingPlaces,
    ...personalDataPlaces,
    ways,
    network,
    agreements,
    templates,
    template,
    agreement,
    negotiations,
    joint,
    interests,
    jointMatter,
    mandates,
    holidays,
    negotiation,
    drafting,
    letters,
    letter,
    peers,
    keys,
    peer,
    deliveries,
    audit,
    officers,
    passkeys,
  ]),
]);

export function makeRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queryClient },
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultNotFoundComponent: NoSuchPlace,
    defaultErrorComponent: BrokenScreen,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
