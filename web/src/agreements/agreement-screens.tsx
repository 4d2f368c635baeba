// SPDX-License-Identifier: Apache-2.0
/** The addresses of agreements: the list, and one agreement by its digest. */
import { getRouteApi } from '@tanstack/react-router';
import { AgreementPage } from './agreement-page.tsx';
import { AgreementsPage } from './agreements-page.tsx';

const agreementRoute = getRouteApi('/workplace/agreements/$digest');

export function Agreements() {
  return <AgreementsPage />;
}
export function OneAgreement() {
  const { digest } = agreementRoute.useParams();
  return <AgreementPage key={digest} digest={digest} />;
}
