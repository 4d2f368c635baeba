// SPDX-License-Identifier: Apache-2.0
/** One negotiation: what stands, what it changes in text, terms and verdicts, whose turn it is, and what may be done next. */
import { Button, CopyButton, SegmentedControl, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconArrowLeft, IconFingerprint, IconPencil, IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { NegotiationDetailWire } from '../../../src/negotiation/wire.ts';
import { ClausesAndTerms } from '../agreements/clauses-and-terms.tsx';
import { negotiationQuery } from '../calls/negotiation-calls.ts';
import caseClasses from '../case/case.module.css';
import { useSpeech } from '../messages/language.tsx';
import { shortIdentifier } from '../peers/authority-names.ts';
import { Column, Failure, Page, Section, Waiting } from '../shell/page.tsx';
import { NegotiationActions } from './negotiation-actions.tsx';
import { NegotiationAside } from './negotiation-aside.tsx';
import { NegotiationBadge } from './negotiation-badge.tsx';
import { NegotiationNotices } from './negotiation-notices.tsx';
import { TurnWords } from './negotiations-page.tsx';
import { RedlineView } from './redline-view.tsx';
import { ReplayView } from './replay-view.tsx';
import { Motions } from './motions/motions.tsx';
import { Screenings } from './screenings.tsx';
import { WaitingSignature } from './waiting-signature.tsx';

export function NegotiationPage({ negotiationId }: { negotiationId: string }) {
  const { t } = useSpeech();
  const found = useQuery(negotiationQuery(negotiationId));
  if (found.data !== undefined) return <Negotiation detail={found.data} />;
  return (
    <Page title={t('negotiation.title')}>
      {found.isError ? <Failure error={found.error} onAgain={() => void found.refetch()} /> : <Waiting rows={10} />}
    </Page>
  );
}

function Negotiation({ detail }: { detail: NegotiationDetailWire }) {
  const { t } = useSpeech();
  const { row } = detail;
  return (
    <Page
      title={row.title}
      above={
        <div className={caseClasses['line']}>
          <Link to="/negotiations" className={caseClasses['back']}>
            <IconArrowLeft size={15} aria-hidden />
            {t('nav.negotiations')}
          </Link>
          <NegotiationBadge state={row.state} />
        </div>
      }
      under={
        <span className={caseClasses['line']}>
          {t('agreement.version', { version: row.version })}
          {(row.isWaiting || row.isOurTurn || row.turn.length > 0) && (
            <>
              · <TurnWords row={row} />
            </>
          )}
          <Head head={detail.head} />
        </span>
      }
      actions={<NegotiationActions detail={detail} />}
    >
      <div className={caseClasses['columns']}>
        <Column>
          <NegotiationNotices detail={detail} />
          <WaitingSignature detail={detail} />
          {detail.draft !== null && <OwnDraft detail={detail} />}
          <Screenings detail={detail} />
          <Motions detail={detail} />
          {detail.document !== null && <Standing detail={detail} />}
        </Column>
        <NegotiationAside detail={detail} />
      </div>
    </Page>
  );
}

function Head({ head }: { head: string }) {
  const { t } = useSpeech();
  return (
    <CopyButton value={head}>
      {({ copied, copy }) => (
        <UnstyledButton className={caseClasses['digest']} onClick={copy} title={head}>
          <IconFingerprint size={13} aria-hidden />
          {copied ? t('state.copied') : t('negotiation.head', { head: shortIdentifier(head) })}
          <VisuallyHidden>{t('negotiation.copyHead')}</VisuallyHidden>
        </UnstyledButton>
      )}
    </CopyButton>
  );
}

/** Our text that nobody else has seen: where it goes on, and what it changes. */
function OwnDraft({ detail }: { detail: NegotiationDetailWire }) {
  const { t } = useSpeech();
  const errors = detail.draft?.findings.filter(({ severity }) => severity === 'error').length ?? 0;
  return (
    <Section
      title={t(detail.versions.length === 0 ? 'negotiation.draft' : 'negotiation.counterDraft')}
      aside={
        <Button
          renderRoot={(looks) => <Link {...looks} to="/negotiations/$negotiationId/draft" params={{ negotiationId: detail.row.id }} />}
          variant="default"
          size="xs"
          leftSection={detail.may.includes('send') ? <IconSend size={15} aria-hidden /> : <IconPencil size={15} aria-hidden />}
        >
          {t('negotiation.goOn')}
        </Button>
      }
    >
      <Text size="sm">{errors === 0 ? t('negotiation.draftReady') : t('negotiation.draftErrors', { count: errors })}</Text>
    </Section>
  );
}

type View = 'redline' | 'text' | 'verdicts';

function Standing({ detail }: { detail: NegotiationDetailWire }) {
  const { t } = useSpeech();
  const [view, setView] = useState<View>('redline');
  const standing = detail.versions.find(({ isStanding }) => isStanding);
  const { document } = detail;
  if (document === null) return null;
  return (
    <Section
      title={
        standing === undefined ? t('agreement.title') : t('negotiation.standing', { round: standing.round, author: standing.author.name })
      }
    >
      <SegmentedControl
        size="xs"
        w="fit-content"
        aria-label={t('negotiation.view')}
        value={view}
        onChange={setView}
        data={[
          { value: 'redline', label: t('negotiation.view.redline') },
          { value: 'text', label: t('negotiation.view.text') },
          { value: 'verdicts', label: t('negotiation.view.verdicts') },
        ]}
      />
      {standing !== undefined && standing.remark !== '' && <Text size="sm">{standing.remark}</Text>}
      {view === 'redline' && <RedlineView detail={detail} version={standing?.note} />}
      {view === 'text' && <ClausesAndTerms document={document} />}
      {view === 'verdicts' && <ReplayView detail={detail} version={standing?.note} />}
    </Section>
  );
}
