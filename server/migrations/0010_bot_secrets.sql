ALTER TABLE "agent_bots" ADD COLUMN "previous_secret_sealed" "bytea";
--> statement-breakpoint
ALTER TABLE "agent_bots" ADD COLUMN "previous_secret_until" timestamp (3) with time zone;
