import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loaded } from '../../adapters/wechat/wechaty/load.ts';
import type { Puppet, PuppetClass, PuppetOptions } from '../../adapters/wechat/wechaty/parts.ts';

const folder = fileURLToPath(new URL('../../adapters/wechat/wechaty/', import.meta.url));

/** Wechaty is no part of the ordinary install: the tests install it once, as `npm run wechaty` does. */
export function installWechaty(): void {
  if (existsSync(`${folder}node_modules/wechaty-puppet-service/package.json`)) return;
  const options = { cwd: folder, stdio: 'pipe', timeout: 240_000 } as const;
  try {
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], options);
  } catch (cause) {
    throw new Error('the tests need Wechaty, and it could not be installed: run "npm run wechaty"', { cause });
  }
}

/** Somebody on the simulated WeChat. */
export interface MockContact {
  say(text: string): { to(other: unknown): void };
  on(event: 'message', listener: (message: MockMessage) => void): void;
}

interface MockMessage {
  text(): string;
  talker(): { readonly id: string };
}

interface Mocker {
  createContact(payload: { id: string; name: string; type?: number }): MockContact;
  createRoom(payload: { memberIdList: string[] }): unknown;
  login(user: MockContact): void;
}

export interface MockPuppet extends Puppet {
  emit(event: 'message', payload: { messageId: string }): boolean;
  on(event: 'message', listener: (payload: { messageId: string }) => void): unknown;
}

export interface MockWechat {
  readonly mocker: Mocker;
  readonly puppet: MockPuppet;
}

/** Wechaty's own mock of WeChat. */
export async function mockWechat(): Promise<MockWechat> {
  const { PuppetMock, mock } = (await loaded('wechaty-puppet-mock')) as unknown as {
    PuppetMock: new (options: { mocker: Mocker }) => MockPuppet;
    mock: { Mocker: new () => Mocker };
  };
  const mocker = new mock.Mocker();
  return { mocker, puppet: new PuppetMock({ mocker }) };
}

interface Gateway {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Wechaty's own gRPC: a server around a puppet, and a puppet that talks to it. */
export async function gateway(): Promise<{
  readonly Server: new (options: PuppetOptions & { readonly puppet: Puppet }) => Gateway;
  readonly Service: PuppetClass;
}> {
  const { PuppetServer: Server, PuppetService: Service } = (await loaded('wechaty-puppet-service')) as never;
  return { Server, Service };
}
