import type { Language } from '../../../bot/session/session.ts';
import { accentOf, hexOf } from './colour.ts';
import { optionsOf, type Options } from './options.ts';
import type { Texts } from './words.ts';

/** What the panel needs of the page; made by the loader, before the panel's code is there. */
export interface Stage {
  readonly options: Options;
  readonly root: ShadowRoot;
  readonly launcher: HTMLButtonElement;
  readonly badge: HTMLElement;
  readonly panel: HTMLElement;
  readonly texts: (language: Language) => Promise<Texts>;
  readonly sheet: (text: string) => CSSStyleSheet;
}

/** What the panel's module gives the loader. */
export interface Panel {
  toggle(): void;
  /** `quiet`: nobody asked for it, so the focus stays where it is. */
  open(quiet?: boolean): void;
}

interface PanelModule {
  mount(stage: Stage): Promise<Panel>;
}

/** Filled in by build.ts. */
declare const LOADER: {
  readonly style: string;
  readonly panel: string;
  readonly accent: string;
  readonly texts: Readonly<Record<Language, { readonly path: string; readonly launcher: string }>>;
};

const font = 'system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans SC","Noto Sans CJK SC",sans-serif';
const paths = {
  chat: 'M20.5 11.6c0 4.2-3.8 7.5-8.5 7.5-1 0-2-.15-2.9-.43L4.4 20.4l1.2-3.9a7 7 0 0 1-2.1-4.9C3.5 7.4 7.3 4 12 4s8.5 3.4 8.5 7.6ZM8.6 11.7h.01M12 11.7h.01M15.4 11.7h.01',
  less: 'm6 9.5 6 6 6-6',
};

// Included twice, or by two script tags: the first one stays.
const mark = Symbol.for('yinlu');
const page = globalThis as { [mark]?: true };
const script = (document.currentScript ?? document.querySelector('script[src$="/widget.js"]')) as HTMLScriptElement | null;
if (script && !page[mark]) {
  page[mark] = true;
  const options = optionsOf(script);
  if (document.body) start(options);
  else addEventListener('DOMContentLoaded', () => start(options), { once: true });
}

function start(options: Options): void {
  const stage = draw(options);
  const panel = once(() =>
    Promise.all([fetched(options, LOADER.panel), stage.texts(options.language)]).then(([module]) =>
      (module as PanelModule).mount(stage),
    ),
  );
  const use = (act: (panel: Panel) => void): void => {
    stage.launcher.ariaBusy = 'true';
    panel()
      .then(act, () => {}) // offline: the next click tries again
      .finally(() => (stage.launcher.ariaBusy = null));
  };
  stage.launcher.addEventListener('click', () => use((it) => it.toggle()));
  for (const hint of ['pointerenter', 'focus']) stage.launcher.addEventListener(hint, () => use(() => {}), { once: true });
  // Any element of the page may open the panel.
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element && event.target.closest('[data-yinlu-open]'))) return;
    event.preventDefault();
    use((it) => it.open());
  });
  if (options.open) use((it) => it.open(true));
  // Who talked with us before may have an answer waiting: show it on the button once the page has settled.
  else if (talkedBefore(options.origin)) setTimeout(() => use(() => {}), 1500);
}

let failures = 0;

/** A browser may remember that a module failed, so the next try has another address. */
function fetched({ origin }: Options, path: string): Promise<unknown> {
  return import(origin + path + (failures ? `?${failures}` : '')).catch((error: unknown) => {
    failures++;
    throw error;
  });
}

function once(make: () => Promise<Panel>): () => Promise<Panel> {
  let made: Promise<Panel> | undefined;
  return () =>
    (made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    }));
}

function draw(options: Options): Stage {
  const host = document.createElement('yinlu-widget');
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet(LOADER.style), sheet(theme(options))];
  const launcher = element('button', { type: 'button', className: 'launcher', ariaExpanded: 'false' });
  launcher.setAttribute('aria-controls', 'panel');
  const label = element('span', { className: 'label', textContent: LOADER.texts[options.language].launcher });
  const badge = element('span', { className: 'badge', hidden: true });
  launcher.append(icon('chat'), icon('less'), label, badge);
  const panel = element('div', { id: 'panel', hidden: true });
  // A named section is a landmark: nothing of ours lies outside the page's structure.
  const section = element('section', { className: options.position, lang: options.language, ariaLabel: label.textContent });
  section.append(panel, launcher);
  root.append(section);
  document.body.append(host);
  const texts = async (language: Language): Promise<Texts> =>
    ((await fetched(options, LOADER.texts[language].path)) as { default: Texts }).default;
  return { options, root, launcher, badge, panel, texts, sheet };
}

/** Constructed style sheets are allowed by every content security policy; style elements are not. */
function sheet(text: string): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}

function theme({ colour }: Options): string {
  const { accent, on, onLight, onDark } = accentOf(hexOf(colour, LOADER.accent));
  return `section{--font:${font};--accent:${accent};--on-accent:${on};--accent-text:${onLight}}@media(prefers-color-scheme:dark){section{--accent-text:${onDark}}}`;
}

function element<Name extends 'button' | 'span' | 'div' | 'section'>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), properties);
}

function icon(name: keyof typeof paths): SVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  for (const [key, value] of Object.entries({ class: name, viewBox: '0 0 24 24', 'aria-hidden': 'true' }))
    svg.setAttribute(key, value);
  svg.append(document.createElementNS(namespace, 'path'));
  svg.firstElementChild?.setAttribute('d', paths[name]);
  return svg;
}

function talkedBefore(origin: string): boolean {
  try {
    return localStorage.getItem(`yinlu:${origin}`)?.includes('"token"') ?? false;
  } catch {
    return false; // storage is blocked
  }
}
