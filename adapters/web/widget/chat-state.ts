import type { Message } from '../../../bot/message.ts';
import type { Api, Opening } from './api.ts';
import type { Kept } from './kept.ts';

/** All that is drawn. */
export interface ChatState {
  readonly kept: Kept;
  readonly messages: readonly Message[];
  /** False once something could not be reached. */
  readonly connected: boolean;
  readonly typing: boolean;
}

/** What a chat needs of the page. */
export interface ChatParts {
  readonly api: Api;
  readonly origin: string;
  readonly opening: () => Opening;
  readonly draw: (state: ChatState) => void;
}
