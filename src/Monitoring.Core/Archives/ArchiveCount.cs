namespace Monitoring.Core.Archives;

/// <summary>What an archive holds of one kind of record.</summary>
public sealed record ArchiveCount
{
    /// <summary>The kind, such as <c>events</c>, as <c>monitoring-migrate</c> names it.</summary>
    public required string Kind { get; init; }

    /// <summary>How many records.</summary>
    public required long Count { get; init; }

    /// <summary>Their checksum, 32 hexadecimal digits, whatever their order; <c>monitoring-migrate verify</c> tells the same of the archive and of a store that it was restored to.</summary>
    public required string Checksum { get; init; }
}
