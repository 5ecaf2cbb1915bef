import type { Type } from '@nestjs/common';
import type { Gate } from '../access/gate.js';
import { auditorsPages } from './auditors/auditors-pages.js';
import { boardPages } from './board/board-pages.js';
import { CouncilsPage } from './councils/councils.page.js';
import { GoLivePage } from './go-live/go-live.page.js';
import { HowFiguresAreJudgedPage } from './judged/how-figures-are-judged.page.js';
import { IdentityPage } from './identity/identity.page.js';
import { MomentPage } from './moment/moment.page.js';
import { officersPages } from './officers/officers-pages.js';

/** Every page. Each group that works here has its own: the board, performance teams, auditors. */
export const allPages: readonly Type[] = [
  CouncilsPage,
  HowFiguresAreJudgedPage,
  MomentPage,
  GoLivePage,
  ...boardPages,
  ...officersPages,
  ...auditorsPages,
];

/** The pages of a service: in a demonstration people may say who they are, and nowhere else is there such a page. */
export const pagesFor = (gate: Gate): readonly Type[] =>
  gate.identities === undefined ? allPages : [...allPages, IdentityPage];
