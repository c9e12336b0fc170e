import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type * as z from 'zod';
import { type Config, loadConfig } from '../config.ts';
import { loadContent } from '../content/load.ts';
import { loginLink } from '../leads/login-link.ts';
import { newPersonSchema, personChangeSchema, type Personnel, personnel } from '../leads/personnel.ts';
import { staffSessions } from '../leads/sessions.ts';
import { createStaff, loginMinutes } from '../leads/staff.ts';
import { NoSuchPersonError, type StaffMember, UnreadableValueError } from '../ports.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';

const help = `npm run staff -- add --name NAME [--role consultant|manager|owner] [--team TEAM] [--email ADDRESS] [--wecom USER]
npm run staff -- list
npm run staff -- change ID [--name NAME] [--role ROLE] [--team TEAM] [--email ADDRESS] [--wecom USER]
npm run staff -- login ID
npm run staff -- disable ID
npm run staff -- enable ID
npm run staff -- wecom ID USER

People of the console. "add" prints a login link, which works once within ${loginMinutes} minutes, and an API token, which is shown
this once. "login" prints a new link. "disable" shuts a person out with the next request and ends their sessions.
"wecom" tells who somebody is in WeCom: chats that they take there are theirs here. An empty value ("--email ''") takes one away.
All of it works while the server runs, and is in the audit trail. Managers and the owner find the same in the console.

  --json   print JSON
  --help   this text`;

interface Answer {
  readonly json: unknown;
  readonly text: string;
}

const text = { type: 'string' } as const;
const options = {
  name: text,
  role: text,
  team: text,
  email: text,
  wecom: text,
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** Whoever sits at this machine may do everything. */
const who: StaffMember = { id: 'command line', name: 'command line', role: 'owner' };

/** Adds, lists and disables people of the console; resolves to the exit code. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  const { json, help: isLost, ...given } = values;
  if (isLost) {
    console.log(help);
    return 0;
  }
  const config = loadConfig(process.env);
  const store = await openStore(config);
  try {
    const answer = await answerTo({ people: peopleIn(store), config }, positionals, given);
    console.log(json ? JSON.stringify(answer.json) : answer.text);
    return 0;
  } catch (error) {
    if (!isMistake(error)) throw error;
    console.error(`${error.message}\n\n${help}`);
    return 1;
  } finally {
    await store.close();
  }
}

interface Office {
  readonly people: Personnel;
  readonly config: Config;
}

type Given = Readonly<Partial<Record<'name' | 'role' | 'team' | 'email' | 'wecom', string>>>;

const now = (): Date => new Date();

function peopleIn(store: Store): Personnel {
  return personnel({ store, now, teams, staff: createStaff({ store, now }), sessions: staffSessions({ store, now }) });
}

async function teams(): Promise<readonly string[]> {
  const { knowledge } = await loadContent({ root: fileURLToPath(new URL('../..', import.meta.url)) });
  return knowledge.teams.map(({ team }) => team);
}

function answerTo(office: Office, [command, id = '', user]: string[], given: Given): Promise<Answer> {
  if (command === undefined) throw new UsageError('say what to do');
  const commands: Record<string, () => Promise<Answer>> = {
    add: () => add(office, given),
    list: () => list(office),
    change: () => change(office, id, given),
    login: () => login(office, id),
    disable: () => allow(office, 'disable', id),
    enable: () => allow(office, 'enable', id),
    wecom: () => change(office, id, { wecom: user ?? '' }),
  };
  const asked = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (!asked) throw new UsageError(`unknown command "${command}"`);
  if (id === '' && !['add', 'list'].includes(command))
    throw new UsageError(`say whom to ${command} by id; "npm run staff -- list" shows the ids`);
  return asked();
}

async function allow({ people }: Office, deed: 'disable' | 'enable', id: string): Promise<Answer> {
  await people[deed](who, id);
  return { json: { id, disabled: deed === 'disable' }, text: `${id} is ${deed}d` };
}

async function add({ people, config }: Office, given: Given): Promise<Answer> {
  const person = await people.add(who, read(newPersonSchema, given));
  const link = loginLink(config, await people.loginToken(who, person.id));
  const lines = `${person.name} (${person.role}), id ${person.id}\nlogin link:  ${link}\nAPI token:   ${person.token}`;
  return { json: { ...person, loginLink: link }, text: lines };
}

async function list({ people }: Office): Promise<Answer> {
  const all = await people.list(who);
  const lines = all.map(({ id, role, name, team, email, wecom, disabled }) =>
    [id, role.padEnd(10), name, team, email, wecom && `WeCom ${wecom}`, disabled && `disabled ${disabled}`]
      .filter(Boolean)
      .join('  '),
  );
  return { json: all, text: lines.join('\n') || 'nobody yet: add somebody with "npm run staff -- add --name NAME"' };
}

async function change({ people }: Office, id: string, given: Given): Promise<Answer> {
  const emptied = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, value === '' ? null : value]));
  const edit = read(personChangeSchema, emptied);
  if (Object.keys(edit).length === 0) throw new UsageError('change needs something to change');
  await people.change(who, id, edit);
  const changes = Object.entries(edit).map(([key, value]) => `${key}: ${value ?? 'none'}`);
  return { json: { id, ...edit }, text: `${id}: ${changes.join(', ')}` };
}

async function login({ people, config }: Office, id: string): Promise<Answer> {
  const link = loginLink(config, await people.loginToken(who, id));
  return { json: { id, loginLink: link }, text: link };
}

function read<T>(schema: z.ZodType<T>, given: object): T {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const option = String(issue?.path[0]);
  const value = (given as Given)[option as keyof Given];
  if (value === undefined) throw new UsageError(`--${option} is missing`);
  if (issue?.code === 'invalid_value') throw new UsageError(`--${option} "${value}" is none of ${issue.values.join(', ')}`);
  throw new UsageError(`--${option} "${value}" cannot be read; ${forms[option] ?? 'see below'}`);
}

const forms: Readonly<Record<string, string>> = {
  name: 'write 1 to 60 characters',
  email: 'write an address such as lin@example.com',
  wecom: 'write the member id of WeCom',
};

/** What whoever typed it can mend. */
function isMistake(error: unknown): error is Error {
  return [UsageError, NoSuchPersonError, UnreadableValueError].some((kind) => error instanceof kind);
}

class UsageError extends Error {
  override readonly name = 'UsageError';
}
