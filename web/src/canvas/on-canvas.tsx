// SPDX-License-Identifier: Apache-2.0
/** The way to the canvas from wherever parties of movements stand: a trace, a shape, an exposed holding. */
import { Button } from '@mantine/core';
import { IconTopologyStar3 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Purpose } from '../../../src/conditions/wire.ts';
import { useSpeech } from '../messages/language.tsx';

/** Parties that an address carries; an officer goes on from them. */
const partiesMax = 40;

interface OnCanvasProps {
  readonly files: readonly string[];
  readonly purpose: Purpose;
  readonly parties: readonly string[];
  readonly isSmall?: boolean;
}

export function OnCanvas({ files, purpose, parties, isSmall = false }: OnCanvasProps) {
  const { t } = useSpeech();
  const first = [...new Set(parties)].filter((name) => name !== outside).slice(0, partiesMax);
  if (first.length === 0) return null;
  return (
    <Button
      renderRoot={(looks) => <Link {...looks} to="/traces/canvas" search={{ files: [...files], purpose, parties: first }} />}
      variant="default"
      size={isSmall ? 'compact-xs' : 'sm'}
      leftSection={<IconTopologyStar3 size={isSmall ? 13 : 16} aria-hidden />}
    >
      {t('canvas.onCanvas')}
    </Button>
  );
}

/** The outside world, to which cash goes, is no party. */
const outside = '(outside)';
