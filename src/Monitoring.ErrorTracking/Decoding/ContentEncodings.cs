namespace Monitoring.ErrorTracking.Decoding;

/// <summary>Reads the value of <c>Content-Encoding</c>.</summary>
internal static class ContentEncodings
{
    /// <summary>One coding, or none. Several on top of each other are used by no SDK and are unknown.</summary>
    public static ContentEncoding Parse(string? value)
    {
        var name = value.AsSpan().Trim();
        return name.IsEmpty || Is(name, "identity") ? ContentEncoding.Identity
            : Is(name, "gzip") || Is(name, "x-gzip") ? ContentEncoding.Gzip
            : Is(name, "deflate") ? ContentEncoding.Deflate
            : Is(name, "br") ? ContentEncoding.Brotli
            : Is(name, "zstd") ? ContentEncoding.Zstandard
            : ContentEncoding.Unknown;
    }

    private static bool Is(ReadOnlySpan<char> name, string coding) => name.Equals(coding, StringComparison.OrdinalIgnoreCase);
}
