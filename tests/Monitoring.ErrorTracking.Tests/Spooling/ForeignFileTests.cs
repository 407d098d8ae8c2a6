using System.Buffers.Binary;
using System.Diagnostics;
using Monitoring.ErrorTracking.Spooling;
using Monitoring.ErrorTracking.Spooling.Segments;
using Monitoring.Storage;
using Monitoring.Storage.Codecs;
using Monitoring.Storage.Files;

namespace Monitoring.ErrorTracking.Tests.Spooling;

/// <summary>What lies in the directory of a spool and is none of its own segments, or cannot be read, harms nothing that is.</summary>
public sealed class ForeignFileTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("monitoring-spool-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData("x.spool", 100)]
    [InlineData(".spool", 0)]
    [InlineData("-.spool", 100)]
    [InlineData("9223372036854775807.spool", 100)]
    [InlineData("99999999999999999999999.spool", 16)]
    [InlineData("0000000000000001.spool", 5_000_000_000)]
    public void Open_FileOfAnotherKind_IsKeptAsideAndTheOwnAreHandedOut(string name, long length)
    {
        var own = Spooled.Request();
        using (var spool = Open())
        {
            spool.Append([own]);
        }

        Write(name, length);

        using var again = Open();
        var added = Spooled.Request();
        Assert.Equal([SpoolAnswer.Taken], again.Append([added]));

        Assert.Equal(new[] { own, added }.Select(request => request.Events[0].EventId).Order(), Spooled.TakeAll(again).Order());
        Assert.Equal(length > SegmentHeader.Length ? [$"{name}.damaged"] : Array.Empty<string>(), Names("aside"));
        Assert.DoesNotContain(Names(""), left => left.EndsWith(".spool", StringComparison.Ordinal));
    }

    /// <summary>Who copies the files of a host that is gone into the directory of another one must not write over those that are there.</summary>
    [Fact]
    public void Append_OnTwoHosts_NeverGivesTheSameName()
    {
        using var first = Open();
        first.Append([Spooled.Request()]);
        var other = _directory.CreateSubdirectory("other");
        using var second = Spooled.Open(new PhysicalFiles(other.FullName));
        second.Append([Spooled.Request()]);

        Assert.DoesNotContain(Names("").Intersect(Names("other")), name => name.EndsWith(".spool", StringComparison.Ordinal));
    }

    [Fact]
    public void TrySetAside_AfterTheSpoolWasEmptyAndTheHostStartedAnew_KeepsWhatWasSetAsideBefore()
    {
        for (var life = 1; life <= 2; life++)
        {
            using var spool = Open();
            spool.Append([Spooled.Request()]);
            var segment = spool.TakeOldest()!;
            Assert.True(spool.TrySetAside(segment, segment.Scan.Frames[0].Bytes));
            spool.Finish(segment);

            Assert.Equal(life, spool.Figures.SetAside);
            Assert.Equal(life, Names("aside").Length);
        }
    }

    [Fact]
    public void Open_DirectoryThatIsAFile_NamesIt()
    {
        var path = Path.Combine(_directory.FullName, "file");
        File.WriteAllText(path, "");

        var refusal = Assert.Throws<StorageUnavailableException>(() => Spooled.Open(new PhysicalFiles(path)));

        Assert.Contains($"'{path}'", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Whoever knows the salt can make a file in which a frame seems to begin at every place; to look for a whole one must not take the square of its length.</summary>
    [Fact]
    public void Of_FileThatWasForged_IsReadInAShortTime()
    {
        const ulong Salt = 42;
        var bytes = new byte[EventSpool.SegmentBytes];
        var writer = new ByteWriter();
        SegmentHeader.Write(writer, Salt);
        writer.Written.CopyTo(bytes);
        var frame = new ByteWriter();
        SpoolFrame.Write(frame, DateTimeOffset.UnixEpoch, Salt, _ => { });
        for (var offset = SegmentHeader.Length; offset + SpoolFrame.HeaderLength <= bytes.Length; offset += SpoolFrame.HeaderLength)
        {
            frame.Written.CopyTo(bytes.AsSpan(offset));
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(offset + sizeof(int)), bytes.Length - offset - SpoolFrame.HeaderLength);
        }

        var start = Stopwatch.GetTimestamp();
        var scan = SegmentScan.Of(bytes);

        Assert.True(scan.IsDamaged);
        Assert.Empty(scan.Frames);
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    private static EventSpool Open(DirectoryInfo directory) => Spooled.Open(new PhysicalFiles(directory.FullName), new SpoolOptions { MaxBytes = 1L << 40, MaxAge = TimeSpan.MaxValue });

    private EventSpool Open() => Open(_directory);

    private void Write(string name, long length)
    {
        using var file = File.Create(Path.Combine(_directory.FullName, name));
        file.Write("not what a segment begins with"u8[..(int)Math.Min(length, 30)]);
        file.SetLength(length);
    }

    private string[] Names(string directory) => [.. Directory.EnumerateFiles(Path.Combine(_directory.FullName, directory)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
