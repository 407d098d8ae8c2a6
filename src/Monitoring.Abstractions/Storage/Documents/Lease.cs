namespace Monitoring.Storage.Documents;

/// <summary>
/// The right to be the only one that does something, for a while. Each new holder gets a higher epoch; work that
/// carries an older one is refused.
/// </summary>
public sealed record Lease
{
    /// <summary>What is held.</summary>
    public required string Name { get; init; }

    /// <summary>Who holds it.</summary>
    public required string Owner { get; init; }

    /// <summary>Grows by at least one with each change of holder, and never falls.</summary>
    public required long Epoch { get; init; }

    /// <summary>When it ends by the store's clock unless it is renewed.</summary>
    public required DateTimeOffset Until { get; init; }
}
