// SPDX-License-Identifier: Apache-2.0
/** What came with a letter: each file with its digest; saved from here until a case has it, and from that case then. */
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { IncomingDetailWire } from '../../../src/letters/wire.ts';
import attachments from './attachments.module.css';
import { sizeWords } from './size-words.ts';
import { saveFile } from '../calls/save-file.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Section } from '../shell/page.tsx';
import { letterCalls } from '../letters/letter-calls.ts';
import classes from '../letters/letters.module.css';

export function EnclosureList({ detail: { row, enclosures } }: { readonly detail: IncomingDetailWire }) {
  const { t } = useSpeech();
  const save = useMutation({
    mutationFn: async ({ digest, name }: IncomingDetailWire['enclosures'][number]) =>
      saveFile((await letterCalls.enclosure(row.id, digest)).blob, name),
  });
  if (enclosures.length === 0) return null;
  return (
    <Section title={t('letters.enclosures', { count: enclosures.length })}>
      {save.isError && <Failure error={save.error} />}
      <ul className={attachments['list']} aria-label={t('files.list')}>
        {enclosures.map((file) => (
          <li key={file.digest}>
            <div className={attachments['file']}>
              <span className={attachments['name']}>{file.name}</span>
              <span className={attachments['about']}>{`${sizeWords(file.size)} · ${file.mediaType}`}</span>
              {file.isOfCase ? (
                <span className={attachments['about']}>{t('letters.enclosures.ofCase')}</span>
              ) : (
                <Button
                  className={attachments['end'] ?? ''}
                  size="compact-sm"
                  variant="default"
                  aria-label={t('files.downloadOf', { name: file.name })}
                  leftSection={<IconDownload size={15} aria-hidden />}
                  loading={save.isPending && save.variables.digest === file.digest}
                  onClick={() => save.mutate(file)}
                >
                  {t('files.download')}
                </Button>
              )}
            </div>
            <code className={classes['identifier']}>{file.digest}</code>
          </li>
        ))}
      </ul>
    </Section>
  );
}
