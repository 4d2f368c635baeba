// SPDX-License-Identifier: Apache-2.0
/** Movements from files of banks, exporters and chains: exact amounts, and every row that is left out or noted has its name and count. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import {
  amountOf,
  digestOfMovements,
  formatOfFile,
  movementKinds,
  movementMappingsInTheBox,
  movementMappingSchema,
  type Movements,
  movementsBuilder,
  openTextRows,
  readMovementRows,
  writeMovementFile,
} from '../index.ts';
import { readBitcoinBlocks } from './bitcoin-encoding.ts';
import { readBitcoinJson } from './bitcoin-json.ts';
import { addBitcoinBlocks } from './bitcoin-movements.ts';
import { readGoaml } from './goaml.ts';
import { readPacs008 } from './pacs008.ts';

const shared = new URL('../../../../shared/data/flows/', import.meta.url);

/** Each row as a person would write it down. */
function rowsOf(movements: Movements): string[] {
  return Array.from({ length: movements.count }, (_unused, row) =>
    [
      movementKinds[movements.kind[row] ?? 0],
      movements.parties.nameOf(movements.from[row] ?? 0),
      movements.parties.nameOf(movements.to[row] ?? 0),
      amountOf(movements, row),
      movements.assets[movements.asset[row] ?? 0]?.symbol,
    ].join(' '),
  );
}

describe('files with rows', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'comity-movements-'));
  });
  after(async () => {
    await rm(folder, { recursive: true });
  });

  async function read(name: string, mappingName: string, text?: string) {
    const file = path.join(folder, name);
    if (text !== undefined) await writeFile(file, text);
    const mapping = movementMappingsInTheBox.get(mappingName);
    const format = formatOfFile(file);
    assert.ok(mapping && format);
    const rows = await openTextRows({ file, format, hasHeader: true, threads: 1, spillFolder: folder });
    assert.ok(rows.ok);
    const builder = movementsBuilder();
    const report = await readMovementRows(rows.value, builder, { source: name, mapping, rowsBefore: 0, onProgress: () => undefined });
    rows.value.close();
    assert.ok(report.ok, JSON.stringify(report));
    return { ...builder.finish(), report: report.value };
  }

  test('bad rows are left out and counted by kind; odd ones are kept and noted', async () => {
    const head = 'time,kind,from,to,amount,asset,ledger,decimals,transaction,line';
    const row = (text: string): string => `2026-01-02T00:00:00.000Z,transfer,${text}`;
    const { movements, report, twice, alike } = await read(
      'odd.csv',
      'comity',
      [
        head,
        row('A,B,1.00,EUR,bank,2,,'),
        row('A,B,1.00,EUR,bank,2,,'),
        row('A,B,-1.00,EUR,bank,2,,'),
        row('A,A,1.00,EUR,bank,2,,'),
        row('A,B,1.00,EUR,bank,,,'),
        row('A,B,1.005,EUR,bank,2,,'),
        row('A,B,0.00,EUR,bank,2,,'),
        row(',,1.00,EUR,bank,2,,'),
        row('A,B,5.00,EUR,bank,2,T,1'),
        row('A,B,5.00,EUR,bank,2,T,1'),
        row('A,B,5.00,EUR,bank,2,T,2'),
        '2026-01-32T00:00:00.000Z,transfer,A,B,1.00,EUR,bank,2,,',
        '2026-01-02T00:00:00.000Z,gift,A,B,1.00,EUR,bank,2,,',
      ].join('\n'),
    );
    assert.deepEqual(
      report.faults.map(({ kind, count, first, isLeftOut }) => [kind, count, first.join(), isLeftOut]),
      [
        ['bad-amount', 1, 'row 6', true],
        ['bad-time', 1, 'row 12', true],
        ['negative-amount', 1, 'row 3', true],
        ['no-party', 1, 'row 8', true],
        ['nothing', 1, 'row 7', false],
        ['self-loop', 1, 'row 4', false],
        ['unknown-asset', 1, 'row 5', true],
        ['unknown-kind', 1, 'row 13', true],
      ],
    );
    assert.deepEqual(twice, [10]);
    assert.deepEqual(alike, { count: 1, first: [2] });
    assert.equal(movements.count, 6);
  });

  test('what was written is read back as the same table, CSV and Parquet, wide amounts too', async () => {
    const amount = fc.oneof(fc.nat(1_000_000), fc.bigInt(0n, 2n ** 256n - 1n));
    const movement = fc.record({ timeMs: fc.nat(10_000), from: fc.nat(5), to: fc.nat(5), amount, kind: fc.constantFrom(...movementKinds) });
    const tables = fc.sample(fc.array(movement, { minLength: 1, maxLength: 40 }), { numRuns: 6, seed: 11 });
    for (const [index, table] of tables.entries()) {
      const builder = movementsBuilder();
      for (const [place, one] of table.entries()) {
        if (one.from === 0 && one.to === 0) continue;
        const asset = builder.asset({ symbol: 'ZED', ledger: 'chain', decimals: 18 });
        const [from, to] = [one.from, one.to].map((party) => (party === 0 ? 0 : builder.parties.numberOf(`p,"${party}`)));
        builder.add({ ...one, from: from ?? 0, to: to ?? 0, asset, transaction: builder.transactions.numberOf('T'), sourceRow: place + 1 });
      }
      const { movements } = builder.finish();
      for (const ending of ['csv', 'parquet']) {
        const name = `${index}.${ending}`;
        await writeMovementFile(movements, path.join(folder, name), folder);
        const again = await read(name, 'comity');
        // A transfer from or to nobody is read as cash, which is what it is.
        assert.deepEqual(
          rowsOf(again.movements).map((text) => text.split(' ').slice(1)),
          rowsOf(movements).map((text) => text.split(' ').slice(1)),
        );
      }
    }
  });

  test('ethereum-etl: native transfers with gas, failed ones left out, tokens without names of their own', async () => {
    const from = '0xaa';
    const native = await read(
      'transactions.csv',
      'ethereum-transactions',
      [
        'hash,from_address,to_address,value,block_timestamp,receipt_status,receipt_effective_gas_price,receipt_gas_used',
        `0x1,${from},0xbb,9007199254740993,1700000000,1,10,21000`,
        `0x2,${from},0xbb,5,1700000012,0,10,21000`,
      ].join('\n'),
    );
    assert.deepEqual(rowsOf(native.movements), [`transfer ${from} 0xbb 9007199254740993 ETH`, `fee ${from} (outside) 210000 ETH`]);
    assert.deepEqual(
      native.report.faults.map(({ kind, count }) => [kind, count]),
      [['void', 1]],
    );
    const tokens = await read(
      'tokens.csv',
      'ethereum-tokens',
      [
        'token_address,from_address,to_address,value,transaction_hash,log_index,block_timestamp',
        '0xt,0x0000000000000000000000000000000000000000,0xaa,7,0x3,1,2023-11-14 22:13:20 UTC',
        '0xt,0xaa,0xbb,7,0x3,2,2023-11-14 22:13:20 UTC',
        '0xt,0xaa,0xbb,7,0x3,2,2023-11-14 22:13:20 UTC',
      ].join('\n'),
    );
    assert.deepEqual(rowsOf(tokens.movements), ['cash-in (outside) 0xaa 7 0xt', 'transfer 0xaa 0xbb 7 0xt']);
    assert.deepEqual([tokens.movements.timeMs[0], tokens.twice], [1_700_000_000_000, [3]]);
  });

  test('MT103 fields: a decimal comma, a value date, the decimals of the currency', async () => {
    const { movements, report } = await read(
      'mt103.csv',
      'mt103',
      [
        'reference,value_date,currency,amount,ordering_account,beneficiary_account',
        'R1,261002,EUR,"1250,5",XA1,XB2',
        'R2,261002,JPY,"900,",XA1,XB2',
        'R3,261002,QQQ,"9,",XA1,XB2',
      ].join('\n'),
    );
    assert.deepEqual(rowsOf(movements), ['transfer XA1 XB2 125050 EUR', 'transfer XA1 XB2 900 JPY']);
    assert.equal(movements.timeMs[0], Date.UTC(2026, 9, 2));
    assert.deepEqual(
      report.faults.map(({ kind }) => kind),
      ['unknown-asset'],
    );
  });

  test('AMLworld: what arrives in another currency is two legs of one swap', async () => {
    const { movements } = await read(
      'world.csv',
      'amlworld',
      [
        'Timestamp,From Bank,Account,To Bank,Account,Amount Received,Receiving Currency,Amount Paid,Payment Currency,Payment Format,Is Laundering',
        '2022/09/01 00:20,010,A1,020,B1,10.00,US Dollar,10.00,US Dollar,Wire,0',
        '2022/09/01 00:30,010,A1,020,B1,0.000123,Bitcoin,5.5,US Dollar,Wire,1',
      ].join('\n'),
    );
    assert.deepEqual(rowsOf(movements), [
      'transfer 010/A1 020/B1 100 US Dollar',
      'swap 010/A1 (outside) 55 US Dollar',
      'swap (outside) 020/B1 123 Bitcoin',
    ]);
    assert.equal(movements.transaction[1], movements.transaction[2]);
  });

  test('a mapping that computes or names nothing is refused', () => {
    assert.equal(movementMappingSchema.safeParse({ format: 'comity-movement-mapping/1', time: 'now()' }).success, false);
  });
});

test('pacs.008: IBANs, other accounts behind their BIC, charges as fees, a payment that comes twice', () => {
  const payment = (reference: string, more: string, amount = '100.25'): string =>
    `<CdtTrfTxInf><PmtId><EndToEndId>E</EndToEndId><TxId>${reference}</TxId></PmtId><IntrBkSttlmAmt Ccy="EUR">${amount}</IntrBkSttlmAmt>
     <IntrBkSttlmDt>2026-10-02</IntrBkSttlmDt>${more}</CdtTrfTxInf>`;
  const iban = '<DbtrAcct><Id><IBAN>XA001</IBAN></Id></DbtrAcct>';
  const other = '<CdtrAgt><FinInstnId><BICFI>BANKXB22</BICFI></FinInstnId></CdtrAgt><CdtrAcct><Id><Othr><Id>77</Id></Othr></Id></CdtrAcct>';
  const charges = '<ChrgsInf><Amt Ccy="EUR">1.5</Amt></ChrgsInf>';
  const xml = `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.10"><FIToFICstmrCdtTrf><GrpHdr/>
    ${payment('T1', iban + other + charges)}${payment('T1', iban + other)}${payment('T2', iban + other, '1.234')}</FIToFICstmrCdtTrf></Document>`;
  const builder = movementsBuilder();
  const report = readPacs008(xml, builder, { source: 'p.xml', rowsBefore: 0 });
  assert.ok(report.ok);
  const { movements, twice } = builder.finish();
  assert.deepEqual(rowsOf(movements), ['transfer XA001 BANKXB22/77 10025 EUR', 'fee XA001 (outside) 150 EUR']);
  assert.deepEqual(twice, [2]);
  assert.deepEqual(
    report.value.faults.map(({ kind, count }) => [kind, count]),
    [['bad-amount', 1]],
  );
  const evil = readPacs008('<!DOCTYPE a [<!ENTITY x "y">]><Document/>', movementsBuilder(), { source: 'e.xml', rowsBefore: 0 });
  assert.ok(!evil.ok && /DOCTYPE/.test(evil.issues[0]?.problem ?? ''));
});

test('goAML: accounts behind their institution, cash from outside, a number that comes twice; no person becomes a party', () => {
  const transaction = (number: string, from: string, to: string, amount = '250.00'): string =>
    `<transaction><transactionnumber>${number}</transactionnumber><date_transaction>2026-10-02T10:00:00</date_transaction>
     <amount_local>${amount}</amount_local>${from}${to}</transaction>`;
  const account = (side: string, swift: string, number: string): string =>
    `<t_${side}_my_client><${side}_account><swift>${swift}</swift><account>${number}</account></${side}_account></t_${side}_my_client>`;
  const person = '<t_from><from_person><first_name>Invented</first_name></from_person></t_from>';
  const one = transaction('T1', account('from', 'BANKXA', '1'), account('to', 'BANKXB', '2'));
  const xml = `<report><currency_code_local>EUR</currency_code_local>${one}${one}${transaction('T2', person, account('to', 'BANKXB', '2'))}
    ${transaction('T3', person, '')}${transaction('T4', account('from', 'BANKXA', '1'), '', 'much')}</report>`;
  const builder = movementsBuilder();
  const report = readGoaml(xml, builder, { source: 'r.xml', rowsBefore: 0 });
  assert.ok(report.ok);
  const { movements, twice } = builder.finish();
  assert.deepEqual(rowsOf(movements), ['transfer BANKXA/1 BANKXB/2 25000 EUR', 'cash-in (outside) BANKXB/2 25000 EUR']);
  assert.deepEqual(twice, [2]);
  assert.deepEqual(
    report.value.faults.map(({ kind }) => kind),
    ['bad-amount', 'no-party'],
  );
});

describe('blocks of Bitcoin', () => {
  const script = (byte: string): string => `0014${byte.repeat(20)}`;
  const hash = (digit: string): string => digit.repeat(64);
  const block = (own: string, previous: string, transactions: readonly object[]) => ({
    hash: hash(own),
    previousblockhash: hash(previous),
    time: 1_700_000_000,
    tx: transactions,
  });
  const output = (value: string, byte: string) => `{"value":${value},"scriptPubKey":{"hex":"${script(byte)}"}}`;
  const mined = `{"txid":"${hash('a')}","vin":[{"coinbase":"00"}],"vout":[${output('0.3', '11')}]}`;
  const spent = `{"txid":"${hash('b')}","vin":[{"txid":"${hash('a')}","vout":0}],"vout":[${output('0.1', '22')},${output('0.1999', '11')}]}`;
  const jsonOf = (own: string, previous: string, tx: string): string =>
    `{"hash":"${hash(own)}","previousblockhash":"${hash(previous)}","time":1700000000,"tx":[${tx}]}`;

  test('inputs and outputs flow through their transaction, to the satoshi, and the fee is what is left', () => {
    const blocks = readBitcoinJson(jsonOf('2', '1', `${mined},${spent}`), 'b.json');
    assert.ok(blocks.ok, JSON.stringify(blocks));
    const builder = movementsBuilder();
    const report = addBitcoinBlocks(blocks.value, builder, { source: 'b.json', coins: new Map(), rowsBefore: 0 });
    const rows = rowsOf(builder.finish().movements).map((text) => text.replaceAll(/tx:(\w)\w*/g, 'tx:$1').replaceAll(/bc1\w*/g, 'bc1'));
    assert.deepEqual(rows, [
      'issue (outside) tx:a 30000000 BTC',
      'output tx:a bc1 30000000 BTC',
      'input bc1 tx:b 30000000 BTC',
      'output tx:b bc1 10000000 BTC',
      'output tx:b bc1 19990000 BTC',
      'fee tx:b (outside) 10000 BTC',
    ]);
    assert.deepEqual(report.faults, []);
  });

  test('of two blocks on one parent, the one on which the chain goes on is taken', () => {
    const text = [jsonOf('2', '1', mined), jsonOf('3', '1', mined), jsonOf('4', '3', spent)].join('\n');
    const blocks = readBitcoinJson(text, 'b.jsonl');
    assert.ok(blocks.ok);
    const report = addBitcoinBlocks(blocks.value, movementsBuilder(), { source: 'b', coins: new Map(), rowsBefore: 0 });
    assert.deepEqual(
      report.faults.map(({ kind, first }) => [kind, first]),
      [['reorged-block', [`block ${hash('2')}`]]],
    );
    assert.equal(readBitcoinJson(JSON.stringify(block('2', '1', [{}])), 'x').ok, false);
  });

  test('a whole block of the chain is read to the byte, and refused where it was cut or changed', async (t) => {
    const name = 'bitcoin-blocks/mainnet_block_000000000000000000000c835b2adcaedc20fdf6ee440009c249452c726dafae.raw.gz';
    const file = new URL(name, shared);
    if (!existsSync(file)) return t.skip(`no block at ${file.pathname}`);
    const bytes = new Uint8Array(gunzipSync(await readFile(file)));
    const blocks = readBitcoinBlocks(bytes, 'block');
    assert.ok(blocks.ok);
    assert.equal(blocks.value[0]?.hash, '000000000000000000000c835b2adcaedc20fdf6ee440009c249452c726dafae');
    const builder = movementsBuilder();
    addBitcoinBlocks(blocks.value, builder, { source: 'block', coins: new Map(), rowsBefore: 0 });
    const { movements } = builder.finish();
    assert.ok(movements.parties.find('bc1qx9t2l3pyny2spqpqlye8svce70nppwtaxwdrp4') !== null);
    assert.match(digestOfMovements(movements), /^sha256:/);
    assert.equal(readBitcoinBlocks(bytes.subarray(0, -1), 'cut').ok, false);
    const changed = bytes.slice();
    changed[50] = (changed[50] ?? 0) ^ 1;
    assert.equal(readBitcoinBlocks(changed, 'changed').ok, false);
  });
});
