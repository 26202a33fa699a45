import type { ComponentType } from 'preact';
import type { SettingsSection } from '../../app/routes.ts';
import { AboutSection } from './about-section.tsx';
import { AccountSection } from './account-section.tsx';
import { ActivitySection } from './activity-section.tsx';
import { BackupSection } from './backup-section.tsx';
import { DevicesSection } from './devices-section.tsx';
import { LockSection } from './lock-section.tsx';
import { DataSection } from './data-section.tsx';
import { LedgerSection } from './ledger-section.tsx';
import { ModelsSection } from './models-section.tsx';
import { PrivacySection } from './privacy-section.tsx';
import { SecuritySection } from './security-section.tsx';
import { SettingsIndex } from './settings-index.tsx';
import { UsualVoiceSection } from './usual-voice-section.tsx';

const SECTIONS = {
  account: AccountSection,
  security: SecuritySection,
  devices: DevicesSection,
  activity: ActivitySection,
  lock: LockSection,
  privacy: PrivacySection,
  voice: UsualVoiceSection,
  ledger: LedgerSection,
  models: ModelsSection,
  backup: BackupSection,
  data: DataSection,
  about: AboutSection,
} as const satisfies Record<SettingsSection, ComponentType>;

export function SettingsScreen({ section }: { readonly section: SettingsSection | null }) {
  const Section = section === null ? SettingsIndex : SECTIONS[section];
  return <Section />;
}
