import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';
import type { Money } from '../../flows/command.ts';
import type { Values } from '../../flows/effect.ts';
import { flowSchema, saySchema, slotSchema, type FlowBook } from '../../flows/flow.ts';

const folder = new URL('../../flows/', import.meta.url);
const read = (name: string): unknown => parse(readFileSync(new URL(name, folder), 'utf8'));
const flowFiles = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml') && name !== 'slots.yaml' && name !== 'says.yaml')
  .toSorted();

/** The flows that the project ships with. */
export const realBook: FlowBook = {
  flows: flowFiles.map((name) => flowSchema.parse(read(name))),
  ...z.strictObject({ slots: z.record(z.string(), slotSchema) }).parse(read('slots.yaml')),
  ...z.strictObject({ says: z.record(z.string(), saySchema) }).parse(read('says.yaml')),
};

/** A scope and a verdict of the same shape as the real ones, so that flows are tested without the firm's knowledge. */
export function derive(values: Values): Values {
  const service = values['service'];
  const scope = (typeof service === 'string' ? codeScopes[service] : undefined) ?? values['scope'];
  return { ...(scope !== undefined && { scope }), verdict: verdictOf({ ...values, ...(scope !== undefined && { scope }) }) };
}

function verdictOf({ scope, capital, funding }: Values): string {
  if (funding !== undefined && funding !== 'domestic') return 'needs-consultant';
  if (scope === undefined || typeof capital !== 'object' || funding === undefined) return 'open';
  return (capital.min ?? 0) >= (scope === 'nationwide' ? 10_000_000 : 1_000_000) ? 'eligible' : 'not-yet';
}

const codeScopes: Readonly<Record<string, string>> = { 'code-95': 'nationwide', 'code-96': 'provincial' };

export function yuan(amount: number): Money {
  return { min: amount, max: amount, currency: 'CNY', kind: null };
}
