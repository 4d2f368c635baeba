// SPDX-License-Identifier: Apache-2.0
/**
 * The movement mappings in the box: Comity's own files, payments as MT103 fields in CSV, AMLSim and AMLworld, and what the usual
 * exporters of Ethereum-like chains write: native transfers, token transfers, internal transfers, and the explorer's account export.
 *
 * Layouts: ethereum-etl's transactions, token_transfers and traces with block times joined (its BigQuery tables have them); Etherscan's
 * CSV export; IBM's AMLworld (HI and LI files) and AMLSim (transactions.csv).
 */
import { movementKinds } from '../movements.ts';
import { type MovementMapping, movementMappingSchema } from './movement-mapping.ts';

const zeroAddress = '0x0000000000000000000000000000000000000000';
const chain = { outside: [zeroAddress], ledger: { always: 'ethereum' } };
const words = Object.fromEntries(movementKinds.map((kind) => [kind, kind]));

const given: Readonly<Record<string, object>> = {
  comity: {
    time: { column: 'time', unit: 'iso' },
    from: ['from'],
    to: ['to'],
    outside: ['(outside)'],
    amount: { column: 'amount' },
    asset: { column: 'asset' },
    ledger: { column: 'ledger' },
    decimals: { column: 'decimals' },
    kind: { column: 'kind', words },
    transaction: ['transaction'],
    line: 'line',
  },
  mt103: {
    time: { column: 'value_date', unit: 'swift-day' },
    from: ['ordering_account'],
    to: ['beneficiary_account'],
    amount: { column: 'amount', decimalMark: ',' },
    asset: { column: 'currency' },
    ledger: { always: 'bank' },
    decimals: 'currency',
    transaction: ['reference'],
  },
  amlsim: {
    time: { column: 'time', unit: 'steps' },
    from: ['sourceNodeId'],
    to: ['targetNodeId'],
    amount: { column: 'value' },
    asset: { always: 'USD' },
    ledger: { always: 'bank' },
    decimals: 2,
  },
  amlworld: {
    time: { column: 'Timestamp', unit: 'slashes' },
    from: ['From Bank', 'Account'],
    to: ['To Bank', 'Account_1'],
    amount: { column: 'Amount Paid' },
    asset: { column: 'Payment Currency' },
    ledger: { always: 'bank' },
    decimals: 'file',
    arrives: { amount: 'Amount Received', asset: 'Receiving Currency' },
  },
  'ethereum-transactions': {
    ...chain,
    time: { column: 'block_timestamp', unit: 's' },
    from: ['from_address'],
    to: ['to_address'],
    amount: { column: 'value', isUnits: true },
    asset: { always: 'ETH' },
    decimals: 18,
    transaction: ['hash'],
    voidWhen: { column: 'receipt_status', words: ['0'] },
    fee: { price: 'receipt_effective_gas_price', quantity: 'receipt_gas_used' },
  },
  'ethereum-tokens': {
    ...chain,
    time: { column: 'block_timestamp', unit: 's' },
    from: ['from_address'],
    to: ['to_address'],
    amount: { column: 'value', isUnits: true },
    asset: { column: 'token_address' },
    decimals: 0,
    transaction: ['transaction_hash'],
    line: 'log_index',
  },
  'ethereum-internal': {
    ...chain,
    time: { column: 'block_timestamp', unit: 's' },
    from: ['from_address'],
    to: ['to_address'],
    amount: { column: 'value', isUnits: true },
    asset: { always: 'ETH' },
    decimals: 18,
    transaction: ['transaction_hash'],
    line: 'trace_id',
    voidWhen: { column: 'status', words: ['0'] },
  },
  etherscan: {
    ...chain,
    time: { column: 'UnixTimestamp', unit: 's' },
    from: ['From'],
    to: ['To'],
    amount: { column: 'TokenValue' },
    asset: { column: 'ContractAddress' },
    decimals: 'file',
    transaction: ['Txhash'],
  },
};

export const movementMappingsInTheBox: ReadonlyMap<string, MovementMapping> = new Map(
  Object.entries(given).map(([name, mapping]) => [name, movementMappingSchema.parse({ format: 'comity-movement-mapping/1', ...mapping })]),
);
