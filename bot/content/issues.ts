import type * as z from 'zod';
import { suggestion } from './suggestion.ts';
import type { Problem } from './problem.ts';
import type { Source } from './source.ts';

type Issue = z.core.$ZodIssue;

/** What a schema found wrong, said in plain words at the line where it stands. */
export function problemsOfIssues(source: Source, error: z.ZodError): readonly Problem[] {
  return error.issues
    .flatMap((issue) => flatten(issue, []))
    .map((issue) => {
      const words = inWords(issue);
      const path = words.at === undefined ? issue.path : [...issue.path, words.at];
      return { file: source.file, ...source.place(path), message: words.message, fix: words.fix };
    });
}

/** Of a choice between shapes, the issues of the shape that was most likely meant. */
function flatten(issue: Issue, path: readonly PropertyKey[]): readonly Issue[] {
  const here = [...path, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const branches = issue.errors.map((branch) => branch.flatMap((inner) => flatten(inner, here)));
    return branches.reduce((best, branch) => (distance(branch, here) < distance(best, here) ? branch : best));
  }
  if (issue.code === 'invalid_key' || issue.code === 'invalid_element')
    return issue.issues.flatMap((inner) => flatten(inner, here));
  return [{ ...issue, path: here }];
}

/** A wrong value inside of a shape is nearer to it than other names are, and another kind of thing altogether is farthest. */
function distance(issues: readonly Issue[], here: readonly PropertyKey[]): number {
  const each = ({ code, path, input }: Issue): number => {
    if (code === 'unrecognized_keys' || input === undefined) return 2;
    return path.length > here.length ? 1 : 3;
  };
  return issues.reduce((sum, issue) => sum + each(issue), 0);
}

interface Words {
  readonly message: string;
  readonly fix: string;
  /** The part of the value that the words are about, where the path stops short of it. */
  readonly at?: PropertyKey | undefined;
}

function inWords(issue: Issue): Words {
  const name = String(issue.path.at(-1) ?? 'the file');
  if (issue.code === 'invalid_type') return issue.input === undefined ? missing(name, issue.expected) : wrongKind(name, issue);
  if (issue.code === 'unrecognized_keys') {
    return {
      message: `nothing reads "${issue.keys.join('", "')}"`,
      fix: 'Take it out or correct its spelling',
      at: issue.keys[0],
    };
  }
  if (issue.code === 'invalid_value') {
    return { message: `${name} cannot be ${show(issue.input)}`, fix: suggestion(String(issue.input), issue.values.map(String)) };
  }
  if (issue.code === 'too_small') return { message: `${name} is too short or too small`, fix: `The least is ${issue.minimum}` };
  if (issue.code === 'too_big') return { message: `${name} is too long or too big`, fix: `The most is ${issue.maximum}` };
  return { message: `${name} is ${show(issue.input)}`, fix: issue.message };
}

function missing(name: string, expected: string): Words {
  return { message: `"${name}" is missing`, fix: `Add "${name}:" with ${kind(expected)}` };
}

function wrongKind(name: string, issue: { expected: string; input?: unknown }): Words {
  return { message: `${name} is ${show(issue.input)}`, fix: `Write ${kind(issue.expected)}` };
}

function kind(expected: string): string {
  const kinds: Record<string, string> = {
    string: 'a text (in quotes if it looks like a number)',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list (lines that begin with "- ")',
    object: 'names and values (lines with "name: value")',
    record: 'names and values (lines with "name: value")',
  };
  return kinds[expected] ?? expected;
}

function show(value: unknown): string {
  const written = JSON.stringify(value) ?? 'nothing';
  return written.length > 60 ? `${written.slice(0, 57)}...` : written;
}
