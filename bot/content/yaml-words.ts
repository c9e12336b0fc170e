import type { YAMLParseError } from 'yaml';
import type { Problem } from './problem.ts';

type Words = Pick<Problem, 'message' | 'fix'>;

/** What is wrong with the writing of a YAML file, for who has never heard of YAML; `line` is the line where the reader stumbled. */
export function yamlWords({ code, message }: YAMLParseError, line: string): Words {
  if (code === 'BLOCK_AS_IMPLICIT_KEY') return hasTwoColons(line) ? colonInText : crooked;
  const known = words[code];
  if (known) return known;
  // The code is the same for a bracket that is not closed.
  if (code === 'BAD_INDENT') return message.includes('end with') ? unclosed : crooked;
  if (code === 'UNEXPECTED_TOKEN' && message.includes('at node end')) return unquoted;
  return { message: `this is not valid YAML: ${message.replace(/\.$/, '')}`, fix: 'Check indentation, colons and quotes here' };
}

const colonInText: Words = {
  message: 'a text with a colon in it is read as another name',
  fix: 'Put the whole text in quotes',
};

const crooked: Words = {
  message: 'from here on, lines that belong together do not begin in the same column',
  fix: 'Give each as many spaces as the lines beside it',
};

const unclosed: Words = {
  message: 'a bracket or a quote was opened before this line and not closed',
  fix: 'Close it, or put the whole text in quotes',
};

const unquoted: Words = {
  message: 'a text that begins with a quote, a bracket or a sign such as @ % * & ! is read as something else',
  fix: 'Put the whole text in quotes',
};

const words: Readonly<Partial<Record<YAMLParseError['code'], Words>>> = {
  DUPLICATE_KEY: { message: 'this name is there twice', fix: 'Keep one of the two' },
  MULTILINE_IMPLICIT_KEY: {
    message: 'there is no colon with a space behind it after the name',
    fix: 'Write "name: text", with a plain colon (:)',
  },
  TAB_AS_INDENT: { message: 'the line begins with a tab', fix: 'Write spaces instead' },
  BAD_SCALAR_START: unquoted,
  BAD_ALIAS: unquoted,
  MISSING_CHAR: unclosed,
};

function hasTwoColons(line: string): boolean {
  return line.split(/:(?=\s)/).length > 2;
}
