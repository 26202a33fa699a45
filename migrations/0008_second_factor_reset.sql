DROP INDEX `second_factor_reset_to_tell`;--> statement-breakpoint
ALTER TABLE `second_factor_reset` DROP COLUMN `told_at`;