// SPDX-License-Identifier: Apache-2.0
/** `comity init`: makes one's own authority at first start. */
import { fail, failWith, type Issue, ok, type Result } from '../kernel/index.ts';
import { type AuthorityProfile, authorityProfileSchema, initialiseAuthority, readConfiguration } from '../server/index.ts';
import { type Command, exitCodes, type Given, refuse } from './command.ts';

export const init: Command = {
  name: 'init',
  summary: 'makes your authority: its keys, data folder, database and first officer',
  help: `
  --name TEXT            the authority's full name
  --jurisdiction CODE    two letters of ISO 3166, e.g. PT (XA to XZ for trials)
  --kind KIND            securities-regulator, market-authority, financial-intelligence-unit, central-bank,
                         prudential-supervisor, prosecutor or law-enforcement
  --time-zone ZONE       IANA name, e.g. Europe/Lisbon: deadlines are counted in it
  --holiday DATE         a day that is not worked, e.g. 2026-12-25; may be given many times
  --capability WORD      what you can do for others: files, records, statements, inspections, audit-papers,
                         compel-attendance, freeze, internet-records, telephone-records; may be given many times
  --contact TEXT         how another authority reaches a person
  --officer NAME         the first officer, who administers the others
  --email ADDRESS        the first officer's address
  --roots M-OF-N         how many of how many root keys must sign a change of keys; 2-of-3 where it is not said.
                         1-of-1 is for trials: whoever has that one file can take your identity over
  --json                 prints the answer as JSON

Every root key is written to a file of its own under roots/ in the data folder: present-N.json sign key events now,
next-N.json may follow them. Give each file to another person, on a medium that leaves this machine, and keep the two sets
apart. The first password and the authenticator's secret are printed once. Where things lie is said by the environment
variables COMITY_FOLDER and DATABASE_URL (see docs/reference/configuration.md).

  ./comity init --name "Securities Commission of Xandria" --jurisdiction XA --kind securities-regulator \\
    --time-zone Etc/GMT-2 --capability files --contact "cooperation@xa.example" --officer "Ada Quill" --email ada@xa.example`,
  options: {
    name: { type: 'string' },
    jurisdiction: { type: 'string' },
    kind: { type: 'string' },
    'time-zone': { type: 'string' },
    holiday: { type: 'string', multiple: true },
    capability: { type: 'string', multiple: true },
    contact: { type: 'string' },
    officer: { type: 'string' },
    email: { type: 'string' },
    roots: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(given, output) {
    const asJson = given.has('json');
    const profile = readProfile(given);
    if (!profile.ok) return refuse(output, profile.issues, exitCodes.wrongUse, asJson);
    const roots = readRoots(given.text('roots') ?? '2-of-3');
    if (!roots.ok) return refuse(output, roots.issues, exitCodes.wrongUse, asJson);
    const configuration = readConfiguration(process.env);
    if (!configuration.ok) return refuse(output, configuration.issues, exitCodes.surroundings, asJson);
    const officer = { name: given.text('officer') ?? '', email: given.text('email') ?? '', roles: ['administrator', 'auditor'] as const };
    const onProgress = asJson ? () => undefined : (sentence: string) => output.line(sentence);
    const made = await initialiseAuthority({
      configuration: configuration.value,
      profile: profile.value,
      officers: [officer],
      roots: roots.value,
      onProgress,
    });
    if (!made.ok) return refuse(output, made.issues, exitCodes.surroundings, asJson);
    const [first] = made.value.officers;
    if (asJson) output.line(JSON.stringify({ authorityId: made.value.authorityId, folder: configuration.value.folder, officer: first }));
    else {
      output.line(`
Keep these, they are shown once:
  address         ${officer.email}
  password        ${first?.password ?? ''}
  authenticator   ${first?.authenticatorSecret ?? ''}   (${first?.authenticatorUri ?? ''})

Now move every file of ${configuration.value.folder}/roots to its holder and off this machine: ${roots.value.threshold} of ${roots.value.count} are
needed to change keys, and none to run the server. Keep the present- and the next- files at different places.
Now start the server: ./comity serve`);
    }
    return exitCodes.done;
  },
};

function readRoots(text: string): Result<{ count: number; threshold: number }> {
  const [, threshold, count] = (/^([1-9])-of-([1-9])$/.exec(text) ?? []).map(Number);
  if (threshold !== undefined && count !== undefined && threshold <= count) return ok({ count, threshold });
  return fail(
    '--roots',
    `"${text}" is not a number of needed roots and a number of roots.`,
    'Give, for example, 2-of-3; 1-of-1 for trials.',
  );
}

function readProfile(given: Given): Result<AuthorityProfile> {
  const timeZone = given.text('time-zone') ?? '';
  const read = authorityProfileSchema.safeParse({
    name: given.text('name') ?? '',
    kind: given.text('kind') ?? '',
    jurisdiction: given.text('jurisdiction') ?? '',
    capabilities: given.texts('capability'),
    calendar: { timeZone, weekend: [0, 6], holidays: given.texts('holiday') },
    contact: given.text('contact') ?? '',
  });
  const issues: Issue[] = read.success
    ? []
    : read.error.issues.map((issue) => ({
        path: `--${String(issue.path[0] ?? '')}`,
        problem: `${issue.message}.`,
        remedy: 'See ./comity init --help.',
      }));
  if (!isTimeZone(timeZone))
    issues.push({ path: '--time-zone', problem: `"${timeZone}" is not a time zone.`, remedy: 'Give an IANA name such as Europe/Lisbon.' });
  for (const name of ['officer', 'email']) {
    if ((given.text(name) ?? '') === '')
      issues.push({ path: `--${name}`, problem: 'It is missing.', remedy: 'Name the first officer, who administers the others.' });
  }
  return issues.length > 0 || !read.success ? failWith(issues) : ok(read.data);
}

function isTimeZone(name: string): boolean {
  try {
    return name !== '' && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
