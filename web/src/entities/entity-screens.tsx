// SPDX-License-Identifier: Apache-2.0
/** The address of the page of one entity: its seed and the purpose for which it is looked at. */
import { getRouteApi } from '@tanstack/react-router';
import { EntityPage } from './entity-page.tsx';

const route = getRouteApi('/workplace/entities');

export function OneEntity() {
  const { seed = '', purpose = null } = route.useSearch();
  return <EntityPage key={seed} seed={seed} purpose={purpose} />;
}
