// SPDX-License-Identifier: Apache-2.0
/** What room letters is given of the others. */
import { agreementsInForce } from '../../agreements/index.ts';
import { isHidden } from '../../desk/index.ts';
import type { ExchangePorts } from '../../exchange/index.ts';
import type { Transaction } from '../../kernel/index.ts';
import type { LetterDeps, WritingDeps } from '../../letters/index.ts';
import { announce } from '../pool/announce.ts';
import { signWith } from './own-keys.ts';
import type { WiringInput } from './wiring-input.ts';

/** What a step needs to become a letter. */
export function writingDeps({ files }: WiringInput, ports: ExchangePorts<Transaction>): WritingDeps {
  const { name, jurisdiction, contact } = files.profile;
  return {
    ports,
    own: { name, jurisdiction, contact },
    sign: (payloadType, payload) => signWith(files.keys.dispatch, payloadType, payload),
    agreementIndex: (db) => agreementsInForce(db),
    announce,
  };
}

export function letterDeps(
  input: WiringInput,
  ports: ExchangePorts<Transaction>,
  rooms: Pick<LetterDeps, 'assistance' | 'agreements' | 'onward'>,
): LetterDeps {
  const { own, sign } = writingDeps(input, ports);
  const signer = () => ({ key: input.files.keys.dispatch, history: input.files.history });
  return { database: input.database, ports, own, sign, signer, isHidden, ...rooms };
}
