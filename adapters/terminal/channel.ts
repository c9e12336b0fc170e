import { ChannelAdapter } from '../channel.ts';

/** The terminal: whoever started the program reads each turn's replies as they come back. */
export class TerminalChannel extends ChannelAdapter {
  override readonly name = 'terminal';
  override readonly mailbox = true;
}
