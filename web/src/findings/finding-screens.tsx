// SPDX-License-Identifier: Apache-2.0
/** The addresses of leads and screening. */
import { getRouteApi } from '@tanstack/react-router';
import { LeadPage } from './lead-page.tsx';
import { ListPage } from './list-page.tsx';

export { EntitiesPage as Entities } from './entities-page.tsx';
export { LeadsPage as Leads } from './leads-page.tsx';
export { ListsPage as Lists } from './lists-page.tsx';
export { ScreeningsPage as Many } from './screenings-page.tsx';
export { SearchPage as Search } from './search-page.tsx';

const leadRoute = getRouteApi('/workplace/leads/$leadId');
const listRoute = getRouteApi('/workplace/screening/lists/$list');

export function OneLead() {
  const { leadId } = leadRoute.useParams();
  return <LeadPage key={leadId} leadId={leadId} />;
}
export function OneList() {
  const { list } = listRoute.useParams();
  return <ListPage key={list} name={list} />;
}
