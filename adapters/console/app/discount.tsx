import { useState } from 'preact/hooks';
import * as calls from './discount-calls.ts';
import { AskDiscountSheet, DeclineSheet } from './discount-sheets.tsx';
import type { Act } from './lead-page.tsx';
import type { Discount, Lead, Me } from './model.ts';
import { Moment } from './time.tsx';
import { useRead } from './use-read.ts';
import { useSpeech, useWords } from './words.ts';

interface Props {
  readonly lead: Lead;
  readonly person: Me;
  readonly act: Act;
  /** Whether one may ask for one. */
  readonly canAsk: boolean;
}

/** The discount of a lead: asked for by who has it, decided by a manager or the owner. */
export function DiscountOf({ lead, person, act, canAsk }: Props) {
  const offered = useRead(calls.discounts, [], () => {})?.offered ?? [];
  const { discount } = lead.file;
  const isOpen = discount?.status === 'asked';
  const mayAsk = canAsk && !isOpen && offered.length > 0;
  return (
    <>
      {discount && <Standing discount={discount} offered={offered} />}
      {isOpen && person.role !== 'consultant' && <Decision lead={lead} asked={discount.asked.at} act={act} />}
      {mayAsk && <Ask offered={offered} onAsk={(wish) => void act(calls.ask(lead.id, wish))} />}
    </>
  );
}

function Ask({ offered, onAsk }: Pick<Parameters<typeof AskDiscountSheet>[0], 'offered' | 'onAsk'>) {
  const words = useWords();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <button type="button" class="plain" onClick={() => setAsking(true)}>
        {words('discount.ask')}
      </button>
      {isAsking && <AskDiscountSheet offered={offered} onAsk={onAsk} onDone={() => setAsking(false)} />}
    </>
  );
}

function Standing({ discount, offered }: { discount: Discount; offered: readonly calls.OfferedDiscount[] }) {
  const { words, language } = useSpeech();
  const { id, percent, status, asked, decided } = discount;
  const name = offered.find((each) => each.id === id)?.name[language] ?? id;
  return (
    <div class="discount">
      <p>
        {name} <strong class="amount">−{percent}%</strong>{' '}
        <span class={status === 'asked' ? 'urgent' : 'soft'}>{words(`discount.${status}`)}</span>
      </p>
      <p class="soft small">
        {words('discount.askedBy', { name: asked.name })} · <Moment at={asked.at} />
        {asked.note !== '' && ` · ${asked.note}`}
      </p>
      {decided && (
        <p class="soft small">
          {words('discount.decidedBy', { name: decided.name })} · <Moment at={decided.at} />
          {decided.reason !== '' && ` · ${decided.reason}`}
        </p>
      )}
    </div>
  );
}

function Decision({ lead, asked, act }: { lead: Lead; asked: string; act: Act }) {
  const words = useWords();
  const [isDeclining, setDeclining] = useState(false);
  const decide = (approve: boolean, reason = ''): void => void act(calls.decide(lead.id, { approve, reason, asked }));
  return (
    <p class="sheet-deeds">
      <button type="button" class="main" onClick={() => decide(true)}>
        {words('discount.approve')}
      </button>
      <button type="button" class="plain" onClick={() => setDeclining(true)}>
        {words('discount.decline')}
      </button>
      {isDeclining && <DeclineSheet onDecline={(reason) => decide(false, reason)} onDone={() => setDeclining(false)} />}
    </p>
  );
}
