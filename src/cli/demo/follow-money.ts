// SPDX-License-Identifier: Apache-2.0
/**
 * Stolen money that goes through three authorities, for the list of traces: each takes in what its own accounts paid and received of one
 * small flow, and the first traces it up to the accounts of the others. What follows, handing on and continuing, is for whoever tries it.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ok, type Result } from '../../kernel/index.ts';
import type { ServerSession } from '../server-session.ts';

const sample = new URL('../../../examples/flows/small-layering.csv', import.meta.url);
const title = 'Payments of XA-1001 after the theft';
const tracesAnswer = z.array(z.object({ title: z.string() }));
const fileAnswer = z.object({ file: z.object({ id: z.string() }) });

/** A quarter of exchanges of money for digital assets at firms of three jurisdictions, of which XB's register knows some. */
const crossings = new URL('../../../examples/flows/ramps.csv', import.meta.url);

interface FollowingPlace {
  readonly key: string;
  readonly authorityId: string;
  readonly analyst: ServerSession;
}

/** The theft is the third row of the first authority's file. */
const theft = 3;

/** What an authority's own accounts paid and received, as the file is called that it takes in. */
export function ownPayments(key: string): string {
  return `${key}-payments.csv`;
}

/** Does nothing where it was played before. */
export async function followMoney(places: readonly FollowingPlace[]): Promise<Result<null>> {
  const [header = '', ...lines] = (await readFile(sample, 'utf8')).trim().split('\n');
  const files: string[] = [];
  for (const { key, analyst } of places) {
    const own = lines.filter((line) => line.includes(`,${key.toUpperCase()}-`));
    const query = new URLSearchParams({ fileName: ownPayments(key), purpose: 'asset-tracing' });
    const taken = await analyst.sendBytes(
      `/api/findings/movement-files?${query.toString()}`,
      Buffer.from(`${[header, ...own].join('\n')}\n`),
    );
    if (!taken.ok) return taken;
    files.push(fileAnswer.parse(taken.value).file.id);
  }
  const [first, ...others] = places;
  if (first === undefined) return ok(null);
  const taken = await takeCrossings(places.find(({ key }) => key === 'xb'));
  if (!taken.ok) return taken;
  const before = await first.analyst.get('/api/findings/traces');
  if (!before.ok) return before;
  if (tracesAnswer.parse(before.value).some((known) => known.title === title)) return ok(null);
  const traced = await first.analyst.send('POST', '/api/findings/traces', {
    title,
    files: files.slice(0, 1),
    purpose: 'asset-tracing',
    seeds: [{ row: theft }],
    methods: ['fifo', 'haircut'],
    reach: others.map(({ key, authorityId }) => ({ authority: authorityId, prefixes: [`${key.toUpperCase()}-`] })),
  });
  if (!traced.ok) return traced;
  return studyShapes(places[2], files[2]);
}

async function takeCrossings(place: FollowingPlace | undefined): Promise<Result<null>> {
  if (place === undefined) return ok(null);
  const query = new URLSearchParams({ fileName: 'ramps.csv', purpose: 'asset-tracing' });
  const taken = await place.analyst.sendBytes(`/api/findings/movement-files?${query.toString()}`, await readFile(crossings));
  return taken.ok ? ok(null) : taken;
}

/** What came to the accounts of the last looks like payments kept below a threshold. */
async function studyShapes(place: FollowingPlace | undefined, file: string | undefined): Promise<Result<null>> {
  if (place === undefined || file === undefined) return ok(null);
  const studied = await place.analyst.send('POST', '/api/findings/studies', {
    title: 'Payments into accounts after the theft',
    files: [file],
    purpose: 'asset-tracing',
    shapes: ['fan-in', 'scatter-gather', 'structuring', 'pass-through'],
  });
  return studied.ok ? ok(null) : studied;
}
