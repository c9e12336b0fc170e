import { useState } from 'preact/hooks';
import * as calls from './people-calls.ts';
import { Sheet } from './sheet.tsx';
import { useWords } from './words.ts';

/** How somebody comes in: shown this once, to be handed on. */
export function EntranceSheet({
  entrance: { name, loginLink, minutes, token, to },
  onDone,
}: {
  entrance: calls.Entrance;
  onDone: () => void;
}) {
  const words = useWords();
  return (
    <Sheet title={words('people.linkOf', { name })} isOnce={token !== undefined} onDone={onDone}>
      <p class="soft small">{words('people.linkHow', { minutes })}</p>
      <Secret text={words('people.link')} value={loginLink} />
      {to && <Send to={to} />}
      {token !== undefined && (
        <>
          <p class="soft small">{words('people.tokenHow')}</p>
          <Secret text={words('token')} value={token} />
        </>
      )}
      <p class="sheet-deeds">
        <button type="button" class="main" onClick={onDone}>
          {words('done')}
        </button>
      </p>
    </Sheet>
  );
}

/** The person gets a link of their own by mail or WeCom. */
function Send({ to: { id, address } }: { to: NonNullable<calls.Entrance['to']> }) {
  const words = useWords();
  const [outcome, setOutcome] = useState('');
  const send = (): void => {
    setOutcome('');
    calls.sendLogin(id).then(
      ({ sent }) => setOutcome(words(`people.sent.${sent}`)),
      () => setOutcome(words('people.unsent')),
    );
  };
  return (
    <>
      <button type="button" class="plain send-link" onClick={send}>
        {words('people.send', { address })}
      </button>
      <p role="status" class="small">
        {outcome}
      </p>
    </>
  );
}

function Secret({ text, value }: { text: string; value: string }) {
  const words = useWords();
  const [isCopied, setCopied] = useState(false);
  const copy = (): void => void navigator.clipboard.writeText(value).then(() => setCopied(true));
  return (
    <div class="secret">
      <label>
        {text}
        <input readOnly value={value} onFocus={(event) => event.currentTarget.select()} />
      </label>
      {/* A browser gives the clipboard to pages that came over https only. */}
      {window.isSecureContext && (
        <button type="button" class="plain" onClick={copy}>
          {words(isCopied ? 'copied' : 'copy')}
          <span class="hidden"> {text}</span>
        </button>
      )}
    </div>
  );
}
