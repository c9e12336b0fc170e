import { ChannelAdapter } from '../channel.ts';

/** The web widget. Its transcript is its mailbox: clients read it with a cursor, so nothing has to be sent. */
export class WebChannel extends ChannelAdapter {
  override readonly name = 'web';
  override readonly mailbox = true;
}
