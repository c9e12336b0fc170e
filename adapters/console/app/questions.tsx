import { useRead } from './use-read.ts';
import { call } from './api.ts';
import { Ago } from './time.tsx';
import { useWords } from './words.ts';

interface Question {
  readonly text: string;
  readonly asked: number;
  readonly prospects: number;
  readonly last: string;
  readonly alike: readonly string[];
}

/** What prospects ask and the firm has no answer to, most asked first: the answers still to be written. */
export function Questions({ onFailure }: { onFailure: (error: unknown) => void }) {
  const words = useWords();
  const read = useRead(() => call<{ questions: Question[] }>('/api/questions?limit=100'), [], onFailure);
  return (
    <section class="page" aria-labelledby="page-title">
      <h1 id="page-title">{words('questions')}</h1>
      <p class="soft">{words('questionsHow')}</p>
      {read?.questions.length === 0 && <p class="empty">{words('none.questions')}</p>}
      <ul class="cards">
        {read?.questions.map(({ text, asked, prospects, last, alike }) => (
          <li key={text} class="card">
            <p>
              <strong>{text}</strong>
            </p>
            <p class="soft small">
              {words('askedTimes', { asked, prospects })} · <Ago at={last} />
            </p>
            {alike.length > 0 && <p class="soft small">{words('alike', { list: alike.join(' / ') })}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
