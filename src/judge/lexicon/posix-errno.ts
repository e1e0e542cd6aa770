import type { CodeBook } from './code-book.js'

/** Error names of the operating system as programs print them. */
export const posixErrno: CodeBook = {
  issuer: 'POSIX',
  source: 'POSIX.1: errno.h',
  codes: {
    ETIMEDOUT: ['连接超时', 'connection timed out', 'service'],
    ECONNREFUSED: ['连接被拒绝', 'connection refused', 'service'],
    ECONNRESET: ['连接被重置', 'connection reset', 'service'],
    ECONNABORTED: ['连接中止', 'connection aborted', 'service'],
    EHOSTUNREACH: ['主机无法到达', 'host is unreachable', 'service'],
    ENETUNREACH: ['网络无法到达', 'network is unreachable', 'service'],
    EPIPE: ['管道断开', 'broken pipe', 'unknown'],
    ENOENT: ['文件或目录不存在', 'no such file or directory', 'unknown'],
    EACCES: ['权限不足', 'permission denied', 'user'],
    EPERM: ['不允许的操作', 'operation not permitted', 'user'],
    EEXIST: ['文件已存在', 'file exists', 'user'],
    EADDRINUSE: ['端口已被占用', 'address already in use', 'user'],
    ENOSPC: ['磁盘空间不足', 'no space left on device', 'user'],
    ENOTFOUND: ['找不到域名', 'the host name was not found', 'service', 'Node.js: common system errors'],
    EAI_AGAIN: ['域名解析暂时失败', 'temporary failure in name resolution', 'service', 'POSIX.1: getaddrinfo'],
  },
}
