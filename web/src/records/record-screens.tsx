// SPDX-License-Identifier: Apache-2.0
/** The addresses of records: the search, one record, the imports, and the travel rule. */
import { getRouteApi } from '@tanstack/react-router';
import { ImportsPage } from './imports-page.tsx';
import { RecordPage } from './record-page.tsx';
import { RecordsPage } from './records-page.tsx';
import { TravelRulePage } from './travel-rule/travel-rule-page.tsx';

const recordRoute = getRouteApi('/workplace/records/$recordId');

export function Records() {
  return <RecordsPage />;
}
export function Imports() {
  return <ImportsPage />;
}
export function TravelRule() {
  return <TravelRulePage />;
}
export function OneRecord() {
  const { recordId } = recordRoute.useParams();
  const { purpose = null, caseRef = null, title = null } = recordRoute.useSearch();
  return <RecordPage key={recordId} opening={{ recordId, purpose, caseRef, title }} />;
}
