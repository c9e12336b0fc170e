import type { Draft, Message } from '../../bot/message.ts';
import { type Batch, type Front, UnknownConversationError } from '../../bot/ports.ts';
import type { StoreEvent } from '../../bot/store/store.ts';

/** A bot that repeats what it hears, with the promises of a Front: in order, each id once. It lives as long as the test. */
export class EchoFront implements Front {
  readonly #transcripts = new Map<string, Message[]>();
  readonly #answered = new Map<string, Promise<Batch>>();
  readonly #listeners = new Set<(event: StoreEvent) => void>();
  /** What a turn waits for before it commits. */
  hold: Promise<unknown> = Promise.resolve();
  failure: Error | null = null;

  async open(conversation: string): Promise<Batch> {
    this.#transcripts.set(conversation, []);
    return this.say(conversation, { from: 'bot', text: '您好' });
  }

  receive(conversation: string, incoming: { id: string; text?: string; choice?: string }): Promise<Batch> {
    const key = `${conversation} ${incoming.id}`;
    const answered = this.#answered.get(key) ?? this.#turn(conversation, incoming);
    this.#answered.set(key, answered);
    return answered;
  }

  async messages(conversation: string, after: number): Promise<Batch> {
    // A short page, so that reading on is tested too.
    const messages = this.#transcript(conversation).slice(after, after + 3);
    return { messages, cursor: messages.at(-1)?.seq ?? after };
  }

  async owner(): Promise<{ owner: string }> {
    return { owner: 'bot' };
  }

  subscribe(listener: (event: StoreEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async publish(event: StoreEvent): Promise<void> {
    for (const listener of this.#listeners) listener(event);
  }

  async ready(): Promise<void> {
    if (this.failure) throw this.failure;
  }

  async say(conversation: string, draft: Draft & { from: Message['from'] }): Promise<Batch> {
    const transcript = this.#transcript(conversation);
    const message: Message = { ...draft, seq: transcript.length + 1, at: new Date().toISOString() };
    transcript.push(message);
    await this.publish({ type: 'messages', conversation, upTo: message.seq });
    return { messages: [message], cursor: message.seq };
  }

  async #turn(conversation: string, { text, choice }: { text?: string; choice?: string }): Promise<Batch> {
    await this.hold;
    if (this.failure) throw this.failure;
    await this.say(conversation, { from: 'prospect', text: text ?? choice ?? '' });
    return this.say(conversation, { from: 'bot', text: `echo: ${text ?? choice}` });
  }

  #transcript(conversation: string): Message[] {
    const transcript = this.#transcripts.get(conversation);
    if (!transcript) throw new UnknownConversationError(conversation);
    return transcript;
  }
}
