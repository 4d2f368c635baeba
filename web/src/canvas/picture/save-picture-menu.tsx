// SPDX-License-Identifier: Apache-2.0
/** Saving the picture: as a drawing, or in dots. */
import { Button, Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconDownload } from '@tabler/icons-react';
import { useSpeech } from '../../messages/language.tsx';
import { Failure } from '../../shell/page.tsx';
import { type PictureFile, pictureFiles } from './save-picture.ts';

export interface SavePictureProps {
  /** Null until what is drawn is known. */
  readonly onSave: ((as: PictureFile) => Promise<void>) | null;
}

export function SavePicture({ onSave }: SavePictureProps) {
  const { t } = useSpeech();
  const saving = useMutation({ mutationFn: async (as: PictureFile) => onSave?.(as) });
  return (
    <>
      <Menu>
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            disabled={onSave === null}
            loading={saving.isPending}
          >
            {t('canvas.save')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {pictureFiles.map((as) => (
            <Menu.Item key={as} onClick={() => saving.mutate(as)}>
              {t(`canvas.save.${as}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {saving.isError && <Failure error={saving.error} />}
    </>
  );
}
