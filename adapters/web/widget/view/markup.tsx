import type { JSX } from 'preact';
import { type Block, type Inline, markdown, safeAddress } from '../markdown.ts';
import type { PanelView } from './panel-view.ts';

/** Markdown-lite as elements, built node by node. */
export function Markup({ text, panel }: { text: string; panel: PanelView }): JSX.Element {
  const part = (value: Inline): JSX.Element => {
    if (typeof value === 'string') return <Whole text={value} />;
    if ('bold' in value) return <strong>{value.bold.map(part)}</strong>;
    return (
      <Link to={value.link} panel={panel}>
        {value.text}
      </Link>
    );
  };
  return <>{markdown(text).map((value) => block(value, part))}</>;
}

function block(value: Block, part: (value: Inline) => JSX.Element): JSX.Element {
  if ('lines' in value) return <p>{value.lines.map((line, at) => [at > 0 && <br />, ...line.map(part)])}</p>;
  const items = value.items.map((item) => <li>{item.map(part)}</li>);
  return value.ordered ? <ol start={value.start}>{items}</ol> : <ul>{items}</ul>;
}

const dates = /(\d[\d,.:]*(?:[年月–~-]\d[\d,.:]*)+日?)/;

/** Words in which no line ends inside a date or a range: "2027年2月1日", "10–20", "9:00–12:00". */
export function Whole({ text }: { text: string }): JSX.Element {
  return <>{text.split(dates).map((part, at) => (at % 2 ? <span class="whole">{part}</span> : part))}</>;
}

/** A link that opens in a window of its own; plain text when it leads nowhere safe. */
export function Link({
  to,
  class: name,
  panel,
  children,
}: {
  to: string;
  class?: string;
  panel: PanelView;
  children: string;
}): JSX.Element {
  const { options, words } = panel;
  const address = safeAddress(to, options.origin);
  if (!address) return <>{children}</>;
  return (
    <a href={address} class={name} target="_blank" rel="noopener noreferrer">
      {children}
      <span class="unseen">{words('new-window')}</span>
    </a>
  );
}
