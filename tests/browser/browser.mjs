// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the scripts here share: a browser, and a page that notes what went wrong in it.
import { chromium } from 'playwright-core'

export const wide = { width: 1400, height: 900 }
export const middle = { width: 800, height: 1000 }
export const narrow = { width: 400, height: 800 }

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  })
}

// A page of its own session. `faults` collects console errors, refused resources and failed loads.
export async function openPage(browser, viewport, options = {}) {
  const context = await browser.newContext({ viewport, locale: 'en-GB', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const faults = []
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text())
  })
  page.on('pageerror', error => faults.push(String(error)))
  page.on('requestfailed', request => faults.push(`failed: ${request.url()}`))
  return { context, page, faults }
}

// `code`: gives the code of a second factor, or a recovery code, where one is asked for.
export async function logIn(page, url, person, password, path = '/', code = null) {
  await page.goto(url + path)
  await page.fill('input[name=person]', person)
  await page.fill('input[name=password]', password)
  await page.click('.login-form button')
  if (code) {
    await page.fill('input[name=code]', code())
    await page.click('.act-form button')
  }
  await page.waitForURL(address => !address.pathname.startsWith('/login'))
}
