namespace Monitoring.ErrorTracking.Minidumps;

/// <summary>The names of the numbers in dumps, as the headers of the systems define them.</summary>
internal static class MinidumpNames
{
    public static string? Os(uint platform) => platform switch
    {
        1 or 2 or 3 => "Windows",
        0x8101 => "macOS",
        0x8102 => "iOS",
        0x8201 => "Linux",
        0x8202 => "Solaris",
        0x8203 => "Android",
        0x8205 => "Native Client",
        0x8206 => "Fuchsia",
        _ => null,
    };

    public static string? Cpu(ushort architecture) => architecture switch
    {
        0 => "x86",
        1 => "mips",
        3 or 0x8002 => "ppc64",
        5 => "arm",
        6 => "ia64",
        9 => "x86_64",
        12 or 0x8003 => "arm64",
        0x8001 => "sparc",
        0x8004 => "mips64",
        0x8005 => "riscv",
        0x8006 => "riscv64",
        _ => null,
    };

    public static string? Exception(string? os, uint code) => os switch
    {
        "Windows" => Windows(code),
        "macOS" or "iOS" => Mach(code),
        "Linux" or "Android" => Signal(code),
        _ => null,
    };

    private static string? Windows(uint code) => code switch
    {
        0x80000001 => "EXCEPTION_GUARD_PAGE",
        0x80000002 => "EXCEPTION_DATATYPE_MISALIGNMENT",
        0x80000003 => "EXCEPTION_BREAKPOINT",
        0x80000004 => "EXCEPTION_SINGLE_STEP",
        0xc0000005 => "EXCEPTION_ACCESS_VIOLATION",
        0xc0000006 => "EXCEPTION_IN_PAGE_ERROR",
        0xc0000008 => "EXCEPTION_INVALID_HANDLE",
        0xc0000017 => "STATUS_NO_MEMORY",
        0xc000001d => "EXCEPTION_ILLEGAL_INSTRUCTION",
        0xc0000025 => "EXCEPTION_NONCONTINUABLE_EXCEPTION",
        0xc0000026 => "EXCEPTION_INVALID_DISPOSITION",
        0xc000008c => "EXCEPTION_ARRAY_BOUNDS_EXCEEDED",
        0xc000008e => "EXCEPTION_FLT_DIVIDE_BY_ZERO",
        0xc0000094 => "EXCEPTION_INT_DIVIDE_BY_ZERO",
        0xc0000095 => "EXCEPTION_INT_OVERFLOW",
        0xc0000096 => "EXCEPTION_PRIV_INSTRUCTION",
        0xc00000fd => "EXCEPTION_STACK_OVERFLOW",
        0xc0000374 => "STATUS_HEAP_CORRUPTION",
        0xc0000409 => "STATUS_STACK_BUFFER_OVERRUN",
        0xc0000602 => "STATUS_FAIL_FAST_EXCEPTION",
        0xe0434352 => "CLR_EXCEPTION",
        0xe06d7363 => "CPP_EXCEPTION",
        _ => null,
    };

    private static string? Mach(uint code) => code switch
    {
        1 => "EXC_BAD_ACCESS",
        2 => "EXC_BAD_INSTRUCTION",
        3 => "EXC_ARITHMETIC",
        4 => "EXC_EMULATION",
        5 => "EXC_SOFTWARE",
        6 => "EXC_BREAKPOINT",
        10 => "EXC_CRASH",
        11 => "EXC_RESOURCE",
        12 => "EXC_GUARD",
        _ => null,
    };

    private static string? Signal(uint code) => code switch
    {
        4 => "SIGILL",
        5 => "SIGTRAP",
        6 => "SIGABRT",
        7 => "SIGBUS",
        8 => "SIGFPE",
        11 => "SIGSEGV",
        31 => "SIGSYS",
        0xffffffff => "DUMP_REQUESTED",
        _ => null,
    };
}
