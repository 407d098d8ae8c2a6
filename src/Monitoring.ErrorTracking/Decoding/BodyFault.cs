namespace Monitoring.ErrorTracking.Decoding;

/// <summary>Why a body could not be read.</summary>
internal enum BodyFault
{
    None,

    /// <summary>The content encoding is none that is known.</summary>
    UnsupportedEncoding,

    /// <summary>The compressed bytes, or their base64, are damaged or end too early.</summary>
    Damaged,

    /// <summary>It is longer than allowed, before or after decompression.</summary>
    TooLarge,

    /// <summary>Too many bytes lie in memory already.</summary>
    Busy,
}
