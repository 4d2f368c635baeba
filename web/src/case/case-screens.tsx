// SPDX-License-Identifier: Apache-2.0
/** The addresses of a case: the case itself, and preparing its reply. */
import { getRouteApi } from '@tanstack/react-router';
import { CasePage } from './case-page.tsx';
import { ReplyPage } from './reply-page.tsx';

const caseRoute = getRouteApi('/workplace/cases/$caseId');
const replyRoute = getRouteApi('/workplace/cases/$caseId/reply');

export function OneCase() {
  const { caseId } = caseRoute.useParams();
  return <CasePage key={caseId} caseId={caseId} />;
}
export function Reply() {
  const { caseId } = replyRoute.useParams();
  return <ReplyPage key={caseId} caseId={caseId} />;
}
