import { auditorsStates, giveAuditorsWork } from './auditors-states';
import { holdsForEveryReader } from './every-reader';

holdsForEveryReader('the pages of auditors', auditorsStates, giveAuditorsWork);
