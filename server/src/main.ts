import { join } from 'node:path';
import { adapters } from '@porchlight/channels/adapters';
import { operations } from '@porchlight/contract/operations';
import type { FastifyInstance } from 'fastify';
import { type Config, ConfigError } from './config.ts';
import type { Context, Route, Services } from './context.ts';
import { openDoor } from './door.ts';
import { agentRoutes } from './features/accounts/agent-routes.ts';
import { profileRoutes } from './features/accounts/profile-routes.ts';
import { accountRoutes } from './features/accounts/routes.ts';
import { settingsRoutes } from './features/accounts/settings-routes.ts';
import { teamRoutes } from './features/accounts/team-routes.ts';
import { fetchBotAvatarJob } from './features/agent-bots/jobs.ts';
import { agentBotRoutes } from './features/agent-bots/routes.ts';
import { fetchAvatarJob } from './features/contacts/jobs.ts';
import { contactNoteRoutes } from './features/contacts/note-routes.ts';
import { contactRoutes } from './features/contacts/routes.ts';
import { agentRemovalRoutes } from './features/conversations/agent-removal-routes.ts';
import { conversationContactRoutes } from './features/conversations/contact-routes.ts';
import { draftRoutes } from './features/conversations/draft-routes.ts';
import { inboxRemovalRoutes } from './features/conversations/inbox-removal-routes.ts';
import { conversationJobs, renameLabelJob } from './features/conversations/jobs.ts';
import { messageRoutes } from './features/conversations/message-routes.ts';
import { participantRoutes } from './features/conversations/participant-routes.ts';
import { publicRoutes } from './features/conversations/public-routes.ts';
import { conversationRoutes } from './features/conversations/routes.ts';
import { conversationSearchRoutes } from './features/conversations/search-routes.ts';
import { conversationStateRoutes } from './features/conversations/state-routes.ts';
import { teamRemovalRoutes } from './features/conversations/team-removal-routes.ts';
import { transcriptRoutes } from './features/conversations/transcript-routes.ts';
import { conversationUploadRoutes } from './features/conversations/upload-routes.ts';
import { csatSurveyRoutes } from './features/csat/public-routes.ts';
import { csatRoutes } from './features/csat/routes.ts';
import { addSurveyPage } from './features/csat/survey-page.ts';
import { customFilterRoutes } from './features/custom-filters/routes.ts';
import { eventFeedRoutes } from './features/event-feed/routes.ts';
import { inboxMemberRoutes } from './features/inboxes/member-routes.ts';
import { inboxRoutes } from './features/inboxes/routes.ts';
import { labelRoutes } from './features/labels/routes.ts';
import { eraseAccountJob, eraseUserJob } from './features/platform/jobs.ts';
import { platformRoutes } from './features/platform/routes.ts';
import { uploadJobs } from './features/uploads/jobs.ts';
import { addUploadTarget, uploadRoutes } from './features/uploads/routes.ts';
import { webhookJobs } from './features/webhooks/jobs.ts';
import { webhookRoutes } from './features/webhooks/routes.ts';
import { widgetAccountRoutes } from './features/widget/account-routes.ts';
import { widgetContactRoutes } from './features/widget/contact-routes.ts';
import { widgetConversationRoutes } from './features/widget/conversation-routes.ts';
import { addDemoPage } from './features/widget/demo-page.ts';
import { addWidgetFiles } from './features/widget/files.ts';
import { widgetMessageRoutes } from './features/widget/message-routes.ts';
import { addWidgetPage } from './features/widget/page.ts';
import { widgetRoutes } from './features/widget/routes.ts';
import { addFileRoutes, openFiles, removeUnfinishedFiles } from './files.ts';
import { answerRequest, idempotencyJobs } from './idempotency.ts';
import { startLive } from './live.ts';
import { MIGRATIONS_DIR, PROGRAM_DIR, VERSION } from './place.ts';
import type { Bus } from './platform/bus.ts';
import { addCable } from './platform/cable/cable.ts';
import { createSeal } from './platform/crypto/seal.ts';
import { createSigner } from './platform/crypto/signed-token.ts';
import { type Database, openDatabase } from './platform/database/database.ts';
import { startEmbeddedDatabase } from './platform/database/embedded/embedded.ts';
import { migrateDatabase } from './platform/database/migrate.ts';
import { openNotifyBus } from './platform/database/notify-bus.ts';
import { unwatchedDisk, watchDiskSpace } from './platform/disk-space.ts';
import { deleteFileJob, hasOwner } from './platform/files/claims.ts';
import { addDocuments } from './platform/http/documents.ts';
import { createMetrics } from './platform/http/metrics.ts';
import { openToAllOrigins } from './platform/http/open-origins.ts';
import { addPages } from './platform/http/pages.ts';
import {
  createRateLimits,
  isThisMachine,
  memoryCounters,
  noRateLimits,
} from './platform/http/rate-limits.ts';
import { createHttpServer } from './platform/http/server.ts';
import { addStatusPages } from './platform/http/status-pages.ts';
import { migrateJobs, startJobs } from './platform/jobs/jobs.ts';
import { createLog, type Log } from './platform/log/log.ts';
import { sendMailJob } from './platform/mail/mail.ts';
import { createOutbound } from './platform/outbound/outbound.ts';
import { outboxJobs } from './platform/outbox/jobs.ts';
import { openPresence } from './platform/presence.ts';
import type { SharedState } from './platform/redis.ts';
import { keepSecretKey } from './platform/secret-key.ts';
import { csatJob } from './subscribers/csat/csat.ts';

/** Everything that can be asked of the server. */
export const routes: readonly Route[] = [
  ...accountRoutes,
  ...profileRoutes,
  ...settingsRoutes,
  ...agentRoutes,
  ...agentRemovalRoutes,
  ...teamRoutes,
  ...teamRemovalRoutes,
  ...labelRoutes,
  ...customFilterRoutes,
  ...inboxRoutes,
  ...inboxMemberRoutes,
  ...inboxRemovalRoutes,
  ...contactRoutes,
  ...contactNoteRoutes,
  ...conversationContactRoutes,
  ...conversationRoutes,
  ...conversationStateRoutes,
  ...conversationSearchRoutes,
  ...participantRoutes,
  ...draftRoutes,
  ...messageRoutes,
  ...transcriptRoutes,
  ...csatRoutes,
  ...csatSurveyRoutes,
  ...uploadRoutes,
  ...conversationUploadRoutes,
  ...webhookRoutes,
  ...eventFeedRoutes,
  ...publicRoutes,
  ...widgetRoutes,
  ...widgetAccountRoutes,
  ...widgetContactRoutes,
  ...widgetConversationRoutes,
  ...widgetMessageRoutes,
  ...agentBotRoutes,
  ...platformRoutes,
];

/** The version of the wire contract that is spoken. */
const CONTRACT_VERSION = '4.10.0';
const REQUESTS_PER_MINUTE = 3000;

/** The parts that the server and the commands have in common, opened and ready. */
export interface Desk {
  services: Services;
  shared: SharedState | undefined;
  /** To the other servers on the database, where there can be any. */
  bus: Bus | undefined;
  close(): Promise<void>;
}

interface OpenOptions {
  config: Config;
  /** The one server owns the data folder; commands are its guests. */
  role: 'owner' | 'guest';
  log?: Log;
  now?: () => Date;
}

/** Opens the database, brings its tables up to date, and makes the services. */
export async function openDesk(options: OpenOptions): Promise<Desk> {
  const { config, role, log = createLog(config.log_level), now = () => new Date() } = options;
  const closing: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    const secret_key = config.secret_key ?? (await keepSecretKey(config.data_dir));
    const database = await openDeskDatabase(config, role, log, closing);
    await migrateDatabase(database, MIGRATIONS_DIR);
    await migrateJobs(database, log);
    const shared = config.redis_url ? await openShared(config.redis_url, log) : undefined;
    if (shared) closing.push(() => shared.stop());
    const outbound = createOutbound({ allow: config.outbound_allow });
    closing.push(() => outbound.close());
    const counters = shared?.counters ?? memoryCounters(now);
    const services: Services = {
      config,
      log,
      database,
      seal: createSeal(secret_key),
      signer: createSigner(secret_key, now),
      files: openFiles(config, secret_key, now),
      limits: config.rate_limits ? createRateLimits(counters) : noRateLimits,
      presence: openPresence({ now, window_seconds: config.presence_seconds }),
      outbound,
      adapters,
      now,
      wake: () => undefined,
    };
    return { services, shared, bus: shared?.bus ?? openOwnBus(services, closing), close };
  } catch (error) {
    await close();
    throw error;
  }
}

// Most desks have no Redis; its client is loaded for those that do.
async function openShared(url: string, log: Log): Promise<SharedState> {
  const { connectRedis } = await import('./platform/redis.ts');
  return connectRedis(url, log);
}

/** An outside database may have several servers on it; they talk through it when there is no Redis. */
function openOwnBus({ config, database, log }: Services, closing: (() => Promise<void>)[]): Bus | undefined {
  if (config.database_url === undefined) return undefined;
  const bus = openNotifyBus({ pool: database.pool, connection_string: config.database_url, log });
  closing.push(() => bus.stop());
  return bus;
}

async function openDeskDatabase(
  config: Config,
  role: OpenOptions['role'],
  log: Log,
  closing: (() => Promise<void>)[],
): Promise<Database> {
  let { database_url } = config;
  if (database_url === undefined) {
    const embedded = await startEmbeddedDatabase({ data_dir: config.data_dir, role, log });
    closing.push(() => embedded.stop());
    database_url = embedded.connection_string;
  }
  const database = openDatabase({ connection_string: database_url, pool_max: config.database_pool_max, log });
  closing.push(() => database.close());
  return database;
}

/** A server that listens. */
export interface RunningServer {
  app: FastifyInstance;
  /** Where it can be reached on this machine. */
  address: string;
  stop(): Promise<void>;
}

/** Hands out events, works on jobs and answers requests until it is stopped. */
export async function startServer(desk: Desk): Promise<RunningServer> {
  const { services, bus } = desk;
  const { config, database, log } = services;
  await removeUnfinishedFiles(config, services.now());
  const live = startLive(services, bus);
  const scheduled = [
    ...conversationJobs(services),
    ...uploadJobs(services),
    ...outboxJobs(services),
    ...webhookJobs(services),
    ...idempotencyJobs(services),
  ];
  const jobs = await startJobs({
    database,
    log,
    jobs: [
      deleteFileJob(services.files.store),
      sendMailJob(config, services),
      renameLabelJob(services),
      fetchAvatarJob(services),
      fetchBotAvatarJob(services),
      eraseUserJob(services),
      eraseAccountJob(services),
      csatJob(services),
    ],
    scheduled,
  });
  const app = await createApp(desk, { check_answers: false, areJobsRunning: jobs.areRunning });
  const cable = addCable(app.server, { log, now: services.now, open: live.realtime.open });
  const stop = async () => {
    live.tail.stop();
    await cable.stop();
    await stopListening(app);
    await jobs.stop();
    await live.stop();
  };
  try {
    return { app, address: await app.listen({ host: config.host, port: config.port }), stop };
  } catch (error) {
    await stop();
    throw explainListening(config, error);
  }
}

/** Why the server cannot listen, as a sentence for the operator. */
function explainListening({ host, port }: Config, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const sentences: Record<string, string> = {
    EADDRINUSE: `PORT ${port} of ${host} is in use by another program. Stop that one, or set PORT to another number.`,
    EACCES: `PORT ${port} may not be used by this user. Set PORT to a number above 1023.`,
    EADDRNOTAVAIL: `HOST ${host} is no address of this machine. Set HOST to one that is, or to 0.0.0.0 for every one.`,
    ENOTFOUND: `HOST ${host} is not known. Set HOST to an address of this machine.`,
  };
  const sentence = sentences[String(code)];
  return sentence === undefined ? error : new ConfigError(sentence, { cause: error });
}

const DRAIN_MS = 5000;

/** Lets what runs finish and takes nothing new; what is not done by then is cut. */
async function stopListening(app: FastifyInstance) {
  const cut = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS);
  await app.close();
  clearTimeout(cut);
}

interface AppOptions {
  check_answers: boolean;
  areJobsRunning?: () => boolean;
}

/** The HTTP side alone, listening to nothing yet. */
export async function createApp(desk: Desk, options: AppOptions): Promise<FastifyInstance> {
  const { services, shared } = desk;
  const { config, database, limits, log, now } = services;
  const metrics = createMetrics(database);
  const admitWrite = diskOf(services);
  const app = await createHttpServer({
    log,
    routes,
    trusted_proxies: config.trusted_proxies,
    check_answers: options.check_answers,
    admitWrite,
    uploads: {
      store: services.files.store,
      file_max_bytes: config.file_max_bytes,
      isClaimed: (key) => hasOwner(database.queries, key),
    },
    open: (operation, request, reply) => openDoor(services, operation, request, reply),
    answer: (context, request, run) => answerRequest(context as Context, request, run),
    admit: async (request) => {
      if (!isThisMachine(request)) await limits.take(`requests ${request.ip}`, REQUESTS_PER_MINUTE, 60);
    },
    answered: metrics.answered,
  });
  openToAllOrigins(app, '/public/api/');
  openToAllOrigins(app, '/api/v1/widget/launcher');
  addFileRoutes(app, services);
  addUploadTarget(app, services, admitWrite);
  addSurveyPage(app, services, admitWrite);
  addDocuments(app, { operations, version: VERSION, url: config.frontend_url });
  addWidgetPage(app, services, join(PROGRAM_DIR, 'build/widget'));
  addWidgetFiles(app, join(PROGRAM_DIR, 'build/widget'));
  if (config.widget_tests) addDemoPage(app, services);
  addPages(app, {
    directory: join(PROGRAM_DIR, 'build/dashboard'),
    has_sign_up: config.enable_signup,
    has_mail: config.smtp_url !== undefined,
  });
  addStatusPages(app, {
    contract_version: CONTRACT_VERSION,
    version: VERSION,
    metrics,
    metrics_token: config.metrics_token,
    now,
    parts: async () => ({
      database: await isReachable(database),
      jobs: options.areJobsRunning?.() ?? true,
      ...(shared ? { redis: await shared.isReachable() } : {}),
    }),
  });
  return app;
}

/** Without an outside database everything that is written lies in the data folder. */
function diskOf({ config, now }: Services): () => Promise<void> {
  const { data_dir: directory, disk_free_min_bytes: free_min_bytes } = config;
  const watched = config.database_url === undefined || config.s3 === undefined;
  const space = watched ? watchDiskSpace({ directory, free_min_bytes, now }) : unwatchedDisk;
  return () => space.refuseWhenFull();
}

async function isReachable({ pool }: Database): Promise<boolean> {
  const answer = pool.query('select 1').then(
    () => true,
    () => false,
  );
  const impatience = new Promise<boolean>((resolve) => setTimeout(resolve, 2000, false).unref());
  return Promise.race([answer, impatience]);
}
