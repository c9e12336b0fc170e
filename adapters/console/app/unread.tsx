import { useWords } from './words.ts';

/** In the place of what is being read, or could not be. */
export function Unread({ isFailed, again }: { isFailed: boolean; again: () => void }) {
  const words = useWords();
  if (!isFailed)
    return (
      <p class="empty loading" role="status">
        {words('loading')}
      </p>
    );
  return (
    <p class="empty" role="alert">
      {words('unread.failed')}{' '}
      <button type="button" class="plain" onClick={again}>
        {words('again')}
      </button>
    </p>
  );
}
