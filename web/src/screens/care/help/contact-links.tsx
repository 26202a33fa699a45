import { MessageSquare, Phone, SquareArrowOutUpRight } from 'lucide-preact';
import type { Contact } from '../../../care/helplines/describe.ts';
import { Icon } from '../../../ui/icon.tsx';
import { say } from './help-words.ts';

const ICONS = { call: Phone, text: MessageSquare, write: SquareArrowOutUpRight } as const;

/** One large link each, the first choice filled. What leaves Undertone says so before the tap. */
export function ContactLinks({ contacts }: { readonly contacts: readonly Contact[] }) {
  return (
    <ul class="help__contacts">
      {contacts.map(({ kind, href, words, opens }, index) => (
        <li key={href}>
          <a
            class={`button help__contact${index === 0 ? ' button--primary' : ''}`}
            href={href}
            {...(opens === null
              ? {}
              : { target: '_blank', rel: 'noopener noreferrer', 'aria-describedby': `opens-${href}` })}
          >
            <Icon of={ICONS[kind]} />
            {words}
          </a>
          {opens !== null && (
            <p class="help__opens" id={`opens-${href}`}>
              {say('help.opens', { host: opens })}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
