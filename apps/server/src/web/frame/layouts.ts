import { Inject, Injectable } from '@nestjs/common';
import { Outturn } from '@outturn/wiring';
import { GATE } from '../../access/gate.js';
import type { Gate } from '../../access/gate.js';
import { layoutView, type Layout } from './layout.view.js';
import type { PageContent } from './page-content.js';
import { render } from './templates.js';
import type { Visit } from './visit.js';

/** Asks what the frame around a page says of its ledger. */
@Injectable()
export class Layouts {
  constructor(
    private readonly outturn: Outturn,
    @Inject(GATE) private readonly gate: Pick<Gate, 'identities'>,
  ) {}

  /** A page with its frame, as HTML whose scripts carry a nonce. */
  async html(content: PageContent, visit: Visit, nonce: string): Promise<string> {
    const layout = await this.of(content, visit);
    return render(content.template, { ...content.view, layout, cspNonce: nonce });
  }

  private async of(content: PageContent, visit: Visit): Promise<Layout> {
    const { who, ledger, links, url } = visit;
    const summary = ledger === '' ? null : await this.outturn.ask(who, ledger, 'summary', {});
    const council = summary && {
      name: summary.name ?? ledger,
      links,
      isOpenForMigration: summary.migration === 'open',
    };
    const knownFrom = content.grounds === undefined ? null : await this.knownFrom(visit, content.grounds.position);
    return layoutView({
      content,
      url,
      council,
      knownFrom,
      actor: who.actor,
      roles: who.roles,
      isDemo: this.gate.identities !== undefined,
    });
  }

  private async knownFrom({ who, ledger }: Visit, position: number): Promise<string | null> {
    if (position === 0) return null;
    const { rows } = await this.outturn.ask(who, ledger, 'history', { from: position, to: position });
    return rows[0]?.knownFrom ?? null;
  }
}
