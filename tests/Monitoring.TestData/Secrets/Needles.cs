using System.Runtime.InteropServices;
using System.Text;

namespace Monitoring.TestData.Secrets;

/// <summary>Texts that are looked for, all of them in one pass: of tens of thousands each has planted some, and what is searched has a hundred million bytes.</summary>
/// <param name="texts">The texts.</param>
public sealed class Needles(IEnumerable<string> texts)
{
    private readonly ILookup<ulong, (string Text, byte[] Bytes)> _long = Encoded(texts).Where(needle => needle.Bytes.Length >= sizeof(ulong))
        .ToLookup(needle => MemoryMarshal.Read<ulong>(needle.Bytes));

    private readonly (string Text, byte[] Bytes)[] _short = [.. Encoded(texts).Where(needle => needle.Bytes.Length < sizeof(ulong))];

    /// <summary>Those that are in a text.</summary>
    /// <param name="text">The text.</param>
    public IReadOnlyCollection<string> In(string text) => In(Encoding.UTF8.GetBytes(text));

    /// <summary>Those that are in a piece of memory, each once.</summary>
    /// <param name="bytes">The memory.</param>
    public IReadOnlyCollection<string> In(ReadOnlySpan<byte> bytes)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (text, needle) in _short)
        {
            if (bytes.IndexOf(needle) >= 0)
            {
                found.Add(text);
            }
        }

        for (var at = 0; at <= bytes.Length - sizeof(ulong); at++)
        {
            foreach (var (text, needle) in _long[MemoryMarshal.Read<ulong>(bytes[at..])])
            {
                if (bytes[at..].StartsWith(needle))
                {
                    found.Add(text);
                }
            }
        }

        return found;
    }

    private static IEnumerable<(string Text, byte[] Bytes)> Encoded(IEnumerable<string> texts) => texts.Distinct(StringComparer.Ordinal).Select(text => (text, Encoding.UTF8.GetBytes(text)));
}
