import type { RequestHandler } from 'express';
import type { Gate } from './gate.ts';
import { sendJson } from './reply.ts';
import { answer, body, problems, schemas } from './openapi-parts.ts';
import { staffPaths } from './openapi-staff.ts';

/** Serves the API's description, made from the schemas that check its bodies. */
export function openApi(gate: Gate): RequestHandler {
  const description = openApiDescription();
  return (request, response) => {
    gate.prepare(request, response);
    sendJson(response, 200, description);
  };
}

/** OpenAPI 3.1. */
export function openApiDescription(): object {
  return {
    openapi: '3.1.0',
    info: { title: 'Yinlu', version: '1', description: 'The visitor API and the staff API of a licensing consultancy’s chat.' },
    paths: { ...visitorPaths, ...staffPaths },
    components: {
      securitySchemes: {
        staff: { type: 'http', scheme: 'bearer', description: 'The token that `npm run staff -- add` printed.' },
        console: { type: 'apiKey', in: 'cookie', name: 'yinlu', description: 'The console’s own cookie.' },
        visitor: { type: 'http', scheme: 'bearer', description: 'The token that opening the conversation returned.' },
      },
      schemas: schemas(),
    },
  };
}

const conversationId = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const after = {
  name: 'after',
  in: 'query',
  schema: { type: 'integer', minimum: 0 },
  description: 'The cursor of the last batch.',
};
const visitor = [{ visitor: [] }];

const visitorPaths = {
  '/api/conversations': {
    post: {
      summary: 'Opens a conversation; the greeting is in the answer.',
      requestBody: body('Opening'),
      responses: { 201: answer('Opened', 'Opened'), ...problems(400, 413, 429, 503) },
    },
  },
  '/api/conversations/{id}/messages': {
    post: {
      summary: 'Takes a message in. The same id again gets the same replies and has no second effect.',
      security: visitor,
      parameters: [conversationId],
      requestBody: body('Incoming'),
      responses: {
        200: answer('The replies of the turn that took the message in', 'Batch'),
        202: answer('The replies take longer; they come over the events', 'Batch'),
        ...problems(400, 401, 404, 413, 429, 503),
      },
    },
    get: {
      summary: 'The transcript after a cursor.',
      security: visitor,
      parameters: [conversationId, after],
      responses: { 200: answer('The messages', 'Batch'), ...problems(400, 401, 404) },
    },
  },
  '/api/conversations/{id}/language': {
    post: {
      summary: 'Has the bot speak this language from now on. What is open is asked again in it, as a message with its choices.',
      security: visitor,
      parameters: [conversationId],
      requestBody: body('Language'),
      responses: { 204: { description: 'The talk is in this language' }, ...problems(400, 401, 404, 413, 429, 503) },
    },
  },
  '/api/conversations/{id}/wechat': {
    post: {
      summary:
        'Puts a card into the conversation: a code to scan, or a link, with which the talk goes on in WeChat. 404 where it cannot.',
      security: visitor,
      parameters: [conversationId],
      responses: { 204: { description: 'The card is in the transcript' }, ...problems(401, 404, 429, 503) },
    },
  },
  '/api/conversations/{id}/events': {
    get: {
      summary: 'Server-sent events: `message` (a Message, its seq as id), `typing` {from}, `state` {owner}.',
      security: visitor,
      parameters: [conversationId, after, { name: 'Last-Event-ID', in: 'header', schema: { type: 'integer' } }],
      responses: { 200: { description: 'The stream', content: { 'text/event-stream': {} } }, ...problems(400, 401, 404) },
    },
  },
};
