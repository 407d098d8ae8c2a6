using Monitoring.Storage.Errors;

namespace Monitoring.Storage.PostgreSql.Errors.Segments;

/// <summary>Events of one project and one day of receipt, packed together.</summary>
internal sealed class PackedSegment
{
    /// <summary>The project's own, until it is known over how many it is spread.</summary>
    public required short Part { get; set; }

    public required ProjectId Project { get; init; }

    public required int Day { get; init; }

    /// <summary>In the order of their slots.</summary>
    public required IReadOnlyList<GroupedEvent> Events { get; init; }

    public required byte[] Facts { get; init; }

    public required byte[] Payloads { get; init; }

    /// <summary>The bytes of the payloads as they were appended.</summary>
    public long PayloadBytes => Events.Sum(packed => (long)packed.Payload.Length);

    /// <summary>The number that the database gave it; 0 before.</summary>
    public long Id { get; set; }
}
