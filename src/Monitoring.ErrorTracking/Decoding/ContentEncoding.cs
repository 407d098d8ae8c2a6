namespace Monitoring.ErrorTracking.Decoding;

/// <summary>How a body is compressed.</summary>
internal enum ContentEncoding
{
    Identity,
    Gzip,

    /// <summary>The zlib format as the standard says, or bare deflate as some senders understand it.</summary>
    Deflate,
    Brotli,
    Zstandard,
    Unknown,
}
