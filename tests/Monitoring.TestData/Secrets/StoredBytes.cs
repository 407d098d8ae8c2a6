using System.Text;
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
    public static List<string> Find(string directory, IReadOnlyCollection<string> needles) =>
    [
        .. from piece in Of(directory)
           from needle in needles
           where piece.Bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(needle)) >= 0
           select $"'{needle}' in {piece.File}",
    ];

    private static List<byte[]> Unpack(byte[] bytes)
    {
        var found = new List<byte[]>();
        for (var at = 0; bytes.AsSpan(at).IndexOf(FrameStart) is var offset and >= 0; at++)
        {
            at += offset;
            try
            {
                using var stream = new DecompressionStream(new MemoryStream(bytes, at, bytes.Length - at));
                var unpacked = new MemoryStream();
                var block = new byte[64 * 1024];
                try
                {
                    while (unpacked.Length < MaxUnpacked && stream.Read(block) is var read and > 0)
                    {
                        unpacked.Write(block, 0, read);
                    }
                }
                finally
                {
                    found.Add(unpacked.ToArray());
                }
            }
            catch (Exception exception) when (exception is ZstdException or EndOfStreamException or IOException)
            {
                // What stands behind a frame is none; what was unpacked until there counts.
            }
        }

        return found;
    }
}
