import { Controller } from '@nestjs/common';
import { Outturn, rowPermissions, type ImportReport } from '@outturn/wiring';
import { answerImport } from '../../../rest/import-answer.js';
import { runForm } from '../../forms/form.js';
import { problemsOfError } from '../../forms/problems.js';
import { Page, Submission } from '../../frame/page.js';
import { Redirect, type PageAnswer } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { paths } from '../../paths.js';
import { previewView, uploadGoneView } from './preview.view.js';
import { asQuestion, importOfUpload, saidBy, type SaidInAddress } from './said-of-upload.js';
import { StagedUploads, type StagedUpload } from './staged-uploads.js';

/** What would become of each row of the files; they are taken when that is confirmed. */
@Controller()
export class UploadPreviewPage {
  constructor(
    private readonly outturn: Outturn,
    private readonly uploads: StagedUploads,
  ) {}

  @Page(paths.uploadPreview)
  show(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.look(visit);
  }

  @Submission(paths.uploadPreview, ...rowPermissions)
  submit(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.look(visit);
  }

  private async look(visit: Visit): Promise<PageAnswer> {
    const { upload: id = '' } = visit.parts;
    const upload = this.uploads.find(id, visit.who.actor, visit.ledger);
    if (upload === null) return uploadGoneView(visit.links);
    return runForm(visit, {
      fields: [],
      button: 'Submit these rows',
      show: async (form) => {
        const report = await this.take(visit, upload, null);
        const said = saidOf(visit);
        return previewView(form, upload, said, answerImport(visit.ledger, report, asQuestion), visit.links, {
          preview: (more) => visit.links.to(paths.uploadPreview, { upload: id }, { ...said, ...more }),
          said: visit.links.to(paths.uploadSaid, { upload: id }, said),
        });
      },
      accept: async (_answers, key) => {
        try {
          const report = await this.take(visit, upload, key);
          const { rejectedCount, accepted, withdrawn, defined, position } = answerImport(
            visit.ledger,
            report,
            asQuestion,
          );
          if (rejectedCount > 0)
            return [{ field: null, text: 'Something changed since you looked, and rows are rejected now' }];
          this.uploads.drop(id);
          if (accepted + withdrawn + defined === 0) return new Redirect(visit.links.to(paths.tasks));
          return new Redirect(visit.links.to(paths.receipt, { position: String(position) }));
        } catch (error) {
          return problemsOfError(error);
        }
      },
    });
  }

  /** @param key null to look at it alone */
  private take(visit: Visit, upload: StagedUpload, key: string | null): Promise<ImportReport> {
    const { files, options } = importOfUpload(upload, saidOf(visit));
    const arrival = { via: 'form', correlationId: visit.requestId, ...(key === null ? {} : { key }) } as const;
    return this.outturn.importFiles(visit.who, visit.ledger, { files, options, dryRun: key === null }, arrival);
  }
}

const saidOf = (visit: Visit): SaidInAddress => saidBy(paths.uploadPreview.query, (name) => visit.asked(name));
