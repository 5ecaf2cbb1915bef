import { Module, type DynamicModule } from '@nestjs/common';
import { OutturnModule, type OutturnOptions } from '@outturn/wiring';
import { GATE } from '../../access/gate.js';
import { Layouts } from '../frame/layouts.js';
import { PagesBeside } from '../frame/pages-beside.js';
import { RememberedPages } from '../frame/remembered-pages.js';
import { PageMaker, rememberedPages } from './page-maker.js';
import type { PageThreadData } from './reading-script.js';

/** How many ledgers a thread that reads keeps open: it is asked of one after the other. */
const OPEN = 8;

/** What a thread that reads consists of: every question, every page that is remembered, and no way to write. */
@Module({})
export class ReadingModule {
  static forRoot({ isDemo, ...options }: Omit<OutturnOptions, 'writer' | 'most'> & PageThreadData): DynamicModule {
    return {
      module: ReadingModule,
      imports: [OutturnModule.forRoot({ ...options, writer: 'none', most: OPEN })],
      providers: [
        { provide: GATE, useValue: isDemo ? { identities: [] } : {} },
        Layouts,
        PageMaker,
        // A page's class names what lays it out to whoever asks for it; here nobody asks that way.
        RememberedPages,
        PagesBeside,
        ...new Set([...rememberedPages.values()].map(({ controller }) => controller)),
      ],
    };
  }
}
