import { parseArgs } from 'node:util';
import { loadConfig } from '../config.ts';
import { exportLead } from '../leads/personal-data.ts';
import { NoSuchLeadError } from '../ports.ts';
import { openStore } from '../store/open.ts';

const help = `npm run export -- --lead ID

Prints everything that is kept about the person of a lead as JSON: what was said, what is known, who read it. Works while the
server runs.

  --lead ID   the lead, as the console and the staff API name it (l_...)
  --help      this text`;

/** Prints a person's data; resolves to the exit code. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { lead: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help || !values.lead) {
    console.log(help);
    return values.help ? 0 : 1;
  }
  const store = await openStore(loadConfig(process.env));
  try {
    const data = await exportLead(store, { lead: values.lead, who: 'command line', at: new Date().toISOString() });
    console.log(JSON.stringify(data, null, 2));
    return 0;
  } catch (error) {
    if (!(error instanceof NoSuchLeadError)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    await store.close();
  }
}
