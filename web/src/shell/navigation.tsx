// SPDX-License-Identifier: Apache-2.0
/** The navigation at the left: the places that are this officer's work, with how many requests wait where it matters. */
import { Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { askedActsQuery } from '../calls/approval-calls.ts';
import { casesQuery } from '../calls/assistance-calls.ts';
import { leadCountsQuery } from '../calls/finding-calls.ts';
import { mattersQuery } from '../calls/onward-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { type Destination, destinationGroups, destinationsFor } from './destinations.ts';
import { Mark } from './mark.tsx';
import classes from './navigation.module.css';
import { useSession } from './session-context.ts';

export function Navigation() {
  const { t } = useSpeech();
  const { officer } = useSession();
  const places = destinationsFor(officer.roles);
  const isNarrow = useMediaQuery(narrow);
  return (
    <nav className={classes['nav']} aria-label={t('shell.navigation')}>
      <Link to="/" className={classes['brand']} aria-label={t('shell.home')}>
        <Mark />
        <span className={classes['label']}>Comity</span>
      </Link>
      {destinationGroups.map((group) => {
        const inGroup = places.filter((place) => place.group === group);
        if (inGroup.length === 0) return null;
        return (
          <div key={group} className={classes['group']}>
            <div className={classes['groupName']} id={`nav-${group}`}>
              {t(`nav.group.${group}`)}
            </div>
            <ul aria-labelledby={`nav-${group}`}>
              {inGroup.map((place) => (
                <Place key={place.name} place={place} isNarrow={isNarrow} />
              ))}
            </ul>
          </div>
        );
      })}
    </nav>
  );
}

/** Where there is room for icons alone; the same width stands in navigation.module.css. */
const narrow = '(max-width: 1180px)';

function Place({ place, isNarrow }: { place: Destination; isNarrow: boolean }) {
  const { t } = useSpeech();
  const PlaceIcon = place.icon;
  const label = t(`nav.${place.name}`);
  return (
    <li>
      <Tooltip label={label} position="right" openDelay={200} disabled={!isNarrow}>
        <Link
          to={place.to}
          className={classes['place']}
          activeProps={{ 'data-here': true, 'aria-current': 'page' }}
          aria-keyshortcuts={place.keys}
        >
          <PlaceIcon size={19} stroke={1.7} aria-hidden />
          <span className={classes['label']}>{label}</span>
          {place.name === 'inbox' && <Count box="inbox" />}
          {place.name === 'approvals' && <Count box="approvals" />}
          {place.name === 'leads' && <LeadCount />}
        </Link>
      </Tooltip>
    </li>
  );
}

/** How many wait: in the inbox those where we owe the next step. */
function Count({ box }: { box: 'inbox' | 'approvals' }) {
  return box === 'inbox' ? <InboxCount /> : <ApprovalCount />;
}

function InboxCount() {
  const { data = [] } = useQuery(casesQuery('inbox'));
  return <Figure count={data.filter((row) => row.nextDeadline?.owedBy === 'us').length} />;
}

/** Leads that I have taken or was given, and that wait. */
function LeadCount() {
  const { data } = useQuery(leadCountsQuery);
  return <Figure count={data?.mine ?? 0} />;
}

/** Steps of cases, of passing on, and acts that are neither: whatever this officer may approve. */
function ApprovalCount() {
  const enabled = useSession().officer.roles.includes('approver');
  const { data: cases = [] } = useQuery({ ...casesQuery('approvals'), enabled });
  const { data: matters = [] } = useQuery({ ...mattersQuery, enabled });
  const { data: acts = [] } = useQuery({ ...askedActsQuery, enabled });
  const passing = matters.filter((row) => row.awaitsApproval);
  return <Figure count={cases.length + passing.length + acts.filter((row) => row.mayApprove).length} />;
}

function Figure({ count }: { count: number }) {
  const { t } = useSpeech();
  if (count === 0) return null;
  return (
    <span className={classes['count']}>
      <span aria-hidden>{count}</span>
      <span className={classes['unseen']}>{t('nav.waiting', { count })}</span>
    </span>
  );
}
