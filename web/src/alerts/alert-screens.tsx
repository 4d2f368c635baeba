// SPDX-License-Identifier: Apache-2.0
/** The addresses of market surveillance. One alert is a lead, and is shown at either address. */
import { getRouteApi } from '@tanstack/react-router';
import { LeadPage } from '../findings/lead-page.tsx';

export { AlertsPage as Alerts } from './alerts-page.tsx';
export { PatternsPage as Patterns } from './patterns-page.tsx';
export { RunsPage as Runs } from './runs-page.tsx';

const alertRoute = getRouteApi('/workplace/alerts/$leadId');

export function OneAlert() {
  const { leadId } = alertRoute.useParams();
  return <LeadPage key={leadId} leadId={leadId} />;
}
