// SPDX-License-Identifier: Apache-2.0
/** The files of a case: how much of each is here, how much of ours the counterpart has, and the download for a purpose. */
import { Button, Group, Modal, Progress, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { AttachmentRowWire, CaseDetailWire } from '../../../src/assistance/wire.ts';
import type { Purpose } from '../../../src/conditions/wire.ts';
import classes from '../attachments/attachments.module.css';
import { sizeWords } from '../attachments/size-words.ts';
import { attachmentCalls } from '../calls/attachment-calls.ts';
import { saveFile } from '../calls/save-file.ts';
import { useSpeech } from '../messages/language.tsx';
import { PurposeSelect } from '../records/purpose-select.tsx';
import { Failure, Section } from '../shell/page.tsx';

export function CaseFiles({ detail }: { detail: CaseDetailWire }) {
  const { t } = useSpeech();
  const [chosen, setChosen] = useState<AttachmentRowWire | null>(null);
  const { attachments, row } = detail;
  if (attachments.length === 0) return null;
  return (
    <Section title={t('files.ofCase', { count: attachments.length })}>
      <ul className={classes['list']} aria-label={t('files.list')}>
        {attachments.map((file) => (
          <li key={file.id} className={classes['file']}>
            <span className={classes['name']}>{file.name}</span>
            <span className={classes['about']}>{`${sizeWords(file.size)} · ${file.mediaType}`}</span>
            <FileState file={file} counterpart={row.counterpart.name} />
            <Button
              className={classes['end'] ?? ''}
              size="compact-sm"
              variant="default"
              disabled={file.state !== 'here'}
              aria-label={t('files.downloadOf', { name: file.name })}
              leftSection={<IconDownload size={15} aria-hidden />}
              onClick={() => setChosen(file)}
            >
              {t('files.download')}
            </Button>
          </li>
        ))}
      </ul>
      {chosen !== null && <DownloadDialog file={chosen} purpose={row.purpose} onClose={() => setChosen(null)} />}
    </Section>
  );
}

function FileState({ file, counterpart }: { file: AttachmentRowWire; counterpart: string }) {
  const { t } = useSpeech();
  const moving =
    file.state === 'arriving' ? file.place : file.push?.state === 'waiting' || file.push?.state === 'leased' ? file.push.place : null;
  if (moving !== null) {
    const percent = Math.floor((moving / file.size) * 100);
    const label = t(file.side === 'ours' ? 'files.pushing' : 'files.arriving', { name: file.name, percent, counterpart });
    return <Progress value={percent} aria-label={label} className={classes['bar'] ?? ''} />;
  }
  if (file.push?.state === 'pushed') return <span className={classes['about']}>{t('files.pushed', { counterpart })}</span>;
  if (file.push?.state === 'refused') return <span className={classes['about']}>{t('files.refused', { counterpart })}</span>;
  if (file.push?.state === 'kept') return <span className={classes['about']}>{t('files.enclosed')}</span>;
  return <span className={classes['about']}>{t(`files.state.${file.state}`)}</span>;
}

function DownloadDialog(props: { file: AttachmentRowWire; purpose: Purpose | null; onClose: () => void }) {
  const { t } = useSpeech();
  const { file, onClose } = props;
  const [purpose, setPurpose] = useState(props.purpose);
  const download = useMutation({
    mutationFn: (given: Purpose) => attachmentCalls.download(file.id, given),
    onSuccess: ({ blob }) => {
      saveFile(blob, file.name);
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t('files.downloadOf', { name: file.name })}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('files.downloadUnder')}
      </Text>
      <PurposeSelect purpose={purpose} onChange={setPurpose} />
      {download.error !== null && <Failure error={download.error} />}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('files.cancel')}
        </Button>
        <Button disabled={purpose === null} loading={download.isPending} onClick={() => purpose !== null && download.mutate(purpose)}>
          {t('files.download')}
        </Button>
      </Group>
    </Modal>
  );
}
