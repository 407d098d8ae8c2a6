using System.Globalization;

namespace Monitoring.Incidents.Labels;

/// <summary>
/// A label set as a number, the one that Prometheus and Alertmanager show: FNV-1a of 64 bits over names and values in order, with 0xFF, which is in no UTF-8 text, after each.
/// </summary>
internal readonly record struct LabelFingerprint(ulong Value)
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const byte Separator = 0xFF;

    public static LabelFingerprint Of(LabelSet labels)
    {
        var hash = Offset;
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var (name, value) in labels)
        {
            hash = Add(Add(hash, name, utf8), value, utf8);
        }

        return new LabelFingerprint(hash);
    }

    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);

    private static ulong Add(ulong hash, string text, Span<byte> utf8)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            foreach (var unit in utf8[..rune.EncodeToUtf8(utf8)])
            {
                hash = (hash ^ unit) * Prime;
            }
        }

        return (hash ^ Separator) * Prime;
    }
}
