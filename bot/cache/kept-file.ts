import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Where a start keeps what the next one need not make again, in the project under `root`. */
export function keptFolder(root: string): string {
  return join(root, 'node_modules/.cache/yinlu');
}

/** Keeps it where the project may be written to; else it is made anew each time. Several processes may keep the same at once: the last one stays. */
export async function keepFile(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    const own = `${file}.${process.pid}`;
    await writeFile(own, content);
    await rename(own, file);
  } catch {
    // Nothing depends on it.
  }
}
