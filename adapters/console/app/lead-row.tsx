import type { Listed } from './model.ts';
import { Ago } from './time.tsx';
import { useSpeech } from './words.ts';

/** One lead in two lines: what is wanted, and how it stands. */
export function LeadRow({ lead, isChosen, isUnread }: { lead: Listed; isChosen: boolean; isUnread: boolean }) {
  const { words, language } = useSpeech();
  const { id, grade, status, owner, handed, updated } = lead;
  return (
    <li>
      <a href={`#${id}`} aria-current={isChosen ? 'true' : undefined} class={isUnread ? 'row unread' : 'row'}>
        <span class={`grade grade-${grade}`}>
          <span class="hidden">{words('grade')} </span>
          {grade}
        </span>
        <span class="headline">
          {isUnread && <span class="hidden">{words('unread')} </span>}
          {lead.headline[language]}
        </span>
        <span class="when">
          <Ago at={status === 'waiting' ? (handed ?? updated) : updated} />
        </span>
        <span class="aside">
          <span class={`status status-${status}`}>{words(status)}</span>
          {owner && status !== 'waiting' && <span>{owner.name}</span>}
          <span class="whose">{whose(lead)}</span>
        </span>
      </a>
    </li>
  );
}

/** By what one tells it from another that wants the same; of whom nothing is known it has its own number only. */
function whose({ id, name, company }: Listed): string {
  return [name, company].filter(Boolean).join(' · ') || `#${id.slice(-4)}`;
}
