using System.Buffers.Binary;
using System.Text;

namespace Monitoring.ErrorTracking.Tests.Minidumps;

/// <summary>Writes dumps as crash handlers do, byte by byte after the published layout.</summary>
internal sealed class DumpBuilder
{
    private readonly List<(uint Type, byte[] Data)> _streams = [];
    private readonly List<string> _names = [];

    public uint WrittenAt { get; init; } = 1_795_348_800;

    /// <summary>A crash on Windows in <c>shop.dll</c>, 0x1234 bytes behind its beginning.</summary>
    public static byte[] Crash(int padding = 0) => new DumpBuilder()
        .WithSystem(architecture: 9, platform: 2, 10, 0, 19045)
        .WithException(thread: 4711, code: 0xc0000005, address: 0x7ff600001234)
        .WithModules((@"C:\Users\ann\shop.exe", 0x7ff500000000, 0x10000), (@"C:\Users\ann\shop.dll", 0x7ff600000000, 0x20000))
        .Write(padding);

    public DumpBuilder WithSystem(ushort architecture, uint platform, uint major, uint minor, uint build)
    {
        var data = new byte[56];
        BinaryPrimitives.WriteUInt16LittleEndian(data, architecture);
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(8), major);
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(12), minor);
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(16), build);
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(20), platform);
        _streams.Add((7, data));
        return this;
    }

    public DumpBuilder WithException(uint thread, uint code, ulong address)
    {
        var data = new byte[168];
        BinaryPrimitives.WriteUInt32LittleEndian(data, thread);
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(8), code);
        BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(24), address);
        _streams.Add((6, data));
        return this;
    }

    public DumpBuilder WithModules(params (string Name, ulong Start, uint Size)[] modules)
    {
        var data = new byte[4 + (108 * modules.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(data, modules.Length);
        for (var index = 0; index < modules.Length; index++)
        {
            var module = data.AsSpan(4 + (108 * index));
            BinaryPrimitives.WriteUInt64LittleEndian(module, modules[index].Start);
            BinaryPrimitives.WriteUInt32LittleEndian(module[8..], modules[index].Size);
            _names.Add(modules[index].Name);
        }

        _streams.Add((4, data));
        return this;
    }

    public byte[] Write(int padding = 0)
    {
        var start = 32 + (12 * _streams.Count);
        var output = new MemoryStream();
        output.Write(new byte[start]);
        var entries = new List<(uint Type, int Length, int Offset)>();
        foreach (var (type, data) in _streams)
        {
            entries.Add((type, data.Length, (int)output.Position));
            output.Write(data);
        }

        var names = new List<uint>();
        foreach (var name in _names)
        {
            names.Add((uint)output.Position);
            output.Write(BitConverter.GetBytes(name.Length * 2));
            output.Write(Encoding.Unicode.GetBytes(name));
            output.Write(new byte[2]);
        }

        output.Write(new byte[padding]);
        var bytes = output.ToArray();
        "MDMP"u8.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), 0xa793);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), entries.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), 32);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(20), WrittenAt);
        for (var index = 0; index < entries.Count; index++)
        {
            var entry = bytes.AsSpan(32 + (12 * index));
            BinaryPrimitives.WriteUInt32LittleEndian(entry, entries[index].Type);
            BinaryPrimitives.WriteInt32LittleEndian(entry[4..], entries[index].Length);
            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], entries[index].Offset);
            for (var module = 0; entries[index].Type == 4 && module < names.Count; module++)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(entries[index].Offset + 4 + (108 * module) + 20), names[module]);
            }
        }

        return bytes;
    }
}
