// `npm start`, and every other command: `node bot/main.ts <command> …`.
import { enableCompileCache } from 'node:module';

// Botkit is a thousand modules; the second start finds them compiled.
enableCompileCache();

const commands = {
  serve: () => import('./commands/serve.ts'),
  chat: () => import('./commands/chat.ts'),
  check: () => import('./commands/check.ts'),
  doctor: () => import('./commands/doctor.ts'),
  understand: () => import('./commands/understand.ts'),
  quote: () => import('./commands/quote.ts'),
  staff: () => import('./commands/staff.ts'),
  erase: () => import('./commands/erase.ts'),
  export: () => import('./commands/export.ts'),
};

const [first, ...rest] = process.argv.slice(2);
const isCommand = first !== undefined && Object.hasOwn(commands, first);
const [name, args] = isCommand ? [first as keyof typeof commands, rest] : ['serve' as const, process.argv.slice(2)];

// An `.env` beside the project; what the environment says already wins.
try {
  process.loadEnvFile();
  // Editors under Windows put a mark before the first setting, which then counts as a part of its name.
  const [marked] = Object.keys(process.env).filter((setting) => setting.startsWith('\ufeff'));
  if (marked !== undefined) process.env[marked.slice(1)] ??= process.env[marked];
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}
try {
  const { run } = await commands[name]();
  const code = await run(args);
  if (typeof code === 'number') process.exitCode = code;
} catch (error) {
  console.error(isForTheOwner(error) ? error.message : error);
  process.exitCode = 1;
}

/** What whoever typed the command, or owns the settings and the content, can mend is told without a stack. */
function isForTheOwner(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const { code = '' } = error as NodeJS.ErrnoException;
  const isNamed = ['ConfigError', 'ContentError', 'StoreUnavailableError', 'WechatyMissingError'].includes(error.name);
  return isNamed || code.startsWith('ERR_PARSE_ARGS');
}
