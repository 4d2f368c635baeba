// SPDX-License-Identifier: Apache-2.0
/** The addresses of orders for evidence: the list, a new one, and one with what became of it. */
import { getRouteApi } from '@tanstack/react-router';
import { GatheringPage } from './gathering-page.tsx';
import { GatheringsPage } from './gatherings-page.tsx';
import { NewGatheringPage } from './new-gathering-page.tsx';

const gatheringRoute = getRouteApi('/workplace/gathering/$caseId');
const newRoute = getRouteApi('/workplace/gathering/new');

export function Gatherings() {
  return <GatheringsPage />;
}
export function NewGathering() {
  const { follows } = newRoute.useSearch();
  return <NewGatheringPage key={follows ?? ''} follows={follows ?? null} />;
}
export function OneGathering() {
  const { caseId } = gatheringRoute.useParams();
  return <GatheringPage key={caseId} caseId={caseId} />;
}
