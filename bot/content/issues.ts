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
  const name = nameOf(issue.path);
  if (issue.code === 'invalid_type') return issue.input === undefined ? missing(name, issue.expected) : wrongKind(name, issue);
  if (issue.code === 'unrecognized_keys') {
    return {
      message: `nothing reads "${issue.keys.join('", "')}"`,
      // In braces a comma ends the number: { amount: 28,000 } is an amount of 28, and a name of 000.
      fix: issue.keys.some(isDigits) ? 'Write numbers without commas' : 'Take it out or correct its spelling',
      at: issue.keys[0],
    };
  }
  if (issue.code === 'invalid_value') {
    return { message: `${name} cannot be ${show(issue.input)}`, fix: suggestion(String(issue.input), issue.values.map(String)) };
  }
  return ofValue(name, issue);
}

/** A value of the right kind that is not one of those that will do. */
function ofValue(name: string, issue: Issue): Words {
  if (issue.code === 'too_small') return tooSmall(name, issue);
  if (issue.code === 'too_big') return { message: `${name} is too long or too big`, fix: `The most is ${issue.maximum}` };
  if (issue.code === 'not_multiple_of')
    return { message: `${name} is ${show(issue.input)}`, fix: `Write steps of ${issue.divisor}` };
  if (issue.code === 'invalid_format' && issue.format === 'date')
    return { message: `${name} is no day that there is`, fix: 'Write it as 2027-03-15' };
  return { message: `${name} is ${show(issue.input)}`, fix: issue.message };
}

/** Of a list, which of its items. */
function nameOf(path: readonly PropertyKey[]): string {
  const [parent, last] = [path.at(-2), path.at(-1) ?? 'the file'];
  return typeof last === 'number' ? `item ${last + 1}${parent === undefined ? '' : ` of ${String(parent)}`}` : String(last);
}

function tooSmall(name: string, { origin, minimum, inclusive }: z.core.$ZodIssueTooSmall): Words {
  if (origin === 'string' && minimum === 1) return { message: `${name} is empty`, fix: 'Write a text' };
  if (inclusive === false) return { message: `${name} is too small`, fix: `It must be more than ${minimum}` };
  return { message: `${name} is too short or too small`, fix: `The least is ${minimum}` };
}

function isDigits(name: string): boolean {
  return /^\d{1,3}$/.test(name);
}

function missing(name: string, expected: string): Words {
  return { message: `"${name}" is missing`, fix: `Add "${name}:" with ${kind(expected)}` };
}

function wrongKind(name: string, issue: { expected: string; input?: unknown }): Words {
  const fix = `Write ${kind(issue.expected)}`;
  if (issue.input !== null) return { message: `${name} is ${show(issue.input)}`, fix };
  return { message: `${name} is empty`, fix: issue.expected === 'array' ? `${fix}; [] is one without any` : fix };
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
