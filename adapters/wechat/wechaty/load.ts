import type { PuppetClass, WechatyModule } from './parts.ts';

/** Wechaty, or the puppet that was named, is not installed. */
export class WechatyMissingError extends Error {
  override readonly name = 'WechatyMissingError';
  readonly retryable = false;
  /** The command that mends it. */
  readonly how: string;

  constructor(missing: string) {
    const own = 'npm run wechaty';
    const puppet = `${own} && npm install --no-save --ignore-scripts --prefix adapters/wechat/wechaty ${missing}`;
    const how = missing.startsWith('wechaty-puppet') ? puppet : own;
    super(`WECHATY_PUPPET is set, but ${missing} is not installed: run \`${how}\` in the project's folder`);
    this.how = how;
  }
}

/** Wechaty itself: half a minute to install, two seconds and ninety megabytes of memory to load, so only who uses it does. */
export async function loadWechaty(): Promise<WechatyModule> {
  return (await loaded('wechaty')) as unknown as WechatyModule;
}

/** The class of a puppet, by the name of its package. */
export async function loadPuppet(name: string): Promise<PuppetClass> {
  const module = await loaded(name);
  const found = Object.entries(module).find(([key, value]) => /^Puppet[A-Z]/.test(key) && typeof value === 'function');
  if (!found) throw new WechatyMissingError(name);
  return found[1] as PuppetClass;
}

/** A package as it is installed beside this file. */
export async function loaded(name: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await import(name)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new WechatyMissingError(name);
  }
}
