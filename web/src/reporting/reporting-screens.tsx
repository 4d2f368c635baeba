// SPDX-License-Identifier: Apache-2.0
/** The addresses of reporting at the officers' side: the queue, one report, the firms. */
import { getRouteApi } from '@tanstack/react-router';
import { FirmsPage } from './firms-page.tsx';
import { QueuePage } from './queue-page.tsx';
import { ReportPage } from './report-page.tsx';

const reportRoute = getRouteApi('/workplace/reports/$reportId');

export function Queue() {
  return <QueuePage />;
}
export function OneReport() {
  const { reportId } = reportRoute.useParams();
  return <ReportPage key={reportId} id={reportId} />;
}
export function Firms() {
  return <FirmsPage />;
}
