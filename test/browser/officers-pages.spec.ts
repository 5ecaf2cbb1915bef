import { holdsForEveryReader } from './every-reader';
import { officersStates, openRounds } from './officers-states';

holdsForEveryReader('the pages of a performance team', officersStates, openRounds);
