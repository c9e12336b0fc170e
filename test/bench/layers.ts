export interface Frame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
}

/** The parts of a `.cpuprofile` that are used here. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: Frame;
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** Microseconds by name, the largest first. */
export type Times = readonly (readonly [name: string, us: number])[];

export interface Layers {
  readonly totalUs: number;
  /** Time with a layer's function nearest to the leaf: what a layer costs without the layers it calls. */
  readonly own: Times;
  /** Time with any function of the layer on the stack. */
  readonly inclusive: Times;
  readonly functionsOwn: Times;
  readonly functionsInclusive: Times;
}

// The first that matches a frame's file names its layer. Native functions (JSON.parse, write) count for who calls them.
const layers: readonly (readonly [string, RegExp])[] = [
  ['zod', /node_modules\/zod\//],
  ['redis client', /node_modules\/@?redis\//],
  ['botkit + botbuilder', /node_modules\/(botkit|botbuilder|botframework)/],
  ['express', /node_modules\/(express|router|body-parser|helmet|finalhandler|send|qs|raw-body|accepts)\//],
  ['other packages', /node_modules\//],
  ['understanding', /\/bot\/(understanding\/|hearing)/],
  ['flow engine', /\/flows\//],
  ['knowledge', /\/knowledge\//],
  ['wording', /\/bot\/(wording\/|content\/)/],
  ['store', /\/bot\/store\//],
  ['leads', /\/bot\/leads\//],
  ['turn, conversation', /\/bot\//],
  ['web adapter', /\/adapters\//],
  ['node crypto', /^node:(internal\/)?crypto/],
  ['node http, net, streams', /^node:/],
];

/** Where a profile's time went after its first `skipUs` (the start of the process); idle time left out. */
export function layersOf(profile: CpuProfile, skipUs: number): Layers {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(profile.nodes.flatMap(({ id, children }) => (children ?? []).map((child) => [child, id] as const)));
  const stackOf = (leaf: number): readonly Frame[] => {
    const stack: Frame[] = [];
    for (let id: number | undefined = leaf; id !== undefined; id = parents.get(id)) stack.push(...frameOf(nodes.get(id)));
    return stack;
  };
  const own = new Map<string, number>();
  const inclusive = new Map<string, number>();
  const functionsOwn = new Map<string, number>();
  const functionsInclusive = new Map<string, number>();
  let totalUs = 0;
  let atUs = 0;

  profile.samples.forEach((leaf, index) => {
    const us = profile.timeDeltas[index] ?? 0;
    atUs += us;
    if (atUs < skipUs) return;
    const stack = stackOf(leaf);
    const [top] = stack;
    if (!top || top.functionName === '(idle)') return;
    totalUs += us;
    const named = stack.flatMap((frame) => layerOf(frame.url) ?? []);
    add(own, named[0] ?? (top.functionName || '(native)'), us);
    for (const layer of new Set(named)) add(inclusive, layer, us);
    add(functionsOwn, nameOf(top), us);
    for (const name of new Set(stack.map(nameOf))) add(functionsInclusive, name, us);
  });
  return {
    totalUs,
    own: sorted(own),
    inclusive: sorted(inclusive),
    functionsOwn: sorted(functionsOwn),
    functionsInclusive: sorted(functionsInclusive),
  };
}

function frameOf(node: CpuProfile['nodes'][number] | undefined): readonly Frame[] {
  return node ? [node.callFrame] : [];
}

function layerOf(url: string): string | null {
  return layers.find(([, pattern]) => pattern.test(url))?.[0] ?? null;
}

function nameOf({ functionName, url, lineNumber }: Frame): string {
  const file = url.replace(/^.*\/node_modules\//, '').replace(/^file:.*\/(bot|flows|knowledge|adapters|test)\//, '$1/');
  // A regular expression's name is its source: cut, or one would make the whole table as wide.
  return `${(functionName || '(anonymous)').slice(0, 60)}${file ? ` ${file}:${lineNumber + 1}` : ''}`;
}

function add(times: Map<string, number>, name: string, us: number): void {
  times.set(name, (times.get(name) ?? 0) + us);
}

function sorted(times: ReadonlyMap<string, number>): Times {
  return [...times].toSorted((a, b) => b[1] - a[1]);
}
