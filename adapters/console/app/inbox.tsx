import { LeadList } from './lead-list.tsx';
import { LeadPage } from './lead-page.tsx';
import type { Me } from './model.ts';
import type { News } from './news.ts';
import { useSeen } from './seen.ts';
import { useWords } from './words.ts';

interface Props {
  readonly person: Me;
  readonly chosen: string;
  readonly news: News;
  readonly onFailure: (error: unknown) => void;
}

/** The list beside the lead that is chosen; on a phone, one of the two. */
export function Inbox({ person, chosen, news, onFailure }: Props) {
  const words = useWords();
  const seen = useSeen(person.id);
  return (
    <div class={chosen === '' ? 'inbox' : 'inbox has-lead'}>
      <LeadList chosen={chosen} news={news.list} seen={seen} onFailure={onFailure} />
      {chosen === '' ? (
        <p class="choose">{words('choose')}</p>
      ) : (
        <LeadPage key={chosen} id={chosen} person={person} news={news} onFailure={onFailure} />
      )}
    </div>
  );
}
