using System.Buffers.Binary;
using Monitoring.ErrorTracking.Minidumps;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.Minidumps;

public sealed class MinidumpReaderTests
{
    [Fact]
    public void Read_ACrash_FindsSystemExceptionAndModules()
    {
        var dump = MinidumpReader.Read(DumpBuilder.Crash())!;

        Assert.Equal((0xa793, 3L, DateTimeOffset.FromUnixTimeSeconds(1_795_348_800)), (dump.Version, dump.Streams, dump.WrittenAt!.Value));
        Assert.Equal(("Windows", "10.0.19045", "x86_64"), (dump.Os, dump.OsVersion, dump.Cpu));
        Assert.Equal(("0xc0000005", "EXCEPTION_ACCESS_VIOLATION", "0x7ff600001234", 4711L), (dump.ExceptionCode, dump.ExceptionName, dump.Address, dump.CrashThread!.Value));
        Assert.Equal(("shop.dll", "0x1234"), (dump.CrashModule, dump.CrashOffset));
        Assert.Equal(["shop.exe", "shop.dll"], dump.Modules);
    }

    [Theory]
    [InlineData(0x8201, 11u, "Linux", "SIGSEGV")]
    [InlineData(0x8203, 6u, "Android", "SIGABRT")]
    [InlineData(0x8101, 1u, "macOS", "EXC_BAD_ACCESS")]
    [InlineData(2, 0xe0434352u, "Windows", "CLR_EXCEPTION")]
    [InlineData(2, 0x12345678u, "Windows", null)]
    [InlineData(0x7777, 11u, null, null)]
    public void Read_NamesTheExceptionByTheSystem(uint platform, uint code, string? os, string? name)
    {
        var dump = MinidumpReader.Read(new DumpBuilder().WithSystem(12, platform, 6, 8, 0).WithException(1, code, 0).Write())!;

        Assert.Equal((os, name, "arm64", null), (dump.Os, dump.ExceptionName, dump.Cpu, dump.CrashModule));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(31)]
    public void Read_WhatEndsWithinTheHeader_IsNoDump(int length) => Assert.Null(MinidumpReader.Read(DumpBuilder.Crash().AsSpan(0, length)));

    [Fact]
    public void Read_AListOfModulesWithoutEnd_IsBounded()
    {
        var modules = Enumerable.Range(0, 1000).Select(index => (new string('m', 5000), (ulong)index << 32, 16u)).ToArray();

        var dump = MinidumpReader.Read(new DumpBuilder().WithModules(modules).Write())!;

        Assert.Equal(Minidump.MaxModules, dump.Modules.Length);
        Assert.All(dump.Modules, name => Assert.Equal(260, name.Length));
    }

    [Fact]
    public void Read_OffsetsAndLengthsBehindTheEnd_ReadAsNothing()
    {
        var bytes = DumpBuilder.Crash();
        foreach (var value in new[] { uint.MaxValue, (uint)int.MaxValue, 0x80000000u, (uint)bytes.Length, (uint)bytes.Length - 1 })
        {
            for (var offset = 4; offset + 4 <= bytes.Length; offset += 4)
            {
                var changed = bytes.ToArray();
                BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(offset), value);
                AssertBounded(MinidumpReader.Read(changed));
            }
        }
    }

    [Fact]
    public void Read_AnyDamage_NeverThrowsAndIsBounded()
    {
        var random = new Random(20261122);
        var original = DumpBuilder.Crash(64);
        for (var round = 0; round < Scale.Count(quick: 20_000, thorough: 2_000_000); round++)
        {
            var bytes = original.AsSpan(0, random.Next(4) == 0 ? random.Next(original.Length) : original.Length).ToArray();
            for (var change = random.Next(1, 12); change > 0 && bytes.Length > 4; change--)
            {
                bytes[random.Next(4, bytes.Length)] = (byte)(random.Next(3) == 0 ? 0xff : random.Next(256));
            }

            AssertBounded(MinidumpReader.Read(bytes));
        }
    }

    private static void AssertBounded(Minidump? dump)
    {
        Assert.True(dump is null || (dump.Modules.Length <= Minidump.MaxModules && dump.Modules.All(name => name.Length <= 260)));
    }
}
