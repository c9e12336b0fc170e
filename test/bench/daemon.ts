import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process that the bench started, measured from outside and ended by its own pid. */
export interface Daemon {
  readonly pid: number;
  readonly port: number;
  /** CPU time of all its threads so far, in milliseconds. */
  cpuMs(): number;
  rssMiB(): number;
  /** Asks it to end, and insists after ten seconds. */
  stop(): Promise<void>;
  /** What a power cut does. Resolves when the process is gone. */
  kill(): Promise<void>;
  readonly ended: Promise<void>;
  /** The end of what it printed, for a failure's message. */
  output(): string;
}

export interface DaemonSpec {
  readonly command: string;
  readonly args: readonly string[];
  readonly port: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Resolves true when the process can be used. */
  readonly ready: () => Promise<boolean>;
}

const readyWithinMs = 120_000;
const stopWithinMs = 10_000;

export async function startDaemon(spec: DaemonSpec): Promise<Daemon> {
  const child = spawn(spec.command, spec.args, {
    env: { ...process.env, ...spec.env },
    // Away from the project, so that nobody's `.env` is read.
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const daemon = daemonOf(child, spec.port);
  const deadline = Date.now() + readyWithinMs;
  while (!(await spec.ready())) {
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
      await daemon.kill();
      throw new Error(`${spec.command} ${spec.args.join(' ')} did not become ready:\n${daemon.output()}`);
    }
    await sleep(20);
  }
  // Who answers may be another, at a port that this one found in use.
  if (child.exitCode !== null) throw new Error(`${spec.command} ended, and another answers at its port:\n${daemon.output()}`);
  return daemon;
}

/** Whether something on this machine takes connections there. */
export function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

// Whatever ends this process must not leave the others behind.
const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

function daemonOf(child: ChildProcess, port: number): Daemon {
  let tail = '';
  const keep = (chunk: Buffer): void => void (tail = (tail + chunk.toString()).slice(-4000));
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const ended = once(child, 'exit').then(() => void running.delete(child));
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${child.spawnfile} cannot be started: is it installed?`);

  return {
    pid,
    port,
    ended,
    output: () => tail,
    cpuMs: () => cpuMsOf(pid),
    rssMiB: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: async () => {
      child.kill('SIGTERM');
      const late = new AbortController();
      void sleep(stopWithinMs, undefined, { signal: late.signal })
        .then(() => child.kill('SIGKILL'))
        .catch(() => undefined);
      await ended;
      late.abort();
    },
  };
}

// Linux counts a process's time in ticks of 10 ms. The command's name may hold spaces, so fields are counted after its bracket.
function cpuMsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
