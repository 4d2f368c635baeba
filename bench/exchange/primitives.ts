// SPDX-License-Identifier: Apache-2.0
/**
 * What the cryptography of one dispatch and its receipt costs at least, in seconds of one processor: the dispatch signed,
 * sealed, opened and verified, the receipt signed and verified. Nothing else: no parsing, no database, no network.
 */
import { strict as assert } from 'node:assert';
import type { ExchangePorts } from '../../src/exchange/index.ts';
import { activeKey, padToBucket } from '../../src/seals/index.ts';

/** As large as what the bench sends: a dispatch of 3.5 KB, 8 KB once it is signed and written. */
const dispatchBytes = 3500;
const signedBytes = 8000;
const receiptBytes = 500;

export async function measurePrimitives<Tx>(ports: ExchangePorts<Tx>, rounds: number): Promise<number> {
  const { suite, sealSuite, random, self } = ports;
  const seal = activeKey(self.keyState, 'seal');
  const opener = self.sealKey(seal.keyId);
  assert(opener !== null);
  const { privateKey, publicKey } = self.dispatchKey;
  const [dispatch, receipt, plaintext] = [random(dispatchBytes), random(receiptBytes), padToBucket(random(signedBytes))];
  const [info, aad] = [random(200), random(200)];
  const round = async (): Promise<void> => {
    const signature = suite.sign(privateKey, dispatch);
    const sealed = await sealSuite.seal({ publicKey: seal.publicKey, info, aad, plaintext, random });
    assert((await sealSuite.open({ privateKey: opener.privateKey, info, aad, ...sealed })) !== null);
    assert(suite.verify(publicKey, dispatch, signature));
    assert(suite.verify(publicKey, receipt, suite.sign(privateKey, receipt)));
  };
  for (let count = 0; count < rounds / 4; count++) await round();
  const before = process.cpuUsage();
  for (let count = 0; count < rounds; count++) await round();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6 / rounds;
}
