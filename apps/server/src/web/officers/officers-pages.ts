import type { Type } from '@nestjs/common';
import { ProgressPage } from './progress/progress.page.js';
import { ReceiptPage } from './receipt/receipt.page.js';
import { ReturnCheckPage } from './return/check.page.js';
import { ReturnFigurePage } from './return/figure.page.js';
import { OtherReturnPage } from './return/other-return.page.js';
import { ReturnPage } from './return/return.page.js';
import { ReturnWithdrawalPage } from './return/withdrawal.page.js';
import { ReturnWordsPage } from './return/words.page.js';
import { EndRoundPage } from './rounds/end-round.page.js';
import { OpenRoundPage } from './rounds/open-round.page.js';
import { TasksPage } from './tasks/tasks.page.js';
import { UploadPreviewPage } from './upload/preview.page.js';
import { UploadSaidPage } from './upload/said.page.js';
import { UploadPage } from './upload/upload.page.js';

/** The pages of performance teams. */
export const officersPages: readonly Type[] = [
  TasksPage,
  OtherReturnPage,
  ReturnPage,
  ReturnFigurePage,
  ReturnWordsPage,
  ReturnCheckPage,
  ReturnWithdrawalPage,
  OpenRoundPage,
  EndRoundPage,
  ReceiptPage,
  UploadPage,
  UploadPreviewPage,
  UploadSaidPage,
  ProgressPage,
];
