import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

function ran(script: string): string {
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: root, encoding: 'utf8' }).trim();
}

test('Botkit starts without the dialogs and Azure clients that it brings', () => {
  const loaded = ran(`
    import { createRequire } from 'node:module';
    const { createController } = await import('./bot/controller.ts');
    createController({ adapter: { name: 'none' }, conversation: async () => {} });
    const files = Object.keys(createRequire(process.cwd() + '/x.js').cache);
    console.log(files.filter((file) => /node_modules.(botbuilder-dialogs|botframework-connector|axios)./.test(file)).length);`);
  expect(loaded).toBe('0');
});

test('a plugin that asks for the real ones gets them, with the classes that Botkit has', () => {
  const found = ran(`
    import { createRequire } from 'node:module';
    const ours = await import('./bot/botkit/botkit.ts');
    const require = createRequire(process.cwd() + '/x.js');
    const { TurnContext, BotAdapter, BotFrameworkAdapter } = createRequire(require.resolve('botkit'))('botbuilder');
    const { Botkit, BotkitConversation } = require('botkit');
    console.log([TurnContext === ours.TurnContext, BotAdapter === ours.BotAdapter, typeof BotFrameworkAdapter, Botkit === ours.Botkit, typeof BotkitConversation].join());`);
  expect(found).toBe('true,true,function,true,function');
});

test('dialogs still work for a plugin that adds one', () => {
  const added = ran(`
    import { createRequire } from 'node:module';
    const { createController } = await import('./bot/controller.ts');
    const { BotkitConversation } = createRequire(process.cwd() + '/x.js')('botkit');
    const controller = createController({ adapter: { name: 'none' }, conversation: async () => {} });
    const talk = new BotkitConversation('talk', controller);
    talk.say('hello');
    controller.addDialog(talk);
    console.log(controller.dialogSet.find('talk') === talk);`);
  expect(added).toBe('true');
});
