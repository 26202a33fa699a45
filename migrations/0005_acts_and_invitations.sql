ALTER TABLE `invitation` ADD `invited_by` text REFERENCES user(id) ON DELETE SET NULL;--> statement-breakpoint
CREATE INDEX `audit_entry_by_action` ON `audit_entry` (`chain`,`action`,`at`);