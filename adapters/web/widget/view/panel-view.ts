import type { Language } from '../../../../bot/session/session.ts';
import type { Chat } from '../chat.ts';
import type { Options } from '../options.ts';
import type { Words } from '../words.ts';

/** What every part of the panel may need. */
export interface PanelView {
  readonly chat: Chat;
  readonly options: Options;
  readonly language: Language;
  readonly words: Words;
  readonly title: string;
  readonly close: () => void;
  /** What is in the input. */
  readonly draft: string;
  readonly write: (draft: string) => void;
  readonly focusInput: () => void;
}
