using ZstdSharp;

namespace Monitoring.TestData.Secrets;

/// <summary>Everything that lies in a directory: the bytes of each file, and what each compressed piece in it unpacks to.</summary>
public static class StoredBytes
{
    private const int MaxUnpacked = 64 * 1024 * 1024;

    private static ReadOnlySpan<byte> FrameStart => [0x28, 0xB5, 0x2F, 0xFD];

    /// <summary>The pieces of a directory, each with where it is from.</summary>
    public static IEnumerable<(string File, byte[] Bytes)> Of(string directory)
    {
        foreach (var file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            yield return (file, bytes);
            foreach (var unpacked in Unpack(bytes))
            {
                yield return ($"{file}, unpacked", unpacked);
            }
        }
    }

    /// <summary>The secrets that are found somewhere, each with the file.</summary>
    public static List<string> Find(string directory, IEnumerable<string> needles)
    {
        var wanted = new Needles(needles);
        return [.. Of(directory).SelectMany(piece => wanted.In(piece.Bytes).Select(needle => $"'{needle}' in {piece.File}"))];
    }

    /// <summary>What each frame unpacks to. One that ends early is taken to the end of the file, as what looks like the start of the next may be its own.</summary>
    private static IEnumerable<byte[]> Unpack(byte[] bytes)
    {
        for (var start = StartFrom(bytes, 0); start < bytes.Length; start = StartFrom(bytes, start + 1))
        {
            yield return Unpack(bytes, start, StartFrom(bytes, start + 1), out var isWhole);
            if (!isWhole)
            {
                yield return Unpack(bytes, start, bytes.Length, out _);
            }
        }
    }

    private static int StartFrom(byte[] bytes, int at) => bytes.AsSpan(at).IndexOf(FrameStart) is var offset and >= 0 ? at + offset : bytes.Length;

    private static byte[] Unpack(byte[] bytes, int start, int end, out bool isWhole)
    {
        var unpacked = new MemoryStream();
        try
        {
            using var stream = new DecompressionStream(new MemoryStream(bytes, start, end - start));
            var block = new byte[64 * 1024];
            while (unpacked.Length < MaxUnpacked && stream.Read(block) is var read and > 0)
            {
                unpacked.Write(block, 0, read);
            }

            isWhole = true;
        }
        catch (EndOfStreamException)
        {
            isWhole = false;
        }
        catch (Exception exception) when (exception is ZstdException or IOException)
        {
            // What stands behind a frame is none; what was unpacked until there counts.
            isWhole = true;
        }

        return unpacked.ToArray();
    }
}
