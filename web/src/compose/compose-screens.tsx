// SPDX-License-Identifier: Apache-2.0
/** The addresses of composing: a new request, and a draft that is kept. */
import { getRouteApi } from '@tanstack/react-router';
import { ComposePage } from './compose-page.tsx';

const newRoute = getRouteApi('/workplace/compose');
const draftRoute = getRouteApi('/workplace/compose/$caseId');

export function NewRequest() {
  const beginning = newRoute.useSearch();
  return <ComposePage caseId={null} beginning={beginning} />;
}
export function StoredDraft() {
  const { caseId } = draftRoute.useParams();
  return <ComposePage key={caseId} caseId={caseId} />;
}
