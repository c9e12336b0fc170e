import { parseArgs } from 'node:util';
import { type Config, loadConfig } from '../config.ts';
import { loginLink } from '../leads/login-link.ts';
import { createStaff, type Staff } from '../leads/staff.ts';
import type { StaffMember } from '../ports.ts';
import { openStore } from '../store/open.ts';

const help = `npm run staff -- add --name NAME [--role consultant|manager|owner]
npm run staff -- list
npm run staff -- login ID
npm run staff -- disable ID
npm run staff -- wecom ID USER

People of the console. "add" prints a login link, which works once within 15 minutes, and an API token, which is shown this
once. "login" prints a new link. "disable" shuts a person out with the next request.
"wecom" tells who somebody is in WeCom: chats that they take there are theirs here. All of it works while the server runs.

  --json   print JSON
  --help   this text`;

const roles: readonly string[] = ['consultant', 'manager', 'owner'] satisfies StaffMember['role'][];

interface Answer {
  readonly json: unknown;
  readonly text: string;
}

/** Adds, lists and disables people of the console; resolves to the exit code. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { name: { type: 'string' }, role: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const config = loadConfig(process.env);
  const store = await openStore(config);
  try {
    const staff = createStaff({ store, now: () => new Date() });
    const answer = await answerTo({ staff, config }, positionals, values);
    console.log(values.json ? JSON.stringify(answer.json) : answer.text);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n\n${help}`);
    return 1;
  } finally {
    await store.close();
  }
}

interface Office {
  readonly staff: Staff;
  readonly config: Config;
}

async function answerTo(
  office: Office,
  [command, id, user]: string[],
  { name, role }: { name?: string; role?: string },
): Promise<Answer> {
  switch (command) {
    case 'add':
      return add(office, name, role ?? 'consultant');
    case 'list':
      return list(office);
    case 'login':
      return login(office, id);
    case 'disable':
      return disable(office, id);
    case 'wecom':
      return wecom(office, id, user);
    case undefined:
      throw new UsageError('say what to do');
    default:
      throw new UsageError(`unknown command "${command}"`);
  }
}

async function add({ staff, config }: Office, name: string | undefined, role: string): Promise<Answer> {
  if (!name?.trim()) throw new UsageError('add needs --name');
  if (!roles.includes(role)) throw new UsageError(`--role must be one of ${roles.join(', ')}`);
  const person = await staff.add({ name: name.trim(), role: role as StaffMember['role'] });
  const link = loginLink(config, await staff.loginToken(person.id));
  const text = `${person.name} (${person.role}), id ${person.id}\nlogin link:  ${link}\nAPI token:   ${person.token}`;
  return { json: { ...person, loginLink: link }, text };
}

async function list({ staff }: Office): Promise<Answer> {
  const people = await staff.list();
  const lines = people.map(
    ({ id, role, name, disabled }) => `${id}  ${role.padEnd(10)}  ${name}${disabled ? `  disabled ${disabled}` : ''}`,
  );
  return { json: people, text: lines.join('\n') || 'nobody yet: add somebody with "npm run staff -- add --name NAME"' };
}

async function disable({ staff }: Office, id = ''): Promise<Answer> {
  if (!(await staff.disable(id))) throw new UsageError(`there is nobody with the id "${id}"`);
  return { json: { id, disabled: true }, text: `${id} is disabled` };
}

async function wecom({ staff }: Office, id: string | undefined, user: string | undefined): Promise<Answer> {
  if (!user) throw new UsageError('wecom needs the user id that WeCom knows the person by');
  if (!id || !(await staff.setWecom(id, user))) throw new UsageError(`there is nobody with the id "${id ?? ''}"`);
  return { json: { id, wecom: user }, text: `${id} is ${user} in WeCom` };
}

async function login({ staff, config }: Office, id: string | undefined): Promise<Answer> {
  const person = id ? await staff.find(id) : null;
  if (!person) throw new UsageError(`there is nobody with the id "${id ?? ''}" who may sign in`);
  const link = loginLink(config, await staff.loginToken(person.id));
  return { json: { id: person.id, loginLink: link }, text: link };
}

class UsageError extends Error {
  override readonly name = 'UsageError';
}
