// SPDX-License-Identifier: Apache-2.0
/** The addresses of what becomes of data after they were given: the list, and one matter. */
import { getRouteApi } from '@tanstack/react-router';
import { MatterPage } from './matter-page.tsx';
import { MattersPage } from './matters-page.tsx';

const matterRoute = getRouteApi('/workplace/onward/$matterId');

export function Matters() {
  return <MattersPage />;
}
export function OneMatter() {
  const { matterId } = matterRoute.useParams();
  return <MatterPage key={matterId} matterId={matterId} />;
}
