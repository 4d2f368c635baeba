// SPDX-License-Identifier: Apache-2.0
/** The address of lawful ways: what the question starts with may stand in it. */
import { getRouteApi } from '@tanstack/react-router';
import { WaysPage } from './ways-page.tsx';

const waysRoute = getRouteApi('/workplace/ways');

export function Ways() {
  const { assistance, purpose } = waysRoute.useSearch();
  return <WaysPage assistance={assistance} purpose={purpose} />;
}
