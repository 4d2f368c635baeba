// SPDX-License-Identifier: Apache-2.0
/** Contests of one thing, the newest first: who contested it and why, the second opinion, and what may be done next. */
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { ContestWire } from '../../../src/findings/attributions/wire.ts';
import { WordBadge } from '../inbox/state-badge.tsx';
import { useSpeech } from '../messages/language.tsx';
import traceClasses from '../traces/traces.module.css';
import { attributionCalls } from './attribution-calls.ts';
import { ReasonDialog } from './reason-dialog.tsx';

const tones = { open: 'amber', upheld: 'brick', rejected: 'moss', withdrawn: 'gray' } as const;
type Doing = 'upheld' | 'rejected' | 'withdrawal';

export function ContestLines({ contests, onDone }: { contests: readonly ContestWire[]; onDone?: () => void }) {
  return contests.map((contest) => <ContestLine key={contest.id} contest={contest} onDone={onDone} />);
}

function ContestLine({ contest, onDone }: { contest: ContestWire; onDone: (() => void) | undefined }) {
  const { t, dates } = useSpeech();
  const [doing, setDoing] = useState<Doing | null>(null);
  const { id, state, contested, opinion, withdrawal, next } = contest;
  const words = [
    ['contest.by', contested] as const,
    ...(opinion === null ? [] : [[`contest.opinion.${opinion.outcome}`, opinion] as const]),
    ...(withdrawal === null ? [] : [['contest.withdrawnBy', withdrawal] as const]),
  ];
  return (
    <div>
      <Group gap="xs">
        <WordBadge tone={tones[state]} label={t(`contest.state.${state}`)} />
        {next.includes('opinion') && (
          <>
            <Button size="compact-xs" variant="default" onClick={() => setDoing('upheld')}>
              {t('contest.uphold')}
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => setDoing('rejected')}>
              {t('contest.reject')}
            </Button>
          </>
        )}
        {next.includes('withdrawal') && (
          <Button size="compact-xs" variant="default" onClick={() => setDoing('withdrawal')}>
            {t('contest.withdraw')}
          </Button>
        )}
      </Group>
      {words.map(([key, { by, at, reason }]) => (
        <p key={key} className={traceClasses['quiet']}>
          {t(key, { by, when: dates.moment(at) })} {reason}
        </p>
      ))}
      {doing !== null && (
        <ReasonDialog
          title={t(doing === 'withdrawal' ? 'contest.withdraw' : doing === 'upheld' ? 'contest.uphold' : 'contest.reject')}
          send={async (reason) =>
            doing === 'withdrawal' ? attributionCalls.withdraw({ id, reason }) : attributionCalls.opinion({ id, outcome: doing, reason })
          }
          onDone={onDone}
          onClose={() => setDoing(null)}
        />
      )}
    </div>
  );
}
