// SPDX-License-Identifier: Apache-2.0
/** Calls of imports of long files: the file is uploaded in ranges, then a run of the server takes it in. */
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { type ImportManner, importRunSchema, type ImportRunWire } from '../../../../src/records/import-runs/wire.ts';
import { uploadFile } from '../attachment-calls.ts';
import { callServer } from '../call-server.ts';

const runs = '/api/records/import-runs';
const lookEveryMs = 1000;

export const importRunsQuery = queryOptions({
  queryKey: ['records', 'import-runs'],
  queryFn: () => callServer('GET', runs, z.array(importRunSchema)),
  refetchInterval: ({ state }) => ((state.data ?? []).some(({ mayStop, state: at }) => mayStop || at === 'stopping') ? lookEveryMs : false),
});

export function moveImportRun(id: string, to: 'stop' | 'resume'): Promise<ImportRunWire> {
  return callServer('POST', `${runs}/${encodeURIComponent(id)}/${to}`, importRunSchema);
}

export interface LongImport {
  readonly file: File;
  readonly format: ImportRunWire['format'];
  readonly manner: ImportManner;
  readonly isSkippingBad: boolean;
  /** Hears how many bytes are at the server. */
  readonly onSent: (bytes: number) => void;
}

/** Sends the file whole, then begins its run. */
export async function importLongFile({ file, format, manner, isSkippingBad, onSent }: LongImport): Promise<ImportRunWire> {
  const sent = await uploadFile(file, ({ place }) => onSent(place), new AbortController().signal);
  const skipBad = isSkippingBad && manner === 'whole';
  return callServer('POST', runs, importRunSchema, { json: { file: sent.id, format, manner, skipBad, digest: null } });
}
