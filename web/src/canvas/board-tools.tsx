// SPDX-License-Identifier: Apache-2.0
/** The tools above the canvas: a step back, a step forth, laying all of it anew, seeing all of it. */
import { Button, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconArrowBackUp, IconArrowForwardUp, IconCircles, IconColumns3, IconMaximize } from '@tabler/icons-react';
import { useSpeech } from '../messages/language.tsx';
import classes from './canvas.module.css';
import { type Layout, layouts } from './picture/lay-picture.ts';
import { SavePicture, type SavePictureProps } from './picture/save-picture-menu.tsx';
import { type History, redo, undo } from './picture/picture-state.ts';

const layoutIcons = { columns: IconColumns3, rings: IconCircles } as const;

interface ToolsProps {
  readonly history: History;
  readonly onHistory: (change: (history: History) => History) => void;
  readonly onLay: (layout: Layout) => void;
  readonly onFit: () => void;
  /** Null until the sums of what is on the canvas are there. */
  readonly onSave: SavePictureProps['onSave'];
}

export function BoardTools({ history, onHistory, onLay, onFit, onSave }: ToolsProps) {
  const { t } = useSpeech();
  useHotkeys([
    ['mod+Z', () => onHistory(undo)],
    ['mod+shift+Z', () => onHistory(redo)],
  ]);
  return (
    <div className={classes['tools']}>
      <Button
        variant="default"
        leftSection={<IconArrowBackUp size={16} aria-hidden />}
        disabled={history.past.length === 0}
        onClick={() => onHistory(undo)}
      >
        {t('canvas.undo')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconArrowForwardUp size={16} aria-hidden />}
        disabled={history.future.length === 0}
        onClick={() => onHistory(redo)}
      >
        {t('canvas.redo')}
      </Button>
      {layouts.map((layout) => {
        const LayoutIcon = layoutIcons[layout];
        return (
          <Tooltip key={layout} label={t(`canvas.layout.${layout}.hint`)}>
            <Button variant="default" leftSection={<LayoutIcon size={16} aria-hidden />} onClick={() => onLay(layout)}>
              {t(`canvas.layout.${layout}`)}
            </Button>
          </Tooltip>
        );
      })}
      <Button variant="default" leftSection={<IconMaximize size={16} aria-hidden />} onClick={onFit}>
        {t('canvas.all')}
      </Button>
      <SavePicture onSave={onSave} />
    </div>
  );
}
