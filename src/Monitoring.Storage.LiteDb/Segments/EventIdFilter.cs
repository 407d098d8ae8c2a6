namespace Monitoring.Storage.LiteDb.Segments;

/// <summary>
/// A Bloom filter over event keys that touches one cache line per look-up: says for certain that a key is not there.
/// With 12 bits per key about one in a hundred absent keys is taken for present.
/// </summary>
internal sealed class EventIdFilter
{
    private const int BitsPerKey = 12;
    private const int LineWords = 8;
    private const int Probes = 5;

    private readonly ulong[] _words;
    private readonly uint _lines;

    public EventIdFilter(IReadOnlyCollection<ulong> keys)
    {
        _lines = (uint)Math.Max(1, ((long)keys.Count * BitsPerKey / (LineWords * 64)) + 1);
        _words = new ulong[_lines * LineWords];
        foreach (var key in keys)
        {
            Add(key);
        }
    }

    public long Bytes => _words.Length * (long)sizeof(ulong);

    /// <summary>About how many bytes the filter of so many keys takes.</summary>
    public static long BytesFor(int keys) => (long)keys * BitsPerKey / 8;

    public bool MayContain(ulong key)
    {
        var line = Line(key);
        for (var probe = 0; probe < Probes; probe++)
        {
            var bit = Bit(key, probe);
            if ((_words[line + (bit >> 6)] & (1UL << (bit & 63))) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private void Add(ulong key)
    {
        var line = Line(key);
        for (var probe = 0; probe < Probes; probe++)
        {
            var bit = Bit(key, probe);
            _words[line + (bit >> 6)] |= 1UL << (bit & 63);
        }
    }

    // The upper half chooses the line, nine bits each of the lower half the bits in it.
    private long Line(ulong key) => (long)(((key >> 32) * _lines) >> 32) * LineWords;

    private static int Bit(ulong key, int probe) => (int)((key * 0x9E3779B97F4A7C15UL) >> (19 + (probe * 9))) & 511;
}
