import type { ServiceState, WecomWorld } from './wecom-world.ts';
import { windowMs } from './wecom-world.ts';

/** A customer in WeChat, in the chat with one account. */
export class Customer {
  readonly #world: WecomWorld;
  readonly #push: (account: string) => void;
  readonly account: string;
  readonly user: string;

  constructor(world: WecomWorld, push: (account: string) => void, { account, user }: { account: string; user: string }) {
    this.#world = world;
    this.#push = push;
    this.account = account;
    this.user = user;
  }

  get chat() {
    return this.#world.chat(this.account, this.user);
  }

  /** What came from the bot, in order. */
  get texts(): string[] {
    return this.chat.received.map(({ text }) => text);
  }

  /** Opens the chat, perhaps by a link with a scene. Returns the id of the event. */
  enter({ scene = '', param = '' }: { scene?: string; param?: string } = {}): string {
    const account = this.#world.account(this.account);
    const { chat } = this;
    const now = this.#world.now();
    const recently = (at: number | undefined): boolean => at !== undefined && now - at < windowMs;
    const isNew = !recently(chat.welcomed) && !recently(chat.inbound);
    chat.context = { scene, scene_param: param };
    const id = this.#world.appendEvent(account, this.user, {
      event_type: 'enter_session',
      scene,
      scene_param: param,
      ...(isNew && { welcome_code: this.#world.newCode(account, this.user, 'welcome') }),
    });
    this.#push(this.account);
    return id;
  }

  say(content: string, more: Record<string, unknown> = {}): string {
    return this.send({ msgtype: 'text', text: { content, ...more } });
  }

  /** Taps an item of the last menu. */
  tap(label: string): string {
    const menu = this.chat.received.findLast(({ msgtype }) => msgtype === 'msgmenu');
    const choice = menu?.choices.find((each) => each.label === label);
    if (!choice) throw new Error(`there is no "${label}" to tap: ${JSON.stringify(menu?.choices)}`);
    return this.say(label, { menu_id: choice.id });
  }

  /** Sends a message of any kind. */
  send(message: Record<string, unknown>): string {
    const account = this.#world.account(this.account);
    const { chat } = this;
    if (chat.state === 4) {
      const [servicer] = [...account.servicers].find(([, serving]) => serving) ?? [];
      const isTaken = account.autoAssign && servicer !== undefined;
      chat.state = isTaken ? 3 : 0;
      chat.servicer = isTaken ? servicer : undefined;
    }
    chat.inbound = this.#world.now();
    chat.active = chat.inbound;
    chat.sent = 0;
    const id = this.#world.append(account, { open_kfid: this.account, external_userid: this.user, origin: 3, ...message });
    this.#push(this.account);
    return id;
  }

  recall(id: string): void {
    this.#event({ event_type: 'user_recall_msg', recall_msgid: id });
  }

  /** Tencent finds afterwards that a message was not delivered. */
  failed(msgid: string, type: number): void {
    this.#event({ event_type: 'msg_send_fail', fail_msgid: msgid, fail_type: type });
  }

  /** A servicer writes in the WeCom app, which gives the chat to them whatever state it is in. */
  servicerSays(servicer: string, content: string): string {
    const account = this.#world.account(this.account);
    const before = this.chat.state;
    if (before === 2 || before === 4) this.#status(before === 2 ? 1 : 4, 3, { new_servicer_userid: servicer });
    this.#become(3, servicer);
    const id = this.#world.append(account, {
      open_kfid: this.account,
      external_userid: this.user,
      origin: 5,
      servicer_userid: servicer,
      msgtype: 'text',
      text: { content },
    });
    this.#push(this.account);
    return id;
  }

  /** A servicer takes the chat from the pool without a word. */
  servicerTakes(servicer: string): void {
    this.#status(1, 3, { new_servicer_userid: servicer });
    this.#become(3, servicer);
    this.#push(this.account);
  }

  servicerHandsTo(servicer: string): void {
    this.#status(2, 3, { old_servicer_userid: this.chat.servicer, new_servicer_userid: servicer });
    this.#become(3, servicer);
    this.#push(this.account);
  }

  /** The servicer ends the session. */
  servicerEnds(): void {
    const { servicer } = this.chat;
    this.#become(4, undefined);
    this.#status(3, 4, { old_servicer_userid: servicer });
    this.#push(this.account);
  }

  #become(state: ServiceState, servicer: string | undefined): void {
    this.chat.state = state;
    this.chat.servicer = servicer;
    this.chat.active = this.#world.now();
  }

  #status(change: 1 | 2 | 3 | 4, state: ServiceState, more: Record<string, unknown>): void {
    const account = this.#world.account(this.account);
    const occasion = change === 1 ? 'taken' : 'ended';
    const code = change === 1 || change === 3 ? { msg_code: this.#world.newCode(account, this.user, occasion) } : {};
    this.#become(state, this.chat.servicer);
    this.#world.appendEvent(account, this.user, {
      event_type: 'session_status_change',
      change_type: change,
      ...more,
      ...code,
    });
  }

  #event(event: Record<string, unknown>): void {
    this.#world.appendEvent(this.#world.account(this.account), this.user, event);
    this.#push(this.account);
  }
}
