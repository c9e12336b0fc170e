import {
  DeskConflictError,
  NoSuchLeadError,
  NoSuchPersonError,
  NotAllowedError,
  UnknownConversationError,
  UnreadableValueError,
} from '../../bot/ports.ts';
import { Problem } from './problem.ts';

/** What the client may know of an error. An error of our own making is a bare 500: its words stay in the log. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const expected = expectedOf(error);
  if (expected) return expected;
  const { status, retryable } = error as { status?: unknown; retryable?: unknown };
  // Express and its router mark what the client did wrong (a path that does not decode) by a status.
  if (typeof status === 'number' && status >= 400 && status < 500) return new Problem(status, 'The request is malformed.');
  if (retryable === true) return new Problem(503, 'Try again in a moment.', { headers: { 'Retry-After': '2' }, cause: error });
  return new Problem(500, 'Something went wrong on our side.', { cause: error });
}

/** What a client asked for that there is not, that makes no sense, or that is not theirs or not now to be had. */
function expectedOf(error: unknown): Problem | null {
  if (error instanceof UnknownConversationError) return new Problem(404, 'There is no such conversation.');
  if (error instanceof NoSuchLeadError) return new Problem(404, 'There is no such lead.');
  if (error instanceof NoSuchPersonError) return new Problem(404, 'There is no such person.');
  if (error instanceof UnreadableValueError) return new Problem(422, error.message);
  if (error instanceof NotAllowedError) return new Problem(403, error.message);
  if (error instanceof DeskConflictError)
    return new Problem(409, error.message, { extra: { owner: error.owner, reason: error.reason } });
  return null;
}
