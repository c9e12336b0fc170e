/** What a message wants, or how it is meant. */
export type Intent =
  | 'price'
  | 'timeline'
  | 'documents'
  | 'requirements'
  | 'process'
  | 'explain'
  | 'human'
  | 'correction'
  | 'refusal'
  | 'unsure'
  | 'optout'
  | 'abuse'
  | 'offtopic'
  | 'injection'
  | 'greet'
  | 'thanks'
  | 'bye'
  | 'affirm'
  | 'deny'
  | 'apply'
  | 'objection'
  | 'trust'
  | 'clarify'
  | 'restart'
  | 'repeat'
  | 'what-if'
  | 'call-back'
  | 'erase'
  /** Asks whether a machine is speaking: a wish for a human by the words, but an answer is enough. */
  | 'bot';

/** Whether anything is asked. */
export function isQuestion(intents: readonly Intent[]): boolean {
  return intents.some((intent) => ['price', 'timeline', 'documents', 'requirements', 'process', 'explain'].includes(intent));
}
