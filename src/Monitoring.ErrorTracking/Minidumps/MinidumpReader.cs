using System.Collections.Immutable;
using System.Globalization;

namespace Monitoring.ErrorTracking.Minidumps;

/// <summary>Reads the metadata of dumps in the format of Windows' debugging library, which Breakpad and Crashpad write everywhere. It takes any bytes.</summary>
internal static class MinidumpReader
{
    private const int HeaderLength = 32;
    private const int DirectoryEntry = 12;
    private const int MaxStreams = 1000;
    private const int ModuleLength = 108;
    private const int MaxNameLength = 260;
    private const int ExceptionLength = 168;
    private const uint ModuleList = 4;
    private const uint Exception = 6;
    private const uint System = 7;

    private static ReadOnlySpan<byte> Magic => "MDMP"u8;

    /// <summary>Whether bytes begin like a dump.</summary>
    public static bool IsDump(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Magic);

    /// <summary>Reads a dump; null when the bytes are none.</summary>
    public static Minidump? Read(ReadOnlySpan<byte> bytes)
    {
        if (!IsDump(bytes) || bytes.Length < HeaderLength)
        {
            return null;
        }

        var dump = new MinidumpBytes(bytes);
        var streams = dump.UInt32(8);
        var written = dump.UInt32(20);
        var modules = ReadModules(dump, Find(dump, streams, ModuleList));
        var info = new Minidump
        {
            Version = dump.UInt16(4),
            Streams = streams,
            WrittenAt = written == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(written),
            Modules = [.. modules.Select(module => module.Name)],
        };
        info = WithSystem(info, Find(dump, streams, System));
        return WithException(info, Find(dump, streams, Exception), modules);
    }

    /// <summary>The first stream of a type; empty when there is none.</summary>
    private static MinidumpBytes Find(MinidumpBytes dump, uint streams, uint type)
    {
        var directory = dump.Slice(dump.UInt32(12), (ulong)Math.Min(streams, MaxStreams) * DirectoryEntry);
        for (var entry = 0; directory.Has(entry, DirectoryEntry); entry += DirectoryEntry)
        {
            if (directory.UInt32(entry) == type)
            {
                return dump.Slice(directory.UInt32(entry + 8), directory.UInt32(entry + 4));
            }
        }

        return default;
    }

    private static ImmutableArray<MinidumpModule> ReadModules(MinidumpBytes dump, MinidumpBytes list)
    {
        // Some writers put four bytes between the number and the first module, so that it begins at a multiple of eight.
        var count = Math.Min(list.UInt32(0), Minidump.MaxModules);
        var start = (ulong)list.Length >= 8 + ((ulong)list.UInt32(0) * ModuleLength) ? 8 : 4;
        var modules = ImmutableArray.CreateBuilder<MinidumpModule>();
        for (var index = 0; index < count && list.Has(start, ModuleLength); index++, start += ModuleLength)
        {
            var path = dump.Text(list.UInt32(start + 20), MaxNameLength);
            modules.Add(new MinidumpModule(Texts.WellFormed(FileName(path)), list.UInt64(start), list.UInt32(start + 8)));
        }

        return modules.ToImmutable();
    }

    private static string FileName(string path) => path[(path.AsSpan().LastIndexOfAny('/', '\\') + 1)..];

    private static Minidump WithSystem(Minidump info, MinidumpBytes system)
    {
        if (!system.Has(0, 24))
        {
            return info;
        }

        return info with
        {
            Os = MinidumpNames.Os(system.UInt32(20)),
            OsVersion = string.Create(CultureInfo.InvariantCulture, $"{system.UInt32(8)}.{system.UInt32(12)}.{system.UInt32(16)}"),
            Cpu = MinidumpNames.Cpu(system.UInt16(0)),
        };
    }

    private static Minidump WithException(Minidump info, MinidumpBytes exception, ImmutableArray<MinidumpModule> modules)
    {
        if (!exception.Has(0, ExceptionLength))
        {
            return info;
        }

        var code = exception.UInt32(8);
        var address = exception.UInt64(24);
        var module = modules.FirstOrDefault(module => module.Holds(address));
        return info with
        {
            CrashThread = exception.UInt32(0),
            ExceptionCode = Hex(code),
            ExceptionName = MinidumpNames.Exception(info.Os, code),
            Address = Hex(address),
            CrashModule = module.Name is { Length: > 0 } name ? name : null,
            CrashOffset = module.Name is null ? null : Hex(address - module.Start),
        };
    }

    private static string Hex(ulong number) => string.Create(CultureInfo.InvariantCulture, $"0x{number:x}");
}
