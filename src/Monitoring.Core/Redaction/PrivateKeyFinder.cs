namespace Monitoring.Core.Redaction;

/// <summary>Finds private keys in PEM (RFC 7468), whole or cut off.</summary>
internal static class PrivateKeyFinder
{
    private const string Begin = "-----BEGIN ";
    private const string End = "-----END ";
    private const string Dashes = "-----";
    private const int MaxLabel = 64;

    public static void Find(ReadOnlySpan<char> text, ref Findings found)
    {
        var position = 0;
        while (text[position..].IndexOf(Begin) is var offset and >= 0)
        {
            var start = position + offset;
            position = start + Begin.Length;
            var label = text.Slice(position, Math.Min(MaxLabel, text.Length - position));
            var labelLength = label.IndexOf(Dashes);
            if (labelLength < 0 || !label[..labelLength].Contains("PRIVATE KEY", StringComparison.Ordinal))
            {
                continue;
            }

            position = EndOfKey(text, position + labelLength);
            found.Add(start, position);
        }
    }

    private static int EndOfKey(ReadOnlySpan<char> text, int from)
    {
        var end = text[from..].IndexOf(End);
        if (end < 0)
        {
            return text.Length;
        }

        var label = from + end + End.Length;
        var closing = text.Slice(label, Math.Min(MaxLabel, text.Length - label)).IndexOf(Dashes);
        return closing < 0 ? label : label + closing + Dashes.Length;
    }
}
