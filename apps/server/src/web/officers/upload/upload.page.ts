import { Controller } from '@nestjs/common';
import { rowPermissions } from '@outturn/wiring';
import { mustBeNeeded, SOME_ROW } from '../../../access/needed-permission.js';
import { fileOf } from '../../forms/field.js';
import { runForm } from '../../forms/form.js';
import { Page, Submission } from '../../frame/page.js';
import { Redirect, type PageAnswer } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { paths } from '../../paths.js';
import { StagedUploads } from './staged-uploads.js';

/** Takes a file to be looked at. */
@Controller()
export class UploadPage {
  constructor(private readonly uploads: StagedUploads) {}

  @Page(paths.upload)
  show(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.form(visit);
  }

  @Submission(paths.upload, ...rowPermissions)
  submit(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.form(visit);
  }

  private form(visit: Visit): Promise<PageAnswer> {
    const { who, ledger, links } = visit;
    // Which rows are allowed is for each row's command to say; whoever may write none keeps no file here.
    mustBeNeeded(SOME_ROW, who, ledger);
    return runForm(visit, {
      fields: [
        {
          kind: 'file',
          name: 'file',
          label: 'A CSV file',
          hint: 'One row for each figure. Its first row names the columns: indicator, period and value, and others where you have them',
          accept: '.csv,text/csv',
          required: 'Choose a file',
        },
      ],
      button: 'Look at it first',
      show: (form) => ({
        template: 'officers/upload/upload.njk',
        title: 'Upload a file of returns',
        trail: [{ text: 'Returns to submit', href: links.to(paths.tasks) }],
        view: { form },
      }),
      accept: (answers) => {
        const file = fileOf(answers, 'file');
        if (file === null || file.bytes.length === 0)
          return Promise.resolve([{ field: 'file', text: 'The file is empty' }]);
        const upload = this.uploads.stage({ ...file, actor: who.actor, ledger });
        return Promise.resolve(new Redirect(links.to(paths.uploadPreview, { upload })));
      },
    });
  }
}
