import { parseArgs } from 'node:util';
import { crash } from './crash.ts';
import { engine } from './engine.ts';
import { documents } from './documents.ts';
import { leads } from './leads.ts';
import { profile } from './profile.ts';
import { retrieval } from './retrieval.ts';
import { stores } from './stores.ts';
import { tableOf, type Part } from './table.ts';
import { turn } from './turn.ts';
import { understanding } from './understanding.ts';
import { wechatFaults } from './wechat-faults.ts';
import { widget } from './widget.ts';

const parts: readonly Part[] = [
  turn,
  engine,
  understanding,
  retrieval,
  documents,
  stores,
  leads,
  widget,
  crash,
  wechatFaults,
  profile,
];
/** Too long, or of no budget: only when named. */
const onDemand: readonly Part[] = [crash, wechatFaults, profile];

const help = `Usage: npm run bench -- [part …]
Measures the parts and prints a table with budget and, where speed depends on the machine, a baseline measured in the same
run, alternating, medians of at least three rounds. Without a part: all but ${onDemand.map(({ name }) => name).join(' and ')}. Needs redis-server, and chromium for widget.

${parts.map(({ name, how }) => `  ${name.padEnd(14)} ${how}`).join('\n')}`;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { help: { type: 'boolean' } } });
const unknown = positionals.find((name) => !parts.some((part) => part.name === name));

if (values.help) console.log(help);
else if (unknown) {
  console.error(`there is no part ${unknown}\n\n${help}`);
  process.exitCode = 2;
} else {
  const chosen = parts.filter((part) => (positionals.length > 0 ? positionals.includes(part.name) : !onDemand.includes(part)));
  for (const part of chosen) {
    const start = performance.now();
    console.log(`\n${part.name}: ${part.how}`);
    const rows = await part.run();
    console.log(tableOf(rows));
    console.log(`(${((performance.now() - start) / 1000).toFixed(0)} s)`);
    // A row over its budget fails the command, so that scripts see it.
    if (rows.some(({ met }) => met === false)) process.exitCode = 1;
  }
}
