import * as z from 'zod';
import { afterSales } from '../../knowledge/hours-file.ts';
import type { JobHandler } from '../jobs.ts';
import type { Act } from '../ports.ts';
import { tellJob } from './watch-job.ts';
import { withEvent } from './lead-events.ts';
import { unlessErased } from './unless-erased.ts';

/** Reminds the consultant of a date on a won lead, unless it was changed or taken away since. */
export function afterSale({ act, now }: { act: Act; now: () => Date }): JobHandler {
  return async ({ conversation, data }) => {
    const { kind, day } = dataSchema.parse(data);
    const at = now().toISOString();
    const reminding = act(
      conversation,
      (session, handled) => {
        if (handled || session.lead.dates?.[kind] !== day) return { result: null };
        const lead = withEvent(session.lead, { at, event: `due:${kind}` });
        return {
          result: null,
          session: { ...session, lead },
          jobs: [tellJob(lead, { event: 'lead.reminder', reason: kind }, at)],
        };
      },
      `after-sale:${kind}:${day}`,
    );
    await unlessErased(reminding, null);
    return 'done';
  };
}

const dataSchema = z.object({ kind: z.enum(afterSales), day: z.string() });
