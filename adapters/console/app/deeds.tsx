import { useState } from 'preact/hooks';
import * as api from './api.ts';
import { AssignMenu } from './assign-menu.tsx';
import { CloseSheet } from './close-sheet.tsx';
import { Confirm } from './confirm.tsx';
import type { Act } from './lead-page.tsx';
import { allowed } from './may.ts';
import type { Lead, Me } from './model.ts';
import { useShortcut } from './shortcuts.ts';
import { type Key, useWords } from './words.ts';

/** What can be done with a lead now; each by a button and a key. */
export function Deeds({ lead, person, act }: { lead: Lead; person: Me; act: Act }) {
  const [isClosing, setClosing] = useState(false);
  const may = allowed(lead, person);
  return (
    <div class="deeds">
      <Deed text="claim" letter="c" isMain does={may.claim ? () => act(api.deed(lead.id, 'claim')) : null} />
      <Deed
        text="returnToBot"
        letter="b"
        asks="returnToBot"
        does={may.returnToBot ? () => act(api.deed(lead.id, 'return-to-bot')) : null}
      />
      <Deed text="release" letter="u" asks="release" does={may.release ? () => act(api.deed(lead.id, 'release')) : null} />
      <Deed text="close" letter="e" does={may.close ? () => setClosing(true) : null} />
      {may.assign && <AssignMenu lead={lead} act={act} />}
      {isClosing && <CloseSheet onDone={() => setClosing(false)} onClose={(outcome) => act(api.close(lead.id, outcome))} />}
    </div>
  );
}

interface DeedProps {
  readonly text: Key;
  readonly letter: string;
  readonly isMain?: boolean;
  /** What its key asks first: a letter is pressed by mistake more easily than a button. */
  readonly asks?: 'returnToBot' | 'release';
  /** Null when it may not be done now. */
  readonly does: (() => unknown) | null;
}

function Deed({ text, letter, isMain = false, asks, does }: DeedProps) {
  const words = useWords();
  const [isAsking, setAsking] = useState(false);
  useShortcut(letter, text, does && (asks ? () => setAsking(true) : () => void does()));
  if (!does) return null;
  return (
    <>
      <button type="button" class={isMain ? 'main' : 'plain'} onClick={() => void does()}>
        {words(text)} <kbd aria-hidden="true">{letter}</kbd>
      </button>
      {asks && isAsking && (
        <Confirm
          title={words(`${asks}.sure`)}
          text={words(`${asks}.how`)}
          does={text}
          onYes={does}
          onDone={() => setAsking(false)}
        />
      )}
    </>
  );
}
