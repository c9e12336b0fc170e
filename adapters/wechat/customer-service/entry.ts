import * as z from 'zod';

const event = z.looseObject({
  event_type: z.string(),
  open_kfid: z.string().optional(),
  external_userid: z.string().optional(),
  scene: z.string().optional(),
  scene_param: z.string().optional(),
  welcome_code: z.string().optional(),
  fail_msgid: z.string().optional(),
  fail_type: z.number().optional(),
  change_type: z.number().optional(),
  new_servicer_userid: z.string().optional(),
  msg_code: z.string().optional(),
  recall_msgid: z.string().optional(),
});

const named = z.looseObject({ title: z.string().optional(), name: z.string().optional(), address: z.string().optional() });

/** One row of `sync_msg`. What a later version of WeCom adds is let through. */
const entrySchema = z.looseObject({
  msgid: z.string(),
  send_time: z.number(),
  origin: z.number(),
  msgtype: z.string(),
  open_kfid: z.string().optional(),
  external_userid: z.string().optional(),
  servicer_userid: z.string().optional(),
  text: z.looseObject({ content: z.string(), menu_id: z.string().optional() }).optional(),
  location: named.optional(),
  link: named.optional(),
  event: event.optional(),
});
export type Entry = z.infer<typeof entrySchema>;
export type EntryEvent = z.infer<typeof event>;

export const pageSchema = z.object({
  next_cursor: z.string().default(''),
  has_more: z.number().default(0),
  msg_list: z.array(z.unknown()).default([]),
});

/** As the store keeps what was fetched. `past`: it lay there before the bot was first started. */
export const keptSchema = z.object({ entry: entrySchema, past: z.literal(true).optional() });
export type Kept = z.infer<typeof keptSchema>;

/** Null for a row that is not as described: nothing can be done with it. */
export function entryOf(row: unknown): Entry | null {
  return entrySchema.safeParse(row).data ?? null;
}

/** Of an event the customer is inside it, not beside it. */
export function customerOf(entry: Entry): string {
  return entry.external_userid ?? entry.event?.external_userid ?? '';
}

/** What a person wrote; of what is no text, its kind in brackets, as WeChat itself shows it in lists. */
export function saidIn({ msgtype, text, location, link }: Entry, kinds: (kind: string) => string): string {
  if (text) return text.content;
  const more = [location?.name, location?.address, link?.title].filter((part) => part !== undefined && part !== '');
  return [kinds(msgtype), ...more].join(' ');
}
