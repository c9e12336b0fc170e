import { deskWords } from '../wording/desk-words.ts';
import type { JobHandler } from '../jobs.ts';
import { afterSale } from '../leads/after-sale.ts';
import { leadOf } from '../leads/lead-id.ts';
import { mergedHeard } from '../leads/merged-heard.ts';
import { serviceLevel } from '../leads/service-level.ts';
import type { ServerParts } from './server-parts.ts';

/** Jobs that see to it that nobody waits unseen. */
export function careHandlers({
  log,
  store,
  bot,
  staff,
  alarms,
  duplicates,
  conversation,
}: ServerParts): Readonly<Record<string, JobHandler>> {
  return {
    'after-sale': afterSale({ act: bot.conversations.act, now: () => new Date() }),
    likeness: async ({ conversation: id }) => {
      await duplicates.index(id);
      return 'done';
    },
    'merged-heard': mergedHeard({
      act: bot.conversations.act,
      store,
      words: deskWords(conversation),
      now: () => new Date(),
    }),
    'service-level': serviceLevel({
      act: bot.conversations.act,
      knowledge: conversation.knowledge,
      words: deskWords(conversation),
      now: () => new Date(),
      hasOthers: async (who) => (await staff.list()).some(({ id, disabled }) => id !== who && disabled === undefined),
      alarm: async (id, about) => {
        log.error({ alarm: true, lead: leadOf(id), ...about }, 'nobody has taken a lead');
        await alarms.raise(id, { ...about, tried: [] });
      },
    }),
  };
}
