// SPDX-License-Identifier: Apache-2.0
/** `comity detectors show`: a detector of the authority with its editions, or a draft with what it would change, or all drafts. */
import { z } from 'zod';
import {
  type DetectorWire,
  detectorSchema,
  type DraftDetailWire,
  draftDetailSchema,
  draftRowSchema,
  type DraftRowWire,
} from '../../../findings/index.ts';
import { ok, type Result } from '../../../kernel/index.ts';
import type { Command } from '../../command.ts';
import type { ServerSession } from '../../server-session.ts';
import { signInHelp } from '../../sign-in-options.ts';
import { atStudio, draftAt, draftLines, draftsAt, rowLine, studioOptions } from './at-studio.ts';

type Shown =
  | { readonly kind: 'drafts'; readonly drafts: readonly DraftRowWire[] }
  | { readonly kind: 'draft'; readonly draft: DraftDetailWire }
  | { readonly kind: 'detector'; readonly detector: DetectorWire };

export const detectorsShow: Command = {
  name: 'detectors show',
  summary: 'shows a detector of this authority with bounds and editions, a draft with what it would change, or all drafts',
  help: `
[PATTERN | DRAFT]        a pattern by its name, such as spoofing, or a draft by its identifier; without it, all drafts are listed
  --json                 prints the answer of the server as JSON
${signInHelp}

Exit code 0: shown; 1: there is no such thing; 2: wrongly used; 3: no server.

  COMITY_PASSWORD=... ./comity detectors show spoofing --officer analyst@xb.example --code 123456`,
  options: studioOptions,
  run: (given, output) => atStudio(given, output, { word: null, work: find, lines: linesOf }),
};

async function find(session: ServerSession, word: string): Promise<Result<Shown>> {
  if (word === '') {
    const drafts = await session.get(draftsAt);
    return drafts.ok ? ok({ kind: 'drafts', drafts: z.array(draftRowSchema).parse(drafts.value) }) : drafts;
  }
  const isDraft = word.startsWith('ddr_');
  const found = await session.get(isDraft ? draftAt(word) : `/api/findings/detectors/${encodeURIComponent(word)}`);
  if (!found.ok) return found;
  if (isDraft) return ok({ kind: 'draft', draft: draftDetailSchema.parse(found.value) });
  return ok({ kind: 'detector', detector: detectorSchema.parse(found.value) });
}

function linesOf(shown: Shown): readonly string[] {
  if (shown.kind === 'draft') return [...draftLines(shown.draft), 'files:', ...shown.draft.files.map(({ id, name }) => `  ${id}  ${name}`)];
  if (shown.kind === 'drafts') return shown.drafts.length === 0 ? ['There is no draft.'] : shown.drafts.map(rowLine);
  const { title, version, edition, definition, legal, parameters, editions, drafts } = shown.detector;
  return [
    `${title}, version ${version}, edition ${edition}. ${definition} ${legal}`,
    ...parameters.map(({ name, unit, meaning, origin, own, inForce, from, to }) => {
      const other = own === inForce ? '' : `, ${own} as the program came`;
      return `  ${name} ${inForce} ${unit}${other}; ${from} to ${to}: ${meaning} (${origin})`;
    }),
    ...editions.map(({ version: of, edition: number, changes, preparedBy, approvedBy, publishedAt, reason }) => {
      const changed = changes.map(({ name, from, to }) => `${name} ${from} -> ${to}`).join(', ');
      return `version ${of}, edition ${number}, ${publishedAt}, ${preparedBy}, approved by ${approvedBy.join(', ')}: ${changed}. ${reason}`;
    }),
    ...drafts.map(rowLine),
  ];
}
