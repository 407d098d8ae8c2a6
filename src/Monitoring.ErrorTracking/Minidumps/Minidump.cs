using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Minidumps;

/// <summary>
/// What a crash dump says of itself: its header, the system, the exception and the names of the modules. Memory and stacks of the process are not looked into.
/// </summary>
public sealed record Minidump
{
    /// <summary>The most modules that are named.</summary>
    public const int MaxModules = 200;

    /// <summary>The version of the format, the lower half of the header's; usually 42899 (0xa793).</summary>
    public required int Version { get; init; }

    /// <summary>How many streams the header claims.</summary>
    public required long Streams { get; init; }

    /// <summary>When it was written, by the clock of the machine; <see langword="null"/> when it does not say.</summary>
    public DateTimeOffset? WrittenAt { get; init; }

    /// <summary>The operating system: <c>Windows</c>, <c>macOS</c>, <c>iOS</c>, <c>Linux</c>, <c>Android</c> and the like; <see langword="null"/> when it is not known.</summary>
    public string? Os { get; init; }

    /// <summary>The version of the operating system, such as <c>10.0.19045</c>.</summary>
    public string? OsVersion { get; init; }

    /// <summary>The kind of processor: <c>x86</c>, <c>x86_64</c>, <c>arm</c>, <c>arm64</c> and the like; <see langword="null"/> when it is not known.</summary>
    public string? Cpu { get; init; }

    /// <summary>The code of the exception, such as <c>0xc0000005</c>; a signal's number on Linux. <see langword="null"/> when nothing crashed.</summary>
    public string? ExceptionCode { get; init; }

    /// <summary>The name of the exception, such as <c>EXCEPTION_ACCESS_VIOLATION</c> or <c>SIGSEGV</c>; <see langword="null"/> when it is not known.</summary>
    public string? ExceptionName { get; init; }

    /// <summary>The address that the exception names, such as <c>0x7ff6a1b21000</c>.</summary>
    public string? Address { get; init; }

    /// <summary>The id of the thread that crashed.</summary>
    public long? CrashThread { get; init; }

    /// <summary>The file name of the module that holds the address.</summary>
    public string? CrashModule { get; init; }

    /// <summary>The distance of the address from the beginning of that module, such as <c>0x1000</c>.</summary>
    public string? CrashOffset { get; init; }

    /// <summary>The file names of the modules, without their directories, the first <see cref="MaxModules"/>.</summary>
    public ImmutableArray<string> Modules { get; init => field = value.IsDefault ? [] : value; } = [];
}
