/**
 * Messages on their way to another thread, in one parcel for whatever comes together: each parcel costs both threads as
 * much as a hundred lines of text, and commands that arrive together share a transaction.
 */
export class Outbox<Message> {
  private messages: Message[] = [];

  /** @param later when a parcel is closed: it is called with the first message of each */
  constructor(
    private readonly post: (parcel: readonly Message[]) => void,
    private readonly later: (close: () => void) => void,
  ) {}

  add(message: Message): void {
    this.messages.push(message);
    if (this.messages.length > 1) return;
    this.later(() => {
      const parcel = this.messages;
      this.messages = [];
      this.post(parcel);
    });
  }
}
