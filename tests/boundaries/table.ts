// SPDX-License-Identifier: Apache-2.0
//
// The dependency law as data: who may know whom. A new entry needs a page in decisions/.
//
// Every room may know `kernel`. What is not listed is forbidden. Rooms that are not built have their row already, so that
// whoever builds one finds the law there.

export const engines = ['screening', 'surveillance', 'flows', 'contagion', 'arbitrage', 'standards'] as const;

const law = ['agreements', 'conditions', 'officers', 'audit'] as const;
const lawAndExchange = ['exchange', ...law] as const;

/** A room and the rooms whose front doors it may use, besides kernel. `every` is for the shell, which wires all of them. */
export const mayKnow: Readonly<Record<string, readonly string[] | 'every'>> = {
  kernel: [],
  seals: [],
  conditions: [],
  columns: [],
  agreements: ['conditions', 'seals'],
  officers: ['seals'],
  audit: ['seals'],
  exchange: ['agreements', 'conditions', 'seals', 'audit'],
  screening: ['columns'],
  surveillance: ['columns'],
  flows: ['columns'],
  contagion: [],
  arbitrage: [],
  standards: [],
  // Notes are signed documents of their own: decisions/0130-notes-as-a-set.md.
  negotiation: ['exchange', 'agreements', 'officers', 'audit', 'seals'],
  // Both keep digests of what they take in or give out: decisions/0009-who-may-know-seals.md.
  // It writes workbooks and guards texts from spreadsheets: decisions/0470-one-table-of-formats.md.
  // It exchanges tables in Parquet: decisions/0472-workbooks-and-parquet.md.
  records: ['screening', 'seals', 'paper', 'columns', ...lawAndExchange],
  assistance: ['records', 'seals', 'paper', ...lawAndExchange],
  // decisions/0390-firms-that-report.md
  reporting: ['records', 'seals', ...law],
  // decisions/0040-consent-and-recall.md
  onward: ['records', 'seals', ...lawAndExchange],
  'blind-matching': ['seals', ...lawAndExchange],
  // Notes are signed documents of their own: decisions/0260-joint-matters-as-notes.md.
  // The report of a matter is a paper: decisions/0250-papers.md.
  'joint-operations': ['assistance', 'seals', 'paper', ...lawAndExchange],
  // It keeps digests of lists, files and subjects: decisions/0135-findings-and-leads.md.
  // The history of a party goes to court on paper: decisions/0556-what-is-known-of-a-party.md.
  findings: [...engines, 'seals', 'paper', 'records', 'assistance', 'joint-operations', 'blind-matching', ...law],
  // decisions/0251-freezing-as-steps-of-a-case.md
  // The certificate of a draft is printed with its digest.
  freezing: ['assistance', 'paper', 'seals', ...law],
  // decisions/0411-evidence-by-order-and-by-letter.md
  gathering: ['assistance', 'paper', 'seals', ...law],
  // decisions/0431-personal-data-as-entries.md
  'data-protection': ['records', 'assistance', 'paper', 'seals', ...law],
  // decisions/0350-custody-as-a-log.md; it gives and takes over by dispatch: decisions/0351-evidence-between-servers.md
  evidence: ['assistance', 'records', 'paper', 'seals', ...lawAndExchange],
  // decisions/0410-counterparts-by-letter.md
  // It attests records, and carries the steps of matters: decisions/0529-records-from-letters.md.
  letters: ['assistance', 'records', 'onward', 'paper', 'seals', ...lawAndExchange],
  // decisions/0380-an-authority-played-by-a-program.md
  training: ['assistance', 'joint-operations', ...lawAndExchange],
  // decisions/0250-papers.md
  paper: [],
  // decisions/0270-a-room-for-officers-own-tools.md; its statistics go out as papers and workbooks: decisions/0430-a-workbook-without-a-package.md
  desk: ['seals', 'records', 'assistance', 'onward', 'paper', ...law],
  verifier: ['seals', 'agreements', 'conditions'],
  // Runs every room that it can run without a database: decisions/0025-deterministic-simulation.md.
  simulation: 'every',
  server: 'every',
  cli: 'every',
};

/** Front doors other than `index.ts` and `wire.ts` of a room, and whom they are for. */
export const innerDoors: Readonly<Record<string, 'shell' | 'tests'>> = {
  'src/server/postgres/index.ts': 'shell',
  'src/server/postgres/test-cluster.ts': 'tests',
  'src/server/database.ts': 'tests',
  'src/agreements/samples/sample-parties.test.ts': 'tests',
  'src/assistance/two-authorities.test.ts': 'tests',
  'src/seals/assertions/software-authenticator.test.ts': 'tests',
};

/** Rooms that hold values and rules only: they have neither a store.ts nor an http.ts. */
export const withoutEdge: readonly string[] = [...engines, 'kernel', 'seals', 'conditions', 'verifier'];

/** Node's own modules that do nothing to the world, open to every room. All others are for the edge. */
export const harmlessModules: readonly string[] = [
  'node:assert',
  'node:assert/strict',
  'node:buffer',
  'node:util',
  'node:path',
  'node:zlib',
];

/** `node:crypto` computes digests and signatures, and makes keys; so it has its own row. */
export const roomsOfCryptography: readonly string[] = ['seals', 'officers', 'columns'];

interface PackageRow {
  /** A package, or a scope that ends in a slash. */
  readonly package: string;
  /** Where it may be imported, as the beginning of a path, or `edge` for store.ts, http.ts and the shell. */
  readonly places: readonly string[];
}

/** Which packages may be used where. A type that is gone when the program runs may be named anywhere in src. */
export const packageRows: readonly PackageRow[] = [
  { package: 'zod', places: ['src/', 'web/', 'verifiers/'] },
  // A browser has no node:crypto: decisions/0053-the-verifier-as-a-page.md.
  { package: '@noble/', places: ['verifiers/page/platform/'] },
  { package: 'fastify', places: ['src/server/'] },
  { package: '@fastify/', places: ['src/server/'] },
  { package: 'kysely', places: ['edge', 'src/simulation/rooms/'] },
  { package: 'pg', places: ['src/server/'] },
  { package: 'age-encryption', places: ['src/server/backup/', 'src/cli/backup/', 'tests/scenarios/'] },
  { package: 'pino', places: ['src/server/', 'src/cli/'] },
  { package: 'prom-client', places: ['src/server/'] },
  { package: '@duckdb/', places: ['src/columns/'] },
  // decisions/0542-live-markets.md
  { package: '@nats-io/', places: ['src/server/live-market/'] },
  { package: 'any-ascii', places: ['src/screening/names/'] },
  // decisions/0140-movements-read-in-columns.md
  { package: 'saxes', places: ['src/records/', 'src/columns/'] },
  // decisions/0250-papers.md
  { package: 'pdfkit', places: ['src/paper/'] },
  // decisions/0280-one-model-of-a-report.md
  { package: 'libxml2-wasm', places: ['src/cli/records/'] },
  { package: 'vite', places: ['src/server/', 'src/cli/', 'web/vite.config.ts'] },
  { package: '@vitejs/', places: ['web/vite.config.ts'] },
  { package: 'postcss-preset-mantine', places: ['web/'] },
  { package: 'react', places: ['web/'] },
  { package: 'react-dom', places: ['web/'] },
  { package: '@mantine/', places: ['web/'] },
  { package: '@tanstack/', places: ['web/'] },
  { package: '@tabler/', places: ['web/'] },
  { package: 'dayjs', places: ['web/'] },
  { package: 'qrcode-generator', places: ['web/'] },
];
