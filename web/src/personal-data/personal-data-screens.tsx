// SPDX-License-Identifier: Apache-2.0
/** The addresses of personal data: the registers, one request, one breach. */
import { getRouteApi } from '@tanstack/react-router';
import { BreachPage } from './breach-page.tsx';
import { RegistersPage } from './registers-page.tsx';
import { RequestPage } from './request-page.tsx';

const requestRoute = getRouteApi('/workplace/personal-data/requests/$id');
const breachRoute = getRouteApi('/workplace/personal-data/breaches/$id');

export function Registers() {
  return <RegistersPage />;
}
export function OneRequest() {
  const { id } = requestRoute.useParams();
  return <RequestPage key={id} id={id} />;
}
export function OneBreach() {
  const { id } = breachRoute.useParams();
  return <BreachPage key={id} id={id} />;
}
