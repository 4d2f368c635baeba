// SPDX-License-Identifier: Apache-2.0
/**
 * A verdict in full: outcome, what is missing or why it is refused, the deadlines that will run, the conditions the answer
 * will carry, and the other agreements that were looked at. Every line shows the clause it rests on.
 */
import { UnstyledButton } from '@mantine/core';
import {
  IconArrowUpLeft,
  IconCalendarDue,
  IconCertificate,
  IconCheck,
  IconCircle,
  IconShieldLock,
  IconUsers,
  IconX,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { VerdictWire } from '../../../src/agreements/wire.ts';
import { LimitsList } from '../conditions/limits-list.tsx';
import { useSpeech } from '../messages/language.tsx';
import { ClauseLink } from './clause-drawer.tsx';
import { standingOf, VerdictBanner } from './verdict-banner.tsx';
import classes from './verdicts.module.css';

type Reason = VerdictWire['reasons'][number];

interface PanelProps {
  readonly verdict: VerdictWire;
  /** Whether the request has left the hands of its preparer. */
  readonly isSubmitted?: boolean;
  readonly onField?: (field: string) => void;
}

export function VerdictPanel({ verdict, isSubmitted = false, onField }: PanelProps) {
  const { t } = useSpeech();
  const standing = standingOf(verdict);
  const reasons = verdict.reasons.filter((reason) => reason.kind !== 'approval' || standing === 'refused');
  const heading = standing === 'refused' ? 'verdict.whyRefused' : standing === 'needs' ? 'verdict.missing' : 'verdict.why';
  return (
    <div className={classes['panel']}>
      <VerdictBanner verdict={verdict} isSubmitted={isSubmitted} />
      {reasons.length > 0 && (
        <Part icon={IconCertificate} title={t(heading)}>
          <ul className={classes['reasons']}>
            {reasons.map((reason) => (
              <ReasonLine
                key={`${reason.kind} ${reason.field ?? ''} ${reason.sentence}`}
                reason={reason}
                standing={standing}
                onField={onField}
              />
            ))}
          </ul>
        </Part>
      )}
      {verdict.approversMin > 0 && standing === 'needs' && (
        <Part icon={IconUsers} title={t('verdict.approvals')}>
          <p className={classes['line']}>{t('verdict.approvalsNeeded', { count: verdict.approversMin })}</p>
        </Part>
      )}
      <Deadlines verdict={verdict} />
      {verdict.conditions.length > 0 && (
        <Part icon={IconShieldLock} title={t('verdict.conditions')}>
          {verdict.conditions.map((condition) => (
            <div key={`${condition.clause.agreement.digest} ${condition.clause.clause}`} className={classes['condition']}>
              <LimitsList limits={condition.limits} />
              <ClauseLink clause={condition.clause} />
            </div>
          ))}
        </Part>
      )}
      <Alternatives verdict={verdict} />
    </div>
  );
}

export function Part({ icon: PartIcon, title, children }: { icon: Icon; title: string; children: ReactNode }) {
  return (
    <section className={classes['part']} aria-label={title}>
      <h3 className={classes['partTitle']}>
        <PartIcon size={16} stroke={1.7} aria-hidden />
        {title}
      </h3>
      {children}
    </section>
  );
}

function ReasonLine({ reason, standing, onField }: { reason: Reason; standing: string; onField?: ((field: string) => void) | undefined }) {
  const { t } = useSpeech();
  const { field, clause, sentence } = reason;
  const StateIcon = standing === 'refused' ? IconX : standing === 'needs' ? IconCircle : IconCheck;
  return (
    <li data-standing={standing}>
      <StateIcon size={14} stroke={2.2} aria-hidden />
      <div>
        {field === null || onField === undefined ? (
          <div>{sentence}</div>
        ) : (
          <UnstyledButton className={classes['mend']} onClick={() => onField(field)} title={t('verdict.goToField')}>
            <span>{sentence}</span>
            <IconArrowUpLeft size={15} aria-hidden />
          </UnstyledButton>
        )}
        {clause !== null && <ClauseLink clause={clause} />}
      </div>
    </li>
  );
}

function Deadlines({ verdict }: { verdict: VerdictWire }) {
  const { t, dates } = useSpeech();
  if (verdict.deadlines.length === 0) return null;
  return (
    <Part icon={IconCalendarDue} title={t('verdict.deadlines')}>
      <ol className={classes['deadlines']}>
        {verdict.deadlines.map((deadline) => (
          <li key={deadline.step}>
            <time dateTime={deadline.dueAt}>
              {dates.weekday(deadline.dueAt)}
              <span className={classes['quiet']}>{dates.time(deadline.dueAt)}</span>
            </time>
            <div>
              <span>{t(`deadline.${deadline.step}`)}</span>
              <span className={classes['quiet']}>{deadline.sentence}</span>
              <ClauseLink clause={deadline.clause} />
            </div>
          </li>
        ))}
      </ol>
    </Part>
  );
}

function Alternatives({ verdict }: { verdict: VerdictWire }) {
  const { t } = useSpeech();
  if (verdict.alternatives.length === 0) return null;
  return (
    <Part icon={IconCertificate} title={t('verdict.alternatives')}>
      <ul className={classes['alternatives']}>
        {verdict.alternatives.map((other) => (
          <li key={other.agreement.digest}>
            <div className={classes['otherHead']}>
              <span>{other.title}</span>
              <span className={classes['outcome']} data-standing={other.outcome}>
                {t(`verdict.${other.outcome}.short`)}
              </span>
            </div>
            <span className={classes['quiet']}>{other.sentence}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}
