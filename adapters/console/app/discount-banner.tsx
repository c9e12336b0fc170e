import * as calls from './discount-calls.ts';
import { useRead } from './use-read.ts';
import { useSpeech } from './words.ts';

/** What waits for a manager's word, above every view. */
export function DiscountBanner({ news, onFailure }: { news: number; onFailure: (error: unknown) => void }) {
  const { words, language } = useSpeech();
  const asked = useRead(calls.discounts, [news], onFailure)?.asked ?? [];
  return (
    <div class="alarms" role="status">
      {asked.length > 0 && (
        <>
          <p>
            <strong>{words('discount.waiting', { count: asked.length })}</strong>
          </p>
          <ul>
            {asked.slice(0, shown).map(({ lead, headline, percent, asked: { name } }) => (
              <li key={lead}>
                <a href={`#${lead}`}>{headline[language]}</a>
                <span class="small">
                  −{percent}% · {name}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

const shown = 3;
