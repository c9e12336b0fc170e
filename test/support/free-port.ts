import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Below those that a system gives out by itself, so that no other takes one while its server is being started again.
const ports = { first: 10_000, count: 20_000 };
let next = (process.pid * 37) % ports.count;

/** A port that was free a moment ago, and that nobody else is given while this process lives: two servers at one would be taken for each other. */
export async function freePort(): Promise<number> {
  for (;;) {
    next = (next + 1) % ports.count;
    const port = ports.first + next;
    if (reserve(port) && (await isFree(port))) return port;
  }
}

const reserved = new Set<string>();
process.once('exit', () => reserved.forEach((file) => rmSync(file, { force: true })));

/** Whoever else runs tests or benches on this machine sees by the file that the port is given, and by the process in it whether it still is. */
function reserve(port: number): boolean {
  const file = join(tmpdir(), `yinlu-port-${port}`);
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    reserved.add(file);
    return true;
  } catch {
    if (!isHeld(file)) rmSync(file, { force: true });
    return false;
  }
}

function isHeld(file: string): boolean {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
