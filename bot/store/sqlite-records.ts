import type { Sql } from './sqlite-commit.ts';

export function putRecord(sql: Sql, { kind, id, document }: { kind: string; id: string; document: unknown }): void {
  sql('INSERT OR REPLACE INTO records VALUES (?, ?, ?)').run(kind, id, JSON.stringify(document));
}

export function getRecord(sql: Sql, kind: string, id: string): unknown {
  const row = sql('SELECT document FROM records WHERE kind = ? AND id = ?').get(kind, id);
  return row ? JSON.parse(String(row['document'])) : null;
}

export function listRecords(sql: Sql, kind: string): readonly { id: string; document: unknown }[] {
  const rows = sql('SELECT id, document FROM records WHERE kind = ? ORDER BY id').all(kind);
  return rows.map((row) => ({ id: String(row['id']), document: JSON.parse(String(row['document'])) }));
}

export function deleteRecord(sql: Sql, kind: string, id: string): boolean {
  return sql('DELETE FROM records WHERE kind = ? AND id = ?').run(kind, id).changes > 0;
}

interface RecordChange {
  readonly kind: string;
  readonly id: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** To be called within a transaction. */
export function changeRecord(sql: Sql, { kind, id, from, to }: RecordChange): boolean {
  if (JSON.stringify(getRecord(sql, kind, id)) !== JSON.stringify(from)) return false;
  if (to === null) deleteRecord(sql, kind, id);
  else putRecord(sql, { kind, id, document: to });
  return true;
}
