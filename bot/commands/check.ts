import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkContent } from '../content/check.ts';
import { lineOf } from '../content/problem.ts';

const help = `npm run check [-- --root FOLDER]

Checks everything the owner of the firm writes: flows/*.yaml, flows/texts/*.yaml, knowledge/*.yaml and the vocabulary.
Prints each problem as file:line: what is wrong. How to mend it. Exits with 1 when there is an error; warnings are only told.

  --root FOLDER   the folder that holds flows/ and knowledge/ (the project itself)
  --help          this text`;

/** Prints what is wrong with the content; resolves to the exit code. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { root: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const root = values.root ?? fileURLToPath(new URL('../..', import.meta.url));
  const { problems, summary } = await checkContent({ root });
  for (const problem of problems) console.log(lineOf(problem));
  const errors = problems.filter(({ warning }) => !warning).length;
  console.log(errors === 0 ? `OK: ${summary}` : `${errors} error(s), ${problems.length - errors} warning(s)`);
  return errors === 0 ? 0 : 1;
}
