// SPDX-License-Identifier: Apache-2.0
//
// The test vectors of others, read from beside the project where they are present: RFC 9180 and its post-quantum draft, X-Wing,
// RFC 6962, C2SP checkpoints, RFC 8785, Wycheproof, and the collection of contrived Ed25519 signatures.
import assert from 'node:assert/strict';
import { createCipheriv, createPrivateKey, createPublicKey, decapsulate, verify } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import * as hpke from 'hpke';
import { canonicalJson } from '../kernel/index.ts';
import { fromBase64, fromHex, toHex, utf8 } from './encoding.ts';
import { hpkeKeyAndNonce, openAes256Gcm } from './suites/hpke.ts';
import { checkPublicKey } from './suites/public-key-check.ts';
import { ed25519KeyFault } from './suites/ed25519-point.ts';
import { xwingDecapsulate, xwingKemId, xwingPublicKeyOf } from './suites/xwing.ts';
import { hybridSuite } from './suites/signature-suite.ts';
import { leafHash, rootOf, verifyConsistency, verifyInclusion } from './trees/merkle.ts';

const folder = path.resolve(import.meta.dirname, '../../../shared/vectors');
const skip = existsSync(folder) ? false : 'The vectors of others are not beside the project.';
const json = (name: string): unknown => JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
const packed = (name: string): unknown =>
  JSON.parse(gunzipSync(readFileSync(path.join(folder, 'wycheproof', `${name}.json.gz`))).toString('utf8'));
const hex = (text: string): Uint8Array => {
  const bytes = fromHex(text);
  assert(bytes !== null, 'the vector is in hexadecimal');
  return bytes;
};

interface HpkeVector {
  readonly mode: string | number;
  readonly kem_id: string | number;
  readonly kdf_id: string | number;
  readonly aead_id: string | number;
  readonly info: string;
  readonly skRm: string;
  readonly pkRm: string;
  readonly enc: string;
  readonly shared_secret: string;
  readonly key: string;
  readonly base_nonce: string;
  readonly encryptions: readonly { readonly aad: string; readonly pt: string; readonly ct: string; readonly nonce: string }[];
}

/** The schedule is tried for every cipher; the first ciphertext where it is AES-GCM, the only one in use here. */
const aeads: Readonly<Record<number, { readonly keyBytes: number; readonly cipher: 'aes-128-gcm' | 'aes-256-gcm' | null }>> = {
  1: { keyBytes: 16, cipher: 'aes-128-gcm' },
  2: { keyBytes: 32, cipher: 'aes-256-gcm' },
  3: { keyBytes: 32, cipher: null },
};

describe('HPKE', { skip }, () => {
  const base = (vectors: readonly HpkeVector[]): HpkeVector[] => vectors.filter((vector) => Number(vector.mode) === 0);
  const rfc = (): HpkeVector[] => base((json('hpke/rfc9180-appendix-a.json') as { vectors: HpkeVector[] }).vectors);
  const postQuantum = (): HpkeVector[] => base(json('hpke/vectors-pq.json') as HpkeVector[]);

  test('the key schedule gives key, nonce and first ciphertext of every base vector with HKDF-SHA256', () => {
    const vectors = [...rfc(), ...postQuantum()].filter(
      (vector) => Number(vector.kdf_id) === 1 && aeads[Number(vector.aead_id)] !== undefined,
    );
    assert.equal(vectors.length, 8);
    for (const vector of vectors) {
      const id = Number(vector.aead_id);
      const { keyBytes, cipher } = aeads[id] ?? assert.fail();
      const input = {
        kemId: Number(vector.kem_id),
        sharedSecret: hex(vector.shared_secret),
        info: hex(vector.info),
        aead: { id, keyBytes },
      };
      const { key, nonce } = hpkeKeyAndNonce(input);
      assert.deepEqual([toHex(key), toHex(nonce)], [vector.key, vector.base_nonce]);
      const [first] = vector.encryptions;
      if (cipher === null || first === undefined) continue;
      const plaintext = hex(first.pt);
      const sealing = createCipheriv(cipher, key, nonce);
      sealing.setAAD(hex(first.aad));
      assert.equal(toHex(Buffer.concat([sealing.update(plaintext), sealing.final(), sealing.getAuthTag()])), first.ct);
      if (cipher === 'aes-256-gcm')
        assert.deepEqual(openAes256Gcm({ key, nonce, aad: hex(first.aad), ciphertext: hex(first.ct) }), plaintext);
    }
  });

  test('X-Wing inside HPKE gives the shared secret of its vectors', () => {
    const vectors = postQuantum().filter((vector) => Number(vector.kem_id) === xwingKemId);
    assert.equal(vectors.length, 2);
    for (const vector of vectors) {
      assert.equal(toHex(xwingPublicKeyOf(hex(vector.skRm))), vector.pkRm);
      assert.equal(toHex(xwingDecapsulate(hex(vector.skRm), hex(vector.enc)) ?? new Uint8Array(0)), vector.shared_secret);
    }
  });

  test('the second opinion opens every base vector of the suites it has', async () => {
    const kems: Readonly<Record<number, hpke.KEMFactory>> = {
      0x0010: hpke.KEM_DHKEM_P256_HKDF_SHA256,
      0x0012: hpke.KEM_DHKEM_P521_HKDF_SHA512,
      0x0020: hpke.KEM_DHKEM_X25519_HKDF_SHA256,
      0x647a: hpke.KEM_MLKEM768_X25519,
    };
    const kdfs: Readonly<Record<number, hpke.KDFFactory>> = { 1: hpke.KDF_HKDF_SHA256, 3: hpke.KDF_HKDF_SHA512, 17: hpke.KDF_SHAKE256 };
    const ciphers: Readonly<Record<number, hpke.AEADFactory>> = {
      1: hpke.AEAD_AES_128_GCM,
      2: hpke.AEAD_AES_256_GCM,
      3: hpke.AEAD_ChaCha20Poly1305,
    };
    let opened = 0;
    for (const vector of [...rfc(), ...postQuantum()]) {
      const [kem, kdf, cipher] = [kems[Number(vector.kem_id)], kdfs[Number(vector.kdf_id)], ciphers[Number(vector.aead_id)]];
      const [first] = vector.encryptions;
      if (kem === undefined || kdf === undefined || cipher === undefined || first === undefined) continue;
      const suite = new hpke.CipherSuite(kem, kdf, cipher);
      const privateKey = await suite.DeserializePrivateKey(hex(vector.skRm));
      const recipient = await suite.SetupRecipient(privateKey, hex(vector.enc), { info: hex(vector.info) });
      assert.equal(toHex(await recipient.Open(hex(first.ct), hex(first.aad))), first.pt);
      opened += 1;
    }
    assert(opened >= 7, `only ${opened} vectors were opened`);
  });
});

describe('X-Wing', { skip }, () => {
  test('the vectors of its draft', () => {
    const vectors = json('xwing/test-vectors.json') as readonly Readonly<Record<'seed' | 'ss' | 'sk' | 'pk' | 'ct', string>>[];
    assert.equal(vectors.length, 3);
    for (const vector of vectors) {
      assert.equal(toHex(xwingPublicKeyOf(hex(vector.sk))), vector.pk);
      assert.equal(toHex(xwingDecapsulate(hex(vector.sk), hex(vector.ct)) ?? new Uint8Array(0)), vector.ss);
    }
  });
});

describe('Merkle proofs', { skip }, () => {
  const filesUnder = (kind: string): string[] =>
    readdirSync(path.join(folder, 'merkle/testdata', kind), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .map((name) => `merkle/testdata/${kind}/${name}`);
  const hashes = (texts: readonly string[] | null): Uint8Array[] => (texts ?? []).map((text) => fromBase64(text) ?? new Uint8Array(0));
  const bytes = (text: string | null): Uint8Array => fromBase64(text ?? '') ?? new Uint8Array(0);

  test('every vector of inclusion', () => {
    const names = filesUnder('inclusion');
    assert.equal(names.length, 98);
    for (const name of names) {
      const one = json(name) as {
        leafIdx: number;
        treeSize: number;
        root: string;
        leafHash: string;
        proof: string[] | null;
        wantErr: boolean;
      };
      const claim = {
        leafHash: bytes(one.leafHash),
        index: one.leafIdx,
        size: one.treeSize,
        proof: hashes(one.proof),
        root: bytes(one.root),
      };
      assert.equal(verifyInclusion(claim), !one.wantErr, name);
    }
  });

  test('every vector of consistency', () => {
    const names = filesUnder('consistency');
    assert.equal(names.length, 98);
    for (const name of names) {
      const one = json(name) as { size1: number; size2: number; root1: string; root2: string; proof: string[] | null; wantErr: boolean };
      const claim = { oldSize: one.size1, oldRoot: bytes(one.root1), size: one.size2, root: bytes(one.root2), proof: hashes(one.proof) };
      assert.equal(verifyConsistency(claim), !one.wantErr, name);
    }
  });

  test('the tile of a real log: each checkpoint has the root of its leaves', () => {
    const log = path.join(folder, 'tlog-tiles/testdata/log');
    for (let size = 1; size <= 15; size++) {
      const tile = new Uint8Array(readFileSync(path.join(log, 'tile/0/000.p', String(size))));
      const leaves = Array.from({ length: size }, (_, index) => tile.subarray(32 * index, 32 * index + 32));
      const [, sizeLine, rootLine] = readFileSync(path.join(log, `checkpoint.${size}`), 'utf8').split('\n');
      assert.equal(sizeLine, String(size));
      assert.deepEqual(rootOf(leaves), fromBase64(rootLine ?? ''));
    }
    const entries = readFileSync(path.join(log, 'tile/entries/000.p/1'));
    const firstEntry = new Uint8Array(entries.subarray(2, 2 + entries.readUInt16BE(0)));
    assert.deepEqual(leafHash(firstEntry), new Uint8Array(readFileSync(path.join(log, 'tile/0/000.p/1'))));
  });
});

describe('canonical JSON', { skip }, () => {
  test('the vectors of RFC 8785', () => {
    for (const name of readdirSync(path.join(folder, 'jcs/testdata/input'))) {
      const expected = readFileSync(path.join(folder, 'jcs/testdata/output', name), 'utf8');
      assert.equal(canonicalJson(json(`jcs/testdata/input/${name}`)), expected, name);
    }
  });
});

interface Wycheproof<Group> {
  readonly testGroups: readonly Group[];
}
interface SignatureCase {
  readonly tcId: number;
  readonly msg: string;
  readonly sig: string;
  readonly ctx?: string;
  readonly result: 'valid' | 'invalid';
}

describe('Wycheproof, on the judge this program uses', { skip }, () => {
  test('Ed25519', () => {
    const { testGroups } = packed('ed25519') as Wycheproof<{ publicKey: { pk: string }; tests: SignatureCase[] }>;
    let count = 0;
    for (const { publicKey, tests } of testGroups) {
      const key = createPublicKey({ key: Buffer.from(hex(publicKey.pk)), format: 'raw-public', asymmetricKeyType: 'ed25519' });
      assert.equal(ed25519KeyFault(hex(publicKey.pk)), null);
      for (const one of tests) assert.equal(verify(null, hex(one.msg), key, hex(one.sig)), one.result === 'valid', `case ${one.tcId}`);
      count += tests.length;
    }
    assert.equal(count, 151);
  });

  test('ML-DSA-65', () => {
    const { testGroups } = packed('mldsa_65_verify') as Wycheproof<{ publicKey: string; tests: SignatureCase[] }>;
    let count = 0;
    for (const { publicKey, tests } of testGroups) {
      const raw = hex(publicKey);
      for (const one of tests) {
        const context = hex(one.ctx ?? '');
        // A key of another length and a context beyond 255 bytes never reach the platform here.
        const isHeld =
          raw.length === 1952 &&
          context.length <= 255 &&
          verify(
            null,
            hex(one.msg),
            { key: createPublicKey({ key: Buffer.from(raw), format: 'raw-public', asymmetricKeyType: 'ml-dsa-65' }), context },
            hex(one.sig),
          );
        assert.equal(isHeld, one.result === 'valid', `case ${one.tcId}`);
        count += 1;
      }
    }
    assert.equal(count, 210);
  });

  test('ML-KEM-768', () => {
    const { testGroups } = packed('mlkem_768') as Wycheproof<{
      tests: { tcId: number; seed: string; c: string; K: string; result: 'valid' | 'invalid' }[];
    }>;
    let count = 0;
    for (const one of testGroups.flatMap((group) => group.tests)) {
      let sharedKey: string | null = null;
      try {
        const key = createPrivateKey({ key: Buffer.from(hex(one.seed)), format: 'raw-seed', asymmetricKeyType: 'ml-kem-768' });
        sharedKey = toHex(decapsulate(key, hex(one.c)));
      } catch {
        // A seed or ciphertext of another length; refused as it should be.
      }
      assert.equal(sharedKey === one.K, one.result === 'valid', `case ${one.tcId}`);
      count += 1;
    }
    assert.equal(count, 193);
  });
});

describe('contrived Ed25519 signatures', { skip }, () => {
  const vectors = (): readonly { key: string; sig: string; msg: string; flags: readonly string[] | null }[] =>
    json('ed25519-adversarial/ed25519vectors.json') as ReturnType<typeof vectors>;

  test('the platform takes 43 of 914, which is written here so that a change is noticed', () => {
    const taken = vectors().filter((one) => {
      const key = createPublicKey({ key: Buffer.from(hex(one.key)), format: 'raw-public', asymmetricKeyType: 'ed25519' });
      return verify(null, utf8(one.msg), key, hex(one.sig));
    });
    assert.deepEqual([taken.length, vectors().length], [43, 914]);
  });

  test('none of their keys with a part of small order, or in a second spelling, can be enrolled', () => {
    const mlDsaHalf = hybridSuite.generate((count) => new Uint8Array(count).fill(9)).publicKey.subarray(32);
    for (const key of new Set(vectors().map((one) => one.key))) {
      const flags = vectors()
        .filter((one) => one.key === key)
        .flatMap((one) => one.flags ?? []);
      const isBad = ['low_order_A', 'low_order_component_A', 'non_canonical_A'].some((flag) => flags.includes(flag));
      const joined = new Uint8Array([...hex(key), ...mlDsaHalf]);
      assert.equal(checkPublicKey(hybridSuite, joined).ok, !isBad, key);
    }
  });
});
