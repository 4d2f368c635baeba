// SPDX-License-Identifier: Apache-2.0
/** The places of market surveillance, as links above each of them. */
import { Link } from '@tanstack/react-router';
import findingClasses from '../findings/findings.module.css';
import { useSpeech } from '../messages/language.tsx';

const places = [
  { to: '/alerts', name: 'inbox' },
  { to: '/alerts/runs', name: 'runs' },
  { to: '/alerts/live', name: 'live' },
  { to: '/alerts/patterns', name: 'patterns' },
] as const;

export function SurveillanceTabs() {
  const { t } = useSpeech();
  return (
    <nav className={findingClasses['tabs']} aria-label={t('nav.alerts')}>
      {places.map(({ to, name }) => (
        <Link key={name} to={to} activeOptions={{ exact: true }} activeProps={{ 'data-here': true, 'aria-current': 'page' }}>
          {t(`alerts.tab.${name}`)}
        </Link>
      ))}
    </nav>
  );
}
