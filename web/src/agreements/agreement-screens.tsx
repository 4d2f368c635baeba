// SPDX-License-Identifier: Apache-2.0
/** The addresses of agreements: the list, one agreement by its digest, and the templates. */
import { getRouteApi } from '@tanstack/react-router';
import { AgreementPage } from './agreement-page.tsx';
import { AgreementsPage } from './agreements-page.tsx';
import { TemplatePage } from './template-page.tsx';
import { TemplatesPage } from './templates-page.tsx';

const templateRoute = getRouteApi('/workplace/agreements/templates/$key');
const agreementRoute = getRouteApi('/workplace/agreements/$digest');

export function Agreements() {
  return <AgreementsPage />;
}
export function OneAgreement() {
  const { digest } = agreementRoute.useParams();
  return <AgreementPage key={digest} digest={digest} />;
}
export function Templates() {
  return <TemplatesPage />;
}
export function OneTemplate() {
  const { key } = templateRoute.useParams();
  return <TemplatePage key={key} templateKey={key} />;
}
