// SPDX-License-Identifier: Apache-2.0
/** The signed head of the log: how many entries, the root over all of them, and the note to keep elsewhere. */
import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { checkpointQuery } from '../calls/audit-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import classes from './audit.module.css';

export function CheckpointPanel() {
  const { t, dates } = useSpeech();
  const checkpoint = useQuery(checkpointQuery);
  if (checkpoint.isError) return <Failure error={checkpoint.error} onAgain={() => void checkpoint.refetch()} />;
  if (checkpoint.data === undefined) return null;
  const { size, rootHash, at, note } = checkpoint.data;
  return (
    <section className={classes['checkpoint']} aria-label={t('audit.checkpoint')}>
      <dl>
        <div>
          <dt>{t('audit.checkpoint')}</dt>
          <dd>{t('audit.size', { count: size })}</dd>
        </div>
        <div className={classes['root']}>
          <dt>{t('audit.root')}</dt>
          <dd>
            <code>{rootHash}</code>
          </dd>
        </div>
        <div>
          <dt>{t('audit.signedAt')}</dt>
          <dd>{dates.moment(at)}</dd>
        </div>
      </dl>
      <CopyButton value={note}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            size="xs"
            onClick={copy}
            leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
          >
            {t(copied ? 'state.copied' : 'audit.copyNote')}
          </Button>
        )}
      </CopyButton>
    </section>
  );
}
