import type { CodeBook } from './code-book.js'

/** Steam's own codes; its network errors are Chromium's, its redemption answers are messages without a code. */
export const steam: CodeBook = {
  issuer: 'Steam',
  source: 'errorcodesindex.com: E502 L3 (no document of the issuer found)',
  codes: {
    'E502 L3': ['Steam 服务端未能处理请求', 'Steam could not process the request on its side', 'service'],
  },
  families: [{ shape: /^E\d{1,3} L\d$/, zh: 'Steam 客户端错误', en: 'a Steam client error' }],
}

/** Epic Games launcher, login and installer. */
export const epic: CodeBook = {
  issuer: 'Epic Games',
  source: 'Epic Games Support: launcher error codes',
  codes: {},
  families: [
    { shape: /^(?:AS|LS|IS|II|SU|MD|DP|BP|PR|CH|E1?50)-[A-Z]{0,4}\d{1,5}$/, zh: 'Epic 启动器错误', en: 'an Epic Games launcher error' },
  ],
}

/** Blizzard Battle.net. */
export const blizzard: CodeBook = {
  issuer: 'Blizzard Battle.net',
  source: 'Blizzard Support: error codes',
  codes: {},
  families: [{ shape: /^BLZ[0-9A-Z]{5,}$/, zh: '暴雪战网错误', en: 'a Battle.net error' }],
}

/** Riot Games: VAL is the game, VAN its anti-cheat. */
export const riot: CodeBook = {
  issuer: 'Riot Games',
  source: 'Riot Games Support: VALORANT error codes',
  codes: {
    VAN9001: ['反作弊要求开启 TPM 2.0 与安全启动', 'Vanguard requires TPM 2.0 and secure boot', 'user'],
    VAN9003: ['反作弊要求开启安全启动', 'Vanguard requires secure boot', 'user'],
  },
  families: [{ shape: /^VA[LN] ?[:-]? ?-?\d{1,5}$/, zh: 'VALORANT 或其反作弊错误', en: 'an error of VALORANT or its anti-cheat' }],
}

/** Netflix. */
export const netflix: CodeBook = {
  issuer: 'Netflix',
  source: 'Netflix Help Center: error codes',
  codes: {},
  families: [
    {
      shape:
        /^(?:UI-\d{3}(?:-\d{1,5})?|NW-\d-\d{1,4}|[MSFWHCD]\d{4}-\d{3,4}(?:-[A-Z0-9]{1,8})?|TVQ-[A-Z]{2,4}-\d{1,3}|NSES-[A-Z0-9]{3,4})$/,
      zh: 'Netflix 播放或登录错误',
      en: 'a Netflix playback or sign-in error',
    },
  ],
}
