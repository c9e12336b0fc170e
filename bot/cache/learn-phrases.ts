// A process of its own, started by learnApart: learns what the phrases of the answers teach, keeps it, and ends.
import { answerIndexOf } from '../../knowledge/answer-index.ts';
import { loadContent } from '../content/load.ts';
import { phraseMemory } from './phrase-memory.ts';

const [root = ''] = process.argv.slice(2);
const { knowledge } = await loadContent({ root });
answerIndexOf(knowledge).rememberBy(phraseMemory(knowledge, { root }));
answerIndexOf(knowledge).prepare();
