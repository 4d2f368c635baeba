// SPDX-License-Identifier: Apache-2.0
/** The text of a clause beside whatever cites it: one press on a reference, one key to close. */
import { Anchor, Drawer, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { VerdictWire } from '../../../src/agreements/wire.ts';
import { ClauseMarkdown } from '../agreements/clause-markdown.tsx';
import { agreementQuery } from '../calls/agreement-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Waiting } from '../shell/page.tsx';
import classes from './verdicts.module.css';

export type ClauseRef = NonNullable<VerdictWire['governing']>;

const ClauseContext = createContext<(clause: ClauseRef) => void>(() => undefined);

/** Holds the drawer for every clause reference below it. */
export function ClauseReader({ children }: { children: ReactNode }) {
  const { t } = useSpeech();
  const [shown, setShown] = useState<ClauseRef | null>(null);
  const [isOpen, setOpen] = useState(false);
  const show = useMemo(
    () => (clause: ClauseRef) => {
      setShown(clause);
      setOpen(true);
    },
    [],
  );
  return (
    <ClauseContext value={show}>
      {children}
      <Drawer
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('clause.title')}
        size="md"
        closeButtonProps={{ 'aria-label': t('state.close') }}
      >
        {shown !== null && <ClauseText shown={shown} />}
      </Drawer>
    </ClauseContext>
  );
}

/** A reference such as "clause 4.2", which opens the clause's text. */
export function ClauseLink({ clause, withTitle = false }: { clause: ClauseRef; withTitle?: boolean }) {
  const { t } = useSpeech();
  const show = useContext(ClauseContext);
  return (
    <Anchor component="button" type="button" size="sm" className={classes['clauseLink']} onClick={() => show(clause)}>
      {withTitle ? t('clause.long', { clause: clause.clause, title: clause.title }) : t('clause.short', { clause: clause.clause })}
    </Anchor>
  );
}

function ClauseText({ shown }: { shown: ClauseRef }) {
  const { t } = useSpeech();
  const agreement = useQuery(agreementQuery(shown.agreement.digest));
  if (agreement.isPending) return <Waiting rows={4} />;
  if (agreement.isError) return <Failure error={agreement.error} />;
  const { clauses } = agreement.data.document;
  const position = clauses.findIndex((clause) => clause.number === shown.clause);
  const around = clauses.slice(Math.max(0, position - 1), position + 2);
  return (
    <Stack gap="md">
      <div>
        <Text fw={600}>{agreement.data.title}</Text>
        <Text size="xs" c="dimmed">
          {t('agreement.version', { version: shown.agreement.version })}
        </Text>
      </div>
      {position === -1 && <Text size="sm">{t('clause.absent', { clause: shown.clause })}</Text>}
      {around.map((clause) => (
        <article key={clause.number} className={classes['clause']} data-shown={clause.number === shown.clause}>
          <Title order={3} size="h4">
            {clause.number} {clause.heading}
          </Title>
          <ClauseMarkdown text={clause.text} />
        </article>
      ))}
      <Anchor
        size="sm"
        renderRoot={(looks) => <Link {...looks} to="/agreements/$digest" params={{ digest: shown.agreement.digest }} target="_blank" />}
      >
        {t('clause.wholeAgreement')}
      </Anchor>
    </Stack>
  );
}
