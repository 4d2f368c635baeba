// SPDX-License-Identifier: Apache-2.0
/** The calls of canvases that are kept in a case: which there are, an edition as its document, saving one, and erasing all of one. */
import { z } from 'zod';
import { answerJson, type CallAnswer, type CallDefinition, type CallOfficer, defineCall } from '../../kernel/index.ts';
import { callAnswer, whole } from '../call-answer.ts';
import type { FindingsDeps } from '../findings-deps.ts';
import { leadReaders } from '../leads/http.ts';
import { triagers } from '../leads/lead-states.ts';
import { canvasDetail, canvasRows, editionDocument, type Reader } from './canvas-detail.ts';
import { eraseCanvas } from './erase-canvas.ts';
import { openCanvas, type Overtaken, saveCanvas, saveEdition } from './keep-canvas.ts';
import { canvasDetailSchema, canvasRowSchema, editionsMax, erasureOrderSchema, newCanvasSchema, newEditionSchema } from './wire.ts';

const ofCase = z.strictObject({ id: z.string().max(60) });
const ofCanvas = ofCase.extend({ canvas: z.string().max(60) });
const ofEdition = ofCanvas.extend({ number: z.coerce.number().int().min(1).max(editionsMax) });

export function canvasCalls(deps: FindingsDeps): readonly CallDefinition[] {
  return [...readingCalls(deps), ...savingCalls(deps), erasingCall(deps)];
}

function readingCalls(deps: FindingsDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/findings/cases/:id/canvases',
      whoMay: leadReaders,
      summary: 'Canvases that are kept in a case, each with its newest edition.',
      params: ofCase,
      answer: z.array(canvasRowSchema),
      handle: async (input) => {
        const rows = await canvasRows(deps, input.params.id, whole(input));
        return rows === null ? { kind: 'absent' } : answerJson(rows);
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/findings/cases/:id/canvases/:canvas',
      whoMay: leadReaders,
      summary: 'One canvas of a case with all its editions, the newest first.',
      params: ofCanvas,
      answer: canvasDetailSchema,
      handle: async (input) => {
        const found = await openCanvas(deps, canvasAt(input.params), whole(input));
        return found === null ? { kind: 'absent' } : answerJson(await canvasDetail(deps, found, reader(input)));
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/findings/cases/:id/canvases/:canvas/editions/:number',
      whoMay: leadReaders,
      summary: 'An edition of a canvas as the document that was kept, byte for byte: parties, time, sums, and the digests they rest on.',
      params: ofEdition,
      handle: async (input) => {
        const found = await openCanvas(deps, canvasAt(input.params), whole(input));
        if (found === null) return { kind: 'absent' };
        const { number } = input.params;
        return callAnswer(await editionDocument(deps, found, number, whole(input)), async (bytes) => ({
          kind: 'bytes',
          mediaType: 'application/json',
          bytes,
          fileName: `${found.id}-edition-${number}.json`,
        }));
      },
    }),
  ];
}

function savingCalls(deps: FindingsDeps): CallDefinition[] {
  return [
    defineCall({
      method: 'POST',
      path: '/api/findings/cases/:id/canvases',
      whoMay: triagers,
      summary: 'Keeps a canvas in a case, as its first edition; the sums between its parties are read by the server.',
      params: ofCase,
      body: { kind: 'json', schema: newCanvasSchema },
      answer: canvasDetailSchema,
      handle: async (input) =>
        callAnswer(await saveCanvas(deps, input.params.id, input.body, whole(input)), async (canvas) =>
          answerJson(await canvasDetail(deps, canvas, reader(input))),
        ),
    }),
    defineCall({
      method: 'POST',
      path: '/api/findings/cases/:id/canvases/:canvas/editions',
      whoMay: triagers,
      summary: 'Keeps the next edition of a canvas; a conflict where another was saved since the one that it was made on.',
      params: ofCanvas,
      body: { kind: 'json', schema: newEditionSchema },
      answer: canvasDetailSchema,
      handle: async (input) => {
        const found = await openCanvas(deps, canvasAt(input.params), whole(input));
        if (found === null) return { kind: 'absent' };
        const saved = await saveEdition(deps, found, input.body, whole(input));
        if (saved.kind === 'overtaken') return conflict(deps, saved);
        return callAnswer(saved, async (canvas) => answerJson(await canvasDetail(deps, canvas, reader(input))));
      },
    }),
  ];
}

function erasingCall(deps: FindingsDeps): CallDefinition {
  return defineCall({
    method: 'POST',
    path: '/api/findings/cases/:id/canvases/:canvas/erasure',
    whoMay: ['approver'],
    summary: 'Erases what a canvas says, in all its editions, on a ground; the digests stay. Refused while evidence keeps it.',
    params: ofCanvas,
    body: { kind: 'json', schema: erasureOrderSchema },
    answer: canvasDetailSchema,
    handle: async (input) => {
      const found = await openCanvas(deps, canvasAt(input.params), whole(input));
      if (found === null) return { kind: 'absent' };
      return callAnswer(await eraseCanvas(deps, found, input.body, whole(input)), async (canvas) =>
        answerJson(await canvasDetail(deps, canvas, reader(input))),
      );
    },
  });
}

function reader({ officer }: { readonly officer: CallOfficer | null }): Reader {
  return { id: officer?.id ?? '', roles: officer?.roles ?? [] };
}

function canvasAt({ id: caseId, canvas }: z.infer<typeof ofCanvas>) {
  return { caseId, canvas };
}

async function conflict(deps: FindingsDeps, { number, savedBy, savedAt }: Overtaken): Promise<CallAnswer> {
  const name = (await deps.officerNames(deps.database, [savedBy])).get(savedBy) ?? savedBy;
  const problem = `Edition ${number} was saved by ${name} at ${savedAt}, after the edition on which this one was made.`;
  const remedy = `Look at edition ${number}; then save yours after it, or as a canvas of its own.`;
  return { kind: 'conflict', issues: [{ path: 'after', problem, remedy }] };
}
