import { type State, valuesOf } from '../../flows/state.ts';
import { chinaDay } from '../../knowledge/china-day.ts';
import type { Company } from '../../knowledge/company.ts';
import { quoteNumber } from '../../knowledge/quote.ts';
import { optionsOf } from '../../knowledge/quote-options.ts';
import type { Values } from '../../flows/effect.ts';
import { companyOf } from '../company.ts';
import type { ConversationDeps, Exchange } from '../conversation.ts';
import { discountFor } from '../leads/discounts.ts';
import type { Scene } from './scene.ts';

/** All that wording depends on, for a state of this conversation. Pure; the quote in it is made when it is first asked for. */
export function sceneOf({ conversation, session, now, queue }: Exchange, deps: ConversationDeps, state: State): Scene {
  const values = valuesOf(state);
  const company = companyOf(values);
  const extras = extrasIn(values, company, deps);
  const today = chinaDay(now);
  let issued: Scene['quote'] | undefined;
  const discount = discountFor(deps.knowledge, session.lead.discount, company);
  return {
    // A turn adds two to four messages: halved, three variants of a text come in another order than before each time.
    words: deps.wordbooks[session.language].words(Math.floor(session.seq / 2)),
    language: session.language,
    knowledge: deps.knowledge,
    book: deps.book,
    values,
    company,
    extras,
    handed: state.handed !== null,
    isBegun: session.lastSaid.length > 0 || Object.keys(session.state.slots).length > 0,
    isQuoted: state.said['quote'] !== undefined,
    today,
    now,
    ...(queue && { queue }),
    ...(session.lead.stage && { stage: session.lead.stage }),
    ...(discount && { discount }),
    // Made only when a quote is said or recorded, and then once: it costs two hashes.
    get quote() {
      if (issued) return issued;
      const besides = [...(extras.length > 0 ? [extras.join()] : []), ...(discount ? [JSON.stringify(discount)] : [])];
      const number = quoteNumber(today, conversation, JSON.stringify(company), ...besides);
      return (issued = { number, url: deps.quoteUrl(conversation, number) });
    },
  };
}

/** What is wanted besides and can be added to this service. */
function extrasIn({ extras }: Values, { service }: Company, { knowledge }: ConversationDeps): readonly string[] {
  if (typeof extras !== 'string') return [];
  const offered = optionsOf(knowledge, service).map(({ id }) => id);
  return extras.split(',').filter((id) => offered.includes(id));
}
