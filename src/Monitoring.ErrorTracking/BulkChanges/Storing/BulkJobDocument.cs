using Monitoring.Access;

namespace Monitoring.ErrorTracking.BulkChanges.Storing;

/// <summary>A job as it is stored: with what its next step needs.</summary>
internal sealed record BulkJobDocument
{
    public required BulkJob Job { get; init; }

    /// <summary>In whose name issues are changed.</summary>
    public required Actor Actor { get; init; }

    /// <summary>Where the search goes on; <see langword="null"/> at its beginning.</summary>
    public string? Cursor { get; init; }

    /// <summary>How many parts the issues were written down in.</summary>
    public int Parts { get; init; }

    /// <summary>The part whose turn it is.</summary>
    public int Part { get; init; }

    /// <summary>How many issues of it have had their turn.</summary>
    public int Offset { get; init; }
}
