ALTER TABLE "contacts" ADD COLUMN "avatar_version" bigint DEFAULT 0 NOT NULL;
