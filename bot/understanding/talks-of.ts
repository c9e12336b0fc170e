/** What of the talk itself, or of who is in it, a message is about. */
export type TalksOf =
  | 'complaint'
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
