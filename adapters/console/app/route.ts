import { useEffect, useState } from 'preact/hooks';

export const views = ['leads', 'figures', 'questions', 'people'] as const;
export type View = (typeof views)[number];

/** Where the page is: a view, and the lead that is chosen (`#l_…`, as notifications link to it). */
export interface Route {
  readonly view: View;
  readonly lead: string;
}

export function useRoute(): Route {
  const [route, setRoute] = useState(routeOf);
  useEffect(() => {
    const listen = (): void => setRoute(routeOf());
    addEventListener('hashchange', listen);
    return () => removeEventListener('hashchange', listen);
  }, []);
  return route;
}

function routeOf(): Route {
  const hash = location.hash.slice(1);
  if (hash.startsWith('l_')) return { view: 'leads', lead: hash };
  return { view: views.find((view) => view === hash) ?? 'leads', lead: '' };
}
