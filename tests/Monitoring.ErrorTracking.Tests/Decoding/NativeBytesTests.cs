using System.Buffers;
using System.Globalization;
using Monitoring.ErrorTracking.Decoding;

namespace Monitoring.ErrorTracking.Tests.Decoding;

public sealed class NativeBytesTests
{
    [Fact]
    public void Memory_BeforeDispose_HoldsWhatIsWritten()
    {
        using IMemoryOwner<byte> bytes = new NativeBytes(100);
        bytes.Memory.Span.Fill(7);

        Assert.Equal(100, bytes.Memory.Length);
        Assert.True(bytes.Memory.Span.IndexOfAnyExcept((byte)7) < 0);
    }

    [Fact]
    public void Memory_AfterDispose_ThrowsInsteadOfReadingWhatIsSomebodyElses()
    {
        var bytes = new NativeBytes(100);
        var kept = bytes.Memory[10..20];

        ((IDisposable)bytes).Dispose();

        Assert.True(bytes.IsFree);
        Assert.Throws<ObjectDisposedException>(() => kept.Span[0]);
        Assert.Throws<ObjectDisposedException>(() => kept.Pin());
        Assert.Throws<ObjectDisposedException>(() => kept.ToArray());
        Assert.Throws<ObjectDisposedException>(() => bytes.OpenRead(1));
    }

    [Fact]
    public void Dispose_Twice_GivesBackOnce()
    {
        var bytes = new NativeBytes(100);

        ((IDisposable)bytes).Dispose();
        ((IDisposable)bytes).Dispose();

        Assert.True(bytes.IsFree);
    }

    [Fact]
    public unsafe void Dispose_WhilePinned_GivesBackAfterTheLastPin()
    {
        var bytes = new NativeBytes(100);
        bytes.GetSpan()[42] = 1;
        var first = bytes.Memory.Pin();
        var second = bytes.Pin(42);

        ((IDisposable)bytes).Dispose();
        first.Dispose();

        Assert.False(bytes.IsFree);
        Assert.Equal(1, *(byte*)second.Pointer);
        second.Dispose();
        Assert.True(bytes.IsFree);
    }

    [Fact]
    public void Dispose_ManyPieces_GivesAllBackToTheSystem()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It reads /proc.");
        const int mib = 1024 * 1024;
        var pieces = Enumerable.Range(0, 150).Select(_ => new NativeBytes(2 * mib)).ToList();
        pieces.ForEach(piece => piece.GetSpan().Fill(1));
        var held = ResidentBytes();

        // Every other one first, so that what is freed has neighbours that are not.
        foreach (IDisposable piece in pieces.Where((_, index) => index % 2 == 1).Concat(pieces.Where((_, index) => index % 2 == 0)))
        {
            piece.Dispose();
        }

        Assert.True(held - ResidentBytes() > 200 * mib, $"{held / mib} MiB were held, {ResidentBytes() / mib} MiB still are");
    }

    [Fact]
    public void OpenRead_PartOfTheBytes_ReadsThatPart()
    {
        using IMemoryOwner<byte> bytes = new NativeBytes(10);
        "0123456789"u8.CopyTo(bytes.Memory.Span);
        using var text = new StreamReader(((NativeBytes)bytes).OpenRead(4));

        Assert.Equal("0123", text.ReadToEnd());
    }

    private static long ResidentBytes() =>
        long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
}
