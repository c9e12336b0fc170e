import type { Message } from '../../../bot/message.ts';
import type { Language } from '../../../bot/session/session.ts';
import type { Access, Batch } from './api.ts';
import type { ChatParts, ChatState } from './chat-state.ts';
import type { ServerEvent } from './event-parser.ts';
import { listen } from './events.ts';
import { accessOf, forgotten, type Keeper, keeper as keeperOf, type Kept, type Owner, type Pending } from './kept.ts';
import { exclusively } from './lock.ts';
import { drop, mark, outbox } from './outbox.ts';
import { backoffMs, hurry, pause } from './pause.ts';
import { owning, taking } from './taking.ts';
import { cursorOf, emptyTranscript, type Transcript, withMessages } from './transcript.ts';

/** How long a `typing` event holds when nothing follows. */
const typingMs = 6000;
/** A tab out of sight stops listening after this long: browsers allow few connections to one server. */
const hiddenMs = 60_000;

/** The conversation as this tab sees it: what is said, what is on its way, who answers. Everything shown comes from `state`. */
export class Chat {
  state: ChatState;
  readonly #parts: ChatParts;
  readonly #keeper: Keeper;
  readonly #lock: string;
  readonly #flush: () => Promise<void>;
  #transcript: Transcript = emptyTranscript;
  #conversation: string | undefined;
  #listening: AbortController | undefined;
  #connecting = false;
  #renewals = 0;
  #reading = false;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #hidden: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: ChatParts) {
    this.#parts = parts;
    this.#lock = `yinlu:${parts.origin}`;
    this.#keeper = keeperOf(parts.origin, (kept) => this.#keptChanged(kept));
    const kept = this.#keeper.now;
    this.#conversation = kept.conversation;
    this.state = { kept, messages: [], connected: navigator.onLine, typing: false };
    this.#flush = outbox({
      api: parts.api,
      keeper: this.#keeper,
      exclusively: (act) => exclusively(this.#lock, act),
      access: () => this.#access(),
      onReplied: (message, batch) => this.#replied(message, batch),
      onGone: (access) => this.#renew(access),
      onConnection: (connected) => this.#set({ connected }),
    });
    // After a reload nobody waits any more for what was accepted: sent again, it brings its replies.
    this.#keeper.change(({ queue }) => ({
      queue: queue.map((entry) => (entry.state === 'accepted' ? { ...entry, state: 'waiting' } : entry)),
    }));
    addEventListener('offline', () => this.#set({ connected: false }));
    document.addEventListener('visibilitychange', () => this.#attend());
  }

  /** Opens the conversation or takes it up where it was left, and keeps trying until there is one. */
  async connect(): Promise<void> {
    if (this.#connecting || this.#listening) return;
    this.#connecting = true;
    for (let failures = 0; !this.#listening; failures++) {
      await this.#connectOnce().catch(() => this.#set({ connected: false }));
      if (!this.#listening) await pause(backoffMs(failures));
    }
    this.#connecting = false;
    void this.#flush();
  }

  /** While `reading`, what comes in is read. The page may be in another language than the one the talk was had on. */
  reading(reading: boolean): void {
    this.#reading = reading;
    this.#markRead();
    if (reading) this.#tell();
  }

  send(text: string, choice?: string): void {
    const entry: Pending = {
      id: `${Date.now()}-${Math.random()}`, // randomUUID is not there on plain http
      text,
      at: new Date().toISOString(),
      after: cursorOf(this.#transcript),
      state: 'queued',
      ...(choice !== undefined && { choice }),
    };
    this.#keeper.change(({ queue }) => ({ queue: [...queue, entry] }));
    void this.#flush();
  }

  retry(id: string): void {
    mark(this.#keeper, id, 'queued');
    hurry();
    void this.#flush();
  }

  /** Takes a message back that was not sent. */
  withdraw(id: string): void {
    drop(this.#keeper, id);
  }

  /** Asks for a way into WeChat; it comes as a message with a code to scan. */
  goOn(): void {
    const access = accessOf(this.#keeper.now);
    if (access) this.#parts.api.goOn(access).catch(() => {});
  }

  begin(): void {
    this.#keeper.change((kept) => forgotten(kept, false));
    void this.connect();
  }

  speak(language: Language): void {
    this.#keeper.change(() => ({ language }));
    this.#tell();
  }

  /** Tells the bot which language is wanted, once. */
  #tell(): void {
    const { language } = this.#parts.opening();
    const access = accessOf(this.#keeper.now);
    if (!access || this.#keeper.now.told === language) return;
    this.#keeper.change(() => ({ told: language }));
    this.#parts.api.speak(access, language).catch(() => this.#keeper.change(() => ({ told: undefined })));
  }

  async #connectOnce(): Promise<void> {
    const access = await this.#access();
    this.#listen(access);
    // The events bring everything, but one by one: a long conversation is there sooner at once.
    if (cursorOf(this.#transcript) === 0) await this.#fetch(access).catch(() => {});
  }

  /** The conversation's key; opens one when there is none. Of several tabs only one does. */
  async #access(): Promise<Access> {
    const known = accessOf(this.#keeper.now);
    return (
      known ??
      exclusively(this.#lock, async () => {
        const theirs = accessOf(this.#keeper.refresh());
        if (theirs) return theirs;
        const opening = this.#parts.opening();
        const { messages, conversation, token } = await this.#parts.api.open(opening);
        this.#keeper.change(() => ({ conversation, token, told: opening.language }));
        this.#take(messages);
        return { conversation, token };
      })
    );
  }

  #listen(access: Access): void {
    if (this.#listening) return;
    const listening = (this.#listening = new AbortController());
    void listen(
      {
        connect: (signal) => this.#parts.api.events(access, cursorOf(this.#transcript), signal),
        onEvent: (event) => this.#event(event),
        onConnection: (connected) => this.#set({ connected }),
        onGone: () => this.#renew(access),
      },
      listening.signal,
    );
  }

  #event({ event, data }: ServerEvent): void {
    const value = JSON.parse(data) as Message & Owner & { from: string };
    if (event === 'message') this.#take([value]);
    else if (event === 'state') this.#keeper.change((kept) => owning(kept, value, cursorOf(this.#transcript)));
    else if (event === 'typing' && value.from !== 'prospect') {
      clearTimeout(this.#typing);
      this.#typing = setTimeout(() => this.#set({ typing: false }), typingMs);
      this.#set({ typing: true });
    }
  }

  async #replied({ text, at }: Pending, { messages, cursor }: Batch): Promise<void> {
    const known = cursorOf(this.#transcript);
    const first = messages[0]?.seq ?? cursor + 1;
    // When one message is missing before its replies it is the prospect's own: no need to ask the server for it.
    const own: Message[] = first === known + 2 ? [{ seq: known + 1, at, from: 'prospect', text }] : [];
    this.#take([...own, ...messages]);
    const access = accessOf(this.#keeper.now);
    if (access && cursorOf(this.#transcript) < cursor) await this.#fetch(access);
  }

  async #fetch(access: Access): Promise<void> {
    for (;;) {
      const known = cursorOf(this.#transcript);
      const { messages, cursor } = await this.#parts.api.messages(access, known);
      if (access.conversation !== this.#conversation) return;
      this.#take(messages);
      const now = cursorOf(this.#transcript);
      if (now >= cursor || now === known) return;
    }
  }

  #take(messages: readonly Message[]): void {
    const known = this.#transcript.messages.length;
    this.#transcript = withMessages(this.#transcript, messages);
    const taken = this.#transcript.messages.slice(known);
    const typing = this.state.typing && taken.every(({ from }) => from === 'prospect');
    this.#keeper.change((kept) => taking(kept, taken));
    this.#set({ messages: this.#transcript.messages, typing });
    this.#markRead();
    const access = accessOf(this.#keeper.now);
    if (this.#transcript.ahead.length > 0 && access && this.#listening) void this.#fetch(access).catch(() => {});
  }

  #renew(gone: Access): void {
    if (gone.conversation !== this.#keeper.now.conversation) return;
    this.#keeper.change((kept) => ({ ...forgotten(kept, true), notices: [{ after: 0, kind: 'renewed' }] }));
    void pause(1000 * this.#renewals++).then(() => this.connect());
  }

  #keptChanged(kept: Kept): void {
    if (kept.conversation !== this.#conversation) {
      this.#conversation = kept.conversation;
      this.#transcript = emptyTranscript;
      this.#listening?.abort();
      const wasListening = this.#listening !== undefined;
      this.#listening = undefined;
      this.#set({ kept, messages: [], typing: false });
      if (wasListening && kept.conversation) void this.connect();
    } else this.#set({ kept });
    if (kept.queue.length > 0) void this.#flush();
  }

  #attend(): void {
    clearTimeout(this.#hidden);
    this.#markRead();
    if (!document.hidden) return void (this.#conversation && this.connect());
    this.#hidden = setTimeout(() => {
      this.#listening?.abort();
      this.#listening = undefined;
    }, hiddenMs);
  }

  #markRead(): void {
    const { read, cursor } = this.#keeper.now;
    if (this.#reading && !document.hidden && read < cursor) this.#keeper.change(() => ({ read: cursor }));
  }

  #set(change: Partial<ChatState>): void {
    this.state = { ...this.state, ...change };
    this.#parts.draw(this.state);
  }
}
