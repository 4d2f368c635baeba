// SPDX-License-Identifier: Apache-2.0
/** Two items of evidence for the bundle made by hand: a ledger, and what was made from it without the names of third parties. */
import { createHash } from 'node:crypto';
import { canonicalJson, type JsonValue } from '../../src/kernel/index.ts';
import { bundleLayout, type BundleFile, digestOf } from '../../src/seals/index.ts';

type Json = Readonly<Record<string, JsonValue>>;
interface LogOfExporter {
  append(event: string, details: Readonly<Record<string, unknown>>): number;
  /** As JSON. */
  prove(index: number): Readonly<Record<string, unknown>>;
}

/** What a test may change before the digests are made: a custodian who lies in his own log. */
export interface CustodyLies {
  readonly item?: (item: Json) => Json;
  readonly content?: (content: Json, place: string) => Json;
}

const ledger = 'evi_01k0ledger';
const redacted = 'evi_01k0ledgerless';
const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(canonicalJson(value));
const digestOfText = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** Writes both logs into the log of the exporter; what comes back makes the files once that log is complete. */
export function sampleCustody(caseRef: string, log: LogOfExporter, lies: CustodyLies = {}): () => BundleFile[] {
  const made = items.map(({ contents, ...about }, position) => {
    const item = lies.item?.(about) ?? about;
    let previous: string = digestOf(bytesOf({ ...withoutId(item), v: 1, item: item['id'] ?? null, caseId: caseRef }));
    const places: number[] = [];
    const entries = contents.map((content, index): Json => {
      const place = `${[ledger, redacted][position] ?? ''} ${index + 1}`;
      const said = { number: index + 1, at, recordedAt: at, officer: 'off_sample', content: lies.content?.(content, place) ?? content };
      const digest: string = digestOf(bytesOf({ ...said, v: 1, item: item['id'] ?? null, previous }));
      previous = digest;
      places.push(log.append('evidence.entry-written', { item: item['id'], kind: said.content['kind'], digest, caseRef }));
      return { ...said, digest };
    });
    return { id: [ledger, redacted][position] ?? '', item: { ...item, entries }, places };
  });
  return () =>
    made.map(({ id, item, places }) => {
      const file = { v: 1, caseRef, item, proofs: places.map((place) => log.prove(place)) };
      return { path: bundleLayout.custody(id), bytes: bytesOf(file) };
    });
}

function withoutId({ id: _id, ...rest }: Json): Json {
  return rest;
}

const at = '2026-11-20T15:00:00.000Z';
const whole = digestOfText('The ledger of the venue.');
const less = digestOfText('The ledger of the venue, without the names of its customers.');
const source = { kind: 'own', id: null } as const;
const collected = {
  kind: 'collected',
  place: 'Quay 9',
  custodian: 'Evidence store',
  collectedBy: 'Officer Lund',
  from: 'The venue',
  rule: 'production',
  power: 'Order 14',
};
const marks = [{ where: 'column C', ground: 'third-party', reason: 'Customers who are not concerned.' }];
const items: readonly (Json & { readonly contents: readonly Json[] })[] = [
  {
    id: ledger,
    number: 1,
    form: 'file',
    title: 'Ledger of the venue',
    description: 'As exported.',
    digest: whole,
    source,
    derivedFrom: null,
    contents: [
      collected,
      { kind: 'formality', name: 'holder-certified', answer: 'met', note: '' },
      { kind: 'redacted', title: 'Ledger, less', digest: less, marks, into: redacted, digestBefore: whole },
    ],
  },
  {
    id: redacted,
    number: 2,
    form: 'file',
    title: 'Ledger, less',
    description: 'As exported.',
    digest: less,
    source,
    derivedFrom: ledger,
    contents: [{ kind: 'derived', place: 'Evidence store', custodian: 'Evidence store', from: ledger, digestBefore: whole }],
  },
];
