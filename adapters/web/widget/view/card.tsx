import type { JSX } from 'preact';
import type { Card as CardData } from '../../../../bot/message.ts';
import { safeAddress } from '../markdown.ts';
import { Icon } from './icon.tsx';
import { Link, Whole } from './markup.tsx';
import type { PanelView } from './panel-view.ts';

/** What a card may say of itself; anything else in `data` is for other readers. */
interface Summary {
  readonly summary?: string;
  readonly rows?: readonly { readonly label: string; readonly value: string }[];
  readonly items?: readonly string[];
}

export function Card({ card, panel }: { card: CardData; panel: PanelView }): JSX.Element {
  const { options, words } = panel;
  const { type, title, url, image } = card;
  const source = image && safeAddress(image, options.origin);
  const { summary, rows, items } = (card.data ?? {}) as Summary;
  return (
    <article class="card">
      {source && <img src={source} alt="" loading="lazy" onError={(event) => (event.currentTarget.hidden = true)} />}
      <h3>
        <Icon name={type} />
        {title}
      </h3>
      {summary && <p>{summary}</p>}
      {rows && (
        <dl>
          {listed(rows).map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <Whole text={value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {items && (
        <ul>
          {listed(items).map((item) => (
            <li key={item} class={item.startsWith('☑') ? 'done' : undefined}>
              {item.replace(/^[☐☑] /, '')}
            </li>
          ))}
        </ul>
      )}
      <Link to={url} class="open" panel={panel}>
        {words('open')}
      </Link>
    </article>
  );
}

function listed<T>(list: readonly T[] | undefined): readonly T[] {
  return Array.isArray(list) ? list : [];
}
