using Monitoring.Projects;

namespace Monitoring.AspNetCore.SentryApi.Projects;

/// <summary>A client key. Keys have no secret half.</summary>
internal sealed record KeyDocument
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Label { get; init; }

    public required string Public { get; init; }

    public string Secret { get; } = "";

    public required string ProjectId { get; init; }

    public required bool IsActive { get; init; }

    public required KeyLimitDocument? RateLimit { get; init; }

    public required KeyDsnDocument Dsn { get; init; }

    public required DateTimeOffset DateCreated { get; init; }

    public static KeyDocument Of(ClientKey key, Func<ClientKey, string> dsn) => new()
    {
        Id = key.PublicKey.ToString(),
        Name = key.Label,
        Label = key.Label,
        Public = key.PublicKey.ToString(),
        ProjectId = key.ProjectId.ToString(),
        IsActive = key.IsActive,
        RateLimit = key.RateLimit is { } limit ? new KeyLimitDocument { Count = limit.Count, Window = (long)limit.Window.TotalSeconds } : null,
        Dsn = new KeyDsnDocument { Public = dsn(key), Secret = dsn(key) },
        DateCreated = key.CreatedAt,
    };
}
