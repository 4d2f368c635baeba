// SPDX-License-Identifier: Apache-2.0
/** The addresses of freezing: the list of orders, a new one, and one with its ledger. */
import { getRouteApi } from '@tanstack/react-router';
import { FreezePage } from './freeze-page.tsx';
import { FreezesPage } from './freezes-page.tsx';
import { NewOrderPage } from './new-order-page.tsx';

const freezeRoute = getRouteApi('/workplace/freezing/$caseId');

export function Freezes() {
  return <FreezesPage />;
}
export function NewOrder() {
  return <NewOrderPage />;
}
export function OneFreeze() {
  const { caseId } = freezeRoute.useParams();
  return <FreezePage key={caseId} caseId={caseId} />;
}
