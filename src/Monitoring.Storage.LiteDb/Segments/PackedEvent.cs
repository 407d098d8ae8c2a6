namespace Monitoring.Storage.LiteDb.Segments;

/// <summary>An event on its way into a segment, its bytes still in the journal.</summary>
internal readonly record struct PackedEvent : IComparable<PackedEvent>
{
    public required long Project { get; init; }

    public required EventId Id { get; init; }

    public required GroupingHash Hash { get; init; }

    public required long Received { get; init; }

    public required long Sequence { get; init; }

    /// <summary>Where in the journal the event lies as the event codec wrote it.</summary>
    public required (long Offset, int Length) Facts { get; init; }

    public required (long Offset, int Length) Payload { get; init; }

    /// <summary>The order within a segment: like events together, which compresses best, and each hash as lists want it.</summary>
    public int CompareTo(PackedEvent other)
    {
        var order = Project.CompareTo(other.Project);
        order = order != 0 ? order : Hash.CompareTo(other.Hash);
        order = order != 0 ? order : other.Received.CompareTo(Received);
        return order != 0 ? order : other.Id.CompareTo(Id);
    }
}
