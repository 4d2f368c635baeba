// SPDX-License-Identifier: Apache-2.0
/** The addresses of the portal of firms. */
import { getRouteApi } from '@tanstack/react-router';
import { DraftPage } from './draft-page.tsx';
import { FirmReportsPage } from './firm-reports-page.tsx';
import { NewReportPage } from './new-report-page.tsx';
import { SentPage, SubmissionPage } from './sent-page.tsx';

export { FirmJoin, FirmSignIn } from './door.tsx';
export { Portal } from './portal.tsx';

const draftRoute = getRouteApi('/firm/drafts/$draftId');
const submissionRoute = getRouteApi('/firm/sent/$submissionId');

export function NewReport() {
  return <NewReportPage />;
}
export function Draft() {
  const { draftId } = draftRoute.useParams();
  return <DraftPage key={draftId} id={draftId} />;
}
export function Sent() {
  return <SentPage />;
}
export function OneSubmission() {
  const { submissionId } = submissionRoute.useParams();
  return <SubmissionPage key={submissionId} id={submissionId} />;
}
export function FirmReports() {
  return <FirmReportsPage />;
}
