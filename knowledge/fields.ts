import * as z from 'zod';

export const idSchema = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is lower case words joined by "-"');
export const bilingual = z.strictObject({ 'zh-Hans': z.string().min(1), en: z.string().min(1) });
export const ids = z.array(idSchema);
