// SPDX-License-Identifier: Apache-2.0
/**
 * Tables in memory: carries out what rooms ask of their tables, so that the rooms themselves run in a simulation, store and all.
 *
 * A room builds its statements with kysely, which hands them over as a tree before it writes any SQL. The tree is carried out here,
 * on rows that lie in the state of the simulated server: so they commit, roll back, are lost by a crash and come back with a backup
 * like everything else on its disk. Rows are never changed; a change puts new rows in the place of old ones.
 *
 * What is carried out is what those rooms ask: select with inner joins, conditions, order and limit; insert with `on conflict`;
 * update; delete. Anything else stops the run. Keys are held as PostgreSQL holds them, and break with its code.
 */
import type {
  DeleteQueryNode,
  InsertQueryNode,
  OperationNode,
  OrderByItemNode,
  RawNode,
  ReferenceNode,
  RootOperationNode,
  SelectQueryNode,
  TableNode,
  UpdateQueryNode,
  ValuesNode,
} from 'kysely';

export type Row = Readonly<Record<string, unknown>>;

/** Where tables lie: by name, each a list of rows. */
export interface Tables {
  rows(table: string): readonly Row[];
  replace(table: string, rows: readonly Row[]): void;
}

export interface TableRules {
  /** By which columns no two rows are alike. */
  readonly key: readonly string[];
  /** Written as the text of JSON, read as its value. */
  readonly json?: readonly string[];
  /** A number that counts rows. */
  readonly counted?: string;
}

/** PostgreSQL's word for a row whose key is taken. */
export class KeyTaken extends Error {
  readonly code = '23505';
}

/** What lies under a name, for the conditions of a statement: by table and column, and by column alone. */
type Scope = ReadonlyMap<string, Row>;

export function carryOut(node: RootOperationNode, tables: Tables, rules: Readonly<Record<string, TableRules>>): readonly Row[] {
  switch (node.kind) {
    case 'SelectQueryNode':
      return select(node, tables);
    case 'InsertQueryNode':
      return insert(node, tables, rules);
    case 'UpdateQueryNode':
      return update(node, tables, rules);
    case 'DeleteQueryNode':
      return remove(node, tables);
    default:
      throw new Error(`tables in memory do not carry out a ${node.kind}`);
  }
}

function select(node: SelectQueryNode, tables: Tables): readonly Row[] {
  const [from] = node.from?.froms ?? [];
  if (from === undefined) throw new Error('a select is from a table');
  const name = tableName(from);
  let scopes: Scope[] = tables.rows(name).map((row) => new Map([[name, row]]));
  for (const join of node.joins ?? []) {
    if (join.joinType !== 'InnerJoin') throw new Error(`tables in memory do not carry out a ${join.joinType}`);
    const other = tableName(join.table);
    const { on } = join;
    scopes = scopes.flatMap((scope) =>
      tables
        .rows(other)
        .map((row): Scope => new Map([...scope, [other, row]]))
        .filter((joined) => on === undefined || holds(on.on, joined)),
    );
  }
  const { where } = node;
  const found = where === undefined ? scopes : scopes.filter((scope) => holds(where.where, scope));
  const sorted = node.orderBy === undefined ? found : found.toSorted((left, right) => compareBy(node.orderBy?.items ?? [], left, right));
  const limit = node.limit === undefined ? sorted.length : Number(valueOf(node.limit.limit, new Map()));
  return sorted.slice(0, limit).map((scope) => shownOf(node, scope));
}

function shownOf(node: SelectQueryNode, scope: Scope): Row {
  const shown: Record<string, unknown> = {};
  for (const { selection } of node.selections ?? []) {
    if (selection.kind === 'SelectAllNode') for (const row of scope.values()) Object.assign(shown, row);
    else if (selection.kind === 'ReferenceNode') shown[columnOf(selection)] = at(selection, scope);
    else throw new Error(`tables in memory do not show a ${selection.kind}`);
  }
  return shown;
}

function compareBy(items: readonly OrderByItemNode[], left: Scope, right: Scope): number {
  for (const { orderBy, direction, nulls } of items) {
    const [one, other] = [at(orderBy, left), at(orderBy, right)] as readonly [string | number | null, string | number | null];
    if (one === other) continue;
    const isDown = direction?.kind === 'RawNode' && (direction as RawNode).sqlFragments[0] === 'desc';
    if (one === null || other === null) return (one === null) === ((nulls ?? (isDown ? 'first' : 'last')) === 'last') ? 1 : -1;
    return one < other === isDown ? 1 : -1;
  }
  return 0;
}

function insert(node: InsertQueryNode, tables: Tables, rules: Readonly<Record<string, TableRules>>): readonly Row[] {
  const table = tableName(node.into ?? fault('an insert is into a table'));
  const rule = ruleOf(rules, table);
  const names = (node.columns ?? []).map(({ column }) => column.name);
  if (node.values?.kind !== 'ValuesNode') throw new Error('tables in memory insert values');
  const lists = (node.values as ValuesNode).values;
  const inserted: Row[] = [];
  for (const list of lists) {
    const plain = list.kind === 'PrimitiveValueListNode' ? list.values : list.values.map((value) => valueOf(value, new Map()));
    const rows = tables.rows(table);
    const counted = rule.counted === undefined ? {} : { [rule.counted]: rows.length + 1 };
    const given = Object.fromEntries(names.map((name, index) => [name, plain[index] ?? null]));
    const row: Row = { ...readJson(given, rule), ...counted };
    const known = rows.find((other) => rule.key.every((name) => other[name] === row[name]));
    if (known === undefined) {
      tables.replace(table, [...rows, row]);
      inserted.push(row);
      continue;
    }
    const updates = node.onConflict?.updates;
    if (node.onConflict === undefined)
      throw new KeyTaken(`duplicate key in ${table}: ${rule.key.map((name) => String(row[name])).join(', ')}`);
    if (updates !== undefined) replaceOne(tables, table, known, changed(known, updates, rule));
  }
  return inserted;
}

function update(node: UpdateQueryNode, tables: Tables, rules: Readonly<Record<string, TableRules>>): readonly Row[] {
  const table = tableName(node.table ?? fault('an update is of a table'));
  const rule = ruleOf(rules, table);
  const { where, updates = [] } = node;
  let count = 0;
  const rows = tables.rows(table).map((row) => {
    if (where !== undefined && !holds(where.where, new Map([[table, row]]))) return row;
    count += 1;
    return changed(row, updates, rule);
  });
  if (count > 0) tables.replace(table, rows);
  return [];
}

function remove(node: DeleteQueryNode, tables: Tables): readonly Row[] {
  const table = tableName(node.from.froms[0] ?? fault('a delete is from a table'));
  const { where } = node;
  const rows = tables.rows(table);
  const kept = where === undefined ? [] : rows.filter((row) => !holds(where.where, new Map([[table, row]])));
  if (kept.length < rows.length) tables.replace(table, kept);
  return [];
}

function replaceOne(tables: Tables, table: string, former: Row, row: Row): void {
  tables.replace(
    table,
    tables.rows(table).map((other) => (other === former ? row : other)),
  );
}

function changed(row: Row, updates: NonNullable<UpdateQueryNode['updates']>, rule: TableRules): Row {
  const change: Record<string, unknown> = {};
  for (const { column, value } of updates) change[columnOf(column)] = valueOf(value, new Map());
  return { ...row, ...readJson(change, rule) };
}

function readJson(row: Record<string, unknown>, { json = [] }: TableRules): Row {
  for (const name of json) if (typeof row[name] === 'string') row[name] = JSON.parse(row[name]);
  return row;
}

function ruleOf(rules: Readonly<Record<string, TableRules>>, table: string): TableRules {
  return rules[table] ?? fault(`no rule says what a row of ${table} is known by`);
}

function holds(node: OperationNode, scope: Scope): boolean {
  switch (node.kind) {
    case 'AndNode': {
      const { left, right } = node as Extract<OperationNode, { left: OperationNode; right: OperationNode }>;
      return holds(left, scope) && holds(right, scope);
    }
    case 'OrNode': {
      const { left, right } = node as Extract<OperationNode, { left: OperationNode; right: OperationNode }>;
      return holds(left, scope) || holds(right, scope);
    }
    case 'ParensNode':
      return holds((node as OperationNode & { readonly node: OperationNode }).node, scope);
    case 'BinaryOperationNode':
      return compares(node as Comparison, scope);
    default:
      throw new Error(`tables in memory do not judge a ${node.kind}`);
  }
}

interface Comparison extends OperationNode {
  readonly leftOperand: OperationNode;
  readonly operator: OperationNode & { readonly operator: string };
  readonly rightOperand: OperationNode;
}

function compares({ leftOperand, operator, rightOperand }: Comparison, scope: Scope): boolean {
  const left = valueOf(leftOperand, scope);
  const right = valueOf(rightOperand, scope);
  switch (operator.operator) {
    case 'is':
      return left === right;
    case 'is not':
      return left !== right;
    case 'in':
      return (right as readonly unknown[]).includes(left);
    default:
  }
  // Nothing is equal to null, larger or smaller.
  if (left === null || right === null) return false;
  // Two of one kind: PostgreSQL compares nothing else.
  const one = left as string;
  const other = right as string;
  switch (operator.operator) {
    case '=':
      return one === other;
    case '<>':
    case '!=':
      return one !== other;
    case '<':
      return one < other;
    case '<=':
      return one <= other;
    case '>':
      return one > other;
    case '>=':
      return one >= other;
    default:
      throw new Error(`tables in memory do not compare by ${operator.operator}`);
  }
}

function valueOf(node: OperationNode, scope: Scope): unknown {
  switch (node.kind) {
    case 'ValueNode':
      return (node as OperationNode & { readonly value: unknown }).value;
    case 'PrimitiveValueListNode':
      return (node as OperationNode & { readonly values: readonly unknown[] }).values;
    case 'ValueListNode':
      return (node as OperationNode & { readonly values: readonly OperationNode[] }).values.map((value) => valueOf(value, scope));
    case 'ReferenceNode':
      return at(node, scope);
    default:
      throw new Error(`tables in memory know no value of a ${node.kind}`);
  }
}

/** The value under a reference: of the table that it names, or of the only one that has such a column. */
function at(node: OperationNode, scope: Scope): unknown {
  const name = columnOf(node);
  const table = node.kind === 'ReferenceNode' ? (node as ReferenceNode).table : undefined;
  if (table !== undefined) return scope.get(tableName(table))?.[name] ?? null;
  for (const row of scope.values()) if (name in row) return row[name] ?? null;
  return fault(`no row of the statement has a column ${name}`);
}

function columnOf(node: OperationNode): string {
  const column = node.kind === 'ReferenceNode' ? (node as ReferenceNode).column : node;
  if (column.kind !== 'ColumnNode') throw new Error(`tables in memory know no column of a ${column.kind}`);
  return (column as OperationNode & { readonly column: { readonly name: string } }).column.name;
}

function tableName(node: OperationNode): string {
  if (node.kind !== 'TableNode') throw new Error(`tables in memory know no table of a ${node.kind}`);
  return (node as TableNode).table.identifier.name;
}

function fault(text: string): never {
  throw new Error(text);
}
