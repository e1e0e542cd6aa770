import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findErrorCodes } from '../../../src/judge/fields/error-code.js'
import { type LineToLay, pageOf } from '../../builders/page-of.js'

const codesOf = (...lines: LineToLay[]): (string | null)[] => findErrorCodes(pageOf(lines)).map((field) => field.value)

describe('codes of services', () => {
  it.each([
    [['POST /v1/redeem 500 (Internal Server Error)'], ['500']],
    [['兑换失败，兑换码已被使用', '（-2003）'], ['-2003']],
    [['兑换失败，兑换码已被使用（-2003）'], ['-2003']],
    [['500', '抱歉，服务器出错了'], ['500']],
    [['Autodesk License', 'Activation error 0015.111. The serial number is invalid.'], ['0015.111']],
    [['{', '"code": 40013,', '"msg": "卡密不存在或已失效"', '}'], ['40013']],
    [['{"error":{"code":"LIcENSE_REVoKED","message":"License has been revoked"}}'], ['LICENSE_REVOKED']],
    [
      ['This code has already been used. Error code:', 'errors.com.epicgames.coderedemption.code_used'],
      ['ERRORS.COM.EPICGAMES.CODEREDEMPTION.CODE_USED'],
    ],
  ])('reads %j', (lines, codes) => {
    expect(codesOf(...lines)).toEqual(codes)
  })

  it.each([
    [['// handle error codes 4001 and 4002', 'refund failed']],
    [['余额 (-20.00)', '支付失败']],
    [['const max_retry_count = 5', 'throw new Error(code)']],
  ])('takes nothing of %j for the error of the page', (lines) => {
    expect(codesOf(...lines)).toEqual([])
  })
})

describe('hexadecimal codes', () => {
  it.each([
    ['错误代码: 0xC004C003', '0xC004C003'],
    ['错误代码：OxC004C003', '0xC004C003'],
    ['Error: O×c004f074 The Software Licensing Service', '0xC004F074'],
    ['激活失败（oxC004F050）', '0xC004F050'],
    ['Error 0XCOO4FO74', '0xC004F074'],
    ['Operation failed with error 0x0000011b.', '0x0000011B'],
    ['Error code: 0xc004Cc008', '0xC004C008'],
    ['error code 0x8007 232B', '0x8007232B'],
    ['错误代码 0xC004F 074', '0xC004F074'],
    ['Error code: 0xc004Cc008', '0xC004C008'],
    ['std::abort() called (0xffe) fatal error', '0xFFE'],
  ])('reads %s as %s', (line, code) => {
    expect(codesOf(line)).toEqual([code])
  })

  it('joins a code that wraps over two lines', () => {
    expect(codesOf('操作失败 (错误 0xC004', 'C003)')).toEqual(['0xC004C003'])
    expect(codesOf('Operation could not be completed (error', '0x00000035).')).toEqual(['0x00000035'])
  })

  it('leaves a dump of registers and memory alone, but for what is known or labelled', () => {
    expect(
      codesOf('A problem has been detected', '0x1A2B3C4D 0x2B3C4D5E 0x5E6F7081', '0x3C4D5E6F 0x4D5E6F70', 'Stop code: 0x000000EF'),
    ).toEqual(['0x000000EF'])
  })

  it('sees no code in nine digits without a letter read twice', () => {
    expect(codesOf('Error code: 0xC004C0081')).toEqual([])
  })

  it('joins no word of the next line', () => {
    expect(codesOf('fatal error (0xffe', 'added to the log')).toEqual(['0xFFE'])
  })

  it('is sure of the settled prefix and never of a repaired digit', () => {
    expect(findErrorCodes(pageOf(['错误 OxC004C003']))[0]?.confidence).toBe(0.99)
    expect(findErrorCodes(pageOf(['错误 0xCO04C003']))[0]?.confidence).toBeLessThan(0.95)
  })

  it('takes the lowest confidence of the code, not of the line', () => {
    const [field] = findErrorCodes(pageOf([{ text: '错误代码 0xC004C003', confidence: 0.71 }]))
    expect(field?.confidence).toBe(0.71)
  })

  it('chooses the one known code a look-alike character away only when the reading is unsure, and says so', () => {
    const [unsure] = findErrorCodes(pageOf([{ text: '激活错误 0xB004FE21', confidence: 0.8 }]))
    expect(unsure?.value).toBe('0x8004FE21')
    expect(unsure?.confidence).toBeLessThan(0.95)
    expect(codesOf('激活错误 0xB004FE21')).toEqual(['0xB004FE21'])
  })

  it('doubts a code that misses a digit', () => {
    expect(findErrorCodes(pageOf(['激活失败 0xC004F74']))[0]?.confidence).toBeLessThanOrEqual(0.5)
  })

  it.each([
    'at 0x00007ff6a1b2c3d4 in kernel32.dll error',
    '错误: "0x7FFD1234" 指令引用的 "0x00000010" 内存。该内存不能为 read',
    'The instruction at 0x77A1B2C3 referenced memory at 0x00000000. error',
    'oxide error',
    '#0xFF8800',
    'wallet 0x52908400098527886E0F7030069857D2E4169EE7 error',
  ])('takes no address, colour or word for a code: %s', (line) => {
    expect(codesOf(line)).toEqual([])
  })
})

describe('labelled codes', () => {
  it.each([
    ['错误码 123', '123'],
    ['错误代码：10086', '10086'],
    ['错误码: -3', '-3'],
    ['错误代码: -118', '-118'],
    ['Error code: 1603', '1603'],
    ['(错误号 4097)', '4097'],
    ['Error Code: 277', '277'],
    ['加载失败 code: 40013', '40013'],
    ['请求失败 {"code":40001,"msg":"invalid"}', '40001'],
    ['ERRNO: -13', '-13'],
    ['{"errno":501,"msg":"err"}', '501'],
    ['HTTP ERROR 403', '403'],
    ['错误 502', '502'],
    ['[WinError 10061] 由于目标计算机积极拒绝，无法连接', '10061'],
    ['System error 5 has occurred.', '5'],
    ['该设备无法启动。 (代码 10)', '10'],
    ['Error code: 30015-1015 (1603)', '30015-1015 (1603)'],
    ['Stop code: CRITICAL_PROCESS_DIED', 'CRITICAL_PROCESS_DIED'],
    ['-105 错误代码', '-105'],
    ['错误代码：1O02', '1002'],
    ['错误代码 A00301', 'A00301'],
  ])('reads %s as %s', (line, code) => {
    expect(codesOf(line)).toEqual([code])
  })

  it('finds the value to the right of, below, or left of its label', () => {
    expect(codesOf({ text: '错误代码', at: [40, 100, 160, 40] }, { text: '50021', at: [600, 102, 100, 40] })).toEqual(['50021'])
    expect(codesOf({ text: '错误代码', at: [40, 100, 160, 40] }, { text: '50021', at: [44, 160, 100, 40] })).toEqual(['50021'])
    expect(codesOf({ text: '50021', at: [40, 100, 100, 40] }, { text: '错误代码', at: [300, 100, 160, 40] })).toEqual(['50021'])
  })

  it('takes no column of a table of codes', () => {
    const rows = ['1001', '1002', '1003'].map((text, i) => ({ text, at: [40, 160 + 60 * i, 100, 40] as const }))
    expect(codesOf({ text: '错误代码', at: [40, 100, 160, 40] }, ...rows)).toEqual([])
  })

  it.each([
    'HTTP 200',
    '404 games',
    '{"errcode":0,"errmsg":"ok"} failed',
    '错误 2024-06-15 14:32:07',
    '错误率 3%',
    '失败 3 次',
    '失败(3)',
    '错误(3) 警告(5)',
    'Country code: 86 error',
    'SU-27 flew without problem',
    'Verification code: 482913 failed',
    '验证码: 482913 错误',
    '订单号: 2026112012345678 充值失败',
    'errors: 12 items',
    'error 10%',
    '实付 ¥128.00 支付失败',
    'Version 1.2.3.4 error',
    '1920x1080 error',
    '服务器 127.0.0.1:8080 错误',
    '激活 Windows',
    '转到“设置”以激活 Windows。',
    'COVID 2020-2024 error code list',
  ])('takes no other number for a code: %s', (line) => {
    expect(codesOf(line)).toEqual([])
  })
})

describe('codes known by their shape', () => {
  it.each([
    ['发生错误 (CE-34878-0)', 'CE-34878-0'],
    ['发生错误 WS-374O3-7', 'WS-37403-7'],
    ['NW-31201-7', 'NW-31201-7'],
    ['任天堂 eShop 2813-0040', '2813-0040'],
    ['Error Code: 2168-0002', '2168-0002'],
    ['Error: E502 L3', 'E502 L3'],
    ['安装失败 II-E1003', 'II-E1003'],
    ['Error Code: SU-PQR1603', 'SU-PQR1603'],
    ['BLZBNTBGS000003F8', 'BLZBNTBGS000003F8'],
    ['VALORANT 遇到连接错误。错误代码：VAN 9003', 'VAN 9003'],
    ['从服务器检索信息时出错。[RH-01]', 'RH-01'],
    ['Error while retrieving information from server. [DF-DFERH-01]', 'DF-DFERH-01'],
    ['[OR-CCSEH-21]', 'OR-CCSEH-21'],
    ['ERR_CONNECTION_REFUSED', 'ERR_CONNECTION_REFUSED'],
    ['ERR CONNECTION TIMED OUT', 'ERR_CONNECTION_TIMED_OUT'],
    ['DNS_PROBE_FINISHED_NXDOMAIN', 'DNS_PROBE_FINISHED_NXDOMAIN'],
    ['connect ETIMEDOUT 10.0.0.1', 'ETIMEDOUT'],
    ['504 Gateway Time-out', '504'],
    ['502 Bad Gateway', '502'],
    ['HTTP 404 请求失败', '404'],
    ['ce-34878-0', 'CE-34878-0'],
    ['HTTP Status 500 – Internal Server Error', '500'],
    ['404 页面不存在', '404'],
    ['ORA-01017: invalid username', 'ORA-01017'],
    ['ACQ.TRADE_HAS_CLOSE', 'ACQ.TRADE_HAS_CLOSE'],
  ])('reads %s as %s', (line, code) => {
    expect(codesOf(line)).toEqual([code])
  })
})

describe('meanings', () => {
  it('names issuer, meaning and whom a known code points at', () => {
    const [field] = findErrorCodes(pageOf(['无法激活 Windows', '错误代码: 0xC004C003']))
    expect(field?.code).toMatchObject({ issuer: 'Microsoft Windows/Office activation', pointsAt: 'product' })
  })

  it('accepts a labelled code nobody knows, and says that it is unknown', () => {
    expect(findErrorCodes(pageOf(['错误码：77123']))[0]).toMatchObject({ value: '77123', code: null, label: '错误码' })
  })
})

it('reads every well-formed licensing code in whatever case and prefix it is printed', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('0x', '0X', 'Ox', 'ox', 'O×'),
      fc.integer({ min: 0xc0040001, max: 0xc004ffff }),
      fc.boolean(),
      (prefix, code, low) => {
        const digits = code.toString(16).toUpperCase()
        expect(codesOf(`激活失败，错误代码：${prefix}${low ? digits.toLowerCase() : digits}。`)).toEqual([`0x${digits}`])
      },
    ),
  )
})

it('never throws, whatever was read', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), (lines) => {
      for (const field of findErrorCodes(pageOf(lines))) expect(field.value).not.toBe('')
    }),
  )
})
