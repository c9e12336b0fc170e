/** One thing that an owner of the content must mend, with where it is and what to write instead. */
export interface Problem {
  /** Relative to the project's root, with `/`. */
  readonly file: string;
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly fix: string;
  /** A warning is told but refuses nothing. */
  readonly warning?: true;
}

/** The content cannot be used; `problems` holds everything that is wrong with it, not only the first. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
  readonly retryable = false;
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(`the content has ${problems.length} problem(s):\n${problems.map(lineOf).join('\n')}`);
    this.problems = problems;
  }
}

/** `file:line: problem. fix`, as editors and terminals link it. */
export function lineOf({ file, line, message, fix, warning }: Problem): string {
  return `${file}:${line}: ${warning ? 'warning: ' : ''}${sentence(message)}${fix && ` ${sentence(fix)}`}`;
}

/** By file, line and column, as one goes through the files to mend them. */
export function inReadingOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((a, b) => (a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1));
}

function sentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
