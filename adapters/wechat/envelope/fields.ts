import { isUtf8 } from 'node:buffer';
import { XMLParser } from 'fast-xml-parser';
import { RefusedPushError } from './refused-push.ts';

/** What a push says: every leaf is text as it was written, because ids have 64 bits and "007" is a message. */
export interface Fields {
  readonly [name: string]: Field;
}

export type Field = string | Fields | readonly Field[];

export interface Push {
  readonly fields: Fields;
  /** How it was written; its reply is written alike. */
  readonly format: 'xml' | 'json';
}

const maxBytes = 64 * 1024;
const maxDepth = 12;

const xml = new XMLParser({
  parseTagValue: false,
  processEntities: false,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  trimValues: false,
});

/** Reads an XML or JSON push. Throws RefusedPushError. */
export function readPush(body: Buffer | string): Push {
  if (Buffer.byteLength(body) > maxBytes) throw new RefusedPushError('too-large', 'it is larger than 64 KB');
  if (typeof body !== 'string' && !isUtf8(body)) throw malformed('it is not UTF-8');
  const text = body.toString('utf8').trim();
  return text.startsWith('{') ? { format: 'json', fields: jsonFields(text) } : { format: 'xml', fields: xmlFields(text) };
}

/** The text of a field; empty when it is absent or no text. */
export function textOf(fields: Fields, name: string): string {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return typeof field === 'string' ? field : '';
}

function jsonFields(text: string): Fields {
  const fields = parsed(() => JSON.parse(text, asWritten as Parameters<typeof JSON.parse>[1]) as unknown);
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) throw malformed('it is no object');
  return checked(fields as Fields);
}

/** A number has more digits than a double can carry, so its text is taken. */
function asWritten(name: string, value: unknown, { source }: { source?: string }): unknown {
  if (name === '__proto__') return undefined;
  if (value === null) return '';
  return typeof value === 'number' || typeof value === 'boolean' ? (source ?? String(value)) : value;
}

function xmlFields(text: string): Fields {
  // Entities of one's own open files and fill memory; WeChat writes none.
  if (/<!\s*(DOCTYPE|ENTITY)/i.test(text)) throw malformed('it declares a document type');
  const document = parsed(() => xml.parse(text, true) as Record<string, unknown>);
  const root = document['xml'];
  if (typeof root !== 'object' || root === null || Array.isArray(root)) throw malformed('it has no <xml>');
  return checked(withoutBlanks(root as Fields));
}

/** What stands between the tags is no field. */
function withoutBlanks(fields: Fields): Fields {
  const entries = Object.entries(fields).filter(([name]) => name !== '#text');
  return Object.fromEntries(entries.map(([name, field]) => [name, blankless(field)]));
}

function blankless(field: Field): Field {
  if (typeof field === 'string') return field;
  return isList(field) ? field.map(blankless) : withoutBlanks(field);
}

function isList(field: Field): field is readonly Field[] {
  return Array.isArray(field);
}

function checked(fields: Fields): Fields {
  if (depthOf(fields) > maxDepth) throw malformed('it is nested too deep');
  return fields;
}

function depthOf(field: Field): number {
  return typeof field === 'string' ? 0 : 1 + Math.max(0, ...Object.values(field).map(depthOf));
}

function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch {
    // The parser's own words may quote what was sent.
    throw malformed('it is neither XML nor JSON');
  }
}

function malformed(problem: string): RefusedPushError {
  return new RefusedPushError('malformed', problem);
}
