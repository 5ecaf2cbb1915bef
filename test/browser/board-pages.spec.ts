import { boardStates } from './looked-at-pages';
import { holdsForEveryReader } from './every-reader';

holdsForEveryReader('the pages of a board', boardStates);
