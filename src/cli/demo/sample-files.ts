// SPDX-License-Identifier: Apache-2.0
/** What each authority of the demonstration takes in on its first day: records in the formats of the field, and the versions of a list. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ListVersionFile, RecordFile } from './ceremony.ts';

const samples = fileURLToPath(new URL('../../../examples/records/', import.meta.url));
const kinds: Readonly<Record<string, string>> = {
  'suspicious-reports': 'suspicious-report',
  registrations: 'registration',
  'compliance-records': 'compliance-record',
};

/** Samples in the formats in which firms report, by the stem of their names. */
const reportSamples: Readonly<Record<string, string>> = {
  'fincen-sar': 'fincen-sar',
  'goaml-activity': 'goaml',
  'goaml-transactions': 'goaml',
  'mica-stor': 'stor',
};

/** Travel-rule messages that an inspection brought home, by the stem of their names. */
const travelRuleStem = 'ivms101';

/** What others publish about firms, by the stem of their names. */
const publishedSamples: Readonly<Record<string, string>> = { 'beneficial-owners': 'bods', 'lei-data': 'gleif', 'venue-codes': 'iso10383' };

/** The files of one authority: `xa-registrations.csv` holds registrations of XA. */
export async function sampleFiles(key: string): Promise<RecordFile[]> {
  const names = (await readdir(samples)).filter((name) => name.startsWith(`${key}-`)).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const [stem = '', ending] = name.slice(key.length + 1).split('.');
      const bytes = new Uint8Array(await readFile(path.join(samples, name)));
      if (stem === travelRuleStem) return { name, kind: 'travel-rule-message', format: 'ivms101', bytes };
      const format = reportSamples[stem] ?? publishedSamples[stem] ?? (ending === 'json' ? 'comity-json' : 'comity-csv');
      return {
        name,
        kind: stem in reportSamples ? 'suspicious-report' : (kinds[stem in publishedSamples ? 'registrations' : stem] ?? stem),
        format,
        bytes,
      };
    }),
  );
}

const listSamples = fileURLToPath(new URL('../../../examples/screening/', import.meta.url));

/** The invented list of a jurisdiction that is at no table, in the order of its versions: `xd-sanctions-2026-03.csv` is one. */
export async function sampleLists(): Promise<ListVersionFile[]> {
  const names = (await readdir(listSamples)).filter((name) => name.startsWith('xd-sanctions-')).toSorted();
  const read = async (name: string): Promise<ListVersionFile> => {
    const bytes = new Uint8Array(await readFile(path.join(listSamples, name)));
    return { list: 'xd-sanctions', purpose: 'sanctions', name, bytes };
  };
  return Promise.all(names.map(read));
}
