// SPDX-License-Identifier: Apache-2.0
/**
 * Attaching files: several at once, each with its name, size and type, how far its upload is, and a way to stop or remove it.
 *
 * The form holds identifiers; a file counts as attached when its upload has begun, and the server refuses to submit before all
 * are whole.
 */
import { ActionIcon, Button, FileButton, Progress, Text } from '@mantine/core';
import { IconPaperclip, IconX } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { AttachmentRowWire } from '../../../src/assistance/wire.ts';
import { attachmentCalls, uploadFile } from '../calls/attachment-calls.ts';
import { useSpeech } from '../messages/language.tsx';
import { Failure } from '../shell/page.tsx';
import classes from './attachments.module.css';
import { sizeWords } from './size-words.ts';

export interface AttachedFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly place: number;
  readonly state: AttachmentRowWire['state'];
}

interface FileFieldProps {
  readonly files: readonly AttachedFile[];
  readonly onChange: (change: (before: readonly AttachedFile[]) => readonly AttachedFile[]) => void;
}

export function FileField({ files, onChange }: FileFieldProps) {
  const { t } = useSpeech();
  const [failure, setFailure] = useState<unknown>(null);
  const uploads = useRef(new Map<string, AbortController>());
  const begin = async (file: File): Promise<void> => {
    const stop = new AbortController();
    let id: string | null = null;
    try {
      await uploadFile(
        file,
        (standing) => {
          const row = { ...standing, name: file.name, mediaType: file.type, size: file.size };
          if (id === null) uploads.current.set(standing.id, stop);
          const isFirst = id === null;
          id = standing.id;
          onChange((before) => (isFirst ? [...before, row] : before.map((one) => (one.id === row.id ? row : one))));
        },
        stop.signal,
      );
    } catch (error) {
      setFailure(error);
    }
  };
  const remove = (file: AttachedFile): void => {
    uploads.current.get(file.id)?.abort();
    onChange((before) => before.filter((one) => one.id !== file.id));
    // One that a saved draft holds is freed when the draft is saved without it.
    attachmentCalls.remove(file.id).catch(() => undefined);
  };
  return (
    <div className={classes['field']}>
      <Text size="sm" fw={600}>
        {t('files.title', { count: files.length })}
      </Text>
      <FileButton multiple onChange={(chosen) => chosen.forEach((file) => void begin(file))}>
        {(props) => (
          <Button {...props} variant="default" size="compact-sm" leftSection={<IconPaperclip size={15} aria-hidden />}>
            {t('files.attach')}
          </Button>
        )}
      </FileButton>
      {failure !== null && <Failure error={failure} />}
      <ul className={classes['list']} aria-label={t('files.list')}>
        {files.map((file) => (
          <li key={file.id} className={classes['file']}>
            <span className={classes['name']}>{file.name}</span>
            <span
              className={classes['about']}
            >{`${sizeWords(file.size)} · ${file.mediaType === '' ? t('files.anyType') : file.mediaType}`}</span>
            <UploadState file={file} />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t(file.state === 'arriving' ? 'files.stop' : 'files.remove', { name: file.name })}
              onClick={() => remove(file)}
            >
              <IconX size={15} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </div>
  );
}

function UploadState({ file }: { file: AttachedFile }) {
  const { t } = useSpeech();
  if (file.state !== 'arriving') return <span className={classes['about']}>{t(`files.state.${file.state}`)}</span>;
  const percent = Math.floor((file.place / Math.max(file.size, 1)) * 100);
  return <Progress value={percent} aria-label={t('files.uploading', { name: file.name, percent })} className={classes['bar'] ?? ''} />;
}
