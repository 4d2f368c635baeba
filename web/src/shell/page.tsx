// SPDX-License-Identifier: Apache-2.0
/** The frame of one screen: title, a line under it, actions at the right, and what to show while waiting, empty or failed. */
import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, type Icon } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import { CallError, type Issue } from '../calls/call-server.ts';
import { useSpeech } from '../messages/language.tsx';
import { Notice } from './notice.tsx';
import classes from './page.module.css';

interface PageProps {
  readonly title: string;
  readonly under?: ReactNode;
  readonly above?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, under, above, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Comity`;
  }, [title]);
  return (
    <div className={classes['page']}>
      <div className={classes['head']} data-above={above !== undefined}>
        {above !== undefined && <div className={classes['above']}>{above}</div>}
        <div className={classes['titles']}>
          <Title order={1}>{title}</Title>
          {under !== undefined && <div className={classes['under']}>{under}</div>}
        </div>
        {actions !== undefined && actions !== false && (
          <Group gap="xs" className={classes['actions']}>
            {actions}
          </Group>
        )}
      </div>
      {children}
    </div>
  );
}

/** Parts of a screen one below the other, evenly spaced. */
export function Column({ children }: { children: ReactNode }) {
  return <div className={classes['column']}>{children}</div>;
}

/** A framed part of a screen with its heading. */
export function Section({ title, aside, children, order = 2 }: { title: string; aside?: ReactNode; children: ReactNode; order?: 2 | 3 }) {
  return (
    <section className={classes['section']} aria-label={title}>
      <div className={classes['sectionHead']}>
        <Title order={order} size="h3">
          {title}
        </Title>
        {aside}
      </div>
      {children}
    </section>
  );
}

export function Waiting({ rows = 6 }: { rows?: number }) {
  const { t } = useSpeech();
  return (
    <output className={classes['column']} aria-label={t('state.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={row === 0 ? 22 : 34} width={row === 0 ? '30%' : '100%'} radius="sm" />
      ))}
    </output>
  );
}

export function Nothing({
  icon: NothingIcon,
  title,
  children,
  action,
}: {
  icon: Icon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={classes['nothing']}>
      <NothingIcon size={34} stroke={1.3} aria-hidden />
      <Text fw={600}>{title}</Text>
      {children !== undefined && (
        <Text size="sm" c="dimmed" maw={460}>
          {children}
        </Text>
      )}
      {action}
    </div>
  );
}

/** What went wrong, where, and what to do: the server's own sentences where it gave any. */
export function Failure({ error, title: given, onAgain }: { error: unknown; title?: string; onAgain?: () => void }) {
  const { t } = useSpeech();
  const issues = useIssues(error);
  const title = given ?? (error instanceof CallError ? t(`failure.${error.kind}`) : t('failure.broken'));
  return (
    <Notice tone="refused" icon={IconAlertTriangle} title={title} isUrgent>
      <Stack gap={6}>
        {issues.map((issue) => (
          <Text size="sm" key={`${issue.path} ${issue.problem}`}>
            {issue.problem} {issue.remedy}
          </Text>
        ))}
        {onAgain !== undefined && (
          <Button variant="default" size="xs" onClick={onAgain} w="fit-content">
            {t('state.again')}
          </Button>
        )}
      </Stack>
    </Notice>
  );
}

function useIssues(error: unknown): readonly Issue[] {
  const { t } = useSpeech();
  if (!(error instanceof CallError)) return [{ path: '', problem: t('failure.broken.remedy'), remedy: '' }];
  if (error.kind === 'unexpected-answer') return [{ path: '', problem: t('failure.unexpected-answer.remedy'), remedy: '' }];
  if (error.issues.length > 0) return error.issues;
  return error.kind === 'unreachable' ? [{ path: '', problem: t('failure.unreachable.remedy'), remedy: '' }] : [];
}
