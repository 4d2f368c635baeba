// SPDX-License-Identifier: Apache-2.0
/** The timeline of a case, newest first: what happened, by whom, under which clause. */
import { CopyButton, Text, Tooltip, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconArrowDownLeft, IconArrowUpRight, IconFingerprint, IconServer2 } from '@tabler/icons-react';
import type { CaseDetailWire } from '../../../src/assistance/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { shortIdentifier } from '../peers/authority-names.ts';
import { ClauseLink } from '../verdicts/clause-drawer.tsx';
import classes from './case.module.css';

type Written = CaseDetailWire['timeline'][number];
/** Where the time of writing is not told, it is that of what happened. */
type Event = Omit<Written, 'kind' | 'recordedAt'> & Partial<Pick<Written, 'recordedAt'>>;
const icons = { us: IconArrowUpRight, them: IconArrowDownLeft, server: IconServer2 } as const;

export function Timeline({ events }: { events: readonly Event[] }) {
  const { t } = useSpeech();
  if (events.length === 0) return <p className={classes['quiet']}>{t('case.timelineEmpty')}</p>;
  // The server gives them in the order in which they happened, ties included.
  const newestFirst = events.toReversed();
  return (
    <ol className={classes['timeline']}>
      {newestFirst.map((event) => (
        <TimelineEvent key={event.id} event={event} />
      ))}
    </ol>
  );
}

function TimelineEvent({ event }: { event: Event }) {
  const { t, dates } = useSpeech();
  const ByIcon = icons[event.by];
  return (
    <li data-by={event.by}>
      <span className={classes['dot']}>
        <ByIcon size={13} stroke={2.2} aria-hidden />
      </span>
      <div>
        <div className={classes['when']}>
          <time dateTime={event.at}>{dates.moment(event.at)}</time>
          {' · '}
          {t(`by.${event.by}`)}
          {event.officerName !== null && ` · ${event.officerName}`}
          {isWrittenLater(event) && ` · ${t('notes.recorded', { when: dates.moment(event.recordedAt ?? event.at) })}`}
        </div>
        <Text size="sm">{event.sentence}</Text>
        <div className={classes['eventFoot']}>
          {event.clause !== null && <ClauseLink clause={event.clause} />}
          {event.dispatch !== null && <DispatchDigest digest={event.dispatch} />}
        </div>
      </div>
    </li>
  );
}

const minuteMs = 60_000;

/** What came later than it happened: a dispatch on its way, a letter. */
function isWrittenLater({ at, recordedAt = at }: Event): boolean {
  return Math.floor(Date.parse(recordedAt) / minuteMs) > Math.floor(Date.parse(at) / minuteMs);
}

/** The digest by which a signed dispatch is known on both sides; a press copies it whole. */
export function DispatchDigest({ digest }: { digest: string }) {
  const { t } = useSpeech();
  return (
    <CopyButton value={digest}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t('state.copied') : t('case.copyDigest')}>
          <UnstyledButton className={classes['digest']} onClick={copy}>
            <IconFingerprint size={13} aria-hidden />
            {shortIdentifier(digest)}
            <VisuallyHidden>{t('case.copyDigest')}</VisuallyHidden>
          </UnstyledButton>
        </Tooltip>
      )}
    </CopyButton>
  );
}
