namespace Monitoring.ErrorTracking.Decoding;

/// <summary>A part of a form. Its content lies in the memory of the body.</summary>
internal sealed record MultipartPart
{
    public required string Name { get; init; }

    /// <summary>The name of a file as the sender gave it; null for a field.</summary>
    public required string? FileName { get; init; }

    public required string? ContentType { get; init; }

    public required ReadOnlyMemory<byte> Content { get; init; }
}
