/** Over everything that one message may cost, and what all messages may. */
export const defaultLimits = {
  /** From the first question of a turn to the last answer, second tries included. */
  deadlineMs: 3000,
  /** Calls in flight at once in this process. */
  atOnce: 8,
  perConversation: 30,
  /** A day is one in mainland China; counted in each process. */
  perDay: 5000,
  /** So many failures in a row, and the model is left alone for so long. */
  failures: 5,
  restMs: 60_000,
};

export type Limits = typeof defaultLimits;
