/** What of the talk itself, or of who is in it, a message is about. */
export type TalksOf =
  | 'complaint'
  | 'client'
  | 'no-person'
  | 'known'
  | 'wait'
  | 'wait.weak'
  | 'listening'
  | 'shorter'
  | 'language'
  | 'consults'
  | 'consults.weak'
  | 'leaves'
  | 'too-dear'
  | 'only-this'
  | 'undecided'
  | 'novice';
