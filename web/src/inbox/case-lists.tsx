// SPDX-License-Identifier: Apache-2.0
/** The two lists of cases as screens of their own addresses. */
import { CaseListPage } from './case-list-page.tsx';

export function Inbox() {
  return <CaseListPage key="inbox" place="inbox" />;
}
export function Sent() {
  return <CaseListPage key="sent" place="sent" />;
}
