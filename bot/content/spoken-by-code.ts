// Texts that the code itself asks for, whatever the flows hold: a talk that comes to one that is not there has no reply. Those that follow from
// the flows, the services and the answers of a firm are not among them.

/** By what they begin with, the rest of each. */
const spoken: Readonly<Record<string, string>> = {
  greeting: 'first resumed',
  recap: 'line now',
  choice: 'yes no unsure human keep right wrong drop erase-all erase-not',
  say: 'outside',
  'say.verdict':
    'eligible not-yet short-staffed staff-too guessed needs-consultant open ways-one ways-many capital-is capital-open capital-unknown asof',
  'say.verdict.still': 'not-yet not-yet-open',
  'say.verdict.either': 'eligible-eligible eligible-not-yet not-yet-not-yet',
  'say.verdict.changed': 'eligible not-yet short-staffed needs-consultant open',
  'say.verdict.why-not': 'not-yet short-staffed needs-consultant',
  'say.verdict.reason': 'capital funding',
  'say.verdict.way': 'raise-capital raise-capital-open provincial-first provincial-first-short',
  'say.verdict.why': 'funding currency service-known breach',
  'say.timeline': 'first changed official-only provisional row card unknown',
  'say.timeline.steps': 'any',
  'say.target': 'ample fine tight late from-now from-day headline unknown',
  'say.quote': 'first changed discount sample extras not-yet card none',
  'say.checklist': 'open done tick card summary',
  noted: 'one in-province several item withdrawn forgotten in-writing no-wish',
  'read-back': 'ask item',
  compare:
    'intro line line-new same consultant open waits verdict time days capital price price-sample documents papers done none closed question again',
  status: 'eligible not-yet needs-consultant open',
  offer: 'human erase erase-talk',
  handoff:
    'asked-first asked call-back call-back-timed no-person reaches no-contact untold claimed returned given-back pooled reassigned edited',
  wait: 'after closed early break first behind-one behind place usual minute minutes hours',
  moment: 'span at zone today tomorrow',
  notice: 'wait language already-handed noted',
  'notice.known': 'all nothing contact no-contact',
  invalid: 'any',
  declined: 'any',
  answer:
    'again own again-figure again-quote unknown unknown-of when price price-one price-each price-line price-outside outside price-none documents address firm instalments agency firm-ties stage document documents-more person',
  'answer.in-writing': 'open outside',
  'answer.staff': 'short enough',
  'answer.hours': 'open handed closed not-weekend',
  labels: 'valid-until series clauses range yuan at-least at-most below instalment yes no',
  wecom: 'servicer queued back continued',
  'wecom.go-on': 'title say',
};

/** Their keys. */
export const spokenByCode: readonly string[] = Object.entries(spoken).flatMap(([family, names]) =>
  names.split(' ').map((name) => `${family}.${name}`),
);
