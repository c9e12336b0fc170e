import { createRequire } from 'node:module';
import type { BotAdapter as BotAdapterClass, TurnContext as TurnContextClass } from 'botbuilder-core';
import type { Botkit as BotkitClass, BotWorker as BotWorkerClass } from 'botkit';

// Botkit 4.15 loads Microsoft's dialogs and its clients for Azure with the first line of it: two thousand modules, 100 MB and most of
// the time of a start, of which a controller without dialogs and with adapters of its own uses nothing. They are stood in for while
// Botkit loads and read when something is really asked of them; whoever requires them later (a plugin for Slack, say) gets the real
// ones, and the same classes.
const require = createRequire(import.meta.url);

const botkit = createRequire(require.resolve('botkit'));
const core = createRequire(botkit.resolve('botbuilder-core'));

/** What Botkit needs at once of `botbuilder`, which hands it on from `botbuilder-core`. */
const early: Readonly<Record<string, string>> = {
  TurnContext: './turnContext.js',
  ConversationState: './conversationState.js',
};

const loaded = withStandIns(
  {
    [botkit.resolve('botbuilder')]: (name) => {
      const file = early[name];
      return file === undefined ? undefined : (core(file) as Record<string, unknown>)[name];
    },
    [botkit.resolve('botbuilder-dialogs')]: (name) => (name === 'DialogSet' ? LateDialogSet : undefined),
    [botkit.resolve('./adapter.js')]: () => undefined,
    [botkit.resolve('express')]: () => undefined,
    [botkit.resolve('body-parser')]: () => undefined,
    [botkit.resolve('botbuilder-core')]: () => undefined,
    [core.resolve('./storage.js')]: () => undefined,
    [core.resolve('botframework-schema')]: () => undefined,
  },
  () => ({
    Botkit: (botkit('./core.js') as { Botkit: typeof BotkitClass }).Botkit,
    BotWorker: (botkit('./botworker.js') as { BotWorker: typeof BotWorkerClass }).BotWorker,
    BotAdapter: (core('./botAdapter.js') as { BotAdapter: typeof BotAdapterClass }).BotAdapter,
    TurnContext: (core('./turnContext.js') as { TurnContext: typeof TurnContextClass }).TurnContext,
  }),
);

export const { Botkit, BotWorker, BotAdapter, TurnContext } = loaded;

/** Says what a stood-in module has under a name; undefined leaves it to the real one. */
type Known = (name: string) => unknown;

function withStandIns<T>(known: Readonly<Record<string, Known>>, load: () => T): T {
  const absent = Object.keys(known).filter((file) => !require.cache[file]);
  for (const file of absent) require.cache[file] = standIn(file, known[file] as Known);
  try {
    return load();
  } finally {
    for (const file of absent) delete require.cache[file];
  }
}

function standIn(file: string, known: Known): NodeJS.Module {
  const real = (): object => require(file) as object;
  // A function, because some modules are one.
  const exports = new Proxy(() => {}, {
    get: (_, name) => (typeof name === 'string' ? known(name) : undefined) ?? Reflect.get(real(), name),
    apply: (_, self, args) => Reflect.apply(real() as () => unknown, self, args),
  });
  return { id: file, filename: file, loaded: true, exports, children: [], paths: [] } as unknown as NodeJS.Module;
}

/** Botkit makes a set of dialogs when it starts, whether there will be dialogs or not. */
class LateDialogSet {
  readonly #state: unknown;
  #real: object | undefined;

  constructor(state: unknown) {
    this.#state = state;
    return new Proxy(this, { get: (_, name) => bound(this.#set(), name) });
  }

  #set(): object {
    const { DialogSet } = botkit('botbuilder-dialogs') as { DialogSet: new (state: unknown) => object };
    return (this.#real ??= new DialogSet(this.#state));
  }
}

function bound(target: object, name: PropertyKey): unknown {
  const value: unknown = Reflect.get(target, name);
  return typeof value === 'function' ? value.bind(target) : value;
}
