// SPDX-License-Identifier: Apache-2.0
/** The addresses of negotiations: the list, one of them, its drafting page, the mandates of signatories, and holidays. */
import { getRouteApi } from '@tanstack/react-router';
import { HolidaysPage } from '../holidays/holidays-page.tsx';
import { DraftingPage } from './drafting/drafting-page.tsx';
import { MandatesPage } from './mandates-page.tsx';
import { NegotiationPage } from './negotiation-page.tsx';
import { NegotiationsPage } from './negotiations-page.tsx';

const negotiationRoute = getRouteApi('/workplace/negotiations/$negotiationId');
const draftingRoute = getRouteApi('/workplace/negotiations/$negotiationId/draft');

export function Negotiations() {
  return <NegotiationsPage />;
}
export function OneNegotiation() {
  const { negotiationId } = negotiationRoute.useParams();
  return <NegotiationPage key={negotiationId} negotiationId={negotiationId} />;
}
export function Drafting() {
  const { negotiationId } = draftingRoute.useParams();
  return <DraftingPage key={negotiationId} negotiationId={negotiationId} />;
}
export function Mandates() {
  return <MandatesPage />;
}
export function Holidays() {
  return <HolidaysPage />;
}
