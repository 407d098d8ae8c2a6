using System.Text;

namespace Monitoring.TestData;

/// <summary>Damages bytes the way broken senders, proxies and attackers do. The same seed damages them the same way.</summary>
public static class Mutations
{
    private static readonly byte[][] Snippets =
    [
        .. new[] { "\n", "\r\n", "\"", "\\", "{", "}", "[", "]", ",", ":", "null", "NaN", "-Infinity", "1e999", "\\ud83d", "\0", "\uFEFF", "\"length\":", "{\"type\":\"event\"}\n" }
            .Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xED, 0xA0, 0x80], [0xC0, 0xAF], [0xF4, 0x90, 0x80, 0x80],
    ];

    /// <summary>A damaged copy: one to four faults of any kind.</summary>
    /// <param name="random">Decides what happens.</param>
    /// <param name="bytes">What to damage.</param>
    /// <param name="other">Bytes from which pieces are spliced in.</param>
    public static byte[] Damage(Random random, byte[] bytes, byte[] other)
    {
        for (var faults = random.Next(1, 5); faults > 0; faults--)
        {
            bytes = DamageOnce(random, bytes, other);
        }

        return bytes;
    }

    private static byte[] DamageOnce(Random random, byte[] bytes, byte[] other)
    {
        var from = random.Next(bytes.Length + 1);
        var to = random.Next(from, Math.Min(bytes.Length, from + random.Next(1, 400)) + 1);
        return random.Next(8) switch
        {
            0 => Flip(random, bytes),
            1 => bytes[..from],
            2 => [.. bytes[..from], .. bytes[to..]],
            3 => [.. bytes[..to], .. bytes[from..]],
            4 => [.. bytes[..from], .. Piece(random, other), .. bytes[to..]],
            5 => [.. bytes[..from], .. Nesting(random), .. bytes[from..]],
            _ => [.. bytes[..from], .. Snippets[random.Next(Snippets.Length)], .. bytes[from..]],
        };
    }

    private static byte[] Flip(Random random, byte[] bytes)
    {
        var copy = (byte[])bytes.Clone();
        for (var flips = random.Next(1, 8); flips > 0 && copy.Length > 0; flips--)
        {
            copy[random.Next(copy.Length)] ^= (byte)(1 << random.Next(8));
        }

        return copy;
    }

    private static byte[] Piece(Random random, byte[] other)
    {
        var from = random.Next(other.Length + 1);
        return other[from..random.Next(from, Math.Min(other.Length, from + 2000) + 1)];
    }

    private static byte[] Nesting(Random random)
    {
        var depth = random.Next(1, 5000);
        var (open, close) = random.Next(2) == 0 ? ("[", "]") : ("{\"a\":", "}");
        return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(open, depth)) + "1" + (random.Next(3) == 0 ? "" : string.Concat(Enumerable.Repeat(close, depth))));
    }
}
