namespace Monitoring.Sample.Demo;

/// <summary>Something that goes wrong in the shop.</summary>
internal sealed record ShopFailure
{
    public required string Name { get; init; }

    /// <summary>The service that it happens in.</summary>
    public required string Service { get; init; }

    /// <summary>How often it happens, in percent.</summary>
    public required int Weight { get; init; }

    /// <summary>Does it; throws. The number makes the texts differ.</summary>
    public required Action<int> Run { get; init; }
}
