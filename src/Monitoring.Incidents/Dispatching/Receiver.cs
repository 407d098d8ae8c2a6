namespace Monitoring.Incidents.Dispatching;

/// <summary>Who is told.</summary>
internal sealed record Receiver
{
    public required string Name { get; init; }

    /// <summary>Whether it is told of what is over.</summary>
    public bool WantsResolved { get; init; } = true;
}
