// SPDX-License-Identifier: Apache-2.0
/** Letters of a case or of a matter, on its page: what is to be sent now, and what went and came on paper. */
import { IconMailForward } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useSpeech } from '../messages/language.tsx';
import { Notice } from '../shell/notice.tsx';
import { Failure, Section } from '../shell/page.tsx';
import { caseLettersQuery } from './letter-calls.ts';
import { IncomingList } from './letters-page.tsx';
import { OutgoingList } from './outgoing-list.tsx';

export function CaseLetters({ id }: { readonly id: string }) {
  const { t } = useSpeech();
  // Asked for every case: one that moved to a server keeps the letters that it began with.
  const letters = useQuery(caseLettersQuery(id));
  if (letters.isError) return <Failure error={letters.error} />;
  const { outgoing, incoming } = letters.data ?? { outgoing: [], incoming: [] };
  if (outgoing.length + incoming.length === 0) return null;
  const toSend = outgoing.filter(({ state }) => state === 'to-send');
  return (
    <Section title={t('nav.letters')}>
      {toSend.length > 0 && (
        <Notice tone="needs" icon={IconMailForward} title={t('letters.caseToSend')}>
          {t('letters.caseToSend.under')}
        </Notice>
      )}
      <OutgoingList rows={outgoing} />
      <IncomingList rows={incoming} />
    </Section>
  );
}
