import type { Message } from '../../../bot/message.ts';
import { ChannelAdapter } from '../../channel.ts';
import type { Service } from './service.ts';

export const channelName = 'wechat-oa';

/** A WeChat official account. What it says goes out as the answer to a push where one is open, and by the service otherwise. */
export class OfficialAccountChannel extends ChannelAdapter {
  override readonly name = channelName;
  readonly #service: Service | null;
  readonly #answering = new Map<string, number>();

  /** Without a service (an account that is not verified) there are only answers. */
  constructor(service: Service | null) {
    super();
    this.#service = service;
  }

  /** From now on the answer to a push takes what is said; returns how to end that. */
  answering(conversation: string): () => void {
    this.#answering.set(conversation, (this.#answering.get(conversation) ?? 0) + 1);
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      const left = (this.#answering.get(conversation) ?? 1) - 1;
      if (left > 0) this.#answering.set(conversation, left);
      else this.#answering.delete(conversation);
    };
  }

  /** The last seq that WeChat has; what follows waits for the next push, or for the job that looks again. */
  async deliverAll(conversation: string, messages: readonly Message[]): Promise<number> {
    const before = (messages[0]?.seq ?? 1) - 1;
    if (this.#answering.has(conversation) || !this.#service) return before;
    return this.#service.send(conversation, messages);
  }

  /** Sends what WeChat certainly did not take. Where there is no service, the next answer carries it. */
  async sendAgain(conversation: string): Promise<void> {
    await this.#service?.sendAgain(conversation);
  }
}
