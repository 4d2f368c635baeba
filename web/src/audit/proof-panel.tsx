// SPDX-License-Identifier: Apache-2.0
/** The proof of one entry: its parts, its leaf, the hashes up to the root, and the signed head that it is proven against. */
import { Button, Code, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { proofQuery } from '../calls/audit-calls.ts';
import { saveJson } from '../calls/save-file.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure, Waiting } from '../shell/page.tsx';
import classes from './audit.module.css';

export function ProofPanel({ index }: { index: number }) {
  const { t } = useSpeech();
  const proof = useQuery(proofQuery(index));
  if (proof.isPending) return <Waiting rows={5} />;
  if (proof.isError) return <Failure error={proof.error} />;
  const { leafHash, body, salt, bodyDigest, hashes, checkpoint, event } = proof.data;
  return (
    <Stack gap="md">
      <Text size="sm">{t('audit.proofUnder', { size: proof.data.size })}</Text>
      <Piece name={t('audit.event')}>{event}</Piece>
      <Piece name={t('audit.body')}>{body ?? t('audit.erasedBody')}</Piece>
      <Piece name={t('audit.salt')}>{salt ?? t('audit.erasedBody')}</Piece>
      <Piece name={t('audit.bodyDigest')}>{bodyDigest}</Piece>
      <Piece name={t('audit.leaf')}>{leafHash}</Piece>
      <Piece name={t('audit.path', { count: hashes.length })}>{hashes.length === 0 ? t('audit.noPath') : hashes.join('\n')}</Piece>
      <Piece name={t('audit.note')}>{checkpoint.note}</Piece>
      <Button
        variant="default"
        w="fit-content"
        leftSection={<IconDownload size={16} aria-hidden />}
        onClick={() => saveJson(proof.data, `audit-proof-${index}.json`)}
      >
        {t('audit.saveProof')}
      </Button>
    </Stack>
  );
}

function Piece({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Text size="xs" c="dimmed" mb={3}>
        {name}
      </Text>
      <Code block className={classes['code'] ?? ''}>
        {children}
      </Code>
    </div>
  );
}
