using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Minidumps;

namespace Monitoring.AspNetCore.Api.Attachments;

[Description("What a crash dump says of itself.")]
internal sealed record MinidumpDocument
{
    public required int Version { get; init; }

    public required long Streams { get; init; }

    public required DateTimeOffset? WrittenAt { get; init; }

    public required string? Os { get; init; }

    public required string? OsVersion { get; init; }

    public required string? Cpu { get; init; }

    [Description("The code of the exception, or on Linux the number of the signal; null when nothing crashed.")]
    public required string? ExceptionCode { get; init; }

    public required string? ExceptionName { get; init; }

    public required string? Address { get; init; }

    public required long? CrashThread { get; init; }

    [Description("The file name of the module that holds the address.")]
    public required string? CrashModule { get; init; }

    public required string? CrashOffset { get; init; }

    [Description("The file names of the modules, the first 200.")]
    public required ImmutableArray<string> Modules { get; init; }

    public static MinidumpDocument Of(Minidump dump) => new()
    {
        Version = dump.Version,
        Streams = dump.Streams,
        WrittenAt = dump.WrittenAt,
        Os = dump.Os,
        OsVersion = dump.OsVersion,
        Cpu = dump.Cpu,
        ExceptionCode = dump.ExceptionCode,
        ExceptionName = dump.ExceptionName,
        Address = dump.Address,
        CrashThread = dump.CrashThread,
        CrashModule = dump.CrashModule,
        CrashOffset = dump.CrashOffset,
        Modules = dump.Modules,
    };
}
