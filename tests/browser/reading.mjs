// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Walks through the reading pages as a person does: node reading.mjs URL PERSON PASSWORD
import assert from 'node:assert/strict'
import { launch, logIn, narrow, openPage, wide } from './browser.mjs'

const [url, person, password] = process.argv.slice(2)
const browser = await launch()
let passed = 0
let failed = 0

async function check(name, action) {
  try {
    await action()
    passed += 1
  } catch (error) {
    failed += 1
    console.log(`FAILED ${name}\n${error.stack}`)
  }
}

// Nothing may stick out of the window: what is wider scrolls in a frame of its own.
async function checkWidth(page) {
  const [content, view] = await page.evaluate(() => [
    document.documentElement.scrollWidth, document.documentElement.clientWidth])
  assert.ok(content <= view, `the page is ${content} pixels wide in a window of ${view}`)
}

async function walk(page, withScript) {
  const fits = async () => { if (withScript) await checkWidth(page) }
  await page.goto(`${url}/documents/SOP-0001`)
  assert.match(page.url(), /\/login\?return=/)
  await fits()
  await page.fill('input[name=person]', person)
  await page.fill('input[name=password]', 'wrong')
  await page.click('.login-form button')
  assert.match(await page.textContent('.message.problem'), /do not go together/)
  await page.fill('input[name=password]', password)
  await page.click('.login-form button')
  assert.equal(new URL(page.url()).pathname, '/documents/SOP-0001')
  assert.match(await page.textContent('.band'), /In force/)
  assert.match(await page.textContent('article'), /seven minutes/)
  await fits()

  await page.click('article a:has-text("the form")')
  assert.equal(new URL(page.url()).pathname, '/documents/FRM-0001')
  await page.goto(`${url}/documents/SOP-0001`)
  await page.click('.fact-links a:has-text("History")')
  assert.match(await page.textContent('.timeline'), /Complaint C-31/)
  await fits()
  await page.goto(`${url}/documents/SOP-0001`)
  await page.click('.fact-links a:has-text("Compare")')
  assert.equal(await page.textContent('.redline article ins, article.redline ins'), 'seven')
  await fits()

  await page.goto(`${url}/documents/SOP-0001?as-of=2024-06-01`)
  assert.match(await page.textContent('article'), /five minutes/)
  assert.match(await page.textContent('.as-of-bar'), /1 June 2024/)
  assert.ok(await page.isVisible('.band.not-in-force'))
  await fits()
  await page.click('.as-of-bar a')
  assert.match(await page.textContent('article'), /seven minutes/)

  await page.click('a.logo')
  assert.ok(await page.isVisible('.hero-search'))
  await fits()
  await page.fill('.hero-search input', 'valve')
  await page.click('.hero-search button')
  assert.match(await page.textContent('.hits'), /Cleaning the mixer/)
  assert.equal(await page.textContent('.hits mark'), 'valve')
  await fits()
  await page.click('.hit-title a')
  assert.match(page.url(), /\/documents\/SOP-0001$/)

  await page.goto(`${url}/documents?state=effective&type=SOP`)
  assert.equal(await page.locator('.data-table tbody tr').count(), 1)
  await fits()
  await page.goto(`${url}/documents/SOP-7777`)
  assert.match(await page.textContent('main'), /There is no document SOP-7777/)

  await page.goto(url)
  await page.click('.menu:last-of-type summary')
  await page.click('.menu-panel button:has-text("Log out")')
  assert.equal(new URL(page.url()).pathname, '/login')
  await page.goto(url)
  assert.equal(new URL(page.url()).pathname, '/login')
}

const expected = /status of (403|404)/  // the wrong password and the unknown document
for (const [name, viewport, javaScriptEnabled] of [
  ['wide', wide, true], ['narrow', narrow, true], ['wide without JavaScript', wide, false]]) {
  const { context, page, faults } = await openPage(browser, viewport, { javaScriptEnabled })
  await check(`the walk, ${name}`, () => walk(page, javaScriptEnabled))
  await check(`no complaints of the browser, ${name}`, () =>
    assert.deepEqual(faults.filter(fault => !expected.test(fault)), []))
  await context.close()
}

await check('fonts and style sheet come from the library itself', async () => {
  const { context, page } = await openPage(browser, wide)
  const hosts = new Set()
  page.on('request', request => hosts.add(new URL(request.url()).origin))
  await logIn(page, url, person, password)
  await page.waitForLoadState('load')
  assert.deepEqual([...hosts], [new URL(url).origin])
  const font = await page.evaluate(() => getComputedStyle(document.body).fontFamily)
  assert.match(font, /Atkinson Hyperlegible/)
  await context.close()
})

await browser.close()
console.log(`cases: ${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
