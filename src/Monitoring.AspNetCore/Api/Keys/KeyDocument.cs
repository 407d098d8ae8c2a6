using System.ComponentModel;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.Api.Keys;

internal sealed record KeyDocument
{
    public required string PublicKey { get; init; }

    public required string ProjectId { get; init; }

    [Description("What an SDK is configured with.")]
    public required string Dsn { get; init; }

    public required string Label { get; init; }

    [Description("Whether reports with this key are taken.")]
    public required bool IsActive { get; init; }

    [Description("The service of events that do not name one themselves.")]
    public required string? Service { get; init; }

    [Description("How many events the key may report; null for no limit of its own.")]
    public required KeyLimit? RateLimit { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public static KeyDocument Of(ClientKey key, Func<ClientKey, string> dsn) => new()
    {
        PublicKey = key.PublicKey.ToString(),
        ProjectId = key.ProjectId.ToString(),
        Dsn = dsn(key),
        Label = key.Label,
        IsActive = key.IsActive,
        Service = key.Service,
        RateLimit = key.RateLimit is { } limit ? new KeyLimit { Count = limit.Count, Window = limit.Window } : null,
        CreatedAt = key.CreatedAt,
    };
}
