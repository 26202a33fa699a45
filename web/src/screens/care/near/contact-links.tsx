import type { CareEntry } from '@undertone/contract/directory';
import { Globe, Mail, MessageSquareText, Phone } from 'lucide-preact';
import { t } from '../../../app/i18n.ts';
import { Icon } from '../../../ui/icon.tsx';

const dialled = (number: string) => number.replaceAll(/[^+\d]/g, '');

/** The ways to reach somebody. Each is opened by the person's tap alone, and the address bar they see says whom. */
export function ContactLinks({ entry }: { readonly entry: CareEntry }) {
  const { phone, textPhone, email, website } = entry;
  if (phone === undefined && textPhone === undefined && email === undefined && website === undefined)
    return <p class="small muted">{t('near.noContact')}</p>;
  return (
    <p class="row">
      {phone !== undefined && (
        <a class="button button--primary" href={`tel:${dialled(phone)}`}>
          <Icon of={Phone} />
          {t('near.call', { number: phone })}
        </a>
      )}
      {textPhone !== undefined && (
        <a class="button" href={`sms:${dialled(textPhone)}`}>
          <Icon of={MessageSquareText} />
          {t('near.message', { number: textPhone })}
        </a>
      )}
      {email !== undefined && (
        <a class="button" href={`mailto:${encodeURIComponent(email).replaceAll('%40', '@')}`}>
          <Icon of={Mail} />
          {t('near.mail')}
        </a>
      )}
      {website !== undefined && (
        <a class="button" href={website} target="_blank" rel="noopener noreferrer">
          <Icon of={Globe} />
          {t('near.website', { host: hostOf(website) })}
        </a>
      )}
    </p>
  );
}

function hostOf(address: string): string {
  try {
    return new URL(address).host;
  } catch {
    return address;
  }
}
