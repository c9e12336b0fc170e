/** One line of the report. A part that cannot be measured says why; no figure is ever made up for it. */
export interface Row {
  readonly what: string;
  readonly ours: string;
  readonly baseline?: string;
  readonly ratio?: string;
  readonly budget?: string;
  /** Absent for context, which no budget is set for. */
  readonly met?: boolean;
}

export interface Part {
  readonly name: string;
  /** One line on how its rows are measured. */
  readonly how: string;
  readonly run: () => Promise<readonly Row[]>;
}

const columns = ['what', 'ours', 'baseline', 'ratio', 'budget'] as const;

/** The rows as aligned columns under a heading. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map((row) => [...columns.map((column) => row[column] ?? ''), markOf(row)]);
  const widths = columns.map((column, index) => Math.max(column.length, ...cells.map((line) => line[index]?.length ?? 0)));
  const lineOf = (line: readonly string[]): string =>
    line
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  return [lineOf([...columns, 'met']), ...cells.map(lineOf)].join('\n');
}

export const number = (value: number, digits = 0): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: digits, minimumFractionDigits: digits });

export const percent = (share: number, digits = 0): string => `${number(share * 100, digits)} %`;

function markOf({ met }: Row): string {
  if (met === undefined) return '';
  return met ? 'yes' : 'NO';
}
