import type { Type } from '@nestjs/common';
import { ActionPage } from './action/action.page.js';
import { ActionsPage } from './actions/actions.page.js';
import { ChangesPage } from './changes/changes.page.js';
import { HomePage } from './home/home.page.js';
import { IndicatorPage } from './indicator/indicator.page.js';
import { ScorecardPage } from './scorecard/scorecard.page.js';

/** The pages for members and scrutiny. */
export const boardPages: readonly Type[] = [
  HomePage,
  ScorecardPage,
  IndicatorPage,
  ActionsPage,
  ActionPage,
  ChangesPage,
];
