// SPDX-License-Identifier: Apache-2.0
/**
 * House rules: how careful an authority is with its own acts, beside what its agreements ask.
 *
 * Acts come in classes, by what they can do to somebody. For each class the table says how many officers other than the one
 * who prepared the act must approve it; an agreement may ask for more, and the stricter of the two holds. An authority
 * changes a number in `house-rules.json` in its data folder; what is not named there is as here.
 *
 *     { "approversMin": { "freeze": 2 }, "passwordAndCode": "enrolment-only" }
 *
 * The preparer never approves, whatever stands here: a class with 1 takes two people. Every class is asked for by some act; a file that
 * names another is refused, so that nobody relies on a number that nothing looks at.
 */
import { z } from 'zod';
import { failWith, ok, parseStrictJson, type Result } from '../../kernel/index.ts';
import { type ActClass, actClassNames } from '../wire.ts';

/** Each class with the least number of approvers where the authority has set none, and what it is. */
export const actClasses = {
  request: { approversMin: 0, meaning: 'asking another authority for assistance' },
  reply: { approversMin: 0, meaning: 'answering with records or words' },
  refusal: { approversMin: 0, meaning: 'refusing a request' },
  freeze: { approversMin: 1, meaning: 'asking that assets be frozen' },
  'onward-share': { approversMin: 1, meaning: 'giving a record unasked, or consenting that another authority passes one on' },
  export: { approversMin: 1, meaning: 'taking an evidence bundle or a record out of the server' },
  'agreement-signature': { approversMin: 1, meaning: 'signing an agreement for the authority' },
  'agreement-life': { approversMin: 1, meaning: 'suspending, resuming or leaving an agreement, or a reservation to it' },
  'key-event': { approversMin: 2, meaning: 'changing the keys of the authority' },
  'joint-step': { approversMin: 1, meaning: 'binding the authority in a joint matter: a plan, readiness, a decision, a notice' },
  'hand-over': { approversMin: 1, meaning: 'handing an item of evidence over to another authority' },
  transcription: { approversMin: 1, meaning: 'attesting what a letter or an agreement on paper says, or whose server one is' },
  'detector-edition': { approversMin: 1, meaning: 'putting other parameters of a detector of market abuse in force' },
  'peer-confirmation': { approversMin: 1, meaning: "confirming another authority's fingerprint" },
} as const satisfies Readonly<Record<ActClass, { readonly approversMin: number; readonly meaning: string }>>;

/** More approvers than an authority has officers on a Friday afternoon. */
const approversMax = 5;

/**
 * What a password with the code of an authenticator is still good for.
 *
 *     without-passkey   signing in and approving, for an officer who has no passkey; signing in, for one who is invited to enrol
 *     enrolment-only    signing in, for an officer who is invited to enrol; approving never
 */
export const passwordAndCodeRules = ['without-passkey', 'enrolment-only'] as const;

const houseRulesSchema = z.strictObject({
  approversMin: z.partialRecord(z.enum(actClassNames), z.int().min(0).max(approversMax)).default({}),
  passwordAndCode: z.enum(passwordAndCodeRules).default('without-passkey'),
  /** How many registrars vouch for a new passkey: with two, another officer confirms what the first has invited. */
  registrarsMin: z.literal([1, 2]).default(2),
  /** Whether passkeys are taken that their owner's other devices can hold too. */
  allowsCopiedPasskeys: z.boolean().default(false),
  /** Whether everybody may read the register of firms, at `/register`. */
  publishesRegister: z.boolean().default(false),
});

export type HouseRules = Omit<z.infer<typeof houseRulesSchema>, 'approversMin'> & {
  readonly approversMin: Readonly<Record<ActClass, number>>;
};

export const houseRulesDefault: HouseRules = withEveryClass(houseRulesSchema.parse({}));

/** The rules of a file; what it does not name is as in the tables here. */
export function readHouseRules(bytes: Uint8Array): Result<HouseRules> {
  const json = parseStrictJson(bytes, 'house-rules.json');
  if (!json.ok) return json;
  const parsed = houseRulesSchema.safeParse(json.value);
  if (parsed.success) return ok(withEveryClass(parsed.data));
  const remedy = 'Correct the file; docs/reference/house-rules.md names what may stand in it.';
  return failWith(
    parsed.error.issues.map((issue) => ({ path: `house-rules.json: ${issue.path.join('.')}`, problem: `${issue.message}.`, remedy })),
  );
}

function withEveryClass(read: z.infer<typeof houseRulesSchema>): HouseRules {
  const approversMin = Object.fromEntries(actClassNames.map((name) => [name, read.approversMin[name] ?? actClasses[name].approversMin]));
  return { ...read, approversMin: approversMin as Record<ActClass, number> };
}
