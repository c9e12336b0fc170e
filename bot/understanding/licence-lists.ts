/** The lists of words about a licence that one has, and what is to become of it. */
export const licenceLists = [
  'licence.ending',
  'licence.anew',
  'licence.own',
  'licence.held',
  'licence.have',
  'licence.behind',
  'licence.kept',
  'licence.none',
  'change.company',
  'change.licence',
  'change.not',
  'change.place',
  'change.province',
  'change.thing',
] as const;
