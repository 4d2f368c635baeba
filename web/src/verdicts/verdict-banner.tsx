// SPDX-License-Identifier: Apache-2.0
/**
 * The outcome of a verdict as a banner: permitted, needs or refused, in a word, a colour and an icon, with the clause.
 *
 * A complete request still needs its approval; when that is the only thing lacking, the banner says it is ready.
 */
import { IconCircleCheck, IconCircleX, IconListDetails } from '@tabler/icons-react';
import type { VerdictWire } from '../../../src/agreements/wire.ts';
import { useSpeech } from '../messages/language.tsx';
import { ClauseLink } from './clause-drawer.tsx';
import classes from './verdicts.module.css';

export type Standing = 'permitted' | 'ready' | 'needs' | 'refused';

const icons = { permitted: IconCircleCheck, ready: IconCircleCheck, needs: IconListDetails, refused: IconCircleX } as const;

/** `ready` when approval is all that is lacking. */
export function standingOf(verdict: VerdictWire): Standing {
  const isReady =
    verdict.outcome === 'needs' && verdict.reasons.length > 0 && verdict.reasons.every((reason) => reason.kind === 'approval');
  return isReady ? 'ready' : verdict.outcome;
}

export function VerdictBanner({ verdict, isSubmitted }: { verdict: VerdictWire; isSubmitted: boolean }) {
  const { t } = useSpeech();
  const standing = standingOf(verdict);
  const StandingIcon = icons[standing];
  const missing = verdict.reasons.filter((reason) => reason.kind !== 'approval').length;
  const under = {
    permitted: () => t('verdict.permitted.under'),
    ready: () => t('verdict.ready.under', { count: verdict.approversMin }),
    needs: () => t('verdict.needs.under', { count: missing }),
    refused: () => t('verdict.refused.under'),
  } as const;
  return (
    <output className={classes['banner']} data-standing={standing}>
      <StandingIcon size={26} stroke={1.7} aria-hidden />
      <div>
        <div className={classes['standing']}>{t(standing === 'ready' && isSubmitted ? 'verdict.submitted' : `verdict.${standing}`)}</div>
        <div className={classes['standingUnder']}>{under[standing]()}</div>
        {verdict.governing !== null && (
          <div className={classes['governing']}>
            <ClauseLink clause={verdict.governing} withTitle />
          </div>
        )}
      </div>
    </output>
  );
}
