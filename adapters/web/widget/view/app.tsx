import type { JSX } from 'preact';
import type { ChatState } from '../chat-state.ts';
import { hurry } from '../pause.ts';
import { Composer } from './composer.tsx';
import { Header } from './header.tsx';
import { Log } from './log.tsx';
import type { PanelView } from './panel-view.ts';

interface AppProps {
  readonly state: ChatState;
  readonly open: boolean;
  readonly panel: PanelView;
}

export function App({ state, open, panel }: AppProps): JSX.Element {
  const { words } = panel;
  return (
    <>
      <Header state={state} panel={panel} />
      {!state.connected && (
        <p class="banner" role="status">
          {words(navigator.onLine ? 'unreachable' : 'offline')}
          {navigator.onLine && <button onClick={hurry}>{words('retry')}</button>}
        </p>
      )}
      <Log state={state} open={open} panel={panel} />
      <Composer panel={panel} />
    </>
  );
}
