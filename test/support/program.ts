import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Programs that tests run beside the project, and where they come from. */
export interface Program {
  /** Names it goes by, the preferred one first. */
  readonly names: readonly string[];
  /** Packages that bring it, the preferred one first. */
  readonly debian: readonly string[];
  /** What to do where it cannot be installed from here. */
  readonly advice: string;
}

/** The path of a program; installs it where that can be done without asking. */
export function programPath(program: Program): string {
  const found = find(program.names);
  if (found) return found;
  if (process.getuid?.() === 0 && find(['apt-get'])) install(program.debian);
  const installed = find(program.names);
  if (installed) return installed;
  throw new Error(`the tests need ${program.names[0]}, which is not installed: ${program.advice}`);
}

function find(names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function install([debian = '', ...others]: readonly string[]): void {
  // Debian starts a server that it installs, but not at run level 1; the tests want none but their own.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const options = { env, stdio: 'pipe', timeout: 300_000 } as const;
  try {
    execFileSync('apt-get', ['update', '-q'], options);
    execFileSync('apt-get', ['install', '-qy', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120', debian], options);
  } catch (cause) {
    if (others.length > 0) return install(others);
    throw new Error(`"apt-get install ${debian}" failed, and the tests need it`, { cause });
  }
}
