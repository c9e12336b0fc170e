import { useState } from 'preact/hooks';

interface Draft {
  readonly text: string;
  /** The reply as it was tried last. */
  readonly attempt?: { readonly id: string; readonly text: string };
}

const drafts = new Map<string, Draft>();

interface UsedDraft {
  readonly text: string;
  write: (text: string) => void;
  /** The reply to send: the same words have the same id, however often they are tried. */
  attempt: () => { id: string; text: string };
  /** What was written in the meantime stays. */
  sent: (text: string) => void;
}

/** What somebody is writing to a lead. It waits while another lead is looked at, until this page is left. */
export function useDraft(place: string): UsedDraft {
  const [, setCount] = useState(0);
  const draft = (): Draft => drafts.get(place) ?? { text: '' };
  const keep = (kept: Draft): void => {
    drafts.set(place, kept);
    setCount((count) => count + 1);
  };
  return {
    text: draft().text,
    write: (text) => keep({ ...draft(), text }),
    attempt() {
      const { text, attempt } = draft();
      if (attempt?.text === text) return attempt;
      const fresh = { id: `${Date.now()}-${Math.random()}`, text }; // randomUUID is not there on plain http
      keep({ text, attempt: fresh });
      return fresh;
    },
    sent: (text) => keep({ text: draft().text === text ? '' : draft().text }),
  };
}
