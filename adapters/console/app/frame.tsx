import { useEffect, useState } from 'preact/hooks';
import { Account } from './account.tsx';
import { AlarmBanner } from './alarm-banner.tsx';
import { useAlerts } from './alerts.ts';
import * as api from './api.ts';
import { DiscountBanner } from './discount-banner.tsx';
import { Help } from './help.tsx';
import { Icon } from './icons.tsx';
import { Inbox } from './inbox.tsx';
import type { Listed, Me } from './model.ts';
import { type News, useNews } from './news.ts';
import { Questions } from './questions.tsx';
import { type Route, useRoute, type View, views } from './route.ts';
import type { Settings } from './settings.ts';
import { useKeyboard, useShortcut } from './shortcuts.ts';
import { useRead } from './use-read.ts';
import { useWords } from './words.ts';

interface Props {
  readonly person: Me;
  readonly settings: Settings;
  readonly change: (change: Partial<Settings>) => void;
  readonly onSignedOut: () => void;
}

/** The way between the views, and the view. */
export function Frame({ person, settings, change, onSignedOut }: Props) {
  const words = useWords();
  const route = useRoute();
  const failed = (error: unknown): void => {
    if (error instanceof api.Refused && error.status === 401) onSignedOut();
  };
  const news = useNews(route.lead, failed);
  const [isHelping, setHelping] = useState(false);
  const waiting = useWaiting(news.list, failed);
  useAlerts(person, waiting, settings);
  useKeyboard(settings.shortcuts);
  useWays(person, () => setHelping(true));
  useTitle(waiting?.length ?? 0);
  return (
    <div class={route.lead === '' ? 'frame' : 'frame has-lead'}>
      <nav class="rail" aria-label={words('views')}>
        <p class="mark" aria-hidden="true">
          引
        </p>
        {waysOf(person).map((view) => (
          <Way key={view} view={view} isHere={route.view === view} count={view === 'leads' ? (waiting?.length ?? 0) : 0} />
        ))}
        <Account person={person} settings={settings} change={change} onHelp={() => setHelping(true)} />
      </nav>
      <main class="view">
        <p class="offline" role="status">
          {!news.isOnline && words('offline')}
        </p>
        <AlarmBanner news={news.list} onFailure={failed} />
        {isManager(person) && <DiscountBanner news={news.list} onFailure={failed} />}
        <Shown person={person} route={route} news={news} onFailure={failed} />
      </main>
      {isHelping && <Help onDone={() => setHelping(false)} />}
    </div>
  );
}

interface ShownProps {
  readonly person: Me;
  readonly route: Route;
  readonly news: News;
  readonly onFailure: (error: unknown) => void;
}

function Shown({ person, route, news, onFailure }: ShownProps) {
  const view = waysOf(person).includes(route.view) ? route.view : 'leads';
  if (view === 'people') return <PeoplePage person={person} onFailure={onFailure} />;
  if (view === 'figures') return <FiguresPage onFailure={onFailure} />;
  if (view === 'questions') return <Questions onFailure={onFailure} />;
  return <Inbox person={person} chosen={route.lead} news={news} onFailure={onFailure} />;
}

function useWays(person: Me, help: () => void): void {
  useShortcut('?', 'help', help);
  useShortcut('1', 'leads', () => go('leads'));
  useShortcut('2', 'figures', () => go('figures'));
  useShortcut('3', 'questions', () => go('questions'));
  useShortcut('4', 'people', waysOf(person).includes('people') ? () => go('people') : null);
}

/** How many wait can be seen while another page is before one's eyes. */
function useTitle(waiting: number): void {
  const words = useWords();
  useEffect(() => {
    document.title = waiting > 0 ? `(${waiting}) ${words('title')}` : words('title');
  }, [waiting, words]);
}

function isManager({ role }: Me): boolean {
  return role !== 'consultant';
}

/** Who works here is the business of managers. */
function waysOf(person: Me): readonly View[] {
  return isManager(person) ? views : views.filter((view) => view !== 'people');
}

/** The charts are loaded by who looks at them. */
function FiguresPage({ onFailure }: { onFailure: (error: unknown) => void }) {
  const loaded = useRead(() => import('./figures.tsx'), [], onFailure);
  return loaded ? <loaded.Figures onFailure={onFailure} /> : null;
}

function PeoplePage({ person, onFailure }: { person: Me; onFailure: (error: unknown) => void }) {
  const loaded = useRead(() => import('./people.tsx'), [], onFailure);
  return loaded ? <loaded.People person={person} onFailure={onFailure} /> : null;
}

function Way({ view, isHere, count }: { view: View; isHere: boolean; count: number }) {
  const words = useWords();
  return (
    <a class="way" href={`#${view}`} aria-current={isHere ? 'page' : undefined}>
      <Icon name={view} />
      <span>{words(view)}</span>
      {count > 0 && (
        <span class="badge">
          {count > 199 ? '199+' : count}
          <span class="hidden"> {words('waiting')}</span>
        </span>
      )}
    </a>
  );
}

function go(view: View): void {
  location.hash = view;
}

/** Those who wait, as far as one page of them goes. */
function useWaiting(news: number, onFailure: (error: unknown) => void): readonly Listed[] | undefined {
  const [waiting, setWaiting] = useState<readonly Listed[]>();
  useEffect(() => {
    let isCurrent = true;
    api.leads({ status: 'waiting', limit: '200' }).then(({ leads }) => isCurrent && setWaiting(leads), onFailure);
    return () => {
      isCurrent = false;
    };
  }, [news]);
  return waiting;
}
