// SPDX-License-Identifier: Apache-2.0
/** The four places of screening, as links above each of them. */
import { Link } from '@tanstack/react-router';
import { useSpeech } from '../messages/language.tsx';
import classes from './findings.module.css';

const places = [
  { to: '/screening', name: 'search' },
  { to: '/screening/many', name: 'many' },
  { to: '/screening/lists', name: 'lists' },
  { to: '/screening/entities', name: 'entities' },
] as const;

export function ScreeningTabs() {
  const { t } = useSpeech();
  return (
    <nav className={classes['tabs']} aria-label={t('nav.screening')}>
      {places.map(({ to, name }) => (
        <Link key={name} to={to} activeOptions={{ exact: to === '/screening' }} activeProps={{ 'data-here': true, 'aria-current': 'page' }}>
          {t(`screening.tab.${name}`)}
        </Link>
      ))}
    </nav>
  );
}
