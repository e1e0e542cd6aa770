import type { CodeBook } from './code-book.js'

const ntstatus = 'Windows SDK: ntstatus.h'
const update = 'Microsoft Learn: Windows Update error codes by component'
const setup = 'Microsoft Learn: Windows upgrade error codes'
const printing = 'Microsoft Support: KB5005652 and printer sharing errors'

/** Windows itself: Win32 errors as HRESULT or bare, NTSTATUS, network, update and setup. None of them speaks of a key. */
export const windowsSystem: CodeBook = {
  issuer: 'Microsoft Windows',
  source: 'Windows SDK: winerror.h',
  codes: {
    '0x80004005': ['未指定的错误', 'unspecified error', 'unknown'],
    '0x8000FFFF': ['灾难性故障', 'catastrophic failure', 'unknown'],
    '0x80070002': ['找不到文件', 'the system cannot find the file specified', 'unknown'],
    '0x80070003': ['找不到路径', 'the system cannot find the path specified', 'unknown'],
    '0x80070005': [
      '拒绝访问：需要管理员权限',
      'access denied: the action requires elevated privileges',
      'user',
      'Microsoft Learn: Troubleshoot Windows activation error codes',
    ],
    '0x8007000D': ['数据无效', 'the data is invalid', 'unknown'],
    '0x8007000E': ['内存不足', 'not enough memory', 'user'],
    '0x80070020': ['文件正被另一进程使用', 'the file is being used by another process', 'user'],
    '0x80070035': ['找不到网络路径', 'the network path was not found', 'unknown'],
    '0x80070057': ['参数错误', 'the parameter is incorrect', 'unknown'],
    '0x80070070': ['磁盘空间不足', 'there is not enough space on the disk', 'user'],
    '0x80070422': ['所需服务被禁用', 'the service is disabled and cannot be started', 'user'],
    '0x800704CF': ['无法到达网络位置', 'the network location cannot be reached', 'service'],
    '0x80070643': ['安装时发生严重错误', 'fatal error during installation', 'unknown'],
    '0x80070652': ['另一个安装正在进行', 'another installation is already in progress', 'user'],
    '0x8007267C': ['本机未配置 DNS 服务器', 'no DNS servers are configured on this computer', 'user'],
    '0x80072EE2': ['连接超时', 'the operation timed out', 'service'],
    '0x80072EE7': ['无法解析服务器名称', 'the server name could not be resolved', 'service'],
    '0x80072EFD': ['无法连接服务器', 'a connection with the server could not be established', 'service'],
    '0x80072EFE': ['与服务器的连接中断', 'the connection with the server was terminated abnormally', 'service'],
    '0x80072F76': ['服务器回复缺少所需标头', 'the requested header was not found', 'service'],
    '0x80072F78': ['服务器返回无效响应', 'the server returned an invalid response', 'service'],
    '0x80072F7D': ['安全通道错误', 'an error occurred in the secure channel support', 'service'],
    '0x80072F8F': ['安全连接失败（证书或系统时间）', 'the secure connection failed (certificate or system time)', 'unknown'],
    '0x80073CF3': ['应用包依赖验证失败', 'the package failed dependency validation', 'unknown'],
    '0x80073CF6': ['应用包无法注册', 'the package could not be registered', 'unknown'],
    '0x80073CF9': ['应用包安装失败', 'package install failed', 'unknown'],
    '0x80073D02': ['应用包所需资源正在使用', 'the package could not be installed because resources it modifies are in use', 'user'],
    '0x80240017': ['更新不适用于此电脑', 'the update is not applicable to this computer', 'user', update],
    '0x8024001E': ['服务停止，操作未完成', 'the operation did not complete because the service was stopped', 'unknown', update],
    '0x80240034': ['更新下载失败', 'the update failed to download', 'unknown', update],
    '0x8024402C': ['无法解析更新服务器名称', 'the update server name could not be resolved', 'service', update],
    '0x80244022': ['更新服务暂不可用', 'HTTP 503: the service is temporarily overloaded', 'service', update],
    '0x800F081F': ['找不到所需源文件', 'the source files could not be found', 'unknown', update],
    '0x800F0922': ['安装程序处理失败', 'processing advanced installers failed', 'unknown', update],
    '0xC1900101': ['升级回滚（多为驱动问题）', 'the upgrade was rolled back (generally a driver)', 'user', setup],
    '0xC1900208': ['有不兼容的应用阻止升级', 'an incompatible app blocks the upgrade', 'user', setup],
    '0xC0000001': ['操作失败', 'the operation was unsuccessful', 'unknown', ntstatus],
    '0xC0000005': ['内存访问冲突，程序崩溃', 'access violation: the program crashed', 'unknown', ntstatus],
    '0xC000000E': ['指定的设备不存在', 'a device which does not exist was specified', 'user', ntstatus],
    '0xC000000F': ['文件不存在', 'the file does not exist', 'user', ntstatus],
    '0xC0000022': ['拒绝访问', 'access denied', 'unknown', ntstatus],
    '0xC000007B': ['映像格式无效（组件位数不符或缺失）', 'invalid image format (wrong or damaged components)', 'unknown', ntstatus],
    '0xC0000098': ['文件已失效', 'the volume for the file has been altered: the file is no longer valid', 'unknown', ntstatus],
    '0xC0000135': ['缺少组件 (DLL)', 'a DLL was not found', 'unknown', ntstatus],
    '0xC0000142': ['组件 (DLL) 初始化失败', 'DLL initialization failed', 'unknown', ntstatus],
    '0xC000014C': ['注册表损坏', 'the registry is corrupt', 'user', ntstatus],
    '0xC000021A': ['系统关键进程终止', 'a critical system process terminated', 'user', ntstatus],
    '0xC0000225': ['找不到对象', 'the object was not found', 'unknown', ntstatus],
    '0xC0000409': ['检测到栈缓冲区溢出，程序终止', 'stack buffer overrun detected: the program was stopped', 'unknown', ntstatus],
    '0xC0000428': ['文件数字签名无法验证', 'the digital signature of the file could not be verified', 'unknown', ntstatus],
    '0x00000035': ['找不到网络路径', 'the network path was not found', 'unknown'],
    '0x0000007E': ['找不到指定模块', 'the specified module could not be found', 'unknown'],
    '0x0000011B': ['无法连接共享打印机', 'Windows cannot connect to the shared printer', 'unknown', printing],
    '0x00000709': ['打印机名称无效', 'the printer name is invalid', 'unknown', printing],
    '0x00000BCB': ['需要下载打印机驱动', 'a printer driver must be downloaded', 'unknown', printing],
    CRITICAL_PROCESS_DIED: ['关键系统进程终止（蓝屏）', 'a critical system process died', 'user', 'Microsoft Learn: Bug check codes'],
    INACCESSIBLE_BOOT_DEVICE: ['无法访问启动设备（蓝屏）', 'the boot device is inaccessible', 'user', 'Microsoft Learn: Bug check codes'],
    MEMORY_MANAGEMENT: ['内存管理错误（蓝屏）', 'a severe memory management error', 'user', 'Microsoft Learn: Bug check codes'],
  },
  families: [
    { shape: /^0x803F[0-9A-F]{4}$/, zh: '微软商店许可方面的错误', en: 'an error of Microsoft Store licensing' },
    { shape: /^0x8007[0-9A-F]{4}$/, zh: 'Windows 系统错误', en: 'a Windows system error' },
    { shape: /^0x8024[0-9A-F]{4}$/, zh: 'Windows 更新错误', en: 'a Windows Update error' },
    { shape: /^0xC000[0-9A-F]{4}$/, zh: 'Windows 内核状态码', en: 'a Windows NT status code' },
  ],
}

/** Licences held by the Microsoft Store and bound to the device ("digital licence"). */
export const windowsStore: CodeBook = {
  issuer: 'Microsoft Store licensing',
  source: 'Microsoft Support: Get help with Windows activation errors',
  codes: {
    '0x803F7001': ['找不到可激活此设备的有效许可证', 'no valid Windows license could be found for this device', 'unknown'],
    '0x803FA067': [
      '无法在此设备上激活（常见于版本升级时）',
      'Windows could not be activated on this device (often while changing edition)',
      'unknown',
    ],
  },
}

/** Office click-to-run installer. */
export const officeSetup: CodeBook = {
  issuer: 'Microsoft Office setup',
  source: 'Microsoft Support: error codes when installing Office',
  codes: {},
  families: [
    {
      shape: /^(?:3\d{4}-\d{1,4}|0-1\d{3})(?: ?\(-?\d{1,10}\))?$/,
      zh: 'Office 安装程序错误（联网、磁盘或残留安装）',
      en: 'an Office installer error (network, disk or remains of another installation)',
    },
  ],
}
