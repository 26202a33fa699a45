import { ArrowLeft } from 'lucide-preact';
import { Icon } from './icon.tsx';
import './back-link.css';

/** The way back up, above a screen's heading. */
export function BackLink({ to, name }: { readonly to: string; readonly name: string }) {
  return (
    <a class="back-link" href={to}>
      <Icon of={ArrowLeft} />
      {name}
    </a>
  );
}
