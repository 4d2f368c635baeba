// SPDX-License-Identifier: Apache-2.0
/** From a lead of a flow of value to the traces that it rests on, the newest first. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import findingClasses from '../findings/findings.module.css';
import { useSpeech } from '../messages/language.tsx';
import { Section } from '../shell/page.tsx';
import { tracesOfLeadQuery } from './trace-calls.ts';

export function TracesOfLead({ lead }: { lead: string }) {
  const { t, dates } = useSpeech();
  const { data: own = [] } = useQuery(tracesOfLeadQuery(lead));
  if (own.length === 0) return null;
  return (
    <Section title={t('nav.traces')}>
      {own.map(({ id, title, createdAt }) => (
        <div key={id}>
          <Link to="/traces/$traceId" params={{ traceId: id }} className={findingClasses['link']}>
            {title}, {dates.moment(createdAt)}
          </Link>
        </div>
      ))}
    </Section>
  );
}
