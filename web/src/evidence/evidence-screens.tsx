// SPDX-License-Identifier: Apache-2.0
/** The address of an item of evidence. */
import { getRouteApi } from '@tanstack/react-router';
import { ItemPage } from './item-page.tsx';

const itemRoute = getRouteApi('/workplace/cases/$caseId/evidence/$itemId');

export function OneItem() {
  const { caseId, itemId } = itemRoute.useParams();
  return <ItemPage key={itemId} caseId={caseId} itemId={itemId} />;
}
