// The parts of Wechaty 1.20 that are used here. Its own types are not there unless it is installed, and it is installed on demand.

/** Somebody on WeChat. */
export interface WechatyContact {
  readonly id: string;
  /** 1 is a person; official accounts and companies are others. */
  type(): number;
  say(text: string): Promise<unknown>;
}

export interface WechatyMessage {
  readonly id: string;
  text(): string;
  /** Whether the account itself wrote it: this program, or its owner on the phone. */
  self(): boolean;
  room(): unknown;
  /** Seconds since it was written. */
  age(): number;
  type(): number;
  talker(): WechatyContact;
  listener(): WechatyContact | undefined;
}

/** Where messages come from and go to. */
export interface Puppet {
  readonly id?: string;
}

export interface Wechaty {
  on(event: 'message', listener: (message: WechatyMessage) => void): unknown;
  on(event: 'scan', listener: (code: string) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  on(event: 'login' | 'logout' | 'heartbeat', listener: () => void): unknown;
  readonly Contact: { find(query: { id: string }): Promise<WechatyContact | undefined> };
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface WechatyModule {
  readonly WechatyBuilder: { build(options: { puppet: Puppet }): Wechaty };
  readonly log: { level(level: 'error' | 'silent'): void };
}

export type PuppetClass = new (options: PuppetOptions) => Puppet;

export interface PuppetOptions {
  readonly token?: string;
  readonly endpoint?: string;
  readonly tls?: { readonly disable: boolean };
}
