// SPDX-License-Identifier: Apache-2.0
/** The addresses of market surveillance. One alert is a lead, and is shown at either address. */
import { getRouteApi } from '@tanstack/react-router';
import { IconActivityHeartbeat } from '@tabler/icons-react';
import { marketSubjectSchema } from '../../../src/surveillance/wire.ts';
import { LeadPage } from '../findings/lead-page.tsx';
import { useSpeech } from '../messages/language.tsx';
import { Nothing, Page } from '../shell/page.tsx';
import { MarketSubjectPage } from './market-subject-page.tsx';

export { AlertsPage as Alerts } from './alerts-page.tsx';
export { PatternsPage as Patterns } from './patterns-page.tsx';
export { RunsPage as Runs } from './runs-page.tsx';

const alertRoute = getRouteApi('/workplace/alerts/$leadId');

export function OneAlert() {
  const { leadId } = alertRoute.useParams();
  return <LeadPage key={leadId} leadId={leadId} />;
}

const subjectRoute = getRouteApi('/workplace/alerts/subjects/$kind/$name');

export function OneSubject() {
  const { t } = useSpeech();
  const { kind, name } = subjectRoute.useParams();
  const subject = marketSubjectSchema.safeParse({ kind, name });
  if (subject.success) return <MarketSubjectPage key={`${kind} ${name}`} subject={subject.data} />;
  return (
    <Page title={t('marketSubject.unknown')}>
      <Nothing icon={IconActivityHeartbeat} title={t('marketSubject.unknown')}>
        {t('marketSubject.unknown.under')}
      </Nothing>
    </Page>
  );
}
