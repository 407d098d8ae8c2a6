namespace Monitoring.ErrorTracking.Decoding;

/// <summary>What can be wrong with a form.</summary>
internal enum MultipartFault
{
    None,

    /// <summary>There is no boundary, or a part does not follow the grammar, or the last boundary is missing.</summary>
    Malformed,

    /// <summary>There are more parts than allowed.</summary>
    TooManyParts,
}
