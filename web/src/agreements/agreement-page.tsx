// SPDX-License-Identifier: Apache-2.0
/** One agreement: its clauses beside the terms that carry them out, its parties and their signatures, and its file. */
import { Alert, Box, Button, CopyButton, Group, Modal, Stack, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowLeft, IconDownload, IconFingerprint, IconSignature, IconWorldShare } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { AgreementDetailWire } from '../../../src/agreements/wire.ts';
import { agreementCalls, agreementQuery } from '../calls/agreement-calls.ts';
import { saveFile } from '../calls/save-file.ts';
import caseClasses from '../case/case.module.css';
import { useSpeech } from '../messages/language.tsx';
import { shortIdentifier } from '../peers/authority-names.ts';
import { JointOfAgreement } from '../joint/joint-of-agreement.tsx';
import { AgreementLife } from '../negotiation/declarations/agreement-life.tsx';
import { Failure, Page, Waiting } from '../shell/page.tsx';
import { useSession } from '../shell/session-context.ts';
import { AgreementParties } from './agreement-parties.tsx';
import { ClauseMarkdown } from './clause-markdown.tsx';
import { ClausesAndTerms } from './clauses-and-terms.tsx';
import { OpenQuestions } from './open-questions.tsx';
import { StatusBadge } from './status-badge.tsx';

export function AgreementPage({ digest }: { digest: string }) {
  const { t } = useSpeech();
  const found = useQuery(agreementQuery(digest));
  if (found.data !== undefined) return <Agreement detail={found.data} />;
  return <Page title={t('agreement.title')}>{found.isError ? <Failure error={found.error} /> : <Waiting rows={10} />}</Page>;
}

function Agreement({ detail }: { detail: AgreementDetailWire }) {
  const { t, dates } = useSpeech();
  return (
    <Page
      title={detail.title}
      above={
        <div className={caseClasses['line']}>
          <Link to="/agreements" className={caseClasses['back']}>
            <IconArrowLeft size={15} aria-hidden />
            {t('nav.agreements')}
          </Link>
          <StatusBadge status={detail.status} />
        </div>
      }
      under={
        <Group gap={8}>
          <span>
            {[
              t('agreement.version', { version: detail.ref.version }),
              t(`legalNature.${detail.legalNature}`),
              t('agreements.from', { from: dates.day(detail.inForceFrom) }),
            ].join(' · ')}
          </span>
          <AgreementDigest digest={detail.ref.digest} />
        </Group>
      }
      actions={<AgreementActions detail={detail} />}
    >
      {detail.published !== null && (
        <Alert variant="light" mb="md">
          {t('agreement.published', {
            name: detail.published.publisher.name,
            day: dates.day(detail.published.publishedAt),
            clause: detail.published.clause,
          })}
        </Alert>
      )}
      <AgreementParties detail={detail} />
      {!detail.isBuiltIn && detail.published === null && detail.onPaper.length === 0 && <LifeOfAgreement detail={detail} />}
      {!detail.isBuiltIn && detail.published === null && <JointOfAgreement digest={detail.ref.digest} />}
      {detail.document.preamble !== '' && (
        <Box fz="sm" c="dimmed" my="md" maw={900}>
          <ClauseMarkdown text={detail.document.preamble} />
        </Box>
      )}
      <OpenQuestions clauses={detail.document.clauses} />
      <ClausesAndTerms document={detail.document} />
    </Page>
  );
}

/** For those who may read what parties declared, once all have signed. */
function LifeOfAgreement({ detail }: { detail: AgreementDetailWire }) {
  const { officer } = useSession();
  const mayRead = officer.roles.some((role) => role !== 'records-keeper');
  const isSigned = detail.parties.every(({ hasSigned }) => hasSigned);
  return mayRead && isSigned ? <AgreementLife terms={detail.ref.digest} /> : null;
}

function AgreementDigest({ digest }: { digest: string }) {
  const { t } = useSpeech();
  return (
    <CopyButton value={digest}>
      {({ copied, copy }) => (
        <UnstyledButton className={caseClasses['digest']} onClick={copy} title={digest}>
          <IconFingerprint size={13} aria-hidden />
          {copied ? t('state.copied') : shortIdentifier(digest)}
          <VisuallyHidden>{t('agreement.copyDigest')}</VisuallyHidden>
        </UnstyledButton>
      )}
    </CopyButton>
  );
}

function AgreementActions({ detail }: { detail: AgreementDetailWire }) {
  const { t } = useSpeech();
  const { authority, officer } = useSession();
  const [isSigning, setSigning] = useState(false);
  const { digest } = detail.ref;
  const download = useMutation({
    mutationFn: () => agreementCalls.file(digest),
    onSuccess: ({ blob, fileName }) => saveFile(blob, fileName ?? `${detail.ref.id}.agreement.json`),
  });
  const publish = useMutation({
    mutationFn: () => agreementCalls.publish(digest),
    onSuccess: ({ blob, fileName }) => saveFile(blob, fileName ?? `${detail.ref.id}.published-agreement.json`),
  });
  const own = detail.parties.find((party) => party.authorityId === authority.id);
  const maySign = officer.roles.includes('administrator') && own !== undefined && !own.hasSigned && !detail.isBuiltIn;
  const isOpen = detail.document.terms.some((term) => term.kind === 'publication' && term.isPublished);
  const mayPublish = officer.roles.includes('administrator') && isOpen && detail.parties.every(({ hasSigned }) => hasSigned);
  if (detail.published !== null) return null;
  return (
    <>
      <Button
        variant="default"
        loading={download.isPending}
        onClick={() => download.mutate()}
        leftSection={<IconDownload size={16} aria-hidden />}
      >
        {t('agreement.download')}
      </Button>
      {mayPublish && (
        <Button
          variant="default"
          loading={publish.isPending}
          onClick={() => publish.mutate()}
          leftSection={<IconWorldShare size={16} aria-hidden />}
        >
          {t('agreement.publish')}
        </Button>
      )}
      {maySign && (
        <Button onClick={() => setSigning(true)} leftSection={<IconSignature size={16} aria-hidden />}>
          {t('agreement.sign')}
        </Button>
      )}
      {download.error !== null && <Failure error={download.error} />}
      {publish.error !== null && <Failure error={publish.error} />}
      <SignDialog detail={detail} isOpen={isSigning} onClose={() => setSigning(false)} />
    </>
  );
}

function SignDialog({ detail, isOpen, onClose }: { detail: AgreementDetailWire; isOpen: boolean; onClose: () => void }) {
  const { t } = useSpeech();
  const { authority } = useSession();
  const queryClient = useQueryClient();
  const sign = useMutation({
    mutationFn: () => agreementCalls.sign(detail.ref.digest),
    onSuccess: () => {
      notifications.show({ message: t('agreement.signed') });
      void queryClient.invalidateQueries({ queryKey: ['agreements'] });
      onClose();
    },
  });
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('agreement.sign')} closeButtonProps={{ 'aria-label': t('state.close') }}>
      <Stack gap="md">
        <Text size="sm">{t('agreement.signUnder', { title: detail.title, authority: authority.name })}</Text>
        <Text size="xs" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {detail.ref.digest}
        </Text>
        {sign.error !== null && <Failure error={sign.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('state.cancel')}
          </Button>
          <Button loading={sign.isPending} onClick={() => sign.mutate()}>
            {t('agreement.signNow')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
