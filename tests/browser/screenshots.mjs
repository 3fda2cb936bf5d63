// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the pictures of docs/images/ from the sample library while `muniment serve` runs on it:
// node screenshots.mjs URL PERSON PASSWORD FOLDER [all]
// PERSON is ada, whom one of the pages asks for a signature. With `all` also what is only looked at: three widths of every page.
import { join } from 'node:path'
import { launch, logIn, middle, narrow, openPage, wide } from './browser.mjs'

const [url, person, password, folder, all] = process.argv.slice(2)
const pages = {
  'home': '/',
  'document-page': '/documents/SOP-0002',
  'history': '/documents/SOP-0001/history',
  'search': '/search?q=supplier',
  'compare': '/documents/SOP-0002/compare',
  'sign': '/documents/SOP-0005/sign#sign-comment',
  'account': '/account',
}
const looked_at = {
  'documents': '/documents',
  'tasks': '/tasks',
  'superseded': '/documents/SOP-0002/revisions/2.0',
  'as-of': '/documents/SOP-0002?as-of=2025-06-01',
  'policy': '/documents/POLICY',
  'not-found': '/documents/SOP-9999',
}

const browser = await launch()
for (const [suffix, viewport] of all ? [['', wide], ['-800', middle], ['-400', narrow]] : [['', wide]]) {
  const { context, page } = await openPage(browser, viewport, { timezoneId: 'Europe/Warsaw' })
  const picture = name => page.screenshot({ path: join(folder, `${name}${suffix}.png`) })
  await page.goto(`${url}/login`)
  await picture('login')
  await logIn(page, url, person, password)
  for (const [name, path] of Object.entries(all ? { ...pages, ...looked_at } : pages)) {
    await page.goto(url + path)
    await page.evaluate(() => document.fonts.ready)
    await picture(name)
  }
  await context.close()
}
await browser.close()
