import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Daemon } from './daemon.ts';
import { drive, type Drive } from './drive.ts';
import { median } from './median.ts';

export interface Contestant {
  readonly name: string;
  readonly server: Daemon;
  readonly redis?: Daemon | undefined;
}

export const texts = parse(readFileSync(new URL('./dialogue.yaml', import.meta.url), 'utf8')) as readonly string[];

/** As many as BUDGETS are stated for. */
export const atOnce = 64;

interface Rounds {
  readonly count: number;
  readonly roundMs: number;
  /** Turns a second; absent: as fast as they are answered. */
  readonly rateOf?: (contestant: Contestant) => number;
  readonly warmDialogues?: number;
}

/**
 * Drives the contestants in turn, round after round, so that what else the machine does meets all of them, and returns for
 * each the medians over its rounds. A first, shorter round (or `warmDialogues` before it) warms each up and tells how many
 * dialogues fill a round.
 */
export async function rounds(
  contestants: readonly Contestant[],
  { count, roundMs, rateOf, warmDialogues }: Rounds,
): Promise<ReadonlyMap<string, Drive>> {
  const dialogues = new Map<string, number>();
  for (const contestant of contestants) {
    const warm = await warmed(contestant, warmDialogues);
    const rate = rateOf?.(contestant) ?? warm.turnsPerSecond;
    const wanted = ((rate / 1000) * roundMs) / texts.length;
    dialogues.set(contestant.name, Math.max(1, Math.round(wanted / atOnce)) * atOnce);
  }
  const drives = new Map<string, Drive[]>(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < count; round += 1) {
    for (const contestant of contestants) {
      const rate = rateOf && { rate: rateOf(contestant) };
      const done = await drive(contestant, { dialogues: dialogues.get(contestant.name) ?? atOnce, atOnce, texts, ...rate });
      drives.get(contestant.name)?.push(done);
    }
  }
  return new Map([...drives].map(([name, list]) => [name, medians(list)]));
}

async function warmed(contestant: Contestant, dialogues = 0): Promise<Drive> {
  if (dialogues > 0) await drive(contestant, { dialogues, atOnce, texts });
  return drive(contestant, { dialogues: atOnce * 4, atOnce, texts });
}

function medians(drives: readonly Drive[]): Drive {
  const middle = (of: (drive: Drive) => number): number => median(drives.map(of));
  return {
    turns: middle(({ turns }) => turns),
    elapsedMs: middle(({ elapsedMs }) => elapsedMs),
    p50Ms: middle(({ p50Ms }) => p50Ms),
    p99Ms: middle(({ p99Ms }) => p99Ms),
    silent: Math.max(...drives.map(({ silent }) => silent)),
    turnsPerSecond: middle(({ turnsPerSecond }) => turnsPerSecond),
    cpuMsPerTurn: middle(({ cpuMsPerTurn }) => cpuMsPerTurn),
    redisCpuMsPerTurn: middle(({ redisCpuMsPerTurn }) => redisCpuMsPerTurn),
  };
}
