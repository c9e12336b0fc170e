import { UnknownConversationError } from '../ports.ts';

/** What the act comes to, or `erased` where the prospect was erased before it: there is nothing left to do for them. */
export async function unlessErased<T>(act: Promise<T>, erased: T): Promise<T> {
  try {
    return await act;
  } catch (error) {
    if (error instanceof UnknownConversationError) return erased;
    throw error;
  }
}
