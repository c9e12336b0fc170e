import { render } from 'preact';
import type { Language } from '../../../bot/session/session.ts';
import { apiOf, type Opening } from './api.ts';
import { Chat } from './chat.ts';
import type { ChatState } from './chat-state.ts';
import type { Panel, Stage } from './loader.ts';
import { App } from './view/app.tsx';
import type { PanelView } from './view/panel-view.ts';
import { type Words, wordsOf } from './words.ts';

/** Filled in by build.ts. */
declare const STYLE: string;

/** Brings the panel to life behind the launcher. Closed, it still shows how much is unread. */
export async function mount(stage: Stage): Promise<Panel> {
  const { language } = stage.options;
  return new LivePanel(stage, language, wordsOf(await stage.texts(language)));
}

class LivePanel implements Panel {
  readonly #stage: Stage;
  readonly #chat: Chat;
  #language: Language;
  #words: Words;
  #open = false;
  #draft = '';
  #due = false;

  constructor(stage: Stage, language: Language, words: Words) {
    const { options, root, panel } = stage;
    [this.#stage, this.#language, this.#words] = [stage, language, words];
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, stage.sheet(STYLE)];
    dress(panel, () => this.#show(false));
    this.#chat = new Chat({
      api: apiOf(options.origin),
      origin: options.origin,
      opening: () => openingOf(this.#chosen()),
      draw: () => this.#drawSoon(),
    });
    if (this.#chat.state.kept.conversation !== undefined) void this.#chat.connect();
  }

  toggle(): void {
    this.#show(!this.#open);
  }

  open(quiet = false): void {
    if (!this.#open) this.#show(true, quiet);
  }

  #show(open: boolean, quiet = false): void {
    this.#open = open;
    this.#stage.panel.hidden = !open;
    this.#draw();
    this.#chat.reading(open);
    if (open) void this.#chat.connect();
    if (quiet) return;
    if (open) this.#focusInput();
    else this.#stage.launcher.focus();
  }

  /** Several changes at once are drawn once. */
  #drawSoon(): void {
    if (!this.#due) queueMicrotask(() => this.#draw());
    this.#due = true;
  }

  #draw(): void {
    this.#due = false;
    if (this.#chosen() !== this.#language) void this.#speak(this.#chosen());
    const { options, panel } = this.#stage;
    const { state } = this.#chat;
    const view: PanelView = {
      chat: this.#chat,
      options,
      language: this.#language,
      words: this.#words,
      title: options.title(this.#language) ?? this.#words('title'),
      close: () => this.#show(false),
      draft: this.#draft,
      write: (draft) => {
        this.#draft = draft;
        this.#drawSoon();
      },
      focusInput: () => this.#focusInput(),
    };
    present(this.#stage, { state, open: this.#open, view });
    render(<App state={state} open={this.#open} panel={view} />, panel);
  }

  #chosen(): Language {
    return this.#chat.state.kept.language ?? this.#stage.options.language;
  }

  async #speak(language: Language): Promise<void> {
    this.#language = language;
    this.#words = wordsOf(await this.#stage.texts(language));
    this.#draw();
  }

  #focusInput(): void {
    this.#stage.panel.querySelector('textarea')?.focus({ preventScroll: true });
  }
}

function dress(panel: HTMLElement, close: () => void): void {
  panel.role = 'dialog';
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.isComposing) close();
    else if (event.key === 'Tab' && covers(panel)) stayInside(event, panel);
  });
  fitViewport(panel);
}

/** What is outside the panel's own tree: the launcher, its badge, the dialog's name. */
function present(
  { launcher, badge, panel }: Stage,
  { state, open, view }: { state: ChatState; open: boolean; view: PanelView },
): void {
  const { kept, messages } = state;
  const { words, language, title } = view;
  const unread = messages.filter(({ from, seq }) => from !== 'prospect' && seq > kept.read).length;
  const section = launcher.parentElement!;
  [section.lang, section.ariaLabel] = [language, words('launcher')];
  panel.ariaLabel = title;
  panel.ariaModal = String(open && covers(panel));
  launcher.querySelector('.label')!.textContent = words('launcher');
  launcher.ariaExpanded = String(open);
  badge.hidden = open || unread === 0;
  badge.textContent = String(unread);
  launcher.ariaLabel = open ? words('close') : unread > 0 ? words('launcher') + words('unread', { count: unread }) : null;
}

function openingOf(language: Opening['language']): Opening {
  const { origin, pathname, search } = location;
  const campaign = [...new URLSearchParams(search)].filter(([key]) => key.startsWith('utm_'));
  // The rest of the query may hold anything about the visitor: it is none of ours.
  return { language, page: origin + pathname, referrer: document.referrer, campaign: Object.fromEntries(campaign) };
}

/** On a phone the panel is the whole screen. */
function covers(panel: HTMLElement): boolean {
  return panel.offsetWidth >= innerWidth;
}

function stayInside(event: KeyboardEvent, panel: HTMLElement): void {
  const stops = [...panel.querySelectorAll<HTMLElement>('button:enabled, a[href], textarea, summary, [tabindex="0"]')];
  const focused = (panel.getRootNode() as ShadowRoot).activeElement;
  if (focused !== (event.shiftKey ? stops[0] : stops.at(-1))) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
}

/** A phone's keyboard shrinks the visual viewport only: the panel follows it, so that the input stays above the keyboard. */
function fitViewport(panel: HTMLElement): void {
  const viewport = visualViewport;
  if (!viewport) return;
  const fit = (): void => {
    if (viewport.scale > 1) return; // zoomed in by two fingers: no keyboard's doing
    panel.style.setProperty('--viewport-height', `${viewport.height}px`);
    panel.style.setProperty('--viewport-top', `${viewport.offsetTop}px`);
  };
  for (const event of ['resize', 'scroll']) viewport.addEventListener(event, fit);
  fit();
}
