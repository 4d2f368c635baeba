// SPDX-License-Identifier: Apache-2.0
/** The calls of the public register: for everybody, where the house publishes it; otherwise there is nothing here. */
import { answerJson, type CallAnswer, type CallDefinition, type Database, defineCall, type Instant } from '../../kernel/index.ts';
import { storableText } from '../../kernel/wire.ts';
import { addressKey, countAttempt, type HouseRules, waitMs } from '../../officers/index.ts';
import { registerAnswerSchema, registerDetailSchema, registerQuerySchema } from '../wire.ts';
import { registerEntry, searchRegister } from './store.ts';

export interface RegisterCallDeps {
  readonly db: Database;
  readonly approvals: { readonly houseRules: HouseRules };
}

/** Enough for a person who looks things up, and for a program that reads a register of a few thousand firms once a day. */
const lookRule = { triesMax: 600, windowMs: 15 * 60_000 } as const;

async function asked(
  deps: RegisterCallDeps,
  from: { readonly remoteAddress: string; readonly now: Instant },
  answer: () => Promise<CallAnswer>,
): Promise<CallAnswer> {
  if (!deps.approvals.houseRules.publishesRegister) return { kind: 'absent' };
  const wait = waitMs(await countAttempt(deps.db, `register ${addressKey(from.remoteAddress)}`, lookRule, from.now), lookRule, from.now);
  if (wait === null) return answer();
  const remedy = `Wait ${Math.ceil(wait / 60_000)} minutes.`;
  return { kind: 'later', retryAfterMs: wait, issues: [{ path: 'register', problem: 'There were too many questions from here.', remedy }] };
}

export function registerCalls(deps: RegisterCallDeps): readonly CallDefinition[] {
  return [
    defineCall({
      method: 'GET',
      path: '/api/register',
      whoMay: 'anyone',
      summary:
        'The public register of firms, by words or identifier, as it is, as it was known on a day, and as it holds on a day; where the house publishes it.',
      query: registerQuerySchema,
      answer: registerAnswerSchema,
      handle: async ({ query, remoteAddress, now }) => {
        const { q, knownOn = null, inEffectOn = null, after = null } = query;
        return asked(deps, { remoteAddress, now }, async () =>
          answerJson(await searchRegister(deps.db, { q, knownOn, inEffectOn, after }, now)),
        );
      },
    }),
    defineCall({
      method: 'GET',
      path: '/api/register/entry',
      whoMay: 'anyone',
      summary: 'One entry of the public register by its reference, with the times in which what stands there was known.',
      query: registerQuerySchema.pick({ knownOn: true, inEffectOn: true }).extend({ reference: storableText.min(1).max(300) }),
      answer: registerDetailSchema,
      handle: async ({ query, remoteAddress, now }) =>
        asked(deps, { remoteAddress, now }, async () => {
          const { reference, knownOn = null, inEffectOn = null } = query;
          const found = await registerEntry(deps.db, { reference, knownOn, inEffectOn }, now);
          return found === null ? { kind: 'absent' } : answerJson(found);
        }),
    }),
  ];
}
