import { parseArgs } from 'node:util';
import { loadConfig } from '../config.ts';
import { eraseLead } from '../leads/personal-data.ts';
import { NoSuchLeadError } from '../ports.ts';
import { openStore } from '../store/open.ts';

const help = `npm run erase -- --lead ID [--json]

Removes everything that is kept about the person of a lead: conversation, contact, quotes, notifications that wait. It cannot be
undone. Only the note that it was done stays, in the audit trail. Works while the server runs.

  --lead ID   the lead, as the console and the staff API name it (l_...)
  --json      print JSON
  --help      this text`;

/** Erases a person; resolves to the exit code. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { lead: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help || !values.lead) {
    console.log(help);
    return values.help ? 0 : 1;
  }
  const store = await openStore(loadConfig(process.env));
  try {
    await eraseLead(store, { lead: values.lead, who: 'command line', at: new Date().toISOString() });
    console.log(values.json ? JSON.stringify({ lead: values.lead, erased: true }) : `${values.lead} is erased`);
    return 0;
  } catch (error) {
    if (!(error instanceof NoSuchLeadError)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    await store.close();
  }
}
