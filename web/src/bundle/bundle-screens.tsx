// SPDX-License-Identifier: Apache-2.0
/** The address at which an evidence bundle is put together, or looked at before it is approved. */
import { getRouteApi } from '@tanstack/react-router';
import { BundlePage } from './bundle-page.tsx';

const bundleRoute = getRouteApi('/workplace/cases/$caseId/bundle');

export function Bundle() {
  const { caseId } = bundleRoute.useParams();
  const { subject } = bundleRoute.useSearch();
  return <BundlePage key={`${caseId} ${subject ?? ''}`} caseId={caseId} subject={subject ?? null} />;
}
