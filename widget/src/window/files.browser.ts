import { expect, test } from 'vitest';
import { readMessages } from '../../../server/test/factories.ts';
import { beginChat, newestConversation } from '../../../tools/browser/chat.ts';
import { openStage } from '../../../tools/browser/stage.ts';

const stage = openStage({
  inbox: { enable_email_collect: false },
  environment: { MAXIMUM_FILE_UPLOAD_SIZE: '1' },
});

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const picture = { name: 'photo.png', mimeType: 'image/png', buffer: PNG };
const bill = { name: 'bill.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF') };

test('files go with a message, and are shown as what they are', async () => {
  const { frame } = await beginChat(stage);
  await frame.setInputFiles('input[type=file]', [picture, bill]);
  await frame.waitForSelector('.staged li >> nth=1');
  await frame.fill('.composer textarea', 'Both of them');
  await frame.click('.send');
  await frame.waitForSelector('.mine .picture img');
  await frame.waitForSelector('.mine .file:has-text("bill.pdf")');
  expect(await frame.locator('.staged').count()).toBe(0);
  const all = await readMessages(stage.desk.account, await newestConversation(stage));
  expect(all.map(({ content }) => content)).toEqual(['Hello', 'Both of them']);
});

test('a file that is too large, of a kind that is not taken, or one too many is named, and the others stay', async () => {
  const { frame } = await beginChat(stage);
  const large = { name: 'film.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(1024 * 1024 + 1) };
  const program = { name: 'run.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') };
  await frame.setInputFiles('input[type=file]', [large, program, picture]);
  await frame.waitForSelector('text=film.mp4 is larger than 1 MB');
  await frame.waitForSelector('text=run.exe: this kind of file cannot be sent');
  expect(await frame.locator('.staged li').allInnerTexts()).toEqual(['photo.png']);
  const many = Array.from({ length: 15 }, (_, index) => ({ ...bill, name: `${index}.pdf` }));
  await frame.setInputFiles('input[type=file]', many);
  await frame.waitForSelector('text=At most 15 files at a time');
  expect(await frame.locator('.staged li').count()).toBe(15);
  await frame.click('[aria-label="Remove photo.png"]');
  expect(await frame.locator('.staged li').count()).toBe(14);
});

test('files are dropped on the window and pasted into the field', async () => {
  const { frame } = await beginChat(stage);
  await frame.evaluate(() => {
    const given = new DataTransfer();
    given.items.add(new File(['a'], 'dropped.txt', { type: 'text/plain' }));
    document.body.dispatchEvent(
      new DragEvent('dragover', { dataTransfer: given, bubbles: true, cancelable: true }),
    );
  });
  await frame.waitForSelector('.drop');
  await frame.evaluate(() => {
    const files = (name: string) => {
      const given = new DataTransfer();
      given.items.add(new File(['a'], name, { type: 'text/plain' }));
      return given;
    };
    const options = { bubbles: true, cancelable: true };
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: files('dropped.txt'), ...options }));
    document
      .querySelector('textarea')
      ?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: files('pasted.txt'), ...options }));
  });
  await frame.waitForSelector('.staged li:has-text("dropped.txt")');
  await frame.waitForSelector('.staged li:has-text("pasted.txt")');
  expect(await frame.locator('.drop').count()).toBe(0);
});

test('files that wait for a connection outlive a reload', async () => {
  const chat = await beginChat(stage);
  await chat.frame.setInputFiles('input[type=file]', [picture]);
  await chat.frame.waitForSelector('.staged li');
  await chat.context.setOffline(true);
  await chat.frame.click('.send');
  await chat.frame.waitForSelector('.mine .file:has-text("photo.png")');
  await chat.page.goto('about:blank').catch(() => undefined);
  await chat.context.setOffline(false);
  await chat.page.goto(`${stage.site.origin.replace('localhost', '127.0.0.1')}/`);
  await chat.page.waitForFunction(() => window.$chatwoot?.hasLoaded);
  await chat.page.evaluate(() => window.$chatwoot?.toggle('open'));
  const element = await chat.page.waitForSelector('#chatwoot_live_chat_widget');
  const frame = await element.contentFrame();
  await frame?.waitForSelector('.mine .picture img');
  const row = await newestConversation(stage);
  // The picture is shown from what was kept, before the desk has it.
  await expect.poll(() => readMessages(stage.desk.account, row)).toHaveLength(2);
});

test('an emoji is put where the cursor stands, by keys alone', async () => {
  const { frame, page } = await beginChat(stage);
  await frame.fill('.composer textarea', 'ab');
  await frame.press('.composer textarea', 'ArrowLeft');
  await frame.press('[aria-label="Add an emoji"]', 'Enter');
  await frame.waitForSelector('.emoji button:focus');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect.poll(() => frame.inputValue('.composer textarea')).toBe('a😃b');
  await page.keyboard.press('Escape');
  await frame.waitForSelector('.emoji', { state: 'detached' });
  expect(await page.evaluate(() => window.$chatwoot?.isOpen)).toBe(true);
});
